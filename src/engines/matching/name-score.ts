import { scaled, shareOf, type BasisPoints } from "./bps.ts";
import type { NameQuality, PartyKind } from "./party.ts";
import type { TokenKind } from "./text/tokens.ts";

/**
 * The arithmetic of a name's score, apart from how the parts were found, so that an explanation can be added
 * up again by anyone: matched weight over all weight, then the adjustments in order.
 */
export interface Matched {
  readonly weight: number;
  readonly similarityBps: BasisPoints;
}

export interface Missing {
  readonly weight: number;
  readonly factorBps: BasisPoints; // how much of it counts against the name
}

export function matchedWeight(m: Matched): number {
  return scaled(m.weight, m.similarityBps);
}

/** @returns matched over total before adjustments, rounded down */
export function baseScore(matched: readonly Matched[], missing: readonly Missing[]): BasisPoints {
  let found = 0;
  let total = 0;
  for (const m of matched) {
    found += matchedWeight(m);
    total += m.weight;
  }
  for (const m of missing) total += scaled(m.weight, m.factorBps);
  return shareOf(found, total);
}

/** What of the asked name was not found weighs nearly in full: it is what we know of the person. */
export const missingAskedFactor: BasisPoints = 8_000;

/** When all of the listed name was found, what the asker adds may be a name the list does not print. */
export const missingBesideWhole: BasisPoints = 5_500;

/** Lists print more names than people use; an organisation's name is used whole. */
export function missingListedFactor(kind: PartyKind, token: TokenKind): BasisPoints {
  if (token === "title" || token === "stop" || token === "legal") return 2_000;
  return kind === "person" ? 3_000 : 5_000;
}

/** What the two token lists have in common and where they part: the facts adjustments are decided on. */
export interface NameFacts {
  readonly kind: PartyKind; // of the listed party
  readonly quality: NameQuality;
  readonly wordsAsked: number;
  readonly wordsListed: number;
  readonly wordsMatched: number;
  readonly isOrdered: boolean; // matched tokens stand in the same order
  readonly missingWordsAsked: number;
  readonly missingWordsListed: number;
  readonly numbersDiffer: boolean; // both have numbers, not the same ones
  readonly legalFormsDiffer: boolean; // both have one, of classes that contradict
  readonly initialsDiffer: boolean; // an initial stands against a name that starts otherwise
}

export interface AdjustmentRule {
  readonly rule: string;
  readonly doc: string;
  readonly factorBps: BasisPoints;
  applies(facts: NameFacts): boolean;
}

/** Applied in this order. Each row is a sentence an officer can read in an explanation. */
export const adjustmentRules: readonly AdjustmentRule[] = [
  {
    rule: "single-word", doc: "Only one word is shared although both names have more.", factorBps: 7_600,
    applies: (f) => f.wordsMatched <= 1 && f.wordsListed > 1 && f.wordsAsked > 1,
  },
  {
    rule: "part-of-longer-name", doc: "The asked name is one word; the listed one has more.",
      factorBps: 8_400,
    applies: (f) => f.wordsMatched <= 1 && f.wordsAsked === 1 && f.wordsListed > 1,
  },
  {
    rule: "listed-single-word", doc: "The listed name is one word; the asked one has more.", factorBps: 8_800,
    applies: (f) => f.wordsMatched <= 1 && f.wordsListed === 1 && f.wordsAsked > 1,
  },
  {
    rule: "words-contradict", doc: "Both names have a word that the other lacks.", factorBps: 9_000,
    applies: (f) => f.missingWordsAsked > 0 && f.missingWordsListed > 0 && f.wordsMatched > 1,
  },
  { rule: "numbers-differ", doc: "Both names carry numbers, not the same ones.", factorBps: 7_000,
    applies: (f) => f.numbersDiffer },
  { rule: "legal-forms-differ", doc: "The legal forms are of different classes.", factorBps: 9_400,
    applies: (f) => f.legalFormsDiffer },
  { rule: "initials-differ", doc: "An initial stands against a name that starts otherwise.", factorBps: 8_600,
    applies: (f) => f.initialsDiffer },
  { rule: "weak-alias", doc: "The publisher itself calls this alias weak.", factorBps: 9_000,
    applies: (f) => f.quality === "weak" },
  { rule: "other-order", doc: "The same words stand in another order.", factorBps: 9_850,
    applies: (f) => !f.isOrdered },
];
