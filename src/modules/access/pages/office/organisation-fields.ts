import { parseAmount, decimalText } from "../../../../kernel/money.ts";
import { langs } from "../../../../kernel/lang.ts";
import type { Fault } from "../../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../../kernel/result.ts";
import type { Organisation } from "../../../../ports/organisation.ts";
import { formFields, readForm, type Fields, type Posted } from "../../../../ui/form.ts";
import { settingsChanges, type SettingsChanges } from "../../organisation/settings.ts";

/** The settings form: one line per value; lists are one item a line, written as their hints say. */
const fields = formFields({
  "name-en": { kind: "text", label: "access.settings.name-en", max: 200 },
  "name-fr": { kind: "text", label: "access.settings.name-fr", max: 200 },
  "name-es": { kind: "text", label: "access.settings.name-es", max: 200 },
  "name-ar": { kind: "text", label: "access.settings.name-ar", max: 200 },
  "shortName": { kind: "text", label: "access.settings.short-name", max: 20 },
  "timeZone": { kind: "text", label: "access.settings.time-zone", hint: "access.settings.time-zone-hint", max: 60 },
  "holidays": {
    kind: "text", label: "access.settings.holidays", hint: "access.settings.holidays-hint", max: 6000,
    optional: true,
  },
  "financialYearStart": { kind: "text", label: "access.settings.year-start", hint: "access.settings.year-start-hint", max: 5 },
  "yearlyIncome": { kind: "text", label: "access.settings.income", hint: "access.settings.income-hint", max: 40 },
  "exchangeRates": {
    kind: "text", label: "access.settings.rates", hint: "access.settings.rates-hint", max: 40_000,
    optional: true,
  },
  "adoptedLists": { kind: "text", label: "access.settings.lists", hint: "access.settings.lists-hint", max: 2000 },
  "authenticLang": { kind: "choice", label: "access.settings.authentic", among: langs },
  "parameters": {
    kind: "text", label: "access.settings.parameters", hint: "access.settings.parameters-hint", max: 8000,
    optional: true,
  },
  "authorityTitles": { kind: "text", label: "access.settings.titles", hint: "access.settings.titles-hint", max: 4000 },
  "emblemSvg": { kind: "text", label: "access.settings.emblem", hint: "access.settings.emblem-hint", max: 20_000 },
  "reason": { kind: "text", label: "access.grant.reason", hint: "access.field.reason-hint", max: 500 },
});
export const settingsFields: Fields = fields;

const authorities = ["director", "secretary-general", "executive-committee", "assembly"] as const;

/** Today's values as the form shows them. */
export function settingsTyped(of: Organisation): Record<string, string> {
  const rates = of.exchangeRates.map((one) => [one.from, rateText(one.rateMicro), one.day, one.source].join("; "));
  const titles = authorities.map((one) => [one, ...langs.map((lang) => of.authorityTitles[one][lang])].join("; "));
  return {
    ...Object.fromEntries(langs.map((lang) => [`name-${lang}`, of.name[lang]])), "shortName": of.shortName,
    "timeZone": of.timeZone, "holidays": of.holidays.join("\n"), "financialYearStart": of.financialYearStart,
    "yearlyIncome": decimalText({ minor: of.yearlyIncomeMinor, currency: of.currency }), "exchangeRates": rates.join("\n"),
    "adoptedLists": of.adoptedLists.join("\n"), "authenticLang": of.authenticLang,
    "parameters": Object.entries(of.parameters).map(([key, value]) => `${key} = ${value}`).join("\n"),
    "authorityTitles": titles.join("\n"), "emblemSvg": of.emblemSvg,
  };
}

export interface Proposed {
  readonly changes: SettingsChanges;
  readonly reason: string;
}

/** @param posted attacker-chosen; every fault is found at once, beside its field */
export function changesOf(posted: Posted, currency: string): Result<Proposed, readonly Fault[]> {
  const read = readForm(fields, posted);
  if (!read.ok) return read;
  const value = read.value;
  const income = parseAmount(value.yearlyIncome, currency);
  const changes = {
    name: Object.fromEntries(langs.map((lang) => [lang, value[`name-${lang}`]])), shortName: value.shortName,
    timeZone: value.timeZone, holidays: linesOf(value.holidays), financialYearStart: value.financialYearStart,
    yearlyIncomeMinor: income.ok ? String(income.value.minor) : "unread", authenticLang: value.authenticLang,
    exchangeRates: linesOf(value.exchangeRates).map(rateOf), adoptedLists: linesOf(value.adoptedLists),
    parameters: Object.fromEntries(linesOf(value.parameters).map(parameterOf)), emblemSvg: value.emblemSvg,
    authorityTitles: Object.fromEntries(linesOf(value.authorityTitles).map(titleOf)),
  };
  const parsed = settingsChanges.safeParse(changes);
  if (parsed.success && income.ok) return ok({ changes: parsed.data, reason: value.reason });
  const found = parsed.success ? [] : parsed.error.issues.map((issue) => faultAt(issue.path, issue.message));
  const amount: Fault[] = income.ok ? [] : [{ path: "yearlyIncome", code: income.error }];
  return no([...found.filter((one) => one.path !== "yearlyIncome"), ...amount]);
}

/** The form's field for a place in the changes; the line of a list is named by its field. */
function faultAt(path: readonly PropertyKey[], message: string): Fault {
  const [key, part] = path.map(String);
  const field = key === "name" ? `name-${part}` : key === "yearlyIncomeMinor" ? "yearlyIncome" : (key ?? "");
  return { path: field, code: /^[a-z]+(-[a-z]+)+$/.test(message) ? message : "settings-line" };
}

function linesOf(text: string | null): string[] {
  return (text ?? "").split("\n").map((line) => line.trim()).filter((line) => line !== "");
}

/** "USD; 0.92; 2027-01-01; European Central Bank" */
function rateOf(line: string): Record<string, string> {
  const [from = "", rate = "", day = "", ...source] = line.split(";").map((part) => part.trim());
  const [, whole, fraction = ""] = /^(\d{1,9})(?:[.,](\d{1,6}))?$/.exec(rate) ?? [];
  return {
    from, rateMicro: whole === undefined ? "unread" : String(BigInt(whole + fraction.padEnd(6, "0"))), day,
    source: source.join("; "),
  };
}

function rateText(micro: bigint): string {
  const text = String(micro).padStart(7, "0");
  return `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, "") || "0";
}

/** "screening.maxAgeHours = 24" */
function parameterOf(line: string): [string, number] {
  const [key = "", value = ""] = line.split("=").map((part) => part.trim());
  return [key, /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN];
}

/** "director; Director; Directeur; Director; المدير": the authority, then its title in the four languages. */
function titleOf(line: string): [string, Record<string, string>] {
  const [authority = "", ...titles] = line.split(";").map((part) => part.trim());
  return [authority, Object.fromEntries(langs.map((lang, at) => [lang, titles[at] ?? ""]))];
}
