import type { PartKeyed } from "./apply.ts";

/** The would-be partners of the demonstration. Fictitious, every one; the register numbers belong to nobody. */
export const examplia: PartKeyed = {
  key: "examplia",
  contact: { key: "contact", name: "Camille Exemple", email: "camille.exemple@examplia.example.org", lang: "fr" },
  signatory: { name: "Solange Exempla", email: "solange.exempla@examplia.example.org", lang: "fr", born: "1971-06-14" },
  name: "Examplia Forensics SA", kind: "for-profit", country: "FR", legalForm: "public-company", legalFormName: "société anonyme", registerNumber: "EX 552 100 001",
  otherNames: "Examplia\nإكزامبليا للأدلة الجنائية",
  words: {
    activity: "Software and training for digital forensic laboratories.",
    purpose: "To fund the training of digital examiners in twelve countries.",
    objective: "Tools and skills for the lawful examination of digital evidence.",
    governance: "Board of five directors, one of them independent; audit committee.",
    decisionBodies: "General meeting; board of directors; chief executive.",
    assets: "EUR 41 million, as audited for 2025.", fundingSources: "Sales of licences and training; no public subsidy.",
    affiliations: "Member of the fictitious Digital Evidence Guild.",
  },
  income: { amount: "38 400 000,00", currency: "EUR", year: "2025" },
  owners: [
    { kind: "legal", name: "Holding Modèle SAS", country: "FR", shareBps: 6_000, number: "EX 552 100 002" },
    { kind: "natural", name: "Viktor Beispielov", country: "BG", shareBps: 2_500, born: "1968-11-02" },
  ],
  chain: { kind: "natural", name: "Mira Exemplova", country: "FR", shareBps: 10_000, born: "1962-03-19" },
  remainder: { share: "15", words: "Some forty employees, none above two per cent." },
  purposes: ["training", "forensics"], valueUpToMinor: "45000000",
};

export const fondation: PartKeyed = {
  key: "fondation",
  contact: { key: "contact-2", name: "Nadia Mithal", email: "nadia.mithal@fondation.example.org", lang: "ar" },
  signatory: { name: "Omar Numoodhaj", email: "omar.numoodhaj@fondation.example.org", lang: "ar", born: "1959-01-23" },
  name: "مؤسسة المثال للطفولة", kind: "non-profit", country: "EG", legalForm: "foundation", legalFormName: "مؤسسة", registerNumber: "EX-CAI-2011-77",
  latinName: "Mu’assasat al-Mithal lil-Tufula", otherNames: "Example Foundation for Childhood\nFondation Exemple pour l’enfance",
  words: {
    activity: "Protects children from abuse online; runs a help line.",
    purpose: "To lend premises for regional training.",
    objective: "Protection of children.", governance: "Board of seven trustees.", decisionBodies: "Board of trustees; director.",
    assets: "EGP 90 million.", fundingSources: "Endowment and small donations.", affiliations: "None.",
  },
  income: { amount: "12,500,000.00", currency: "EGP", year: "2025" },
  owners: [],
  remainder: { share: "100", words: "A foundation has no owners; its endowment is irrevocable." },
  purposes: ["child-protection", "training"], valueUpToMinor: "4000000",
};
