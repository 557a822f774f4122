import { hasRole, type Actor } from "../../kernel/actor.ts";
import { movedOn, refused, type Refusal } from "../../kernel/refusal.ts";
import { no, ok, type Result } from "../../kernel/result.ts";
import type { Role } from "../../kernel/roles.ts";
import type { ContributionState } from "./contribution.ts";

export type Event =
  | "save" | "offer" | "value" | "clear-text" | "fix-text" | "accept" | "refuse" | "ask-more" | "agree" | "receive"
  | "withdraw";

export interface Move {
  readonly from: readonly ContributionState[];
  readonly event: Event;
  readonly to: ContributionState | "same";
  /** "above": a module above calls down inside its own guarded deed. */
  readonly who: readonly Role[] | "above";
}

export const partnerSide: readonly Role[] = ["partner-contact", "partner-signatory"];
/** Who acts for which authority of article 20; the rank is judged, not assumed. */
export const authorities: readonly Role[] = ["director", "secretary-general", "executive-secretary", "assembly-secretary"];

/** Everything that may happen to a contribution. What is not here does not happen. Source: regulation §6.3. */
export const moves: readonly Move[] = [
  { from: ["drafted"], event: "save", to: "same", who: partnerSide },
  { from: ["drafted"], event: "offer", to: "offered", who: partnerSide },
  { from: ["offered", "valued"], event: "value", to: "valued", who: ["finance-officer"] },
  // Both checks are needed; whichever comes second moves it on (see `checksDone`).
  { from: ["valued"], event: "clear-text", to: "same", who: ["legal-officer"] },
  { from: ["valued"], event: "fix-text", to: "same", who: "above" },
  { from: ["pending-decision"], event: "accept", to: "accepted", who: authorities },
  { from: ["pending-decision"], event: "refuse", to: "refused", who: authorities },
  { from: ["pending-decision"], event: "ask-more", to: "valued", who: authorities },
  { from: ["accepted"], event: "agree", to: "agreed", who: "above" },
  { from: ["agreed", "received"], event: "receive", to: "received", who: ["finance-officer"] },
  { from: ["drafted", "offered", "valued", "pending-decision"], event: "withdraw", to: "withdrawn", who: partnerSide },
];

/** The state after `event`, or why it cannot happen to this contribution by this actor. */
export function moved(from: ContributionState, event: Event, actor: Actor): Result<ContributionState, Refusal> {
  const move = moves.find((m) => m.event === event && m.from.includes(from));
  if (!move) return no(movedOn("contributions/wrong-state", { state: from }));
  if (move.who !== "above" && !hasRole(actor, ...move.who)) return no(refused("contributions/not-yours-to-move", { event }));
  return ok(move.to === "same" ? from : move.to);
}

/** Article 25 and article 34: the conditions are typed and the text is fixed; then an authority may decide. */
export function checksDone(of: { textCleared: boolean; textFixed: boolean }): ContributionState {
  return of.textCleared && of.textFixed ? "pending-decision" : "valued";
}

/** Everyone who may cause `event` from some state, for a deed's coarse `who`. */
export function whoMay(event: Event): readonly Role[] {
  return [...new Set(moves.flatMap((m) => (m.event === event && m.who !== "above" ? m.who : [])))];
}
