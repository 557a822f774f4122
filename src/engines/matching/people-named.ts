/** Scripts whose writers leave no space between words: a name is looked for in the letters themselves. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** What stands where a legal person's name was taken out: no word is written like this. */
const takenOut = "\u0000";

/**
 * Whether a text names one of these natural persons: all words of the name side by side, in any order, whatever their
 * case and marks. It knows only the names it is given; a nickname, or a stranger, it cannot see. R40.2
 *
 * @param of people: full names, each in one script; legal: names of the legal person itself. One that is called after
 *   somebody ("Fondation Camille Exemple") is read over where it stands whole
 */
export function namesOneOf(text: string, of: { people: readonly string[]; legal: readonly string[] }): boolean {
  const words = wordsOf(text);
  return of.people.some((person) => {
    const calledAfter = of.legal.map(wordsOf).filter((name) => isNamed(name, person));
    return isNamed(calledAfter.reduce(without, words), person);
  });
}

function isNamed(words: readonly string[], person: string): boolean {
  const wanted = wordsOf(person);
  if (wanted.length === 0) return false;
  if (unspaced.test(person)) return words.join("").includes(wanted.join(""));
  const key = [...wanted].sort().join(" ");
  return words.some((_, at) => [...words.slice(at, at + wanted.length)].sort().join(" ") === key);
}

function without(words: readonly string[], name: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (let at = 0; at < words.length;) {
    const isHere = name.every((word, n) => words[at + n] === word);
    kept.push(isHere ? takenOut : words[at] ?? "");
    at += isHere ? name.length : 1;
  }
  return kept;
}

function wordsOf(text: string): readonly string[] {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((w) => w !== "");
}
