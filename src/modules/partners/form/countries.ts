import countries from "i18n-iso-countries";

/** ISO 3166-1 alpha-2 codes, in the order of the codes; pages sort by the reader's names. */
export const countryCodes: readonly string[] = Object.keys(countries.getAlpha2Codes()).sort();

const known = new Set(countryCodes);

export function isCountry(code: string): boolean {
  return known.has(code);
}
