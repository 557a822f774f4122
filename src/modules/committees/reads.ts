import { z } from "zod";
import { assert } from "../../kernel/result.ts";
import type { Role } from "../../kernel/roles.ts";
import type { Tx } from "../../ports/database/database.ts";
import { peopleWith, seesFile } from "../access/index.ts";
import { question, type ReadDesk } from "../log/index.ts";
import { tallyOf, votersOf, type Ballot, type BallotRecord, type Matter, type Result, type Vote } from "./ballot.ts";
import { members, secretaries } from "./moves.ts";
import { ballotById, ballotsOn, ballotsPage, recordOf } from "./store.ts";

/** Who may read ballots: those who vote, those who decide or record beside them, those who control. */
export const readers: readonly Role[] = [
  ...members, ...secretaries, "director", "secretary-general", "assembly-secretary", "legal-officer", "compliance-officer",
  "internal-auditor", "external-auditor",
];

/** What a decision needs of a committee, read in the decision's own transaction. */
export interface CommitteeDecision {
  readonly ballot: Ballot;
  readonly result: Result;
  readonly voters: readonly string[]; // persons whose vote counts
  readonly recused: readonly string[]; // persons
}

/**
 * The newest closed ballot on exactly this version of the subject; null when there is none. The tally is counted
 * again from the votes and must equal what was stored (I13).
 */
export async function decisionOf(
  tx: Tx, ask: { subject: string; subjectVersion: number; matter: Matter },
): Promise<CommitteeDecision | null> {
  const ballot = (await ballotsOn(tx, ask.subject))
    .find((b) => b.matter === ask.matter && b.subjectVersion === ask.subjectVersion && b.state === "closed");
  if (!ballot?.result) return null;
  const record = await recordOf(tx, ballot);
  const result = tallyOf(record, ballot.quorum);
  assert(isSame(ballot.result, result), "a stored tally is what the votes say");
  return { ballot, result, voters: votersOf(record), recused: record.recusals.map((r) => r.person).sort() };
}

function isSame(a: Result, b: Result): boolean {
  return a.outcome === b.outcome && a.votesFor === b.votesFor && a.votesAgainst === b.votesAgainst
    && a.abstentions === b.abstentions && a.recusals === b.recusals;
}

/** Ballots about one thing, newest first, for the pages of modules above; the caller has checked who may see it. */
export async function ballotsAbout(tx: Tx, subject: string): Promise<readonly Ballot[]> {
  return ballotsOn(tx, subject);
}

/** A ballot as its page shows it: by name, since a committee's votes are recorded votes. */
export interface BallotView extends BallotRecord {
  readonly counted: Result;
  readonly members: readonly { readonly person: string; readonly name: string; readonly did: Vote | "stood-aside" | "nothing" }[];
  readonly mine: Vote | "stood-aside" | "nothing" | "not-a-member";
}

export const ballotQuestion = question({
  name: "committees.ballot", who: readers, ask: z.strictObject({ ballot: z.string().max(40) }),
  async answer(desk, ask): Promise<BallotView | null> {
    const ballot = await ballotById(desk.tx, ask.ballot);
    return ballot && (await seesFile(desk, ballot.file)) ? viewOf(desk, ballot) : null;
  },
  sealed: ({ ballot }) => ({ file: ballot.file, subject: ballot.id }),
});

async function viewOf(desk: ReadDesk, ballot: Ballot): Promise<BallotView> {
  const record = await recordOf(desk.tx, ballot);
  const did = (person: string): Vote | "stood-aside" | "nothing" => {
    if (record.recusals.some((r) => r.person === person)) return "stood-aside";
    return record.votes.find((v) => v.person === person)?.vote ?? "nothing";
  };
  const people = await peopleWith(desk, "executive-member");
  const isMember = people.some((p) => p.personId === desk.actor.personId);
  return {
    ...record, counted: tallyOf(record, ballot.quorum),
    members: people.map((p) => ({ person: p.personId, name: p.name, did: did(p.personId) })),
    mine: isMember ? did(desk.actor.personId) : "not-a-member",
  };
}

export const ballotsQuestion = question({
  name: "committees.ballots", who: readers, ask: z.strictObject({}),
  async answer(desk): Promise<readonly Ballot[]> {
    return visible(desk, await ballotsPage(desk.tx, 200));
  },
});

export async function visible(desk: ReadDesk, ballots: readonly Ballot[]): Promise<readonly Ballot[]> {
  const seen: Ballot[] = [];
  for (const ballot of ballots) if (await seesFile(desk, ballot.file)) seen.push(ballot);
  return seen;
}
