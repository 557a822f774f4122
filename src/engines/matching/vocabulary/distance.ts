import { whole, type BasisPoints } from "../bps.ts";

/**
 * Weighted edit distance with transposition between two tokens, as bytes: a–z are 0–25, 0–9 are 26–35. Costs
 * are in hundredths of an edit: letters that stand for one sound in some spelling cost less, digits never
 * match by accident.
 */
const letters = 36;
const digitsFrom = 26;
const substitution = new Uint16Array(letters * letters).fill(100);
const insertion = new Uint16Array(letters).fill(100);

const alike: readonly (readonly [string, number])[] = [
  ["aeiouy", 50], ["iy", 25], ["ie", 40], ["ou", 35], ["ea", 40], ["ckq", 25], ["kg", 60], ["qg", 50],
  ["gj", 60], ["jy", 50],
  ["ji", 60], ["jz", 50], ["jd", 70], ["sz", 40], ["cs", 50], ["cz", 60], ["vw", 25], ["fv", 45], ["vb", 60],
  ["wu", 45], ["wo", 60],
  ["bp", 60], ["dt", 55], ["mn", 70], ["kx", 50], ["xs", 60], ["hk", 70], ["xh", 60], ["gh", 70], ["lr", 80],
  ["rd", 90], ["tz", 80], ["cx", 70],
];

for (const [group, cost] of alike) {
  for (const a of group) for (const b of group) {
    const [i, k] = [a.charCodeAt(0) - 97, b.charCodeAt(0) - 97];
    substitution[i * letters + k] = Math.min(substitution[i * letters + k] ?? 100, a === b ? 0 : cost);
  }
}
for (let i = 0; i < letters; i++) {
  for (let k = digitsFrom; k < letters; k++) {
    substitution[i * letters + k] = 300;
    substitution[k * letters + i] = 300;
  }
  substitution[i * letters + i] = 0;
  if (i >= digitsFrom) insertion[i] = 300;
}
for (const vowel of "aeiou") insertion[vowel.charCodeAt(0) - 97] = 60;
insertion["h".charCodeAt(0) - 97] = 50;
insertion["y".charCodeAt(0) - 97] = 55;
insertion["w".charCodeAt(0) - 97] = 70;
const doubled = 30;
const transposed = 80;
/** A name that starts with another sound is more often another name. */
const otherStart = 45;

export function encode(text: string): Uint8Array {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    out[i] = code >= 97 ? code - 97 : code - 48 + digitsFrom;
  }
  return out;
}

/** A place inside a larger array of letters. */
export interface Slice {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly length: number;
}

const longest = 64;
const rows = [new Uint16Array(longest + 1), new Uint16Array(longest + 1), new Uint16Array(longest + 1)];

/**
 * @param least below it the exact value does not matter: the comparison stops early and returns 0
 * @returns 10 000 for equal tokens, less the cost by length of the longer
 */
export function similarity(a: Slice, b: Slice, least: BasisPoints): BasisPoints {
  if (a.length === 0 || b.length === 0 || a.length > longest || b.length > longest) return 0;
  const length = Math.max(a.length, b.length);
  const start = substitution[(a.bytes[a.from] ?? 0) * letters + (b.bytes[b.from] ?? 0)] ?? 100;
  const other = start > 60 ? otherStart : 0;
  const most = Math.floor(((whole - least) * length) / 100) - other;
  const cost = distance(a, b, most);
  return cost > most ? 0 : whole - Math.floor(((cost + other) * 100) / length);
}

/** @param most once every way costs more, the rest is not worth looking at */
function distance(a: Slice, b: Slice, most: number): number {
  let [before, last, row] = rows as [Uint16Array, Uint16Array, Uint16Array];
  last[0] = 0;
  for (let k = 1; k <= b.length; k++) last[k] = (last[k - 1] ?? 0) + indel(b, k - 1);
  for (let i = 1; i <= a.length; i++) {
    const ca = a.bytes[a.from + i - 1] ?? 0;
    const gone = indel(a, i - 1);
    row[0] = (last[0] ?? 0) + gone;
    let least = row[0];
    for (let k = 1; k <= b.length; k++) {
      const cb = b.bytes[b.from + k - 1] ?? 0;
      let best = (last[k - 1] ?? 0) + (substitution[ca * letters + cb] ?? 100);
      const without = (last[k] ?? 0) + gone;
      if (without < best) best = without;
      const added = (row[k - 1] ?? 0) + indel(b, k - 1);
      if (added < best) best = added;
      if (i > 1 && k > 1 && ca === b.bytes[b.from + k - 2] && cb === a.bytes[a.from + i - 2] && ca !== cb) {
        const swapped = (before[k - 2] ?? 0) + transposed;
        if (swapped < best) best = swapped;
      }
      row[k] = best;
      if (best < least) least = best;
    }
    // A transposition reaches back two rows and costs 80: below that margin no later row can recover.
    if (least > most + transposed) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return last[b.length] ?? 0;
}

function indel(s: Slice, i: number): number {
  const char = s.bytes[s.from + i] ?? 0;
  if (i > 0 && s.bytes[s.from + i - 1] === char && char < digitsFrom) return doubled;
  return insertion[char] ?? 100;
}
