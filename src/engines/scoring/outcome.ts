import { isAtLeast, type Level } from "./levels.ts";

/** Mildest first. What compliance may issue is the computed outcome or a harder one, never a milder one. */
export const outcomes = ["cleared", "cleared-with-conditions", "refused"] as const;
export type Outcome = (typeof outcomes)[number];

/** One indicator that counts 3 or 4, or one that somebody tied a condition to. */
export interface Mitigation {
  readonly indicator: string;
  readonly state: "missing" | "open" | "met"; // open: owned, dated and with its test, not yet shown to be done
}

/**
 * The mildest outcome the rules allow: `cleared` needs low or moderate and no open mitigation,
 * `cleared-with-conditions` needs every mitigation owned, dated and with a test, an established red line leaves
 * `refused` alone.
 *
 * Source: regulation arts 7.1, 13.
 */
export function mildestOutcome(
  level: Level,
  redLineEstablished: boolean,
  mitigations: readonly Mitigation[],
): Outcome {
  if (redLineEstablished || mitigations.some((m) => m.state === "missing")) return "refused";
  if (isAtLeast(level, "substantial") || mitigations.some((m) => m.state === "open"))
    return "cleared-with-conditions";
  return "cleared";
}

/** True when `wanted` is not milder than `mildest`. */
export function mayIssue(wanted: Outcome, mildest: Outcome): boolean {
  return outcomes.indexOf(wanted) >= outcomes.indexOf(mildest);
}
