import { hasRole, type Actor } from "../../kernel/actor.ts";
import { movedOn, refused, type Refusal } from "../../kernel/refusal.ts";
import { no, ok, type Result } from "../../kernel/result.ts";
import type { Role } from "../../kernel/roles.ts";
import { atWork, type CaseState } from "./case.ts";

export type Event =
  | "assign" | "draw-scope" | "answer" | "score" | "add-evidence" | "send" | "agree-exclusion" | "return" | "approve"
  | "ask-opinion" | "give-opinion" | "raise" | "raise-for-opinion" | "suspect" | "view-red-line" | "set-condition"
  | "meet-condition" | "issue" | "reopen" | "expire" | "supersede" | "close";

export interface Move {
  readonly from: readonly CaseState[];
  readonly event: Event;
  readonly to: CaseState | "same";
  readonly who: readonly Role[] | "system";
}

const analyst: readonly Role[] = ["diligence-analyst"];
const reviewer: readonly Role[] = ["diligence-reviewer"];
const compliance: readonly Role[] = ["compliance-officer"];
const assessors: readonly Role[] = [...analyst, ...reviewer, ...compliance];
const gathering: readonly CaseState[] = ["opened", "collecting", "assessing"];
const judging: readonly CaseState[] = ["second-review", "ethics-review", "verdict-pending"];

/** Everything that may happen to a case. What is not here does not happen. Source: regulation §6.2. */
export const moves: readonly Move[] = [
  { from: atWork, event: "assign", to: "same", who: compliance },
  { from: ["opened"], event: "draw-scope", to: "collecting", who: analyst },
  { from: ["collecting", "assessing"], event: "draw-scope", to: "same", who: analyst },
  { from: ["collecting", "assessing"], event: "answer", to: "same", who: analyst },
  { from: ["collecting", "assessing"], event: "score", to: "assessing", who: analyst },
  { from: gathering, event: "add-evidence", to: "same", who: ["diligence-analyst", "partnership-officer"] },
  // New evidence while somebody judges: back to the analyst, and opinions older than it no longer count.
  { from: judging, event: "add-evidence", to: "assessing", who: ["diligence-analyst", "partnership-officer"] },
  { from: ["assessing"], event: "send", to: "second-review", who: analyst },
  { from: ["second-review"], event: "agree-exclusion", to: "same", who: reviewer },
  { from: ["second-review"], event: "return", to: "assessing", who: reviewer },
  { from: ["second-review"], event: "approve", to: "verdict-pending", who: reviewer },
  { from: ["second-review"], event: "ask-opinion", to: "ethics-review", who: reviewer },
  { from: ["ethics-review"], event: "give-opinion", to: "verdict-pending", who: ["ethics-chair"] },
  { from: atWork, event: "raise", to: "same", who: [...assessors, "ethics-chair"] },
  { from: ["verdict-pending"], event: "raise-for-opinion", to: "ethics-review", who: assessors },
  { from: gathering, event: "suspect", to: "same", who: [...assessors, "ethics-chair"] },
  { from: judging, event: "suspect", to: "assessing", who: [...assessors, "ethics-chair"] },
  { from: atWork, event: "view-red-line", to: "same", who: [...reviewer, ...compliance] },
  { from: atWork, event: "set-condition", to: "same", who: assessors },
  { from: [...atWork, "issued"], event: "meet-condition", to: "same", who: [...reviewer, ...compliance] },
  { from: ["verdict-pending"], event: "issue", to: "issued", who: compliance },
  { from: ["issued", "expired"], event: "reopen", to: "assessing", who: compliance },
  { from: ["issued"], event: "expire", to: "expired", who: "system" },
  { from: ["issued", "expired"], event: "supersede", to: "superseded", who: "system" },
  { from: atWork, event: "close", to: "closed", who: "system" },
];

/** The state after `event`, or why it cannot happen to this case by this actor. The system may do what compliance may. */
export function moved(from: CaseState, event: Event, actor: Actor): Result<CaseState, Refusal> {
  const move = moves.find((m) => m.event === event && m.from.includes(from));
  if (!move) return no(movedOn("diligence/wrong-state", { state: from }));
  const may = actor.side === "system" || (move.who !== "system" && hasRole(actor, ...move.who));
  if (!may) return no(refused("diligence/not-yours-to-move", { event }));
  return ok(move.to === "same" ? from : move.to);
}

/** Everyone who may cause `event` from some state, for a deed's coarse `who`. */
export function whoMay(event: Event): readonly Role[] {
  return [...new Set(moves.flatMap((m) => (m.event === event && m.who !== "system" ? m.who : [])))];
}

/** Shortest reason that counts as one (R15.2), in characters. */
export const reasonMin = 20;
