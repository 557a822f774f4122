import { sql } from "kysely";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";

export interface ReadRecord {
  readonly id: string;
  readonly accountId: string;
  readonly personId: string;
  readonly what: string;
  readonly file: string | null;
  readonly purpose: string;
  readonly at: Instant;
}

interface RecordRow {
  id: string; account_id: string; person_id: string; what: string; file: string | null; purpose: string; read_at: Instant;
}

export async function insertRecord(tx: Tx, row: ReadRecord): Promise<void> {
  await sql`insert into access.read_records (id, account_id, person_id, what, file, purpose, read_at)
    values (${row.id}, ${row.accountId}, ${row.personId}, ${row.what}, ${row.file}, ${row.purpose},
      ${iso(row.at)}::timestamptz)`.execute(tx);
}

export interface RecordsAsk {
  readonly file: string | null; // null: all files
  readonly person: string | null;
  readonly before: { readonly at: Instant; readonly id: string } | null;
  readonly limit: number;
}

/** Newest first. */
export async function recordsPage(tx: Tx, ask: RecordsAsk): Promise<ReadRecord[]> {
  const { rows } = await sql<RecordRow>`select * from access.read_records
    where (${ask.file}::text is null or file = ${ask.file}) and (${ask.person}::text is null or person_id = ${ask.person})
      and (${ask.before === null}::boolean
        or (read_at, id) < (${iso(ask.before?.at ?? (0 as Instant))}::timestamptz, ${ask.before?.id ?? ""}))
    order by read_at desc, id desc limit ${ask.limit}`.execute(tx);
  return rows.map((row) => ({
    id: row.id, accountId: row.account_id, personId: row.person_id, what: row.what, file: row.file,
    purpose: row.purpose, at: row.read_at,
  }));
}
