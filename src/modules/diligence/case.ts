import type { Assessment, Depth, Level, Outcome, Score } from "../../engines/scoring/index.ts";
import type { CaseId, EventId, Id, PartnerId } from "../../kernel/ids.ts";
import type { CivilDate, Instant } from "../../kernel/instants.ts";
import type { FactId, Grade, Kind, RedLetter } from "./spec/schema.ts";

/** The noun: one look at one partner, with the people who look and what they were asked to look at. */
export const caseStates = [
  "opened", "collecting", "assessing", "second-review", "ethics-review", "verdict-pending", "issued", "expired",
  "superseded", "closed",
] as const;
export type CaseState = (typeof caseStates)[number];

/** States in which somebody still has to do something; a file has at most one such case. */
export const atWork: readonly CaseState[] = [
  "opened", "collecting", "assessing", "second-review", "ethics-review", "verdict-pending",
];

export interface Case {
  readonly id: CaseId;
  readonly file: PartnerId;
  readonly number: number; // 1 at admission, then one per renewal
  readonly state: CaseState;
  readonly version: number;
  readonly edition: number; // of the questionnaire
  readonly openedAt: Instant;
  readonly stateSince: Instant;
  readonly analyst: string | null; // accounts put in charge
  readonly reviewer: string | null;
  readonly complianceOfficer: string | null;
  readonly scope: Scope;
  readonly depthRaised: Depth | null;
  readonly levelRaised: Level | null;
  readonly analystPerson: string | null; // who sent it to review, and when
  readonly assessedAt: Instant | null;
  readonly reviewerPerson: string | null; // who approved the assessment, and when; null while there is no review
  readonly reviewedAt: Instant | null;
  readonly returnWords: string | null; // what the reviewer sent back for
}

/** What the partner may be cleared for. The conclusion never reaches beyond it (R12.2). */
export interface Scope {
  readonly kinds: readonly Kind[];
  readonly valueUpToMinor: bigint; // organisation's currency
  readonly purposes: readonly string[]; // codes of spec/diligence/questionnaire.yaml
  readonly softwareTouchesData: boolean;
  readonly threatExchange: boolean;
  readonly at: Instant | null; // null: not drawn yet
}

export type EvidenceId = Id<"evd">;
export type ConditionId = Id<"cnd">;

export interface Evidence {
  readonly id: EvidenceId;
  readonly caseId: CaseId;
  readonly root: EvidenceId; // first of its line of corrections
  readonly version: number;
  readonly grade: Grade;
  readonly source: string;
  readonly url: string | null;
  readonly note: string;
  readonly capturedOn: CivilDate;
  readonly capturedBy: string; // account
  readonly capturedPerson: string;
  readonly addedAt: Instant;
  readonly sha256: string; // of the bytes, or of source, address and note where there is no file
  readonly file: { readonly name: string; readonly mediaType: string; readonly size: number } | null;
}

export type AnswerValue = "satisfied" | "not-satisfied" | "scored" | "unknown" | "not-applicable";

/** One yes/no with its reason where one is asked, or a share in basis points. */
export type FactAnswer = { readonly holds: boolean; readonly reason?: string } | { readonly shareBps: number };
export type FactAnswers = Readonly<Partial<Record<FactId, FactAnswer>>>;

export interface Answer {
  readonly question: string;
  readonly version: number;
  readonly value: AnswerValue;
  readonly score: Score | null;
  readonly reason: string;
  readonly facts: FactAnswers;
  readonly evidence: readonly EvidenceId[];
  readonly answeredBy: string; // account
  readonly answeredPerson: string;
  readonly answeredAt: Instant;
  readonly worstBefore: Score | null; // highest score any version of this answer ever had
  readonly exclusionAgreed: boolean; // the reviewer agreed to "not applicable" of this version
}

export interface RedLine {
  readonly letter: RedLetter;
  readonly state: "suspected" | "established" | "dismissed";
  readonly cause: string; // question id, "confirmed-hit" or "officer"
  readonly reason: string;
  readonly suspectedAt: Instant;
  readonly decidedAt: Instant | null;
  readonly round: number; // suspected anew after a dismissal: the views start afresh
  readonly views: readonly RedLineView[]; // of this round
}

export interface RedLineView {
  readonly duty: "review" | "issue-verdict";
  readonly holds: boolean;
  readonly reason: string;
  readonly evidence: readonly EvidenceId[];
  readonly person: string;
  readonly at: Instant;
}

export interface Condition {
  readonly id: ConditionId;
  readonly question: string;
  readonly words: string;
  readonly ownerWords: string;
  readonly dueOn: CivilDate;
  readonly testWords: string;
  readonly state: "open" | "met";
}

export interface Opinion {
  readonly number: number;
  readonly isFavourable: boolean;
  readonly words: string;
  readonly present: number;
  readonly person: string;
  readonly at: Instant;
}

export interface Verdict {
  readonly caseId: CaseId;
  readonly number: number;
  readonly file: PartnerId;
  readonly outcome: Outcome;
  readonly level: Level;
  readonly computed: Computed;
  readonly reason: string;
  readonly purposes: readonly string[];
  readonly conditions: readonly Condition[];
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly issuedBy: string; // account
  readonly issuedByPerson: string;
  readonly analystPerson: string;
  readonly reviewerPerson: string;
  readonly eventId: EventId;
  readonly end: { readonly kind: "suspended" | "expired" | "superseded"; readonly at: Instant } | null;
}

/** What stood in the case when the conclusion was issued: frozen with it, read by every later judgement. */
export interface Computed {
  readonly assessment: Assessment;
  readonly depth: Depth;
  readonly depthFloor: Depth;
  readonly neutrality: Neutrality;
  readonly isFront: boolean | null;
  readonly restrictedSector: boolean | null;
  readonly restrictedRevenueBps: number | null;
  readonly registryGrade: number | null; // 0 to 3, of the register's extract (S2)
  readonly weakestGateGrade: number | null; // 0 to 3
  readonly passed: Readonly<Record<"A" | "B" | "C", boolean>>;
  readonly ethics: { readonly at: Instant; readonly isFavourable: boolean; readonly isQuorumMet: boolean } | null;
  readonly lastEvidenceAt: Instant | null;
  readonly regulation: { readonly version: string; readonly factsHash: string; readonly regulationHash: string };
}

/** The four characters of article 3; null where not answered. */
export interface Neutrality {
  readonly political: boolean | null;
  readonly military: boolean | null;
  readonly religious: boolean | null;
  readonly racial: boolean | null;
}

/** R18.1: at the very instant of expiry it has expired. */
export function isExpired(verdict: Pick<Verdict, "expiresAt">, at: Instant): boolean {
  return at >= verdict.expiresAt;
}
