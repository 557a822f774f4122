import type { Body, ClauseState, Fact, Kind } from "../../engines/regulation/index.ts";
import type { ContributionId, EntryId, Id, PartnerId } from "../../kernel/ids.ts";
import type { CivilDate, Instant } from "../../kernel/instants.ts";
import type { ConditionType } from "./conditions.ts";

/** The noun: what a partner gives, for one purpose, of one kind, from offer to receipt. Source: regulation §6.3. */
export const states = [
  "drafted", "offered", "valued", "pending-decision", "accepted", "refused", "agreed", "received", "withdrawn",
] as const;
export type ContributionState = (typeof states)[number];

/** States that count together for competence (article 21) and whose file still lives. */
export const living: readonly ContributionState[] = [
  "offered", "valued", "pending-decision", "accepted", "agreed", "received",
];

export const accountKinds = ["trust-fund", "special"] as const;
export type AccountKind = (typeof accountKinds)[number];
export const earmarks = ["none", "programme", "activity", "case", "person", "notice"] as const;
export type Earmark = (typeof earmarks)[number];

/** What the partner writes. Amounts in minor units of the currency of the offer. */
export interface OfferContent {
  readonly kind: Kind;
  readonly purpose: string; // code of spec/diligence/questionnaire.yaml
  readonly purposeWords: string;
  readonly programme: string;
  readonly valueMinor: bigint;
  readonly currency: string;
  readonly accountKind: AccountKind;
  readonly earmark: Earmark;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  readonly conditions: readonly string[];
  readonly partOf: ContributionId | null; // an earlier part of the same mixed offer
}

export interface Draft {
  readonly id: ContributionId;
  readonly file: PartnerId;
  readonly version: number;
  readonly content: DraftContent;
  readonly savedAt: Instant;
}

/** A draft holds amounts as decimal text, since it is kept as JSON. */
export type DraftContent = { readonly [K in keyof OfferContent]?: K extends "valueMinor" ? string : OfferContent[K] };

export interface Condition {
  readonly position: number;
  readonly words: string;
  readonly type: ConditionType | null; // null: nobody has read it yet
}

/** Value in the house currency at the rate of the day of the offer (R20.4). */
export interface Conversion {
  readonly houseMinor: bigint;
  readonly rateMicro: bigint; // 1 000 000 in the house currency itself
  readonly rateOn: CivilDate;
  readonly rateSource: string; // "house" in the house currency itself
}

export const costLines = ["staff", "storage", "integration", "maintenance", "insurance", "exit"] as const;
export type CostLine = (typeof costLines)[number];

export interface Valuation {
  readonly valuedByPerson: string;
  readonly valuedAt: Instant;
  readonly costs: Readonly<Record<CostLine, bigint>>; // house currency
  readonly hiddenCostMinor: bigint;
  readonly budgetLine: string | null;
  readonly isLiabilityOpenEnded: boolean;
  readonly words: string;
}

export interface Contribution extends Omit<OfferContent, "conditions"> {
  readonly id: ContributionId;
  readonly file: PartnerId;
  readonly state: Exclude<ContributionState, "drafted">;
  readonly version: number;
  readonly bundle: ContributionId; // its own id when it is alone
  readonly conditions: readonly Condition[];
  readonly conditionWords: readonly string[];
  readonly proposedByPerson: string;
  readonly proposedByAccount: string;
  readonly offeredAt: Instant;
  readonly offeredOn: CivilDate;
  readonly savedAt: Instant;
  readonly conversion: Conversion | null; // null while no rate of the day is known
  readonly valuation: Valuation | null;
  readonly textClearedByPerson: string | null;
  readonly decidedTextSha256: string | null; // the agreement's frozen bytes, bound before the decision
  readonly agreementMonths: number | null;
  readonly agreement: string | null;
  readonly decision: Decision | null; // the last one that accepted or refused
}

export const decisionKinds = ["accept", "refuse", "ask-more"] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** A decision with everything it rested on: it can be judged again from this alone. */
export interface Decision {
  readonly number: number;
  readonly kind: DecisionKind;
  readonly body: Body;
  readonly deciders: readonly string[]; // persons
  readonly recordedByPerson: string;
  readonly decidedAt: Instant;
  readonly words: string;
  readonly ballot: string | null;
  readonly resolution: string | null;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly factsHash: string;
  readonly clauses: Readonly<Record<string, ClauseState>>;
  readonly articles: readonly string[]; // numbers of the articles that were satisfied
  readonly regulation: string; // version
  readonly regulationHash: string;
  readonly schemaHash: string;
  readonly cedarVersion: string;
  readonly textSha256: string | null;
  readonly eventId: string;
}

export type QuarantineId = Id<"qua">;

export interface Quarantine {
  readonly id: QuarantineId;
  readonly contribution: ContributionId;
  readonly file: PartnerId;
  readonly entry: EntryId;
  readonly payerName: string; // as the bank wrote it
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly clauses: readonly string[];
  readonly setApartAt: Instant;
  readonly setApartByPerson: string;
  readonly state: "open" | "sent-back";
}
