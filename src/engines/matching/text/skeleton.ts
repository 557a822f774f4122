/**
 * The consonant skeleton: one key for the spellings of one spoken name in Latin, and for abjads that write no
 * vowels. k q c g kh gh ck x → K · s z j sh ch zh ts → S · f v ph → V (w only at the start) · p b → B · t th
 * → T · d dh → D; vowels, y, h and later w fall away; a doubled letter counts once.
 */
export function skeletonOf(text: string): string {
  let out = "";
  let last = "";
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === last) continue;
    const key = keyOf(text, i);
    // "kh" and "sh" are one sound: their h is dropped anyway; "tch", "dzh" and "sch" leave one sound too.
    const isSameSound = key !== "" && key === out.charAt(out.length - 1) && joins(last, char);
    if (key !== "" && !isSameSound) out += key;
    last = char;
  }
  return out;
}

const keys: Readonly<Record<string, string>> = {
  b: "B", p: "B", c: "K", k: "K", q: "K", g: "K", x: "K", d: "D", t: "T", f: "V", v: "V", j: "S", s: "S",
    z: "S",
  l: "L", m: "M", n: "N", r: "R",
};

function keyOf(text: string, i: number): string {
  const char = text.charAt(i);
  const next = text.charAt(i + 1);
  if (char === "w") return i === 0 ? "V" : "";
  if (char === "c" && next === "h") return "S";
  if (char === "p" && next === "h") return "V";
  // In "ts", "tz", "tch", "dj", "dzh" the first letter belongs to the sibilant.
  if (char === "t" && (next === "s" || next === "z" || next === "c")) return "";
  if (char === "d" && (next === "j" || (next === "z" && text.charAt(i + 2) === "h"))) return "";
  if (char >= "0" && char <= "9") return char;
  return keys[char] ?? "";
}

/** Two neighbouring letters of one class that spell one sound: sc(h), ck, cq, kq, sz, zs. */
function joins(before: string, char: string): boolean {
  return /^[cskqzg]$/.test(before) && /^[cskqzg]$/.test(char);
}
