/** The four languages of the product. A fifth is one line here and one catalogue per module. */
export const langs = ["en", "fr", "es", "ar"] as const;
export type Lang = (typeof langs)[number];

export function isLang(value: unknown): value is Lang {
  return typeof value === "string" && (langs as readonly string[]).includes(value);
}

export function direction(lang: Lang): "ltr" | "rtl" {
  return lang === "ar" ? "rtl" : "ltr";
}

/** A text that exists in all four languages, as the organisation's configuration and the regulation carry it. */
export type FourTexts = Readonly<Record<Lang, string>>;
