import { sql } from "kysely";
import type { PartnerId } from "../../kernel/ids.ts";
import { iso, type Instant } from "../../kernel/instants.ts";
import type { Tx } from "../../ports/database/database.ts";
import type { Ballot, BallotId, BallotOutcome, BallotRecord, CastVote, Matter, Recusal, Result, Vote } from "./ballot.ts";

interface BallotRow {
  id: BallotId; committee: "executive-committee"; file: PartnerId; matter: Matter; subject: string; subject_version: number;
  state: Ballot["state"]; version: number; quorum: number; opened_by_person: string; opened_at: Instant;
  closed_at: Instant | null; outcome: BallotOutcome | null; votes_for: number | null; votes_against: number | null;
  abstentions: number | null; recusals: number | null;
}

const columns = sql`id, committee, file, matter, subject, subject_version, state, version, quorum, opened_by_person, opened_at,
  closed_at, outcome, votes_for, votes_against, abstentions, recusals`;

function asBallot(row: BallotRow): Ballot {
  const result = row.outcome === null ? null : {
    outcome: row.outcome, votesFor: row.votes_for ?? 0, votesAgainst: row.votes_against ?? 0,
    abstentions: row.abstentions ?? 0, recusals: row.recusals ?? 0,
  };
  return {
    id: row.id, committee: row.committee, file: row.file, matter: row.matter, subject: row.subject,
    subjectVersion: row.subject_version, state: row.state, version: row.version, quorum: row.quorum,
    openedBy: row.opened_by_person, openedAt: row.opened_at, closedAt: row.closed_at, result,
  };
}

export async function insertBallot(tx: Tx, ballot: Ballot): Promise<void> {
  await sql`insert into committees.ballots (id, committee, file, matter, subject, subject_version, state, version, quorum,
      opened_by_person, opened_at)
    values (${ballot.id}, ${ballot.committee}, ${ballot.file}, ${ballot.matter}, ${ballot.subject}, ${ballot.subjectVersion},
      ${ballot.state}, ${ballot.version}, ${ballot.quorum}, ${ballot.openedBy}, ${iso(ballot.openedAt)}::timestamptz)
  `.execute(tx);
}

/** Locks the row: votes, recusals and the closing of one ballot wait for each other. */
export async function lockBallot(tx: Tx, id: string): Promise<Ballot | null> {
  const { rows } = await sql<BallotRow>`select ${columns} from committees.ballots where id = ${id} for update`.execute(tx);
  return rows[0] ? asBallot(rows[0]) : null;
}

export async function ballotById(tx: Tx, id: string): Promise<Ballot | null> {
  const { rows } = await sql<BallotRow>`select ${columns} from committees.ballots where id = ${id}`.execute(tx);
  return rows[0] ? asBallot(rows[0]) : null;
}

export async function openBallotOn(tx: Tx, subject: string, matter: Matter): Promise<Ballot | null> {
  const { rows } = await sql<BallotRow>`select ${columns} from committees.ballots
    where subject = ${subject} and matter = ${matter} and state = 'open'`.execute(tx);
  return rows[0] ? asBallot(rows[0]) : null;
}

/** Newest first. */
export async function ballotsOn(tx: Tx, subject: string): Promise<Ballot[]> {
  const { rows } = await sql<BallotRow>`select ${columns} from committees.ballots
    where subject = ${subject} order by opened_at desc, id desc`.execute(tx);
  return rows.map(asBallot);
}

/** Open ones first, then the newest. Serves the list page and the tasks. */
export async function ballotsPage(tx: Tx, limit: number): Promise<Ballot[]> {
  const { rows } = await sql<BallotRow>`select ${columns} from committees.ballots
    order by (state = 'open') desc, opened_at desc, id desc limit ${limit}`.execute(tx);
  return rows.map(asBallot);
}

export async function closeBallotRow(
  tx: Tx, ballot: Ballot, ask: { result: Result; person: string; at: Instant },
): Promise<void> {
  const { result } = ask;
  await sql`update committees.ballots set state = 'closed', version = version + 1, closed_by_person = ${ask.person},
      closed_at = ${iso(ask.at)}::timestamptz, outcome = ${result.outcome}, votes_for = ${result.votesFor},
      votes_against = ${result.votesAgainst}, abstentions = ${result.abstentions}, recusals = ${result.recusals}
    where id = ${ballot.id}`.execute(tx);
}

export async function insertVote(tx: Tx, ballot: string, vote: CastVote, eventId: string): Promise<void> {
  await sql`insert into committees.votes (ballot_id, person, account, vote, cast_at, event_id)
    values (${ballot}, ${vote.person}, ${vote.account}, ${vote.vote}, ${iso(vote.castAt)}::timestamptz, ${eventId})`.execute(tx);
}

export async function insertRecusal(tx: Tx, ballot: string, recusal: Recusal, eventId: string): Promise<void> {
  await sql`insert into committees.recusals (ballot_id, person, account, recused_at, event_id)
    values (${ballot}, ${recusal.person}, ${recusal.account}, ${iso(recusal.recusedAt)}::timestamptz, ${eventId})`.execute(tx);
}

export async function recordOf(tx: Tx, ballot: Ballot): Promise<BallotRecord> {
  const votes = await sql<{ person: string; account: string; vote: Vote; cast_at: Instant }>`
    select person, account, vote, cast_at from committees.votes where ballot_id = ${ballot.id} order by cast_at, person
  `.execute(tx);
  const recusals = await sql<{ person: string; account: string; recused_at: Instant }>`
    select person, account, recused_at from committees.recusals where ballot_id = ${ballot.id} order by recused_at, person
  `.execute(tx);
  return {
    ballot,
    votes: votes.rows.map((v) => ({ person: v.person, account: v.account, vote: v.vote, castAt: v.cast_at })),
    recusals: recusals.rows.map((r) => ({ person: r.person, account: r.account, recusedAt: r.recused_at })),
  };
}
