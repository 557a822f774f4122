export { assess, countedScore, criteria, unknownScore } from "./assess.ts";
export type {
  Assessment, Circumstances, Criterion, CriterionScore, Indicator, IndicatorAnswer, RaiseReason, Score, ScoringFault,
} from "./assess.ts";
export { deeper, depthFloor, depths, isDeeper } from "./depth.ts";
export type { Depth, DepthFacts, DepthFloor, DepthResult } from "./depth.ts";
export { isAtLeast, levelAt, levelOf, levels, rankOf, worseLevel } from "./levels.ts";
export type { Level } from "./levels.ts";
export { mayIssue, mildestOutcome, outcomes } from "./outcome.ts";
export type { Mitigation, Outcome } from "./outcome.ts";
