/**
 * Legal forms by class, as they are written in names (lower case, without dots). Two forms of one class are the same
 * word for matching; two of different classes speak against one another. Written for this engine and tested against
 * the abbreviations of ISO 20275; short forms that are also words (`as`, `sa`) count only at the end of a name.
 */
export type LegalClass = "company" | "limited" | "stock" | "partnership" | "sole" | "state" | "nonprofit" | "group";

/** `end`: only as the last words · `start`: only as the first · `edge`: either · `any`: everywhere. */
export type LegalPlace = "end" | "start" | "edge" | "any";

export interface LegalForm {
  readonly words: string; // space between words
  readonly form: LegalClass;
  readonly place: LegalPlace;
}

const row = (form: LegalClass, place: LegalPlace, words: readonly string[]): LegalForm[] =>
  words.map((w) => ({ words: w, form, place }));

export const legalForms: readonly LegalForm[] = [
  ...row("company", "any", [
    "company", "companies", "compania", "compagnie", "companhia", "kompaniya", "kompania", "firma", "sharika",
    "sherkat", "sherkate", "shirkat", "entreprise", "empresa", "unternehmen", "kaisha", "gongsi",
  ]),
  ...row("company", "edge", ["co", "cie", "cia", "shrka"]),
  ...row("limited", "any", ["shmm", "sh m m", "dhmm"]),
  ...row("stock", "any", ["shma", "sh m a", "shmk", "shmb"]),
  ...row("company", "any", ["corporation", "korporatsiya", "corporacion", "corporacao", "inc", "incorporated", "corp"]),
  ...row("limited", "any", [
    "ltd", "limited", "ltda", "limitada", "limitee", "llc", "ltee", "gmbh", "sarl", "eurl", "srl", "eirl", "sprl",
    "kft", "zrt", "doo", "dooel", "eood", "ood", "spzoo", "pte", "pvt", "sdn", "bhd", "wll", "fzc", "fzco", "fze",
    "fzllc", "dmcc", "ooo", "too", "tov", "oou", "uab", "besloten vennootschap", "private limited", "pvt ltd",
    "pte ltd", "private limited company", "sdn bhd", "limited liability company", "limited liability co",
    "limited company", "co ltd", "company limited", "company ltd", "llc co", "free zone company",
    "free zone establishment", "s r l", "s a r l", "l l c", "w l l", "d o o", "sp z o o", "z o o", "m b h",
    "societe a responsabilite limitee", "sociedad de responsabilidad limitada", "sociedad limitada",
    "societa a responsabilita limitata", "gesellschaft mit beschrankter haftung",
    "obshchestvo s ogranichennoy otvetstvennostyu", "obshchestvo s ogranichennoi otvetstvennostyu",
    "tovarystvo z obmezhenoyu vidpovidalnistyu", "s de r l", "s de r l de c v", "s de rl de cv", "de r l de c v",
    "limited sirketi", "ltd sti", "ltd sirketi", "limited sirket", "you xian gong si", "yugen kaisha",
    "proprietary limited", "pty", "pty ltd", "sherkate ba masouliyat mahdoud",
  ]),
  ...row("limited", "end", ["bv", "as", "aps", "ab", "oy", "sl", "lda", "mbh", "bvba", "ug", "kg", "kk", "yk", "sia", "ou"]),
  ...row("stock", "any", [
    "plc", "jsc", "pjsc", "ojsc", "cjsc", "pjs", "pjsco", "jsco", "oao", "zao", "pao", "nao", "aktiengesellschaft",
    "joint stock company", "public joint stock company", "open joint stock company", "closed joint stock company",
    "private joint stock company", "joint stock co", "public limited company", "public company limited",
    "public joint stock co", "private joint stock co", "societe anonyme", "sociedad anonima", "societa per azioni",
    "sociedade anonima", "sociedad anonima de capital variable", "aktsionernoe obshchestvo",
    "aktsionernoye obshchestvo", "otkrytoe aktsionernoe obshchestvo", "zakrytoe aktsionernoe obshchestvo",
    "publichnoe aktsionernoe obshchestvo", "nepublichnoe aktsionernoe obshchestvo", "kabushiki kaisha",
    "sahami aam", "sahami khas", "anonim sirketi", "anonim sirket", "sa de cv", "s a de c v", "sa de c v", "saoc",
    "saog", "sab de cv", "sapi de cv", "aktiebolag", "aktieselskab", "spolka akcyjna", "s p a", "zhu shi hui she",
    "gu fen you xian gong si", "perseroan terbatas", "tbk",
  ]),
  ...row("stock", "end", ["sa", "ag", "spa", "sal", "nv", "se", "asa", "ad", "sac", "saa", "sas", "sab", "saic", "sae", "sak", "bsc", "qsc", "psc", "a s", "s a"]),
  ...row("stock", "start", ["ao", "pt", "sc", "ad", "jsc", "zao", "oao", "pao"]),
  ...row("partnership", "any", [
    "llp", "lllp", "partnership", "limited partnership", "general partnership", "kommanditgesellschaft",
    "gmbh co kg", "offene handelsgesellschaft", "societe en commandite", "societe en nom collectif", "vof",
  ]),
  ...row("partnership", "end", ["lp", "ohg", "snc", "gbr", "scs", "kd", "gp"]),
  ...row("sole", "any", ["sole proprietorship", "individual entrepreneur", "einzelunternehmen", "individualnyy predprinimatel"]),
  ...row("sole", "edge", ["ip", "ek", "establishment", "est"]),
  ...row("state", "any", [
    "state enterprise", "state owned enterprise", "unitary enterprise", "state unitary enterprise",
    "federal state unitary enterprise", "fgup", "gup", "state corporation", "goskorporatsiya",
    "federalnoe gosudarstvennoe unitarnoe predpriyatie", "empresa estatal", "entreprise publique",
  ]),
  ...row("nonprofit", "any", [
    "foundation", "fondation", "fundacion", "fondazione", "stiftung", "stichting", "fond", "muassasa", "moassasa",
    "association", "asociacion", "associazione", "verein", "jamiat", "society", "charity", "ngo", "ong", "npo",
    "eingetragener verein", "non profit organization", "nonprofit organization",
  ]),
  ...row("nonprofit", "end", ["ev", "asbl", "vzw", "onlus"]),
  ...row("group", "any", ["holding", "holdings", "group", "groupe", "grupo", "gruppe", "gruppa", "gruppo", "konzern", "concern"]),
  // 有限公司, 股份有限公司, 公司, 株式会社, 有限会社, 주식회사 as the engine reads them, one run a character.
  ...row("limited", "any", ["you xian ze ren gong si", "you xian hui she"]),
  ...row("company", "any", ["gong si", "chu sik hoe sa"]),
];

/** Classes that do not contradict any other: every company is a company, and groups contain all forms. */
export const neutralClasses: ReadonlySet<LegalClass> = new Set(["company", "group"]);
