import { hasRole, type Actor } from "../../kernel/actor.ts";
import { movedOn, refused, type Refusal } from "../../kernel/refusal.ts";
import { no, ok, type Result } from "../../kernel/result.ts";
import type { Role } from "../../kernel/roles.ts";
import type { BallotState } from "./ballot.ts";

export type Event = "cast-vote" | "recuse" | "close";

export interface Move {
  readonly from: BallotState;
  readonly event: Event;
  readonly to: BallotState;
  readonly who: readonly Role[];
}

export const members: readonly Role[] = ["executive-member"];
export const secretaries: readonly Role[] = ["executive-secretary"];

/** Everything that may happen to a ballot. A closed one is left by no move. Source: regulation §5.1, art. 20. */
export const moves: readonly Move[] = [
  { from: "open", event: "cast-vote", to: "open", who: members },
  { from: "open", event: "recuse", to: "open", who: members },
  { from: "open", event: "close", to: "closed", who: secretaries },
];

export function moved(from: BallotState, event: Event, actor: Actor): Result<BallotState, Refusal> {
  const move = moves.find((m) => m.event === event && m.from === from);
  if (!move) return no(movedOn("committees/wrong-state", { state: from }));
  return hasRole(actor, ...move.who) ? ok(move.to) : no(refused("committees/not-yours-to-move", { event }));
}
