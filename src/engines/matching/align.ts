import { scaled, type BasisPoints } from "./bps.ts";
import type { AskedName, Unit } from "./asked-name.ts";
import type { NameIndex } from "./name-index.ts";
import {
  adjustmentRules, baseScore, missingAskedFactor, missingBesideWhole, missingListedFactor, type Matched,
    type Missing, type NameFacts,
} from "./name-score.ts";
import { neutralClasses, type LegalClass } from "./tables/legal-forms.ts";
import type { NameQuality, PartyKind } from "./party.ts";
import type { Pairs, Scratch } from "./scratch.ts";
import { kindFrom } from "./weights.ts";

const initialSimilarity: BasisPoints = 6_000;
const initialRelation = 4;
const qualities: readonly NameQuality[] = ["primary", "strong", "weak", "script"];

/** One chosen pair: tokens of the asked name against one token of the listed name. */
export interface Chosen extends Matched {
  readonly unit: Unit;
  readonly listed: number; // token number within the listed name
  readonly relation: number;
}

/** The best pairing of two names, everything a score or an explanation needs. */
export interface Alignment {
  readonly chosen: readonly Chosen[];
  readonly missingAsked: readonly (Missing & { readonly token: number })[];
  readonly missingListed: readonly (Missing & { readonly token: number })[];
  readonly rules: readonly string[]; // adjustments that apply, in order
  readonly scoreBps: BasisPoints;
}

/**
 * Pairs the asked name with one listed name, greedily from the heaviest pair; no letter is looked at again.
 */
export function align(index: NameIndex, scratch: Scratch, asked: AskedName, name: number): Alignment {
  const from = index.tokensFrom[name] ?? 0;
  const size = (index.tokensFrom[name + 1] ?? from) - from;
  const pairs = scratch.pairs;
  pairs.count = 0;
  addLinked(index, scratch, asked, { from, size });
  addInitials(index, asked, pairs, { from, size });
  const { chosen, coveredAsked, coveredListed } = choose(asked, pairs);
  const listedKind = partyKind(index, name);
  const missingListed: (Missing & { token: number })[] = [];
  for (let t = 0; t < size; t++) {
    if ((coveredListed & (1 << t)) !== 0) continue;
    const factorBps = missingListedFactor(listedKind, kindFrom(index.tokenKinds[from + t] ?? 0));
    missingListed.push({ token: t, weight: index.tokenWeights[from + t] ?? 0, factorBps });
  }
  const isWhole = isFoundWhole(index, { from, size }, coveredListed);
  const missingAsked = missingOfAsked(asked, coveredAsked, isWhole ? missingBesideWhole : missingAskedFactor);
  const facts = factsOf({ index, asked, name, from, size, chosen, missingAsked, missingListed, listedKind });
  const rules: string[] = [];
  let scoreBps = baseScore(chosen, [...missingAsked, ...missingListed]);
  for (const rule of adjustmentRules) {
    if (!rule.applies(facts)) continue;
    rules.push(rule.rule);
    scoreBps = scaled(scoreBps, rule.factorBps);
  }
  return { chosen, missingAsked, missingListed, rules, scoreBps };
}

interface Span {
  readonly from: number;
  readonly size: number;
}

function partyKind(index: NameIndex, name: number): PartyKind {
  return index.parties[index.nameParty[name] ?? 0]?.kind ?? "unknown";
}

/** All pairs the expansions know of, by the stamped list of each listed token. */
function addLinked(index: NameIndex, scratch: Scratch, asked: AskedName, span: Span): void {
  for (let t = 0; t < span.size; t++) {
    const id = index.tokenIds[span.from + t] ?? 0;
    if (scratch.headStamp[id] !== scratch.serial) continue;
    const listedWeight = index.tokenWeights[span.from + t] ?? 0;
    for (let at = scratch.head[id] ?? -1; at >= 0; at = scratch.next[at] ?? -1) {
      const number = scratch.unit[at] ?? 0;
      const unit = asked.units[number];
      if (!unit) continue;
      const weight = unit.kind === "simple" ? (unit.weight + listedWeight) >> 1 : unit.weight;
      scratch.pairs.add(number, t, scratch.similarity[at] ?? 0, scratch.relation[at] ?? 0, weight);
    }
  }
}

/** "J" stands for a word that begins with it, on either side. */
function addInitials(index: NameIndex, asked: AskedName, pairs: Pairs, span: Span): void {
  const { vocabulary } = index;
  asked.units.forEach((unit, number) => {
    if (unit.kind !== "simple") return;
    const kind = asked.tokens[unit.token]?.kind;
    if (kind !== "initial" && kind !== "word") return;
    for (let t = 0; t < span.size; t++) {
      const listedKind = kindFrom(index.tokenKinds[span.from + t] ?? 0);
      const isPair = (kind === "initial" && listedKind === "word") ||
        (kind === "word" && listedKind === "initial");
      if (!isPair) continue;
      const listed = vocabulary.textOf(index.tokenIds[span.from + t] ?? 0);
      if (listed.charCodeAt(0) !== unit.text.charCodeAt(0)) continue;
      const weight = Math.min(unit.weight, index.tokenWeights[span.from + t] ?? 0);
      pairs.add(number, t, initialSimilarity, initialRelation, weight);
    }
  });
}

interface Choice {
  readonly chosen: Chosen[];
  readonly coveredAsked: number; // halves
  readonly coveredListed: number; // tokens, 32 at most
}

/** Takes the pair that explains most weight, strikes out what it uses, and so on. */
function choose(asked: AskedName, pairs: Pairs): Choice {
  const chosen: Chosen[] = [];
  let [coveredAsked, coveredListed] = [0, 0];
  for (;;) {
    let best = -1;
    let bestGain = 0;
    for (let p = 0; p < pairs.count; p++) {
      const unit = asked.units[pairs.unit[p] ?? 0];
      if (!unit || (unit.mask & coveredAsked) !== 0 ||
        (coveredListed & (1 << (pairs.listed[p] ?? 0))) !== 0) continue;
      const gain = (pairs.weight[p] ?? 0) * (pairs.similarity[p] ?? 0);
      if (gain <= bestGain) continue;
      best = p;
      bestGain = gain;
    }
    const unit = asked.units[pairs.unit[best] ?? 0];
    if (best < 0 || !unit) return { chosen, coveredAsked, coveredListed };
    const listed = pairs.listed[best] ?? 0;
    coveredAsked |= unit.mask;
    coveredListed |= 1 << listed;
    chosen.push({
      unit, listed, weight: pairs.weight[best] ?? 0, similarityBps: pairs.similarity[best] ?? 0,
      relation: pairs.relation[best] ?? 0,
    });
  }
}

/** True when every word of the listed name was found, and it has two at least. */
function isFoundWhole(index: NameIndex, span: Span, covered: number): boolean {
  let words = 0;
  for (let t = 0; t < span.size; t++) {
    const kind = kindFrom(index.tokenKinds[span.from + t] ?? 0);
    if (kind !== "word" && kind !== "kunya") continue;
    if ((covered & (1 << t)) === 0) return false;
    words += 1;
  }
  return words >= 2;
}

/** A token half found (one part of a split word) is missing by half. */
function missingOfAsked(asked: AskedName, covered: number,
  factorBps: BasisPoints): (Missing & { token: number })[] {
  const missing: (Missing & { token: number })[] = [];
  asked.weights.forEach((weight, token) => {
    const halves = (covered >>> (2 * token)) & 3;
    const isSmall = /^(?:title|stop|legal)$/.test(asked.tokens[token]?.kind ?? "");
    const factor = isSmall ? 2_000 : factorBps;
    if (halves === 0) missing.push({ token, weight, factorBps: factor });
    else if (halves !== 3) missing.push({ token, weight, factorBps: factor >> 1 });
  });
  return missing;
}

interface FactsFrom extends Span {
  readonly index: NameIndex;
  readonly asked: AskedName;
  readonly name: number;
  readonly chosen: readonly Chosen[];
  readonly missingAsked: readonly { readonly token: number }[];
  readonly missingListed: readonly { readonly token: number }[];
  readonly listedKind: PartyKind;
}

function factsOf(from: FactsFrom): NameFacts {
  const { index, asked, chosen } = from;
  const listedKindAt = (t: number) => kindFrom(index.tokenKinds[from.from + t] ?? 0);
  const askedKindAt = (t: number) => asked.tokens[t]?.kind ?? "word";
  const isWord = (kind: string) => kind === "word" || kind === "kunya";
  let wordsListed = 0;
  for (let t = 0; t < from.size; t++) if (isWord(listedKindAt(t))) wordsListed += 1;
  const wordPairs = chosen.filter((c) => c.relation !== initialRelation && isWord(listedKindAt(c.listed)));
  const missingAskedKinds = from.missingAsked.map((m) => askedKindAt(m.token));
  const missingListedKinds = from.missingListed.map((m) => listedKindAt(m.token));
  const missingWordsAsked = missingAskedKinds.filter(isWord).length;
  const missingWordsListed = missingListedKinds.filter(isWord).length;
  return {
    kind: from.listedKind, quality: qualities[index.nameQuality[from.name] ?? 0] ?? "primary",
    wordsAsked: asked.tokens.filter((t) => isWord(t.kind)).length, wordsListed,
    // A word that stands for two listed ones, or two for one, is as telling as two.
    wordsMatched: wordPairs.reduce((n, c) => n + (c.unit.kind === "joined" ? 2 : 1), 0),
    isOrdered: isOrdered(wordPairs), missingWordsAsked, missingWordsListed,
    numbersDiffer: missingAskedKinds.includes("number") && missingListedKinds.includes("number"),
    legalFormsDiffer: legalFormsDiffer(from, listedKindAt),
    initialsDiffer: (missingAskedKinds.includes("initial") && missingWordsListed > 0) ||
      (missingListedKinds.includes("initial") && missingWordsAsked > 0),
  };
}

function isOrdered(pairs: readonly Chosen[]): boolean {
  const sorted = [...pairs].sort((a, b) => a.unit.token - b.unit.token || a.unit.mask - b.unit.mask);
  return sorted.every((pair, i) => i === 0 || (sorted[i - 1]?.listed ?? 0) < pair.listed);
}

function legalFormsDiffer(from: FactsFrom, kindAt: (t: number) => string): boolean {
  const askedForms = from.asked.tokens.filter((t) => t.kind === "legal").map((t) => t.text);
  const listedForms: string[] = [];
  for (let t = 0; t < from.size; t++) {
    if (kindAt(t) === "legal") listedForms.push(from.index.vocabulary.textOf(from.index.tokenIds[from.from +
      t] ?? 0));
  }
  const telling = (forms: string[]) => forms.filter((f) => !neutralClasses.has(f.slice(1) as LegalClass));
  const [one, other] = [telling(askedForms), telling(listedForms)];
  return one.length > 0 && other.length > 0 && !one.some((f) => other.includes(f));
}
