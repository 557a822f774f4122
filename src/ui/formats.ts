import type { Formats, Formatters } from "intl-messageformat";
import { civilDateIn, type CivilDate, type Instant } from "../kernel/instants.ts";
import type { Lang } from "../kernel/lang.ts";
import { decimalText, type Money } from "../kernel/money.ts";
import { countryName } from "./countries.ts";
import type { Say } from "./say.ts";

/** Latin digits and the Gregorian calendar everywhere: one number looks the same in every language of a file. */
const locales: Readonly<Record<Lang, string>> = {
  en: "en-GB", fr: "fr", es: "es", ar: "ar-u-nu-latn-ca-gregory",
};
const decimalMarks: Readonly<Record<Lang, string>> = { en: ".", fr: ",", es: ",", ar: "." };
const narrowSpace = "\u202f"; // between groups of three digits: neither comma nor dot, whatever the language

type Spoken = Pick<Say, "money" | "number" | "share" | "day" | "dayOf" | "moment" | "ago" | "country">;

export interface LangFormats {
  readonly locale: string;
  readonly icu: Partial<Formats>;
  readonly formatters: Formatters;
  readonly say: Spoken;
}

/** Every formatter of one language, made once: an Intl object per request costs more than the page. */
export function formatsOf(lang: Lang, timeZone: string): LangFormats {
  return { locale: locales[lang], icu: {}, formatters: cachedFormatters(lang), say: spoken(lang, timeZone) };
}

function spoken(lang: Lang, timeZone: string): Spoken {
  const locale = locales[lang];
  const long = { day: "numeric", month: "long", year: "numeric" } as const;
  const day = new Intl.DateTimeFormat(locale, { ...long, timeZone: "UTC" });
  const moment = new Intl.DateTimeFormat(locale, {
    ...long, hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone, timeZoneName: "short",
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const ofDay = (on: CivilDate): string => worded(day.formatToParts(Date.parse(on)), lang, Number(on.slice(5, 7)));
  return {
    money: (value: Money) => isolated(`${grouped(decimalText(value), lang)}\u00a0${value.currency}`, lang),
    number: (value: number | bigint) => grouped(String(value), lang),
    share: (bps: number) => `${grouped(shareText(bps), lang)}\u00a0%`,
    day: ofDay,
    dayOf: (at: Instant) => ofDay(civilDateIn(at, timeZone)),
    moment: (at: Instant) =>
      worded(moment.formatToParts(at), lang, Number(civilDateIn(at, timeZone).slice(5, 7))),
    ago: (at: Instant, now: Instant) => ago(relative, at - now),
    country: (alpha2: string) => countryName(lang, alpha2),
  };
}

/** "-1234567.50" as "−1 234 567.50" in the marks of the language. */
function grouped(decimal: string, lang: Lang): string {
  const [whole = "", fraction] = decimal.replace("-", "\u2212").split(".");
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, narrowSpace);
  return fraction === undefined ? parted : parted + decimalMarks[lang] + fraction;
}

/** The months as the United Nations write them in Arabic: both names, since each is read in half of the countries. */
const arabicMonths = [
  "كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيو", "تموز/يوليو", "آب/أغسطس",
  "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
];

/** @param month 1 to 12, of the day that `parts` write */
function worded(parts: readonly Intl.DateTimeFormatPart[], lang: Lang, month: number): string {
  const name = lang === "ar" ? arabicMonths[month - 1] : undefined;
  return parts.map((part) => (part.type === "month" && name !== undefined ? name : part.value)).join("");
}

/** Inside an Arabic sentence an amount keeps its own direction: the code stays behind its number. */
function isolated(text: string, lang: Lang): string {
  return lang === "ar" ? `\u2066${text}\u2069` : text;
}

function shareText(bps: number): string {
  const digits = String(Math.abs(bps)).padStart(3, "0");
  const fraction = digits.slice(-2).replace(/0+$/, "");
  return (bps < 0 ? "-" : "") + digits.slice(0, -2) + (fraction === "" ? "" : `.${fraction}`);
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_536_000_000], ["month", 2_592_000_000], ["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000],
];

function ago(relative: Intl.RelativeTimeFormat, differenceMs: number): string {
  const [unit, ms] = steps.find(([, size]) => Math.abs(differenceMs) >= size) ?? ["minute", 60_000];
  return relative.format(Math.trunc(differenceMs / ms), unit);
}

/** ICU's own formatters, kept by their options; numbers inside texts look like numbers outside them. */
function cachedFormatters(lang: Lang): Formatters {
  const numbers = new Map<string, Intl.NumberFormat>();
  const plurals = new Map<string, Intl.PluralRules>();
  const dates = new Map<string, Intl.DateTimeFormat>();
  const keep = <T>(kept: Map<string, T>, options: unknown, make: () => T): T => {
    const key = JSON.stringify(options ?? {});
    const found = kept.get(key) ?? make();
    kept.set(key, found);
    return found;
  };
  return {
    getNumberFormat: (_locale, options) => keep(numbers, options, () => {
      const own = new Intl.NumberFormat(locales[lang], { useGrouping: false, ...options });
      const plain = own.format;
      const format = (value: number | bigint): string => grouped(plain(value).replace(",", "."), lang);
      return Object.defineProperty(own, "format", { value: format });
    }),
    getDateTimeFormat: (_locale, options) =>
      keep(dates, options, () => new Intl.DateTimeFormat(locales[lang], options)),
    getPluralRules: (_locale, options) => keep(plurals, options, () => new Intl.PluralRules(locales[lang], options)),
  };
}
