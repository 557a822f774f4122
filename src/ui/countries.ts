import { createRequire } from "node:module";
import { langs, type Lang } from "../kernel/lang.ts";

type Names = Readonly<Record<string, string | readonly string[]>>;

// Loaded by require: a JSON import inside the bundle would warn on every start of the older runtimes.
const load = createRequire(import.meta.url);
const names: ReadonlyMap<Lang, Names> = new Map(langs.map((lang) => {
  const file = load(`i18n-iso-countries/langs/${lang}.json`) as { countries: Names };
  return [lang, file.countries] as const;
}));
const lists = new Map<Lang, readonly CountryOption[]>();

export interface CountryOption {
  readonly value: string; // ISO 3166-1 alpha-2
  readonly text: string;
}

/** A code nobody assigned is shown as it is: it came from outside and must not stop the page. */
export function countryName(lang: Lang, alpha2: string): string {
  const name = names.get(lang)?.[alpha2];
  return (typeof name === "string" ? name : name?.[0]) ?? alpha2;
}

/** Every country in the reader's alphabetical order: the options of a select. */
export function countryOptions(lang: Lang): readonly CountryOption[] {
  let list = lists.get(lang);
  if (!list) {
    const collator = new Intl.Collator(lang);
    list = Object.keys(names.get(lang) ?? {})
      .map((value) => ({ value, text: countryName(lang, value) }))
      .sort((a, b) => collator.compare(a.text, b.text));
    lists.set(lang, list);
  }
  return list;
}
