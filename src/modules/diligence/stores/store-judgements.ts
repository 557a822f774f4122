import { sql } from "kysely";
import type { CaseId } from "../../../kernel/ids.ts";
import { iso, type CivilDate, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { Condition, ConditionId, EvidenceId, Opinion, RedLine, RedLineView } from "../case.ts";
import type { RedLetter } from "../spec/schema.ts";

type RedLineRow = Omit<RedLine, "suspectedAt" | "decidedAt" | "views"> & {
  suspected_at: Instant; decided_at: Instant | null;
};
type ViewRow = {
  letter: RedLetter; round: number; duty: RedLineView["duty"]; holds: boolean; reason: string; given_person: string;
  given_at: Instant; evidence: EvidenceId[];
};

export async function redLinesOf(tx: Tx, caseId: string): Promise<RedLine[]> {
  const lines = await sql<RedLineRow>`select letter, state, cause, reason, suspected_at, decided_at, round
    from diligence.red_lines where case_id = ${caseId} order by letter`.execute(tx);
  const views = await sql<ViewRow>`select letter, round, duty, holds, reason, evidence, given_person, given_at
    from diligence.red_line_views where case_id = ${caseId} order by letter, round, number`.execute(tx);
  return lines.rows.map((row) => ({
    letter: row.letter, state: row.state, cause: row.cause, reason: row.reason, suspectedAt: row.suspected_at,
    decidedAt: row.decided_at, round: row.round,
    views: views.rows.filter((v) => v.letter === row.letter && v.round === row.round)
      .map((v) => ({
        duty: v.duty, holds: v.holds, reason: v.reason, evidence: v.evidence, person: v.given_person, at: v.given_at,
      })),
  }));
}

/** Red lines of the newest case of a file that nobody dismissed: what the standing shows. */
export async function standingRedLines(tx: Tx, file: string): Promise<("suspected" | "established")[]> {
  const { rows } = await sql<{ state: "suspected" | "established" }>`
    select r.state from diligence.red_lines r join diligence.cases c on c.id = r.case_id
    where c.file = ${file} and r.state <> 'dismissed'
      and c.number = (select max(n.number) from diligence.cases n where n.file = ${file})`.execute(tx);
  return rows.map((row) => row.state);
}

export interface NewSuspicion {
  readonly caseId: CaseId;
  readonly letter: RedLetter;
  readonly cause: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

/** A dismissed red line that is suspected again starts a new round of views. */
export async function suspectRedLine(tx: Tx, row: NewSuspicion): Promise<void> {
  await sql`insert into diligence.red_lines (case_id, letter, state, cause, reason, suspected_by, suspected_at, round)
    values (${row.caseId}, ${row.letter}, 'suspected', ${row.cause}, ${row.reason}, ${row.by},
      ${iso(row.at)}::timestamptz, 1)
    on conflict (case_id, letter) do update set state = 'suspected', cause = excluded.cause, reason = excluded.reason,
      suspected_by = excluded.suspected_by, suspected_at = excluded.suspected_at, decided_at = null,
      round = diligence.red_lines.round + 1`.execute(tx);
}

export async function insertView(
  tx: Tx, row: RedLineView & { caseId: CaseId; letter: RedLetter; round: number; number: number },
): Promise<void> {
  await sql`insert into diligence.red_line_views
      (case_id, letter, round, number, duty, holds, reason, evidence, given_person, given_at)
    values (${row.caseId}, ${row.letter}, ${row.round}, ${row.number}, ${row.duty}, ${row.holds}, ${row.reason},
      ${[...row.evidence]}::text[], ${row.person}, ${iso(row.at)}::timestamptz)`.execute(tx);
}

export async function decideRedLine(
  tx: Tx, row: { caseId: string; letter: string; state: "established" | "dismissed"; at: Instant },
): Promise<void> {
  await sql`update diligence.red_lines set state = ${row.state}, decided_at = ${iso(row.at)}::timestamptz
    where case_id = ${row.caseId} and letter = ${row.letter}`.execute(tx);
}

type ConditionRow = {
  id: ConditionId; question: string; words: string; owner_words: string; due_on: CivilDate; test_words: string;
  state: "open" | "met";
};

export async function conditionsOf(tx: Tx, caseId: string): Promise<Condition[]> {
  const { rows } = await sql<ConditionRow>`select id, question, words, owner_words, due_on, test_words, state
    from diligence.conditions where case_id = ${caseId} order by set_at, id`.execute(tx);
  return rows.map((row) => ({
    id: row.id, question: row.question, words: row.words, ownerWords: row.owner_words, dueOn: row.due_on,
    testWords: row.test_words, state: row.state,
  }));
}

export async function insertCondition(
  tx: Tx, row: Omit<Condition, "state"> & { caseId: CaseId; person: string; at: Instant },
): Promise<void> {
  await sql`insert into diligence.conditions
      (id, case_id, question, words, owner_words, due_on, test_words, state, set_person, set_at)
    values (${row.id}, ${row.caseId}, ${row.question}, ${row.words}, ${row.ownerWords}, ${row.dueOn}::date,
      ${row.testWords}, 'open', ${row.person}, ${iso(row.at)}::timestamptz)`.execute(tx);
}

export async function meetConditionRow(
  tx: Tx, row: { id: string; person: string; evidence: readonly EvidenceId[]; at: Instant },
): Promise<void> {
  await sql`update diligence.conditions set state = 'met', met_person = ${row.person},
    met_at = ${iso(row.at)}::timestamptz, met_evidence = ${[...row.evidence]}::text[]
    where id = ${row.id} and state = 'open'`.execute(tx);
}

export async function opinionsOf(tx: Tx, caseId: string): Promise<Opinion[]> {
  const { rows } = await sql<Omit<Opinion, "isFavourable" | "person" | "at"> & {
    is_favourable: boolean; given_person: string; given_at: Instant;
  }>`select number, is_favourable, words, present, given_person, given_at
    from diligence.opinions where case_id = ${caseId} order by number`.execute(tx);
  return rows.map((row) => ({
    number: row.number, isFavourable: row.is_favourable, words: row.words, present: row.present,
    person: row.given_person, at: row.given_at,
  }));
}

export async function insertOpinion(tx: Tx, row: Opinion & { caseId: CaseId; by: string }): Promise<void> {
  await sql`insert into diligence.opinions
      (case_id, number, is_favourable, words, present, given_by, given_person, given_at)
    values (${row.caseId}, ${row.number}, ${row.isFavourable}, ${row.words}, ${row.present}, ${row.by}, ${row.person},
      ${iso(row.at)}::timestamptz)`.execute(tx);
}

export async function insertRaise(
  tx: Tx, row: { caseId: string; what: "level" | "depth"; to: string; reason: string; by: string; at: Instant },
): Promise<void> {
  await sql`insert into diligence.raises (case_id, number, what, raised_to, reason, raised_by, raised_at)
    select ${row.caseId}, coalesce(max(number), 0) + 1, ${row.what}, ${row.to}, ${row.reason}, ${row.by},
      ${iso(row.at)}::timestamptz
    from diligence.raises where case_id = ${row.caseId}`.execute(tx);
}

export async function raisesOf(tx: Tx, caseId: string): Promise<Raise[]> {
  const { rows } = await sql<Omit<Raise, "to" | "by" | "at"> & { raised_to: string; raised_by: string; raised_at: Instant }>`
    select what, raised_to, reason, raised_by, raised_at from diligence.raises
    where case_id = ${caseId} order by number`.execute(tx);
  return rows.map((row) => ({
    what: row.what, to: row.raised_to, reason: row.reason, by: row.raised_by, at: row.raised_at,
  }));
}

export interface Raise {
  readonly what: "level" | "depth";
  readonly to: string;
  readonly reason: string;
  readonly by: string; // account
  readonly at: Instant;
}
