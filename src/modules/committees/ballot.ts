import type { Id, PartnerId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instants.ts";

/** The noun: one question put to a committee about one version of one thing. */
export const ballotStates = ["open", "closed"] as const;
export type BallotState = (typeof ballotStates)[number];
export const matters = ["accept-contribution", "approve-partner", "ratify-suspension"] as const;
export type Matter = (typeof matters)[number];
export const votes = ["for", "against", "abstain"] as const;
export type Vote = (typeof votes)[number];
export type BallotOutcome = "for" | "against" | "below-quorum";
export type BallotId = Id<"bal">;

export interface Ballot {
  readonly id: BallotId;
  readonly committee: "executive-committee";
  readonly file: PartnerId;
  readonly matter: Matter;
  readonly subject: string;
  readonly subjectVersion: number; // a decision on another version finds no ballot
  readonly state: BallotState;
  readonly version: number;
  readonly quorum: number;
  readonly openedBy: string; // person
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly result: Result | null;
}

export interface CastVote {
  readonly person: string;
  readonly account: string;
  readonly vote: Vote;
  readonly castAt: Instant;
}

export interface Recusal {
  readonly person: string;
  readonly account: string;
  readonly recusedAt: Instant;
}

export interface Tally {
  readonly votesFor: number;
  readonly votesAgainst: number;
  readonly abstentions: number;
  readonly recusals: number;
}

export interface Result extends Tally {
  readonly outcome: BallotOutcome;
}

/** A ballot with everything cast on it. */
export interface BallotRecord {
  readonly ballot: Ballot;
  readonly votes: readonly CastVote[];
  readonly recusals: readonly Recusal[];
}

/**
 * Counts from the votes themselves, never from a running number (I13). Who stood aside leaves numerator and
 * denominator, also after having voted (S19). In favour needs more than half of those present: who abstains is
 * present and not in favour, since silence is never consent (article 4). Source: R20.2.
 */
export function tallyOf(record: Pick<BallotRecord, "votes" | "recusals">, quorum: number): Result {
  const aside = new Set(record.recusals.map((r) => r.person));
  const counted = record.votes.filter((v) => !aside.has(v.person));
  const count = (vote: Vote): number => counted.filter((v) => v.vote === vote).length;
  const tally = {
    votesFor: count("for"), votesAgainst: count("against"), abstentions: count("abstain"), recusals: aside.size,
  };
  const outcome = counted.length < quorum ? "below-quorum" : 2 * tally.votesFor > counted.length ? "for" : "against";
  return { ...tally, outcome };
}

/** Persons whose vote counts. */
export function votersOf(record: Pick<BallotRecord, "votes" | "recusals">): readonly string[] {
  const aside = new Set(record.recusals.map((r) => r.person));
  return record.votes.map((v) => v.person).filter((person) => !aside.has(person)).sort();
}
