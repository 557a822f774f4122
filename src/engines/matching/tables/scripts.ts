/**
 * Arabic, Persian, Urdu, Pashto and Kurdish letters in Latin, the way names are spelt in passports: long vowels are
 * kept as a, w, y; hamza and ayn have no letter of their own; ta marbuta ends in a. Written for this engine.
 */
export const arabicLetters: Readonly<Record<string, string>> = {
  "ا": "a", "أ": "a", "إ": "a", "آ": "a", "ٱ": "a", "ى": "a", "ة": "a", "ء": "", "ؤ": "w", "ئ": "y",
  "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
  "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q",
  "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y",
  "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k", "ی": "y", "ھ": "h", "ہ": "h", "ۀ": "h", "ە": "a", "ے": "y",
  "ۓ": "y", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ټ": "t", "ځ": "z", "څ": "ts", "ډ": "d", "ړ": "r", "ږ": "zh",
  "ښ": "sh", "ګ": "g", "ڼ": "n", "ې": "y", "ۍ": "y", "ێ": "y", "ۆ": "w", "ڵ": "l", "ڕ": "r", "ڤ": "v", "ۋ": "w",
  "ﷲ": "allah",
};

/** Surnames whose usual spelling abroad is none of the systematic ones. Key: Revised Romanisation. */
const surnames: Readonly<Record<string, string>> = {
  gim: "kim", i: "ri", bag: "pak", choe: "choe", jeong: "jong", im: "rim", yu: "ryu", no: "ro", yang: "ryang",
};

/**
 * One Hangul syllable, given in Revised Romanisation, as it is usually spelt in names: g, d, b at the start become
 * k, t, p; eo and eu become o and u ("gim jeong eun" is read "kim jong un").
 */
export function hangulReading(revised: string): string {
  const known = surnames[revised];
  if (known !== undefined) return known;
  return revised
    .replace(/eo/g, "o")
    .replace(/eu/g, "u")
    .replace(/^g/, "k")
    .replace(/^d/, "t")
    .replace(/^b/, "p")
    .replace(/(?<!n)g$/, "k");
}
