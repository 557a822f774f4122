import { hasRole, type Actor } from "../../kernel/actor.ts";
import { movedOn, refused, type Refusal } from "../../kernel/refusal.ts";
import { no, ok, type Result } from "../../kernel/result.ts";
import type { Role } from "../../kernel/roles.ts";
import type { HitState } from "./hit.ts";

export type Move =
  | "triage" | "propose-dismissal" | "dismiss" | "propose-confirmation" | "confirm" | "return" | "lapse";

interface Row {
  readonly from: readonly HitState[];
  readonly event: Move;
  readonly to: HitState;
  readonly who: readonly Role[] | "system";
}

const first: readonly Role[] = ["diligence-analyst"];
const second: readonly Role[] = ["compliance-officer"];

/**
 * Everything that may happen to a hit. The first person proposes, a second one decides. Source: regulation
 * §6.7.
 */
export const moves: readonly Row[] = [
  { from: ["raised"], event: "triage", to: "triaged", who: first },
  { from: ["triaged"], event: "propose-dismissal", to: "dismissal-proposed", who: first },
  { from: ["dismissal-proposed"], event: "dismiss", to: "dismissed", who: second },
  { from: ["triaged"], event: "propose-confirmation", to: "confirmation-proposed", who: first },
  { from: ["confirmation-proposed"], event: "confirm", to: "confirmed", who: second },
  { from: ["dismissal-proposed", "confirmation-proposed"], event: "return", to: "triaged", who: second },
  // The entry left the list, or changed and raised a hit of its own, or the subject is watched no more.
  { from: ["raised", "triaged", "dismissal-proposed", "confirmation-proposed"], event: "lapse", to: "lapsed",
    who: "system" },
];

/**
 * Hours in which two people decide; after that the hit goes to their superior and stays frozen. Source: §6.7.
 */
export const decideWithinHours = 120;

/** The state after the move, or why it cannot happen to this hit by this actor. */
export function moved(from: HitState, event: Move, actor: Actor): Result<HitState, Refusal> {
  const row = moves.find((m) => m.event === event && m.from.includes(from));
  if (!row) return no(movedOn("screening/wrong-state", { state: from }));
  const may = row.who === "system" ? actor.side === "system" : hasRole(actor, ...row.who);
  return may ? ok(row.to) : no(refused("screening/not-yours-to-decide", { event }));
}

/** The moves this actor could make now, for pages. */
export function movesFor(from: HitState, actor: Actor): readonly Move[] {
  return moves.filter((m) => m.who !== "system" && m.from.includes(from) &&
    moved(from, m.event, actor).ok).map((m) => m.event);
}

export function whoMay(...events: readonly Move[]): readonly Role[] {
  return [...new Set(moves.flatMap((m) => (events.includes(m.event) && m.who !== "system" ? m.who : [])))];
}
