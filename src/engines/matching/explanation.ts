import { scaled, type BasisPoints } from "./bps.ts";
import type { Alignment } from "./align.ts";
import type { AskedName } from "./asked-name.ts";
import { features, type Meeting } from "./features.ts";
import type { NameIndex } from "./name-index.ts";
import { adjustmentRules, baseScore, matchedWeight } from "./name-score.ts";
import type { NameQuality } from "./party.ts";
import { tokensOf } from "./text/tokens.ts";
import { relations, type Relation } from "./vocabulary/vocabulary.ts";

/** The version of tables, weights and arithmetic. It changes with any of them: a stored score names it. */
export const engineVersion = "matching-1";

/** A stretch of a name as written, by UTF-16 offsets. */
export interface Stretch {
  readonly text: string; // as written
  readonly start: number;
  readonly end: number;
}

export interface ExplainedPair {
  readonly asked: Stretch;
  readonly listed: Stretch;
  readonly relation: Relation;
  readonly similarityBps: BasisPoints;
  readonly weight: number;
  /** Share of the name's score before adjustments; the pairs' shares add up to it, less rounding. */
  readonly contributionBps: BasisPoints;
}

export interface ExplainedMissing extends Stretch {
  readonly weight: number;
  readonly factorBps: BasisPoints;
}

export interface ExplainedName {
  readonly asked: string;
  readonly listed: string;
  readonly quality: NameQuality;
  readonly pairs: readonly ExplainedPair[];
  readonly missingAsked: readonly ExplainedMissing[];
  readonly missingListed: readonly ExplainedMissing[];
  readonly adjustments: readonly { readonly rule: string; readonly factorBps: BasisPoints }[];
  readonly scoreBps: BasisPoints;
}

export interface ExplainedFeature extends Meeting {
  readonly feature: string;
  readonly role: "main" | "qualifier";
  readonly weight: number; // for or against, whichever applied
  readonly points: number; // negative when against
  readonly counts: boolean; // false for a main feature that a stronger one beat
}

/** Why two parties were compared as they were. Plain data: it is stored with the hit and shown as it is. */
export interface Explanation {
  readonly engine: string;
  readonly name: ExplainedName | null; // null: only a number brought them together
  readonly features: readonly ExplainedFeature[];
  readonly scoreBps: BasisPoints;
}

const qualities: readonly NameQuality[] = ["primary", "strong", "weak", "script"];

/** Writes an alignment out in words and offsets. Some 20 µs: only for what is shown. */
export function explainName(index: NameIndex, asked: AskedName, name: number,
  found: Alignment): ExplainedName {
  const listed = index.names[name] ?? "";
  const kind = index.parties[index.nameParty[name] ?? 0]?.kind ?? "unknown";
  const listedTokens = tokensOf(listed, kind);
  const at = (text: string, token: { start: number; end: number } | undefined): Stretch => {
    const [start, end] = [token?.start ?? 0, token?.end ?? 0];
    return { text: text.slice(start, end), start, end };
  };
  const total = totalWeight(found);
  return {
    asked: asked.text, listed, quality: qualities[index.nameQuality[name] ?? 0] ?? "primary",
    pairs: found.chosen.map((c) => ({
      asked: unitStretch(asked, c.unit), listed: at(listed, listedTokens[c.listed]),
      relation: relations[c.relation] ?? "spelling", similarityBps: c.similarityBps, weight: c.weight,
      contributionBps: total === 0 ? 0 : Math.floor((matchedWeight(c) * 10_000) / total),
    })),
    missingAsked: found.missingAsked.map((m) => ({ ...at(asked.text, asked.tokens[m.token]), weight: m.weight,
      factorBps: m.factorBps })),
    missingListed: found.missingListed.map((m) => ({ ...at(listed, listedTokens[m.token]), weight: m.weight,
      factorBps: m.factorBps })),
    adjustments: found.rules.map((rule) =>
      ({ rule, factorBps: adjustmentRules.find((r) => r.rule === rule)?.factorBps ?? 10_000 })),
    scoreBps: found.scoreBps,
  };
}

function totalWeight(found: Alignment): number {
  let total = 0;
  for (const c of found.chosen) total += c.weight;
  for (const m of [...found.missingAsked, ...found.missingListed]) total += scaled(m.weight, m.factorBps);
  return total;
}

function unitStretch(asked: AskedName, unit: AskedName["units"][number]): Stretch {
  const first = asked.tokens[unit.token];
  const last = asked.tokens[unit.kind === "joined" ? unit.token + 1 : unit.token];
  let [start, end] = [first?.start ?? 0, last?.end ?? 0];
  if (unit.kind === "part") {
    const isHead = (unit.mask & (1 << (2 * unit.token))) !== 0;
    // The letters read may be fewer than those written (accents, marks): the border is kept inside the word.
    if (isHead) end = Math.min(end, start + unit.text.length);
    else start = Math.max(start, end - unit.text.length);
  }
  return { text: asked.text.slice(start, end), start, end };
}

/**
 * Adds an explanation up again from nothing but itself.
 *
 * @returns the score it must have; anything else than its `scoreBps` means it was changed or the arithmetic
 * is wrong
 */
export function recompute(explanation: Explanation): BasisPoints {
  let nameBps = 0;
  if (explanation.name) {
    const { pairs, missingAsked, missingListed, adjustments } = explanation.name;
    nameBps = baseScore(pairs, [...missingAsked, ...missingListed]);
    for (const { factorBps } of adjustments) nameBps = scaled(nameBps, factorBps);
  }
  const shares = explanation.features.map((f) => {
    const isName = f.feature === "name" || f.feature === "name-with-identifier";
    return { role: f.role, points: pointsOf(isName ? nameBps : f.shareBps, f.weight) };
  });
  return total(shares);
}

/** Points of a share: towards zero, so that for and against round alike. */
export function pointsOf(shareBps: BasisPoints, weight: number): number {
  return Math.trunc((shareBps * weight) / 10_000);
}

/** The strongest main feature plus all qualifiers, within 0 … 10 000. */
export function total(parts: readonly { readonly role: "main" | "qualifier"; readonly points: number }[
  ]): BasisPoints {
  let main = 0;
  let rest = 0;
  for (const part of parts) {
    if (part.role === "main") main = Math.max(main, part.points);
    else rest += part.points;
  }
  return Math.max(0, Math.min(10_000, main + rest));
}

/** Names of all features and rules with their documentation: what a page or the API shows as the policy. */
export function policy(): { readonly name: string; readonly doc: string; readonly weight: string }[] {
  return [
    ...features.map((f) =>
      ({ name: f.feature, doc: f.doc, weight: `+${f.weightFor} / −${f.weightAgainst}` })),
    ...adjustmentRules.map((r) => ({ name: r.rule, doc: r.doc, weight: `× ${r.factorBps}` })),
  ];
}
