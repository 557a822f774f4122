import type { ApplicationId, Id, PartnerId } from "../../kernel/ids.ts";
import type { CivilDate, Instant } from "../../kernel/instants.ts";
import type { DocumentKind, LegalForm, PartnerKind, SuspensionGround } from "./form/tables.ts";

/** The noun: a legal person with one file. Its state is its application's, or "suspended" while a suspension is open. */
export const applicationStates = [
  "draft", "submitted", "returned", "in-diligence", "decision-ready", "active", "declined", "withdrawn", "lapsed",
] as const;
export type ApplicationState = (typeof applicationStates)[number];
export type PartnerState = ApplicationState | "suspended";

export interface PartnerName {
  readonly text: string;
  readonly script: string; // ISO 15924
  readonly lang: string | null; // ISO 639-1
  readonly kind: "legal" | "latin" | "other";
}

export interface Partner {
  readonly id: PartnerId;
  readonly state: PartnerState;
  readonly version: number; // of the application: what `expectedVersion` must match
  readonly name: string;
  readonly names: readonly PartnerName[]; // of the last submission; before it, the name given at the start
  readonly kind: PartnerKind;
  readonly country: string; // of establishment, ISO 3166-1 alpha-2
  readonly legalForm: LegalForm | null; // null until submitted
  readonly registerName: string | null;
  readonly registerNumber: string | null;
  readonly lei: string | null;
  readonly groupId: string; // everything that adds up (articles 5, 11, 21) adds up over this id
  readonly groupName: string | null;
  readonly applicationId: ApplicationId;
}

export interface Application {
  readonly id: ApplicationId;
  readonly partnerId: PartnerId;
  readonly state: ApplicationState;
  readonly version: number;
  readonly origin: "applied" | "unsolicited";
  readonly startedAt: Instant;
  readonly savedAt: Instant;
  readonly stateSince: Instant;
  readonly submissions: number;
  readonly submittedAt: Instant | null;
  readonly officer: string | null; // account that looks after the file
  readonly gaps: string | null; // what a returned application lacks, in the officer's words
  readonly declineGround: "inadmissible" | "verdict" | "decision" | null;
  readonly declineWords: string | null;
  readonly declinedAt: Instant | null;
}

export type OfficerId = Id<"ofc">;
export type PartyId = Id<"pty">;
export type HoldingId = Id<"hld">;
export type DocumentId = Id<"doc">;
export type QuestionId = Id<"qst">;
export type SuspensionId = Id<"sus">;

/** Somebody on the board, in the management, or who signs. */
export interface Officer {
  readonly id: OfficerId;
  readonly name: string;
  readonly otherName: string | null; // in another script
  readonly roleWords: string;
  readonly birthOn: string; // "1965", "1965-04" or "1965-04-21"
  readonly nationality: string;
  readonly signs: "no" | "alone" | "jointly";
  readonly publicFunction: string | null; // political or state office, in the partner's words
}

/** Somebody who holds or controls. */
export interface Party {
  readonly id: PartyId;
  readonly kind: "natural" | "legal" | "state";
  readonly name: string;
  readonly otherName: string | null;
  readonly country: string;
  readonly birthOn: string | null; // natural persons
  readonly registerNumber: string | null; // legal persons
  readonly chainWords: string | null; // why the chain ends here, or who holds the part not named
}

/** One edge of ownership: `holderId` holds `shareBps` of `heldId`; null is the partner itself. */
export interface Holding {
  readonly id: HoldingId;
  readonly holderId: PartyId;
  readonly heldId: PartyId | null;
  readonly shareBps: number; // 0 only with control by other means
  readonly form: "registered" | "bearer" | "nominee";
  readonly controlWords: string | null; // control by other means than shares
}

export interface Owners {
  readonly parties: readonly Party[];
  readonly holdings: readonly Holding[];
  readonly remainderBps: number; // held by nobody named
  readonly remainderWords: string | null;
}

export interface HeldDocument {
  readonly id: DocumentId;
  readonly kind: DocumentKind;
  readonly name: string; // as sent: attacker-chosen, shown escaped, never a path
  readonly mediaType: string;
  readonly size: number; // bytes
  readonly sha256: string;
  readonly addedAt: Instant;
}

export interface Question {
  readonly id: QuestionId;
  readonly partnerId: PartnerId;
  readonly position: number;
  readonly askedOf: "partner" | "organisation";
  readonly wanted: "reply" | "document";
  readonly words: string;
  readonly dueOn: CivilDate;
  readonly state: "open" | "answered" | "closed";
  readonly version: number;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly replies: readonly Reply[];
}

export interface Reply {
  readonly words: string;
  readonly documentId: DocumentId | null;
  readonly documentName: string | null;
  readonly givenBy: string;
  readonly givenAt: Instant;
}

export interface Suspension {
  readonly id: SuspensionId;
  readonly partnerId: PartnerId;
  readonly ground: SuspensionGround;
  readonly words: string; // what the partner is told (never police reasons)
  readonly suspendedBy: string; // person
  readonly suspendedAt: Instant;
  readonly ratifyUntil: Instant;
  readonly ratifiedAt: Instant | null;
  readonly liftAskedBy: string | null; // person
  readonly liftAskedAt: Instant | null;
  readonly liftWords: string | null;
  readonly version: number;
}

/** What the register shows of a legal person: the fields of WHO's register, art. 40. No natural person. */
export interface PublicProfile {
  readonly name: string;
  readonly legalStatus: string; // the legal form in the words of its register: "fondation", "GmbH"
  readonly objective: string;
  readonly governance: string;
  readonly decisionBodies: string;
  readonly assets: string;
  readonly yearlyIncome: string; // "1 234.50 EUR (2026)"
  readonly fundingSources: string;
  readonly affiliations: string;
  readonly website: string;
  readonly country: string;
}
