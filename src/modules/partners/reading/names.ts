import anyAscii from "any-ascii";

/** Words that say only what kind of body it is; two bodies that differ in nothing else are near. */
const formWords = new Set(
  ("sa sas sarl sl slu srl spa ag gmbh mbh kg ug se ltd limited llc llp lp inc incorporated corp corporation co company " +
    "plc pty bv nv oy ab as aps kft sro zrt jsc ojsc pjsc llc cjsc fze fzco wll dmcc sal saog bhd sdn pvt pte kk " +
    "association asociacion foundation fondation fundacion institut institute instituto society societe sociedad " +
    "the le la les el los las de du des del of and et y for shrkt sharikat muassasa group groupe grupo al").split(" "),
);

/**
 * The key by which the gate compares names: plain Latin letters, no marks, no words of legal form, words in order of
 * the alphabet. Empty when nothing else is left.
 */
export function nameKey(text: string): string {
  const words = anyAscii(text.normalize("NFKD").replace(/\p{M}/gu, ""))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .split(" ");
  const kept = words.filter((w) => w.length > 1 && !formWords.has(w)); // "S.A." and "l'" leave single letters
  return (kept.length > 0 ? kept : words).sort().join(" ");
}

/**
 * How alike two keys are.
 *
 * @returns basis points: 10 000 for equal keys, else twice the shared letter pairs over all letter pairs
 */
export function nearnessBps(a: string, b: string): number {
  if (a === "" || b === "") return 0;
  if (a === b) return 10_000;
  const [pairsA, pairsB] = [letterPairs(a), letterPairs(b)];
  if (pairsA.length === 0 || pairsB.length === 0) return 0;
  const left = new Map<string, number>();
  for (const p of pairsA) left.set(p, (left.get(p) ?? 0) + 1);
  let shared = 0;
  for (const p of pairsB) {
    const have = left.get(p) ?? 0;
    if (have > 0) {
      shared += 1;
      left.set(p, have - 1);
    }
  }
  return Math.floor((20_000 * shared) / (pairsA.length + pairsB.length));
}

/** From here on a person must look. Chosen so that one wrong letter in a word of eight still counts as near. */
export const nearFromBps = 7_000;

function letterPairs(key: string): string[] {
  const pairs: string[] = [];
  for (const word of key.split(" ")) for (let i = 0; i < word.length - 1; i++) pairs.push(word.slice(i, i + 2));
  return pairs;
}

const scripts: readonly (readonly [string, RegExp])[] = [
  ["Arab", /\p{Script=Arabic}/u], ["Cyrl", /\p{Script=Cyrillic}/u], ["Grek", /\p{Script=Greek}/u],
  ["Hebr", /\p{Script=Hebrew}/u], ["Hang", /\p{Script=Hangul}/u], ["Jpan", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["Hani", /\p{Script=Han}/u], ["Deva", /\p{Script=Devanagari}/u], ["Beng", /\p{Script=Bengali}/u],
  ["Thai", /\p{Script=Thai}/u], ["Armn", /\p{Script=Armenian}/u], ["Geor", /\p{Script=Georgian}/u],
  ["Ethi", /\p{Script=Ethiopic}/u], ["Latn", /\p{Script=Latin}/u],
];

/** ISO 15924 code of the first script found in `text`, "Zyyy" when it has no letters we know. */
export function scriptOf(text: string): string {
  return scripts.find(([, pattern]) => pattern.test(text))?.[0] ?? "Zyyy";
}

/** A register number as compared: capitals and digits only, so that "HRB 12-34" is "HRB1234". */
export function registerKey(text: string): string {
  return anyAscii(text.normalize("NFKD")).toUpperCase().replace(/[^A-Z0-9]/g, "");
}
