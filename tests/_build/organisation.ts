import type { Organisation } from "../../src/ports/organisation.ts";

/** A fictitious organisation for tests: books in EUR, Paris time, the model regulation's parameters unchanged. */
export const exampleOrganisation: Organisation = {
  name: {
    en: "Example International Police Organisation", fr: "Organisation internationale de police Exemple",
    es: "Organización internacional de policía Ejemplo", ar: "المنظمة الدولية للشرطة – مثال",
  },
  shortName: "EXIPO",
  fictitious: true,
  emblemSvg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7"/></svg>',
  address: "https://partners.example.org",
  currency: "EUR",
  timeZone: "Europe/Paris",
  holidays: ["2027-01-01", "2027-05-01", "2027-12-25"],
  financialYearStart: "01-01",
  yearlyIncomeMinor: 15_000_000_000n,
  exchangeRates: [
    { from: "USD", rateMicro: 920_000n, day: "2027-01-01", source: "Example rates, January 2027" },
    { from: "CHF", rateMicro: 1_050_000n, day: "2027-01-01", source: "Example rates, January 2027" },
    { from: "GBP", rateMicro: 1_160_000n, day: "2027-01-01", source: "Example rates, January 2027" },
  ],
  authorityTitles: {
    director: { en: "Director", fr: "Directeur", es: "Director", ar: "المدير" },
    "secretary-general": { en: "Secretary General", fr: "Secrétaire général", es: "Secretario General", ar: "الأمين العام" },
    "executive-committee": { en: "Executive Committee", fr: "Comité exécutif", es: "Comité Ejecutivo", ar: "اللجنة التنفيذية" },
    assembly: { en: "General Assembly", fr: "Assemblée générale", es: "Asamblea General", ar: "الجمعية العامة" },
  },
  adoptedLists: ["un", "ofac-sdn", "au-dfat"],
  authenticLang: "en",
  parameters: {},
  version: 1,
};
