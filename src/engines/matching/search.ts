import { align } from "./align.ts";
import { askedName, type AskedName } from "./asked-name.ts";
import type { BasisPoints } from "./bps.ts";
import { gather } from "./candidates.ts";
import { engineVersion, explainName, pointsOf, total, type ExplainedFeature,
  type Explanation } from "./explanation.ts";
import { features } from "./features.ts";
import { identifierKey, type Listed, type NameIndex } from "./name-index.ts";
import { kindMask, type Party } from "./party.ts";
import { Scratch } from "./scratch.ts";

/** A listed party that resembles the one asked about, at or above the threshold. */
export interface Candidate {
  readonly party: Listed;
  readonly scoreBps: BasisPoints;
  readonly explanation: Explanation;
}

export interface SearchAsk {
  /** Lowest score returned. 5 600 is a name alike by 70 % and nothing else known. */
  readonly thresholdBps: BasisPoints;
  readonly limit: number; // parties returned at most
  /** No bound on the names looked at: slower, misses nothing that a bound would cut. */
  readonly isExhaustive?: boolean;
}

export const defaultThreshold: BasisPoints = 5_600;
const namesLookedAt = 96;
/** The most that qualifiers can add to a name: below the threshold less this, nothing can reach it. */
const mostQualifiers = 900;
const nameWeight = 8_000;

const scratches = new WeakMap<NameIndex, Scratch>();

interface BestName {
  readonly asked: AskedName;
  readonly name: number;
  readonly nameBps: BasisPoints;
}

/**
 * Finds listed parties that may be the one asked about: candidates by words, names scored from token numbers,
 * then the features. Some 0.1 ms a name against 25 000 parties.
 *
 * @returns best first; equal scores in list order, so that a repeated search is equal to the byte
 */
export function search(index: NameIndex, asked: Party, ask: SearchAsk): Candidate[] {
  const best = bestNames(index, asked, ask);
  for (const number of identifierHolders(index, asked)) if (!best.has(number)) best.set(number, null);
  const found: { number: number; scoreBps: number; best: BestName | null; parts: ExplainedFeature[] }[] = [];
  for (const [number, name] of best) {
    const listed = index.parties[number];
    if (!listed) continue;
    const parts = featuresOf(asked, listed, name?.nameBps ?? 0);
    const scoreBps = total(parts);
    if (scoreBps >= ask.thresholdBps) found.push({ number, scoreBps, best: name, parts });
  }
  found.sort((a, b) => b.scoreBps - a.scoreBps || a.number - b.number);
  return found.slice(0, ask.limit).flatMap(({ number, scoreBps, best: name, parts }) => {
    const party = index.parties[number];
    return party ? [{ party, scoreBps, explanation: explain(index, name, { parts, scoreBps }) }] : [];
  });
}

/** Party → its best pair of names, above what could still reach the threshold. */
function bestNames(index: NameIndex, asked: Party, ask: SearchAsk): Map<number, BestName | null> {
  const scratch = scratches.get(index) ?? new Scratch(index);
  scratches.set(index, scratch);
  const floor = Math.max(1_000, Math.floor(((ask.thresholdBps - mostQualifiers) * 10_000) / nameWeight));
  const best = new Map<number, BestName | null>();
  const bounds = { kinds: kindMask(asked.kind), floor, most: ask.isExhaustive ? Infinity : namesLookedAt };
  for (const name of asked.names) {
    const read = askedName(index, name.text, asked.kind);
    if (!read) continue;
    for (const candidate of gather(index, scratch, read, bounds)) {
      const { scoreBps } = align(index, scratch, read, candidate);
      const party = index.nameParty[candidate] ?? 0;
      if (scoreBps < floor || scoreBps <= (best.get(party)?.nameBps ?? 0)) continue;
      best.set(party, { asked: read, name: candidate, nameBps: scoreBps });
    }
  }
  return best;
}

function identifierHolders(index: NameIndex, asked: Party): number[] {
  return asked.ids.flatMap((id) => {
    const key = identifierKey(id.value);
    return key === null ? [] : (index.byIdentifier.get(key) ?? []);
  });
}

/** The loop over the policy. */
export function featuresOf(asked: Party, listed: Party, nameBps: BasisPoints): ExplainedFeature[] {
  const parts: ExplainedFeature[] = [];
  let strongest = 0;
  for (const feature of features) {
    const met = feature.meet(asked, listed, nameBps);
    if (!met || (feature.feature === "name" && nameBps === 0)) continue;
    const weight = met.shareBps < 0 ? feature.weightAgainst : feature.weightFor;
    const points = pointsOf(met.shareBps, weight);
    if (feature.role === "main") strongest = Math.max(strongest, points);
    parts.push({ ...met, feature: feature.feature, role: feature.role, weight, points, counts: true });
  }
  return parts.map((p) => (p.role === "main" && p.points < strongest ? { ...p, counts: false } : p));
}

function explain(index: NameIndex, best: BestName | null,
  found: { parts: ExplainedFeature[]; scoreBps: number }): Explanation {
  if (!best) return { engine: engineVersion, name: null, features: found.parts, scoreBps: found.scoreBps };
  const scratch = scratches.get(index) ?? new Scratch(index);
  // The links of the search may belong to another of the party's names by now: lay them anew.
  gather(index, scratch, best.asked, { kinds: 0, floor: 0, most: 0 });
  const name = explainName(index, best.asked, best.name, align(index, scratch, best.asked, best.name));
  const features = found.parts.map((p) => p.relation === "name" ? { ...p, asked: name.asked,
    listed: name.listed } : p);
  return { engine: engineVersion, name, features, scoreBps: found.scoreBps };
}
