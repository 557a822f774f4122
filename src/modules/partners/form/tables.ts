/**
 * Tables of the form, reviewed as content. Codes are ours and stable; their words are in the catalogues.
 * Eligible legal forms: art. 6 (a legal person with a register number and a governing body).
 */
export const kinds = ["for-profit", "non-profit", "academic"] as const;
export type PartnerKind = (typeof kinds)[number];

/** Said on the first page, so that nobody fills in a form for nothing: R1.2 and R6.1. */
export const ineligibleKinds = ["natural-person", "unregistered-group", "public-authority", "intergovernmental"] as const;
export type IneligibleKind = (typeof ineligibleKinds)[number];

export const legalForms = [
  "limited-company", "public-company", "partnership-with-personality", "cooperative", "association", "foundation",
  "endowment", "university", "research-body", "mutual", "other-legal-person",
  "sole-trader", "partnership-without-personality", "unincorporated-association", "trust",
] as const;
export type LegalForm = (typeof legalForms)[number];

const noPersonality: readonly LegalForm[] = [
  "sole-trader", "partnership-without-personality", "unincorporated-association", "trust",
];

export function isEligibleForm(form: LegalForm): boolean {
  return !noPersonality.includes(form);
}

/** Forms that have members or a purpose instead of shares: their remainder may be the whole. */
export const formsWithoutShares: readonly LegalForm[] = [
  "association", "foundation", "endowment", "university", "research-body", "mutual",
];

/** Art. 8, restricted, and the two of art. 7 that are red lines: asked together, judged apart. */
export const sensitiveSectors = [
  "alcohol", "gambling", "adult-content", "defence", "crypto-assets", "mining", "private-security", "data-broking",
  "lobbying", "tobacco", "controversial-weapons",
] as const;

export const documentKinds = [
  "register-extract", "statutes", "accounts", "ownership-chart", "power-of-attorney", "signed-declaration", "other",
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Without these a file cannot be judged (S2, S5 of the questionnaire). */
export const neededDocuments: readonly DocumentKind[] = ["register-extract", "statutes"];

export const suspensionGrounds = [
  "red-line-suspected", "screening-hit", "breach", "misuse-of-name", "security-incident", "diligence-expired",
  "danger-to-reputation",
] as const;
export type SuspensionGround = (typeof suspensionGrounds)[number];

/** Languages a legal name may be in, each by its own name: the same on every page, so not a catalogue text. */
export const nameLanguages: Readonly<Record<string, string>> = {
  ar: "العربية", bg: "български", bn: "বাংলা", cs: "čeština", da: "dansk", de: "Deutsch",
  el: "ελληνικά", en: "English", es: "español", et: "eesti", fa: "فارسی", fi: "suomi",
  fr: "français", he: "עברית", hi: "हिन्दी", hr: "hrvatski", hu: "magyar", id: "Indonesia",
  it: "italiano", ja: "日本語", ka: "ქართული", ko: "한국어", lt: "lietuvių", lv: "latviešu",
  ms: "Melayu", nl: "Nederlands", no: "norsk", pl: "polski", pt: "português", ro: "română",
  ru: "русский", sk: "slovenčina", sl: "slovenščina", sq: "shqip", sr: "српски", sv: "svenska",
  sw: "Kiswahili", th: "ไทย", tr: "Türkçe", uk: "українська", ur: "اردو", vi: "Tiếng Việt",
  zh: "中文",
};
