import type { Explanation, Party } from "../../engines/matching/index.ts";
import type { HitId, PartnerId, SubjectId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instants.ts";

export type HitState =
  | "raised" | "triaged" | "dismissal-proposed" | "dismissed" | "confirmation-proposed" | "confirmed" | "lapsed";

/** A candidate above the threshold, until two people have decided whether it is the listed party. */
export interface Hit {
  readonly id: HitId;
  readonly file: PartnerId;
  readonly subjectId: SubjectId;
  readonly subjectSha256: string;
  readonly role: string; // of the subject in the file
  readonly asked: Party;
  readonly source: string;
  readonly listVersion: number;
  readonly ref: string;
  readonly entrySha256: string;
  readonly scoreBps: number;
  readonly explanation: Explanation;
  readonly state: HitState;
  readonly version: number;
  readonly raisedAt: Instant;
  readonly dueAt: Instant;
  readonly escalatedAt: Instant | null;
}

export interface HitStep {
  readonly event: string; // of moves.ts
  readonly accountId: string;
  readonly personId: string;
  readonly personName: string;
  readonly reason: string;
  readonly at: Instant;
}

/** States in which a hit stops everything in its file (R19.2). */
export const openStates: readonly HitState[] = ["raised", "triaged", "dismissal-proposed",
  "confirmation-proposed"];

export function isOpen(state: HitState): boolean {
  return openStates.includes(state);
}
