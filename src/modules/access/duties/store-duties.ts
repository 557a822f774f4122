import { sql } from "kysely";
import type { PartnerId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import { isDuty, type Duty, type Taken } from "./separation.ts";

/** Duties of a file wait for each other: two accounts of one human at the same moment must not both pass. */
export async function lockFileDuties(tx: Tx, file: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`access.duties/${file}`}, 0))`.execute(tx);
}

export interface PastDuty extends Taken {
  readonly file: PartnerId;
  readonly takenAt: Instant;
}

type DutyRow = { file: PartnerId; duty: string; subject: string; taken_at: Instant };

function past(row: DutyRow): PastDuty[] {
  const duty = row.duty;
  return isDuty(duty) ? [{ file: row.file, duty, subject: row.subject, takenAt: row.taken_at }] : [];
}

/** What this human did on the file under whichever of their person rows (S18). */
export async function dutiesOn(tx: Tx, file: string, personId: string): Promise<PastDuty[]> {
  const { rows } = await sql<DutyRow>`
    select d.file, d.duty, d.subject, d.taken_at from access.duties d
    where d.file = ${file} and d.person_id in (${onePerson(personId)})
    order by d.taken_at, d.duty`.execute(tx);
  return rows.flatMap(past);
}

/** Every duty of one human, newest file first; for the page "what may I do". */
export async function dutiesOf(tx: Tx, personId: string, limit: number): Promise<PastDuty[]> {
  const { rows } = await sql<DutyRow>`
    select d.file, d.duty, d.subject, d.taken_at from access.duties d
    where d.person_id in (${onePerson(personId)})
    order by d.taken_at desc, d.file, d.duty limit ${limit}`.execute(tx);
  return rows.flatMap(past);
}

export async function insertDuty(tx: Tx, row: NewDuty): Promise<void> {
  await sql`insert into access.duties (file, duty, subject, person_id, account_id, taken_at)
    values (${row.file}, ${row.duty}, ${row.subject}, ${row.personId}, ${row.accountId}, ${iso(row.at)}::timestamptz)
    on conflict do nothing`.execute(tx);
}

export interface NewDuty extends Taken {
  readonly file: string;
  readonly personId: string;
  readonly accountId: string;
  readonly at: Instant;
}

/** Who exercised a duty on a file: person ids, first first. */
export async function personsWithDuty(tx: Tx, file: string, duty: Duty): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from access.duties where file = ${file} and duty = ${duty} order by taken_at, person_id`.execute(tx);
  return rows.map((row) => row.person_id);
}

/** Duties on the files that moved last, with the human who took each; for the page of duties with too few people. */
export async function recentHistories(tx: Tx, filesMax: number): Promise<(PastDuty & { personId: string })[]> {
  const { rows } = await sql<DutyRow & { person_id: string }>`
    with recent as (select file from access.duties group by file order by max(taken_at) desc, file limit ${filesMax})
    select d.file, d.duty, d.subject, d.taken_at, coalesce(p.same_as, d.person_id) as person_id
    from access.duties d join recent r on r.file = d.file left join access.persons p on p.id = d.person_id
    order by d.file, d.taken_at, d.duty`.execute(tx);
  return rows.flatMap((row) => past(row).map((duty) => ({ ...duty, personId: row.person_id })));
}

/** All person rows that are the same human as `personId`, itself included. */
function onePerson(personId: string) {
  return sql`
    select ${personId}::text
    union select p.id from access.persons p
      where coalesce(p.same_as, p.id) = coalesce((select q.same_as from access.persons q where q.id = ${personId}), ${personId})`;
}
