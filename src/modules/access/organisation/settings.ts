import { z } from "zod";
import { parseCivilDate } from "../../../kernel/instants.ts";
import { langs, type Lang } from "../../../kernel/lang.ts";
import { minorDigits } from "../../../kernel/money.ts";
import { emblemFault } from "../../../ports/emblem.ts";
import type { Organisation } from "../../../ports/organisation.ts";
import { words } from "../asks.ts";

const line = words(200);
const fourTexts = z.strictObject({ en: line, fr: line, es: line, ar: line });
const day = z.string().refine((text) => parseCivilDate(text) !== null, "date-unreadable");
const currency = z.string().refine((code) => Object.hasOwn(minorDigits, code), "currency-unknown");
const whole = z.string().regex(/^\d{1,18}$/, "number-unreadable");

const rate = z.strictObject({
  from: currency, rateMicro: whole.refine((text) => BigInt(text) > 0n, "number-unreadable"), day, source: words(200, 3),
});

/**
 * What two people may change while the installation runs; each key is optional and replaces the whole value. Amounts
 * and rates are decimal strings of integers. The address, the mark "fictitious" and the currency of the books are not
 * here: they belong to the installation and to every entry ever booked.
 */
export const settingsChanges = z.strictObject({
  name: fourTexts.optional(),
  shortName: words(20, 2).optional(),
  emblemSvg: z.string().max(20_000).refine((svg) => emblemFault(svg) === null, "emblem-not-accepted").optional(),
  timeZone: z.string().max(60).refine(isTimeZone, "zone-unknown").optional(),
  holidays: z.array(day).max(400).optional(),
  financialYearStart: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, "year-start-unreadable").optional(),
  yearlyIncomeMinor: whole.optional(),
  exchangeRates: z.array(rate).max(400).optional(),
  authorityTitles: z.strictObject({
    "director": fourTexts, "secretary-general": fourTexts, "executive-committee": fourTexts, "assembly": fourTexts,
  }).optional(),
  adoptedLists: z.array(z.string().regex(/^[a-z0-9-]{2,40}$/, "list-unknown")).min(1).max(40).optional(),
  authenticLang: z.enum(langs).optional(),
  parameters: z.record(z.string().regex(/^[A-Za-z0-9.-]{1,60}$/, "parameter-unknown"), z.int()).optional(),
});
export type SettingsChanges = z.output<typeof settingsChanges>;

/** The file's organisation with the settings in force on top; versions count on from the file's. */
export function withSettings(base: Organisation, inForce: { body: SettingsChanges; version: number } | null): Organisation {
  if (inForce === null) return base;
  const { yearlyIncomeMinor, exchangeRates, ...plain } = inForce.body;
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  return {
    ...base, ...given,
    ...(yearlyIncomeMinor === undefined ? {} : { yearlyIncomeMinor: BigInt(yearlyIncomeMinor) }),
    ...(exchangeRates === undefined ? {} : {
      exchangeRates: exchangeRates.map((one) => ({ ...one, rateMicro: BigInt(one.rateMicro) })),
    }),
    version: base.version + inForce.version,
  };
}

/** The settings page's own view of today's organisation, in the shape in which changes are proposed. */
export function asChanges(organisation: Organisation): Required<{ [K in keyof SettingsChanges]: SettingsChanges[K] }> {
  const { name, shortName, emblemSvg, timeZone, financialYearStart, authorityTitles, parameters } = organisation;
  const authenticLang: Lang = organisation.authenticLang;
  return {
    name: { ...name }, shortName, emblemSvg, timeZone, financialYearStart, authorityTitles: { ...authorityTitles },
    authenticLang, parameters: { ...parameters }, holidays: [...organisation.holidays],
    adoptedLists: [...organisation.adoptedLists], yearlyIncomeMinor: String(organisation.yearlyIncomeMinor),
    exchangeRates: organisation.exchangeRates.map((one) => ({ ...one, rateMicro: String(one.rateMicro) })),
  };
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false; // the engine knows which zones exist; it says so by throwing
  }
}
