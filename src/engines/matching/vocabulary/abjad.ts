import { whole, type BasisPoints } from "../bps.ts";
import type { Slice } from "./distance.ts";

/**
 * Similarity of a token written in an abjad (Arabic, Hebrew) with one written in Latin. The abjad has no
 * short vowels, so vowels of the Latin side are nearly free; w and y of the abjad may be vowels; what must
 * agree is the consonants.
 */
const letters = 36;
const vowels = new Uint8Array(letters);
for (const v of "aeiou") vowels[v.charCodeAt(0) - 97] = 1;
const [a, h, w, y, digitsFrom] = [0, 7, 22, 24, 26];

const pairs: readonly (readonly [string, number])[] = [
  ["kqcg", 30], ["jg", 30], ["jz", 50], ["jc", 60], ["jy", 60], ["sz", 50], ["sc", 40], ["td", 55],
  ["dz", 50], ["sd", 80], ["st", 70],
  ["bp", 20], ["fv", 20], ["vw", 20], ["fp", 40], ["vb", 50], ["xk", 40], ["iy", 10], ["ey", 10], ["ay", 35],
  ["ow", 10], ["uw", 10],
  ["aeiou", 10], ["kh", 60], ["gh", 60], ["mn", 80],
];
const substitution = new Uint16Array(letters * letters).fill(120);
for (const [group, cost] of pairs) {
  for (const one of group) for (const other of group) {
    const at = (one.charCodeAt(0) - 97) * letters + other.charCodeAt(0) - 97;
    substitution[at] = Math.min(substitution[at] ?? 120, cost);
  }
}
for (let i = 0; i < letters; i++) substitution[i * letters + i] = 0;

const longest = 64;
const rows = [new Uint16Array(longest + 1), new Uint16Array(longest + 1)];

/**
 * @param written the abjad side · @param latin the other · @returns 10 000 when all consonants agree in order
 */
export function abjadSimilarity(written: Slice, latin: Slice): BasisPoints {
  if (written.length === 0 || latin.length === 0 || written.length > longest ||
    latin.length > longest) return 0;
  let [last, row] = rows as [Uint16Array, Uint16Array];
  last[0] = 0;
  for (let k = 1; k <= latin.length; k++) last[k] = (last[k - 1] ?? 0) + added(latin, k - 1);
  for (let i = 1; i <= written.length; i++) {
    const char = written.bytes[written.from + i - 1] ?? 0;
    const gone = dropped(written, i - 1);
    row[0] = (last[0] ?? 0) + gone;
    for (let k = 1; k <= latin.length; k++) {
      const cl = latin.bytes[latin.from + k - 1] ?? 0;
      let best = (last[k - 1] ?? 0) + (substitution[char * letters + cl] ?? 120);
      const without = (last[k] ?? 0) + gone;
      if (without < best) best = without;
      const extra = (row[k - 1] ?? 0) + added(latin, k - 1);
      if (extra < best) best = extra;
      row[k] = best;
    }
    [last, row] = [row, last];
  }
  const weight = Math.max(3, consonants(written), consonants(latin));
  return Math.max(0, whole - Math.floor(((last[latin.length] ?? 0) * 100) / weight));
}

/** A letter of the Latin side that the abjad does not write. */
function added(s: Slice, i: number): number {
  const char = s.bytes[s.from + i] ?? 0;
  if (char >= digitsFrom) return 300;
  if (vowels[char] === 1) return i === 0 ? 20 : 6;
  if (i > 0 && s.bytes[s.from + i - 1] === char) return 5;
  if (char === h) return 30;
  return char === y || char === w ? 20 : 120;
}

/** A letter of the abjad that the Latin spelling leaves out. */
function dropped(s: Slice, i: number): number {
  const char = s.bytes[s.from + i] ?? 0;
  if (char >= digitsFrom) return 300;
  if (char === a) return 20;
  if (char === w || char === y) return 35;
  if (char === h) return i === s.length - 1 ? 10 : 35;
  return 120;
}

function consonants(s: Slice): number {
  let count = 0;
  for (let i = 0; i < s.length; i++) {
    const char = s.bytes[s.from + i] ?? 0;
    const isDoubled = i > 0 && s.bytes[s.from + i - 1] === char;
    if (vowels[char] !== 1 && char !== h && char !== y && char !== w && !isDoubled) count += 1;
  }
  return count;
}
