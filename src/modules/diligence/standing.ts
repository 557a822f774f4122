import type { Level, Outcome } from "../../engines/scoring/index.ts";
import type { CaseId, PartnerId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instants.ts";
import type { Tx } from "../../ports/database/database.ts";
import { isSuspended } from "../partners/index.ts";
import { confirmedHits, freshness, openHits } from "../screening/index.ts";
import { isExpired, type Computed, type Condition, type Neutrality } from "./case.ts";
import { standingRedLines } from "./stores/store-judgements.ts";
import { verdictsOfFile } from "./stores/store-verdicts.ts";

/** Where a partner stands at an instant: what every guard above asks, inside its own transaction. */
export interface Standing {
  readonly suspended: boolean;
  readonly openHits: number;
  readonly confirmedHits: number;
  readonly screeningCheckedAt: Instant | null;
  readonly redLine: boolean; // established: nobody can set it aside (R7.2)
  readonly redLineSuspected: boolean; // freezes until two persons have decided (R7.3)
  /** Null: none was issued, or the last one was suspended or superseded. An expired one is told, and is not valid. */
  readonly verdict: StandingVerdict | null;
  readonly neutrality: Neutrality; // of the conclusion; all null where there is none
}

export interface StandingVerdict {
  readonly caseId: CaseId;
  readonly number: number;
  readonly outcome: Outcome;
  readonly level: Level;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  /** Not expired at the instant asked about (equal is expired, R18.1) and not a refusal. Every permit needs it. */
  readonly isValid: boolean;
  readonly issuedByPerson: string;
  readonly analystPerson: string;
  readonly reviewerPerson: string;
  readonly purposeScope: readonly string[];
  readonly conditions: readonly Condition[];
  readonly computed: Computed;
  readonly eventId: string;
}

const unanswered: Neutrality = { political: null, military: null, religious: null, racial: null };

/** Reads only; never fails for a partner without a case: then nothing is cleared. */
export async function standing(tx: Tx, partner: PartnerId, at: Instant): Promise<Standing> {
  const redLines = await standingRedLines(tx, partner);
  const newest = (await verdictsOfFile(tx, partner))[0] ?? null;
  const isTold = newest !== null && (newest.end === null || newest.end.kind === "expired");
  const screening = await freshness(tx, at);
  return {
    suspended: await isSuspended(tx, partner),
    openHits: (await openHits(tx, partner)).length,
    confirmedHits: (await confirmedHits(tx, partner)).length,
    screeningCheckedAt: screening.checkedAt,
    redLine: redLines.includes("established"),
    redLineSuspected: redLines.includes("suspected"),
    neutrality: newest?.computed.neutrality ?? unanswered,
    verdict: !isTold ? null : {
      caseId: newest.caseId, number: newest.number, outcome: newest.outcome, level: newest.level,
      issuedAt: newest.issuedAt, expiresAt: newest.expiresAt,
      isValid: newest.end === null && !isExpired(newest, at) && newest.outcome !== "refused",
      issuedByPerson: newest.issuedByPerson, analystPerson: newest.analystPerson, reviewerPerson: newest.reviewerPerson,
      purposeScope: newest.purposes, conditions: newest.conditions, computed: newest.computed, eventId: newest.eventId,
    },
  };
}
