/**
 * Small words of names. Left: as the engine reads it; right: the one spelling all variants share. Written for this
 * engine; short forms that stand for several words are left out.
 */

/** A map, not an object: "constructor" is a word people may type, and must not find what every object inherits. */
function table(rows: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(rows));
}

/** Articles, filiation and noble particles: they bind names together but do not tell people apart. */
export const particles = table({
  al: "al", el: "al", ul: "al", il: "al", ar: "al", ash: "al", adh: "al", ath: "al", ud: "al", ur: "al", us: "al", as: "al", an: "al", ad: "al", az: "al", at: "al", es: "al", ed: "al",
  bin: "bin", ben: "bin", ibn: "bin", ibni: "bin", oghlu: "bin", ogly: "bin", oglu: "bin", uly: "bin", zadeh: "bin",
  bint: "bint", binti: "bint", kyzy: "bint", gizi: "bint",
  de: "de", del: "de", della: "de", di: "de", da: "de", do: "de", dos: "de", das: "de", du: "de", des: "de",
  der: "von", den: "von", von: "von", van: "von", vom: "von", zu: "von", zum: "von", ter: "von", ten: "von",
  la: "la", le: "la", las: "la", los: "la", les: "la", lo: "la",
});

/** Kinship words that open an Arabic nickname: more telling than an article, less than a name. */
export const kunyas = table({ abu: "abu", abou: "abu", abi: "abu", aboo: "abu", umm: "umm", oum: "umm", um: "umm" });

/** Words of organisations that carry no name. */
export const stopWords: ReadonlySet<string> = new Set([
  "the", "of", "for", "and", "in", "et", "und", "y", "e", "i", "de", "des", "du", "del", "la", "le", "les", "los",
  "las", "el", "for", "on", "at", "to", "di", "da", "do", "der", "die", "das", "fur", "pour", "para", "por", "li", "wa",
  "po", "na", "s", "im", "zur", "sur", "a", "aka", "fka",
]);

/** Honours, offices and degrees: dropped from a person's name when weighing it, kept for the reader. */
export const titles: ReadonlySet<string> = new Set([
  "mr", "mrs", "ms", "miss", "mister", "sir", "dame", "lord", "lady", "dr", "doctor", "prof", "professor", "doktor",
  "monsieur", "madame", "mme", "mlle", "herr", "frau", "senor", "senora", "sr", "sra", "don", "dona", "ing", "engineer",
  "general", "colonel", "major", "captain", "lieutenant", "lt", "gen", "col", "maj", "capt", "brigadier", "admiral",
  "commander", "commandant", "sergeant", "marshal", "brig", "president", "minister", "ambassador", "judge", "bishop",
  "sheikh", "shaikh", "shaykh", "sheik", "cheikh", "shekh", "sheykh", "haji", "hajji", "hadji", "hajj", "alhaj", "alhaji",
  "mullah", "mulla", "molla", "mulah", "maulavi", "mawlawi", "maulawi", "moulavi", "molvi", "maulana", "mawlana", "moulana",
  "qari", "ustadz", "ustad", "ustaz", "ayatollah",
  "hojjatoleslam", "hujjat", "jr", "junior", "snr", "senior", "esq", "phd", "hon", "honourable", "reverend", "rev",
]);

export const numberWords = table({
  one: "1", two: "2", three: "3", four: "4", five: "5", six: "6", seven: "7", eight: "8", nine: "9", ten: "10",
  eleven: "11", twelve: "12", first: "1", second: "2", third: "3", fourth: "4", fifth: "5", ii: "2", iii: "3", iv: "4",
  vi: "6", vii: "7", viii: "8", ix: "9", xi: "11", xii: "12", "1st": "1", "2nd": "2", "3rd": "3",
});

/** Abbreviations that stand for one word of a person's name. */
export const personAbbreviations = table({
  mohd: "muhammad", muhd: "muhammad", mohmd: "muhammad", mhd: "muhammad", mohamad: "muhammad", mohammad: "muhammad",
  mohammed: "muhammad", mohamed: "muhammad", muhammed: "muhammad", mohammod: "muhammad", wm: "william", chas: "charles",
  geo: "george", jos: "joseph",
});

/** Abbreviations and plural forms that stand for one word of an organisation's name. */
export const organisationAbbreviations = table({
  intl: "international", int: "international", mfg: "manufacturing", ind: "industries", inds: "industries",
  tech: "technology", technologies: "technology", industrial: "industries", industry: "industries", natl: "national",
  dept: "department", govt: "government", univ: "university", assn: "association", bros: "brothers",
  engr: "engineering", eng: "engineering", svc: "services", svcs: "services", service: "services",
  mgmt: "management", dev: "development", inst: "institute", exp: "export", imp: "import", gen: "general",
  trdg: "trading", constr: "construction", pharm: "pharmaceutical",
});
