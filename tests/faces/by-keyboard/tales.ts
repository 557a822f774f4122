import type { Lang } from "../../../src/kernel/lang.ts";

/** One would-be partner and what its people and its counterparts type. Fictitious, every word. */
export interface Tale {
  readonly lang: Extract<Lang, "fr" | "ar">;
  readonly contact: { readonly name: string; readonly email: string };
  readonly signatory: { readonly name: string; readonly latin: string; readonly email: string; readonly born: string };
  readonly name: string;
  readonly latin: string; // "" where the name is in Latin letters
  readonly kind: "for-profit" | "non-profit";
  readonly country: string;
  readonly legalForm: string;
  readonly legalFormName: string;
  readonly registerNumber: string;
  readonly listed: { readonly name: string; readonly latin: string; readonly born: string; readonly country: string };
  readonly words: Readonly<Record<
    "role" | "register" | "street" | "city" | "activity" | "relations" | "purpose" | "objective" | "governance"
    | "decisionBodies" | "assets" | "fundingSources" | "affiliations" | "remainder" | "hit" | "source" | "answer"
    | "conclusion" | "offer" | "programme" | "condition" | "valuation" | "decision",
    string
  >>;
  readonly income: string;
  readonly amount: string; // as typed, in the language's own way of writing numbers
  readonly valueMinor: bigint;
}

const french: Tale = {
  lang: "fr",
  contact: { name: "Camille Exemple", email: "camille.exemple@examplia.example.org" },
  signatory: { name: "Solange Exempla", latin: "", email: "solange.exempla@examplia.example.org", born: "1971-06-14" },
  name: "Examplia Forensics SA",
  latin: "",
  kind: "for-profit",
  country: "FR",
  legalForm: "public-company",
  legalFormName: "société anonyme",
  registerNumber: "EX 552 100 001",
  listed: { name: "Viktor Beispielov", latin: "", born: "1968-11-02", country: "BG" },
  words: {
    role: "Directrice générale",
    register: "Registre Exemple des sociétés",
    street: "1 rue de l’Exemple",
    city: "Exempleville",
    activity: "Logiciels et formations pour les laboratoires de preuve numérique.",
    relations: "Aucune.",
    purpose: "Former des examinateurs dans douze pays.",
    objective: "L’examen loyal de la preuve numérique.",
    governance: "Conseil de cinq membres, dont un indépendant.",
    decisionBodies: "Assemblée générale ; conseil ; directrice générale.",
    assets: "41 millions d’euros, audités.",
    fundingSources: "Vente de licences ; aucune subvention.",
    affiliations: "Guilde fictive de la preuve numérique.",
    remainder: "Une quarantaine de salariés, aucun au-dessus de 2 %.",
    hit: "Né une autre année dans un autre pays : ce n’est pas la personne inscrite.",
    source: "Extrait du registre Exemple des sociétés",
    answer: "Comme le montrent l’extrait certifié et ses annexes.",
    conclusion: "Chaque critère est satisfait sur la foi d’un registre officiel.",
    offer: "Former des examinateurs dans deux autres pays.",
    programme: "Examinateurs 2028",
    condition: "Retour de ce qui n’est pas dépensé.",
    valuation: "De l’argent à sa valeur ; deux jours de coordination par mois.",
    decision: "Utile à deux laboratoires qui l’ont demandé.",
  },
  income: "38 400 000,00",
  amount: "12 345,50",
  valueMinor: 1_234_550n,
};

const arabic: Tale = {
  lang: "ar",
  contact: { name: "نادية مثال", email: "nadia.mithal@fondation.example.org" },
  signatory: { name: "عمر نموذج", latin: "Omar Numudhaj", email: "omar.numudhaj@fondation.example.org", born: "1959-01-23" },
  name: "مؤسسة المثال للطفولة",
  latin: "Muassasat al-Mithal lil-Tufula",
  kind: "non-profit",
  country: "EG",
  legalForm: "foundation",
  legalFormName: "مؤسسة",
  registerNumber: "EX-CAI-2011-77",
  listed: { name: "يوسف المثالي", latin: "Yusuf al-Mithali", born: "1961-05-09", country: "EG" },
  words: {
    role: "رئيس مجلس الأمناء",
    register: "سجل المؤسسات المثالي",
    street: "شارع المثال رقم ١",
    city: "مدينة المثال",
    activity: "حماية الأطفال من الإساءة على الشبكة.",
    relations: "لا شيء.",
    purpose: "تدريب محققين في بلدين.",
    objective: "حماية الطفولة.",
    governance: "مجلس من سبعة أمناء.",
    decisionBodies: "مجلس الأمناء ثم المدير.",
    assets: "تسعون مليون جنيه.",
    fundingSources: "وقف وتبرعات صغيرة.",
    affiliations: "لا شيء.",
    remainder: "المؤسسة لا مالك لها، ووقفها لا رجوع فيه.",
    hit: "ولد في سنة أخرى وفي بلد آخر: ليس الشخص المدرج.",
    source: "مستخرج من سجل المؤسسات المثالي",
    answer: "كما يبين المستخرج المصدق وملحقاته.",
    conclusion: "استوفي كل معيار بأدلة من سجل رسمي.",
    offer: "تدريب محققين في بلدين طلبا ذلك.",
    programme: "محققون 2028",
    condition: "إعادة ما لم ينفق.",
    valuation: "مال بقيمته، ويومان من التنسيق كل شهر.",
    decision: "عينات مرجعية لمختبرين طلباها.",
  },
  income: "12,500,000.00",
  amount: "١٢٬٣٤٥٫٥٠", // typed in Arabic digits, read as the same amount
  valueMinor: 1_234_550n,
};

export const tales: readonly Tale[] = [french, arabic];
