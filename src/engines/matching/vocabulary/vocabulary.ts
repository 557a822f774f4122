import { scaled, whole, type BasisPoints } from "../bps.ts";
import { nicknames } from "../tables/nicknames.ts";
import { skeletonOf } from "../text/skeleton.ts";
import { abjadSimilarity } from "./abjad.ts";
import { encode, similarity, type Slice } from "./distance.ts";
import { eachOf, hashOf, KeyTableBuilder, type KeyTable } from "./key-table.ts";

/** How a token was found to resemble another, from the surest to the weakest. */
export const relations = ["exact", "spelling", "script", "nickname", "initial", "joined", "split"] as const;
export type Relation = (typeof relations)[number];

/** The tokens of a vocabulary that resemble one token, best first; parallel arrays. */
export interface Expansion {
  readonly ids: Uint32Array;
  readonly similarities: Uint16Array;
  readonly relations: Uint8Array; // index into `relations`
}

/** Below this two spellings are two words. Shorter tokens have less room for error. */
const leastSimilarity: BasisPoints = 7_000;
const leastShort: BasisPoints = 7_900;
const spellingLoss: BasisPoints = 16_000;
const leastAbjad: BasisPoints = 6_600;
const nicknameSimilarity: BasisPoints = 8_200;
const mostExpansions = 96;
const cachedExpansions = 50_000;

const circles = new Map<string, Set<string>>();
for (const circle of nicknames) {
  for (const name of circle) {
    const others = circles.get(name) ?? new Set<string>();
    for (const other of circle) if (other !== name) others.add(other);
    circles.set(name, others);
  }
}

/** Tokens written in an abjad are other words than the same letters in Latin. */
function wordKey(text: string, isAbjad: boolean): string {
  return isAbjad ? `~${text}` : text;
}

/**
 * The distinct tokens of an index, with three ways to find the ones that resemble a token: the token itself,
 * the token less one letter (finds every single edit and many double ones), and its consonant skeleton, whole
 * and less one. Work is done once per asked token over the vocabulary, never per listed name.
 */
export class Vocabulary {
  private readonly idOf = new Map<string, number>();
  private readonly texts: string[] = [];
  private readonly abjad: number[] = [];
  private keys: KeyTable | null = null;
  private bytes = new Uint8Array(0);
  private from = new Uint32Array(1);
  private signatures = new Uint32Array(0);
  private readonly cache = new Map<string, Expansion>();

  get size(): number {
    return this.texts.length;
  }

  /** Adds a token, or finds it: its number. Only before `seal`. */
  add(text: string, isAbjad: boolean): number {
    const key = wordKey(text, isAbjad);
    const known = this.idOf.get(key);
    if (known !== undefined) return known;
    const id = this.texts.length;
    this.idOf.set(key, id);
    this.texts.push(text);
    this.abjad.push(isAbjad ? 1 : 0);
    return id;
  }

  find(text: string, isAbjad: boolean): number | undefined {
    return this.idOf.get(wordKey(text, isAbjad));
  }

  textOf(id: number): string {
    return this.texts[id] ?? "";
  }

  isAbjad(id: number): boolean {
    return this.abjad[id] === 1;
  }

  /** Builds the key tables; afterwards the vocabulary does not change. */
  seal(): void {
    const builder = new KeyTableBuilder();
    const encoded = this.texts.map(encode);
    this.from = new Uint32Array(encoded.length + 1);
    encoded.forEach((e, i) => (this.from[i + 1] = (this.from[i] ?? 0) + e.length));
    this.bytes = new Uint8Array(this.from[encoded.length] ?? 0);
    this.signatures = new Uint32Array(encoded.length);
    encoded.forEach((e, i) => {
      this.bytes.set(e, this.from[i]);
      this.signatures[i] = signatureOf(e);
      for (const key of keysOf(this.texts[i] ?? "", this.abjad[i] === 1)) builder.add(key, i);
    });
    this.keys = builder.build();
  }

  /**
   * @returns what resembles the token, the token itself first when it is known. Cached: lists repeat few
   * words.
   */
  expand(text: string, isAbjad: boolean): Expansion {
    const key = wordKey(text, isAbjad);
    const cached = this.cache.get(key);
    if (cached) return cached;
    const expansion = this.search(text, isAbjad);
    if (this.cache.size >= cachedExpansions) this.cache.clear();
    this.cache.set(key, expansion);
    return expansion;
  }

  private search(text: string, isAbjad: boolean): Expansion {
    const found = new Map<number, readonly [BasisPoints, number]>();
    const bytes = encode(text);
    const asked: Slice = { bytes, from: 0, length: bytes.length };
    const signature = signatureOf(bytes);
    const seen = new Set<number>();
    const consider = (id: number) => {
      if (seen.has(id)) return;
      seen.add(id);
      const alike = this.compare(asked, signature, isAbjad, id);
      if (alike) found.set(id, alike);
    };
    if (this.keys) for (const key of keysOf(text, isAbjad)) eachOf(this.keys, key, consider);
    for (const other of circles.get(text) ?? []) {
      const id = this.find(other, false);
      if (id !== undefined && (found.get(id)?.[0] ?? 0) < nicknameSimilarity) found.set(id,
        [nicknameSimilarity, 3]);
    }
    const sorted = [...found].sort((a, b) => b[1][0] - a[1][0] || a[0] - b[0]).slice(0, mostExpansions);
    return {
      ids: Uint32Array.from(sorted, (s) => s[0]), similarities: Uint16Array.from(sorted, (s) => s[1][0]),
      relations: Uint8Array.from(sorted, (s) => s[1][1]),
    };
  }

  private compare(asked: Slice, signature: number, isAbjad: boolean, id: number): readonly [BasisPoints,
    number] | null {
    const start = this.from[id] ?? 0;
    const listed: Slice = { bytes: this.bytes, from: start, length: (this.from[id + 1] ?? start) - start };
    const listedAbjad = this.abjad[id] === 1;
    if (listedAbjad !== isAbjad) {
      const alike = isAbjad ? abjadSimilarity(asked, listed) : abjadSimilarity(listed, asked);
      return alike >= leastAbjad ? [alike, 2] : null;
    }
    const shorter = Math.min(asked.length, listed.length);
    if (Math.abs(asked.length - listed.length) > 3) return null;
    // Letters that only one side has: past a third of the word there are too many for spellings of one.
    if (bitCount(signature ^ (this.signatures[id] ?? 0)) > 2 + shorter / 3) return null;
    const least = shorter <= 3 ? leastShort : leastSimilarity;
    const alike = similarity(asked, listed, least);
    if (alike === whole) return [whole, 0];
    if (alike < least) return null;
    // Two words that need an edit are less alike than the share of their letters says.
    return [whole - scaled(whole - alike, spellingLoss), 1];
  }
}

function keysOf(text: string, isAbjad: boolean): Set<number> {
  const keys = new Set<number>([hashOf(text)]);
  if (text.length >= 4 && !isAbjad) for (let i = 0; i < text.length; i++) keys.add(hashOf(text, i));
  const skeleton = skeletonOf(text);
  if (skeleton.length === 0) return keys;
  const marked = `/${skeleton}`;
  keys.add(hashOf(marked));
  if (skeleton.length >= 4) for (let i = 1; i < marked.length; i++) keys.add(hashOf(marked, i));
  return keys;
}

/** One bit a letter; digits share six. */
function signatureOf(bytes: Uint8Array): number {
  let bits = 0;
  for (const b of bytes) bits |= 1 << (b < 26 ? b : 26 + (b % 6));
  return bits >>> 0;
}

function bitCount(n: number): number {
  let v = n - ((n >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
