import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { parseCivilDate } from "../kernel/instants.ts";
import { langs } from "../kernel/lang.ts";
import { minorDigits, parseAmount } from "../kernel/money.ts";
import { emblemFault } from "./emblem.ts";
import type { Organisation } from "./organisation.ts";
import { StartRefused } from "./start-refused.ts";

const line = z.string().trim().min(1).max(200);
const fourTexts = z.strictObject({ en: line, fr: line, es: line, ar: line });
const day = z.string().refine((text) => parseCivilDate(text) !== null, "must be a real day, written YYYY-MM-DD");
const currency = z.string().refine((code) => code in minorDigits, "must be an ISO 4217 code that the product knows");

const rate = z.strictObject({
  from: currency,
  rate: z.string().regex(/^\d{1,9}(\.\d{1,6})?$/, 'must be a number in quotes with at most 6 decimals, such as "0.920000"'),
  day,
  source: line,
});

const shape = z.strictObject({
  name: fourTexts,
  shortName: z.string().trim().min(2).max(20),
  emblem: z.string().regex(/^[\w./-]+\.svg$/, "must be the path of an .svg file beside this file"),
  address: z.string().refine(isBaseAddress, "must be an https address without path or trailing slash"),
  currency,
  timeZone: z.string().refine(isTimeZone, "must be an IANA time zone such as Europe/Paris"),
  holidays: z.array(day).default([]),
  financialYearStart: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, "must be MM-DD, at most the 28th"),
  yearlyIncome: z.string().regex(/^\d+(\.\d+)?$/, 'must be an amount in quotes, such as "150000000.00"'),
  exchangeRates: z.array(rate).default([]),
  authorityTitles: z.strictObject({
    "director": fourTexts, "secretary-general": fourTexts, "executive-committee": fourTexts, "assembly": fourTexts,
  }),
  adoptedLists: z.array(z.string().regex(/^[a-z0-9-]{2,40}$/)).min(1),
  authenticLang: z.enum(langs),
  parameters: z.record(z.string().regex(/^[a-z0-9.-]+$/), z.int()).default({}),
});

/** Reads the organisation's file. Throws `StartRefused` that lists every fault with its place, not the first only. */
export function readOrganisationFile(path: string): Organisation {
  return organisationFrom(readFileSync(path, "utf8"), path, (emblem) => readFileSync(join(dirname(path), emblem), "utf8"));
}

/** @param path only named in faults */
export function organisationFrom(text: string, path: string, readEmblem: (path: string) => string): Organisation {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true,
    maxAliasCount: 0 } as Parameters<typeof parseDocument>[1]);
  const broken = document.errors.map((error) => `line ${lines.linePos(error.pos[0]).line}: ${error.message.split("\n")[0]}`);
  if (broken.length > 0) throw faults(path, broken);
  const read = shape.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!read.success) {
    throw faults(path, read.error.issues.map((issue) => `${issue.path.join(".") || "the file"}: ${issue.message}`));
  }
  const { emblem, yearlyIncome, exchangeRates, ...rest } = read.data;
  const income = parseAmount(yearlyIncome, rest.currency);
  const emblemSvg = readOr(() => readEmblem(emblem), () => faults(path, [`emblem: ${emblem} cannot be read`]));
  const fault = emblemFault(emblemSvg);
  const wrong = [
    ...(income.ok ? [] : [`yearlyIncome: ${income.error}`]),
    ...(fault ? [`emblem: ${fault}`] : []),
    ...exchangeRates.filter((one) => one.from === rest.currency).map((one) =>
      `exchangeRates: ${one.from} is the currency of the books`),
  ];
  if (wrong.length > 0 || !income.ok) throw faults(path, wrong);
  return {
    ...rest, emblemSvg, fictitious: false, version: 1, yearlyIncomeMinor: income.value.minor,
    exchangeRates: exchangeRates.map((one) => ({ from: one.from, rateMicro: micro(one.rate), day: one.day,
      source: one.source })),
  };
}

function readOr<T>(read: () => T, failed: () => Error): T {
  try {
    return read();
  } catch {
    throw failed();
  }
}

function faults(path: string, found: readonly string[]): StartRefused {
  return new StartRefused(`${path} cannot be used:\n${found.map((one) => `  - ${one}`).join("\n")}`);
}

function micro(text: string): bigint {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(6, "0"));
}

function isBaseAddress(text: string): boolean {
  try {
    const url = new URL(text);
    return url.protocol === "https:" && url.origin === text;
  } catch {
    return false;
  }
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
