import type { Formats, Formatters } from "intl-messageformat";
import countriesAr from "i18n-iso-countries/langs/ar.json";
import countriesEn from "i18n-iso-countries/langs/en.json";
import countriesEs from "i18n-iso-countries/langs/es.json";
import countriesFr from "i18n-iso-countries/langs/fr.json";
import { civilDateIn, type CivilDate, type Instant } from "../kernel/instants.ts";
import type { Lang } from "../kernel/lang.ts";
import { decimalText, type Money } from "../kernel/money.ts";
import type { Say } from "./say.ts";

/** Latin digits and the Gregorian calendar everywhere: one number looks the same in every language of a file. */
const locales: Readonly<Record<Lang, string>> = {
  en: "en-GB", fr: "fr", es: "es", ar: "ar-u-nu-latn-ca-gregory",
};
const decimalMarks: Readonly<Record<Lang, string>> = { en: ".", fr: ",", es: ",", ar: "." };
const countryNames: Readonly<Record<Lang, Readonly<Record<string, string | string[]>>>> = {
  en: countriesEn.countries, fr: countriesFr.countries, es: countriesEs.countries, ar: countriesAr.countries,
};
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
  const ofDay = (on: CivilDate): string => day.format(Date.parse(on));
  return {
    money: (value: Money) => `${grouped(decimalText(value), lang)}\u00a0${value.currency}`,
    number: (value: number | bigint) => grouped(String(value), lang),
    share: (bps: number) => `${grouped(shareText(bps), lang)}\u00a0%`,
    day: ofDay,
    dayOf: (at: Instant) => ofDay(civilDateIn(at, timeZone)),
    moment: (at: Instant) => moment.format(at),
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

/** A code nobody assigned is shown as it is: it came from outside and must not stop the page. */
function countryName(lang: Lang, alpha2: string): string {
  const name = countryNames[lang][alpha2];
  return (typeof name === "string" ? name : name?.[0]) ?? alpha2;
}

/** Every country of ISO 3166-1 in the reader's alphabetical order: the options of a select. */
export function countryOptions(lang: Lang): readonly { readonly value: string; readonly text: string }[] {
  let options = countryLists.get(lang);
  if (!options) {
    const collator = new Intl.Collator(locales[lang]);
    options = Object.keys(countryNames[lang])
      .map((value) => ({ value, text: countryName(lang, value) }))
      .sort((a, b) => collator.compare(a.text, b.text));
    countryLists.set(lang, options);
  }
  return options;
}
const countryLists = new Map<Lang, readonly { readonly value: string; readonly text: string }[]>();

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
      const format = (value: number | bigint): string => grouped(own.format(value), "en").replace(".", decimalMarks[lang]);
      return Object.assign(Object.create(own) as Intl.NumberFormat, { format });
    }),
    getDateTimeFormat: (_locale, options) =>
      keep(dates, options, () => new Intl.DateTimeFormat(locales[lang], options)),
    getPluralRules: (_locale, options) => keep(plurals, options, () => new Intl.PluralRules(locales[lang], options)),
  };
}
