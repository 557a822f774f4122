import anyAscii from "any-ascii";
import { arabicLetters, hangulReading } from "../tables/scripts.ts";

/** How one code point of a name is read. `text` is lower-case a–z and 0–9 only. */
export interface Reading {
  readonly kind: "letter" | "digit" | "separator" | "dropped" | "dot" | "han" | "hangul" | "abjad";
  readonly text: string;
}

/** A run of letters or digits, and where it stood in the text as written (UTF-16 offsets). */
export interface Run {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly script: "alphabet" | "abjad" | "han" | "hangul" | "digits";
}

const separator: Reading = { kind: "separator", text: "" };
const dropped: Reading = { kind: "dropped", text: "" };
const readings = new Map<number, Reading>();

/** Longest name that is read: what follows is ignored. Longest on the lists we know is 330. */
export const longestName = 1_000;

/**
 * Splits a name in any script into runs of ASCII letters and digits, each with its place in the original.
 * Accents, apostrophes, vowel marks and tatweel disappear; punctuation separates; Han and Hangul give one run
 * a character; a dot between single letters joins them ("S.A." is "sa").
 *
 * @param raw attacker-chosen; never fails, an unreadable name gives no run
 */
export function runsOf(raw: string): Run[] {
  const runs: Run[] = [];
  const open = { text: "", start: 0, end: 0, script: "alphabet" as Run["script"] };
  // A letter without a sound of its own (ayn) that opens a word belongs to it.
  let silent = -1;
  const close = () => {
    if (open.text === "") return;
    runs.push({ ...open });
    open.text = "";
  };
  const limit = Math.min(raw.length, longestName);
  for (let at = 0; at < limit; ) {
    const code = raw.codePointAt(at) ?? 0;
    const size = code > 0xffff ? 2 : 1;
    const reading = readingOf(code);
    if (reading.kind === "separator" || (reading.kind === "dot" && !joinsInitials(raw, at))) {
      close();
      silent = -1;
    } else if (reading.text !== "") {
      const script = scriptOf(reading.kind);
      if (script === "han" || script === "hangul" || script !== open.script ||
        startsWord(raw, at, open.text)) close();
      if (open.text === "") Object.assign(open, { start: silent >= 0 ? silent : at, script });
      open.text += reading.text;
      open.end = at + size;
      silent = -1;
    } else if (open.text !== "") open.end = at + size;
    else if (reading.kind === "abjad") silent = at;
    at += size;
  }
  close();
  return runs.length > 2 ? mendDigits(runs) : runs;
}

/**
 * "SiemensAG", "FriedrichBerg": a capital behind a small letter opens a word, unless little stands before it
 * or nothing behind ("GmbH").
 */
function startsWord(raw: string, at: number, before: string): boolean {
  return before.length >= 3 && at > 0 && /\p{L}/u.test(raw.charAt(at + 1)) &&
    /\p{Lu}/u.test(raw.charAt(at)) && /\p{Ll}/u.test(raw.charAt(at - 1));
}

const digitLetters: Readonly<Record<string, string>> = { 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 8: "b",
  9: "g" };

/** A digit inside a word is a letter in disguise ("1vanov" is not, "Iv4nov" is): the word is read whole. */
function mendDigits(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (let i = 0; i < runs.length; i++) {
    const [before, digit, after] = [out[out.length - 1], runs[i], runs[i + 1]];
    if (!digit) continue;
    const letter = digit.script === "digits" && digit.text.length === 1 ? digitLetters[digit.text]
      : undefined;
    const isInside = before?.script === "alphabet" && after?.script === "alphabet" &&
      before.end === digit.start && digit.end === after.start;
    if (letter && isInside && before.text.length + after.text.length >= 3) {
      out[out.length - 1] = { ...before, text: before.text + letter + after.text, end: after.end };
      i += 1;
    } else out.push(digit);
  }
  return out;
}

function scriptOf(kind: Reading["kind"]): Run["script"] {
  if (kind === "digit") return "digits";
  if (kind === "han" || kind === "hangul" || kind === "abjad") return kind;
  return "alphabet";
}

/** True for the dot of "S.A." or "U.N.": exactly one letter before it and none or exactly one behind it. */
function joinsInitials(raw: string, at: number): boolean {
  const isLetter = (i: number) => i >= 0 && i < raw.length && /\p{L}/u.test(raw.charAt(i));
  return isLetter(at - 1) && !isLetter(at - 2) && !(isLetter(at + 1) && isLetter(at + 2));
}

function readingOf(code: number): Reading {
  let reading = readings.get(code);
  if (!reading) {
    reading = read(code);
    // Bounded by what lists and forms hold: a few thousand distinct characters.
    readings.set(code, reading);
  }
  return reading;
}

function read(code: number): Reading {
  const char = String.fromCodePoint(code);
  if (char === ".") return { kind: "dot", text: "" };
  if (char === "&" || char === "+") return separator;
  // Apostrophes, half-rings, primes, tatweel and invisible characters: spelling, not structure.
  if (/['’‘`´ʼʻʿʾʹʺ′ـ·\u00ad]|\p{Mn}|\p{Cf}/u.test(char) && !isIndicMark(code)) return dropped;
  if (code >= 0x0600 && code <= 0x08ff) return readArabic(char);
  if (code >= 0xfb50 && code <= 0xfeff) return readPresentation(char);
  if (/\p{Nd}/u.test(char)) return { kind: "digit", text: lettersOnly(anyAscii(char)) };
  if (!/[\p{L}\p{M}\p{N}]/u.test(char)) return separator;
  const text = lettersOnly(anyAscii(char));
  if (/\p{Script=Han}/u.test(char)) return { kind: "han", text };
  if (/\p{Script=Hangul}/u.test(char)) return { kind: "hangul", text: hangulReading(text) };
  if (/\p{Script=Hebrew}/u.test(char)) return { kind: "abjad", text };
  return { kind: "letter", text };
}

/** Vowel signs of Indic and South-East Asian scripts are marks by category but letters by use. */
function isIndicMark(code: number): boolean {
  return code >= 0x0900 && code <= 0x109f;
}

function readArabic(char: string): Reading {
  const letter = arabicLetters[char];
  if (letter !== undefined) return { kind: "abjad", text: letter };
  if (/\p{Nd}/u.test(char)) return { kind: "digit", text: anyAscii(char) };
  return /\p{L}/u.test(char) ? { kind: "abjad", text: lettersOnly(anyAscii(char)) } : separator;
}

/** Positional forms of Arabic letters, as old systems export them: read through their plain letters. */
function readPresentation(char: string): Reading {
  const plain = char.normalize("NFKC");
  if (plain === char) return /\p{L}/u.test(char) ? { kind: "letter", text: lettersOnly(anyAscii(char)) }
    : separator;
  let text = "";
  for (const part of plain) text += readingOf(part.codePointAt(0) ?? 0).text;
  return { kind: /\p{Script=Arabic}/u.test(plain) ? "abjad" : "letter", text };
}

function lettersOnly(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/**
 * How a name in another script is read here, for the line beneath it; null when it is written in Latin already.
 * Vowels that the script does not write are missing in the reading too.
 */
export function latinReading(raw: string): string | null {
  if (!/\p{L}/u.test(raw.replace(/\p{Script=Latin}/gu, ""))) return null;
  return runsOf(raw).map((run) => run.text.charAt(0).toUpperCase() + run.text.slice(1)).join(" ");
}
