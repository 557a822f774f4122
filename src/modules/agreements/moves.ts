import { movedOn, type Refusal } from "../../kernel/refusal.ts";
import type { Role } from "../../kernel/roles.ts";
import type { Agreement, AgreementState } from "./agreement.ts";

export interface Move {
  readonly from: AgreementState | null;
  readonly event: string;
  readonly to: AgreementState;
  readonly who: readonly Role[] | "system";
}

/** Who may write the text of one contribution. */
export const drafters = ["partnership-officer", "legal-officer"] as const satisfies readonly Role[];

/** Every move there is. Guards beyond the state (hash, signatory, regulation) stand in the deeds. */
export const moves = [
  { from: null, event: "agreement.drafted", to: "draft", who: drafters },
  { from: "draft", event: "agreement.redrafted", to: "draft", who: drafters },
  { from: "draft", event: "agreement.cleared", to: "legal-cleared", who: ["legal-officer"] },
  { from: "legal-cleared", event: "agreement.signed", to: "signed-partner", who: ["partner-signatory"] },
  {
    from: "signed-partner",
    event: "agreement.signed",
    to: "signed-organisation",
    who: ["director", "secretary-general"],
  },
  { from: "signed-organisation", event: "agreement.in-force", to: "in-force", who: "system" },
] as const satisfies readonly Move[];

export type MoveEvent = (typeof moves)[number]["event"];

/** Refuses a move the table does not hold, and a version that is not the one the asker saw. */
export function refuseMove(agreement: Agreement, event: MoveEvent, expectedVersion: number): Refusal | null {
  const { state, version } = agreement;
  if (version !== expectedVersion) return movedOn("agreements/moved-on", { version });
  const isKnown = moves.some((m) => m.from === state && m.event === event);
  return isKnown ? null : movedOn("agreements/wrong-state", { state });
}
