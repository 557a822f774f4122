import { log2Fixed, scaled, type BasisPoints } from "./bps.ts";
import { tokenKinds, type TokenKind } from "./text/tokens.ts";

/** Weight of a word nobody else bears. */
export const fullWeight = 1_000;
const leastWeight = 220;

/**
 * What one token says about who is meant: 1 000 for a word that one name bears, falling with the logarithm of
 * how many bear it.
 *
 * @param names how many names the index holds; taken as at least 20 000, so that a short list does not make
 * every
 *   common name look rare
 */
export function rarity(bearers: number, names: number): number {
  const n = Math.max(20_000, names);
  const df = Math.min(n, Math.max(1, bearers));
  const share = log2Fixed(n) - log2Fixed(df);
  return leastWeight + Math.floor(((fullWeight - leastWeight) * share) / log2Fixed(n));
}

/** Part of its rarity that a token of each kind weighs. */
const kindFactors: Readonly<Record<TokenKind, BasisPoints>> = {
  word: 10_000, number: 7_000, initial: 3_500, kunya: 5_000, particle: 900, title: 500, legal: 1_200,
    stop: 500,
};

export function tokenWeight(kind: TokenKind, bearers: number, names: number): number {
  // Small words are frequent by nature: what counts is their kind.
  const isSmall = kind === "particle" || kind === "title" || kind === "legal" || kind === "stop" ||
    kind === "initial";
  return scaled(isSmall ? fullWeight : rarity(bearers, names), kindFactors[kind]);
}

/** Only these open a candidate: the rest is too common to search by. */
export function opensCandidates(kind: TokenKind): boolean {
  return kind === "word" || kind === "number" || kind === "kunya";
}

export function kindNumber(kind: TokenKind): number {
  return tokenKinds.indexOf(kind);
}

export function kindFrom(number: number): TokenKind {
  return tokenKinds[number] ?? "word";
}
