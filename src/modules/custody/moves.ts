import { hasRole, type Actor } from "../../kernel/actor.ts";
import { movedOn, refused, type Refusal } from "../../kernel/refusal.ts";
import type { Role } from "../../kernel/roles.ts";
import type { CountryGrant, GrantState } from "./grant.ts";

export type Event = "propose" | "pay" | "confirm-arrival" | "withdraw";

export interface Move {
  readonly from: GrantState | null;
  readonly event: Event;
  readonly to: GrantState;
  readonly who: readonly Role[];
}

/** Everything that may happen to a grant. What is not here does not happen: paid money is not withdrawn. */
export const moves: readonly Move[] = [
  { from: null, event: "propose", to: "proposed", who: ["partnership-officer"] },
  { from: "proposed", event: "pay", to: "paid", who: ["finance-officer"] },
  { from: "proposed", event: "withdraw", to: "withdrawn", who: ["partnership-officer"] },
  { from: "paid", event: "confirm-arrival", to: "arrived", who: ["national-bureau"] },
];

/** For a deed's coarse `who`. */
export function whoMay(event: Event): readonly Role[] {
  return moves.flatMap((move) => (move.event === event ? move.who : []));
}

/** True when this actor may cause `event` on this grant now, as far as roles and state say. */
export function mayMove(grant: CountryGrant, event: Event, actor: Actor): boolean {
  return moves.some((move) => move.event === event && move.from === grant.state && hasRole(actor, ...move.who));
}

/** Why `event` cannot happen: another version than the one looked at, another state, somebody else's turn. */
export function refuseMove(grant: CountryGrant, event: Event, by: { actor: Actor; expectedVersion: number }): Refusal | null {
  if (grant.version !== by.expectedVersion) return movedOn("custody/moved-on", { version: grant.version });
  if (mayMove(grant, event, by.actor)) return null;
  const isRightState = moves.some((move) => move.event === event && move.from === grant.state);
  return isRightState ? refused("custody/not-yours-to-move") : movedOn("custody/wrong-state", { state: grant.state });
}
