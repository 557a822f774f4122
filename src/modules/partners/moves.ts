import { hasRole, type Actor } from "../../kernel/actor.ts";
import { movedOn, refused, type Refusal } from "../../kernel/refusal.ts";
import { no, ok, type Result } from "../../kernel/result.ts";
import type { Role } from "../../kernel/roles.ts";
import type { ApplicationState } from "./partner.ts";

export type Event =
  | "save" | "submit" | "admit" | "return" | "decline-inadmissible" | "take-over" | "ready" | "decline-by-verdict"
  | "decline-by-decision" | "activate" | "withdraw" | "lapse";

export interface Move {
  readonly from: readonly ApplicationState[];
  readonly event: Event;
  readonly to: ApplicationState | "same";
  /** "system": timers. "above": a module above calls down inside its own guarded deed. */
  readonly who: readonly Role[] | "system" | "above";
}

const partner: readonly Role[] = ["partner-contact", "partner-signatory"];
const intake: readonly Role[] = ["partnership-officer"];
const open: readonly ApplicationState[] = ["draft", "submitted", "returned", "in-diligence", "decision-ready"];

/** Everything that may happen to an application. What is not here does not happen. Source: regulation §6.1. */
export const moves: readonly Move[] = [
  { from: ["draft", "returned"], event: "save", to: "same", who: partner },
  { from: ["draft", "returned"], event: "submit", to: "submitted", who: partner },
  { from: ["submitted"], event: "admit", to: "in-diligence", who: intake },
  { from: ["submitted"], event: "return", to: "returned", who: intake },
  { from: ["submitted"], event: "decline-inadmissible", to: "declined", who: intake },
  { from: [...open, "active"], event: "take-over", to: "same", who: intake },
  { from: ["in-diligence"], event: "ready", to: "decision-ready", who: "above" },
  { from: ["in-diligence"], event: "decline-by-verdict", to: "declined", who: "above" },
  { from: ["decision-ready"], event: "decline-by-decision", to: "declined", who: "above" },
  { from: ["decision-ready"], event: "activate", to: "active", who: "above" },
  { from: open, event: "withdraw", to: "withdrawn", who: partner },
  { from: ["draft", "returned"], event: "lapse", to: "lapsed", who: "system" },
];

/** The state after `event`, or why it cannot happen to this application by this actor. */
export function moved(from: ApplicationState, event: Event, actor: Actor): Result<ApplicationState, Refusal> {
  const named = moves.filter((m) => m.event === event);
  const move = named.find((m) => m.from.includes(from));
  if (!move) return no(movedOn("partners/wrong-state", { state: from }));
  if (!mayMove(move, actor)) return no(refused("partners/not-yours-to-move", { event }));
  return ok(move.to === "same" ? from : move.to);
}

function mayMove(move: Move, actor: Actor): boolean {
  if (move.who === "above") return true; // the calling deed has checked its own roles
  if (move.who === "system") return actor.side === "system";
  return hasRole(actor, ...move.who);
}

/** A draft nobody touched and a returned application nobody sent again lapse after this many days. */
export const idleDays = 60;
