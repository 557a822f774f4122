import { no, ok, type Result } from "../../kernel/result.ts";
import { levelAt, levelOf, rankOf, type Level } from "./levels.ts";

export const criteria = ["A", "B", "C"] as const;
export type Criterion = (typeof criteria)[number];

/** 0 none · 1 minor, remedied · 2 some, being remedied · 3 serious · 4 critical. */
export type Score = 0 | 1 | 2 | 3 | 4;

/** What an unanswered indicator counts: absence of evidence is risk (art. 17). */
export const unknownScore: Score = 3;

/** What one indicator was answered, as the case holds it at this instant. */
export type IndicatorAnswer =
  | { readonly kind: "scored"; readonly score: Score; readonly gradeEnough: boolean }
  | { readonly kind: "unknown" }
  | { readonly kind: "not-applicable"; readonly agreed: boolean; readonly worstBefore: Score | null };

export interface Indicator {
  readonly id: string;
  readonly criterion: Criterion;
  readonly weight: number; // 1 to 3
  readonly answer: IndicatorAnswer;
}

/** Facts that raise the level by one, whatever the points say. */
export interface Circumstances {
  readonly highRiskCountry: boolean;
  readonly restrictedSector: boolean;
  readonly pepOwner: boolean;
  readonly adverseMediaUnresolved: boolean;
}

export type RaiseReason =
  "critical-indicator" | "high-risk-country" | "restricted-sector" | "pep-owner" | "adverse-media" | "many-unknown";

export interface CriterionScore {
  readonly criterion: Criterion;
  readonly points: number; // 0 to 100, integer
  readonly level: Level;
  readonly weighted: number; // Σ(w·s)
  readonly full: number; // Σ(4·w)
}

export interface Assessment {
  readonly criteria: readonly CriterionScore[];
  readonly decides: readonly Criterion[]; // every criterion that stands at the worst points
  readonly base: Level; // level of the worst criterion
  readonly raises: readonly RaiseReason[]; // in fixed order; one or more of them raise the level once
  readonly level: Level;
  readonly unknownBps: number; // share of the counted weights that is unknown
  readonly counted: Readonly<Record<string, Score | null>>; // what each indicator counted; null: left out
}

export interface ScoringFault {
  readonly indicator: string;
  readonly why: "score-out-of-range" | "weight-out-of-range" | "indicator-twice" | "criterion-missing";
}

/**
 * Computes criterion points, the worst criterion and the level of a case. Integers only; the order of the
 * indicators does not matter.
 *
 * @returns faults when a number is out of range, an indicator comes twice or a criterion has no indicator at all.
 *          A criterion whose indicators were all left out as not applicable was not tested: it counts as unknown.
 * Source: regulation arts 13, 15, 17. Proof: vectors/scoring.
 */
export function assess(
  indicators: readonly Indicator[],
  circumstances: Circumstances,
): Result<Assessment, readonly ScoringFault[]> {
  const faults = faultsOf(indicators);
  if (faults.length > 0) return no(faults);
  const scores = criteria.map((criterion) => scoreOf(criterion, indicators));
  const worst = Math.max(...scores.map((s) => s.points));
  const base = levelOf(worst);
  const weights = weightsOf(indicators);
  const raises = raisesOf(indicators, circumstances, weights);
  return ok({
    criteria: scores,
    decides: scores.filter((s) => s.points === worst).map((s) => s.criterion),
    base,
    raises,
    level: raises.length > 0 ? levelAt(rankOf(base) + 1) : base,
    unknownBps: weights.total === 0 ? 10_000 : Math.floor((10_000 * weights.unknown) / weights.total),
    counted: Object.fromEntries(indicators.map((i) => [i.id, countedScore(i.answer)])),
  });
}

/**
 * What an answer counts. Evidence below the grade asked makes it unknown, but never better than what was written: a
 * poorly documented 4 stays 4. Not applicable without the reviewer's agreement is unknown; and an indicator that once
 * stood at 4 in this case cannot be taken out.
 */
export function countedScore(answer: IndicatorAnswer): Score | null {
  if (answer.kind === "unknown") return unknownScore;
  if (answer.kind === "scored")
    return answer.gradeEnough || answer.score > unknownScore ? answer.score : unknownScore;
  if (answer.worstBefore === 4) return 4;
  return answer.agreed ? null : unknownScore;
}

function isUnknown(answer: IndicatorAnswer): boolean {
  if (answer.kind === "scored") return !answer.gradeEnough;
  return answer.kind === "unknown" || (countedScore(answer) !== null && answer.worstBefore !== 4);
}

function scoreOf(criterion: Criterion, indicators: readonly Indicator[]): CriterionScore {
  let weighted = 0;
  let full = 0;
  for (const indicator of indicators) {
    const score = countedScore(indicator.answer);
    if (indicator.criterion !== criterion || score === null) continue;
    weighted += indicator.weight * score;
    full += 4 * indicator.weight;
  }
  const points = full === 0 ? 25 * unknownScore : Math.floor((100 * weighted) / full);
  return { criterion, points, level: levelOf(points), weighted, full };
}

interface Weights {
  readonly total: number; // of all indicators that count
  readonly unknown: number;
}

function weightsOf(indicators: readonly Indicator[]): Weights {
  const counted = indicators.filter((i) => countedScore(i.answer) !== null);
  return {
    total: sum(counted.map((i) => i.weight)),
    unknown: sum(counted.filter((i) => isUnknown(i.answer)).map((i) => i.weight)),
  };
}

function raisesOf(
  indicators: readonly Indicator[],
  circumstances: Circumstances,
  weights: Weights,
): readonly RaiseReason[] {
  const critical = indicators.some((i) => countedScore(i.answer) === 4);
  const rows: readonly (readonly [RaiseReason, boolean])[] = [
    ["critical-indicator", critical],
    ["high-risk-country", circumstances.highRiskCountry],
    ["restricted-sector", circumstances.restrictedSector],
    ["pep-owner", circumstances.pepOwner],
    ["adverse-media", circumstances.adverseMediaUnresolved],
    // More than a fifth of the weights; exactly a fifth does not raise. Compared crosswise, so nothing is rounded.
    ["many-unknown", 5 * weights.unknown > weights.total],
  ];
  return rows.filter(([, holds]) => holds).map(([reason]) => reason);
}

function faultsOf(indicators: readonly Indicator[]): ScoringFault[] {
  const faults: ScoringFault[] = [];
  const seen = new Set<string>();
  for (const { id, weight, answer } of indicators) {
    if (seen.has(id)) faults.push({ indicator: id, why: "indicator-twice" });
    seen.add(id);
    if (!Number.isInteger(weight) || weight < 1 || weight > 3)
      faults.push({ indicator: id, why: "weight-out-of-range" });
    const score =
      answer.kind === "scored" ? answer.score : answer.kind === "not-applicable" ? answer.worstBefore : null;
    if (score !== null && !(Number.isInteger(score) && score >= 0 && score <= 4)) {
      faults.push({ indicator: id, why: "score-out-of-range" });
    }
  }
  for (const criterion of criteria) {
    if (!indicators.some((i) => i.criterion === criterion))
      faults.push({ indicator: criterion, why: "criterion-missing" });
  }
  return faults;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
