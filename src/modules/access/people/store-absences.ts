import { sql } from "kysely";
import type { AccountId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";

/** Accounts for which `account` is the deputy at `at`. */
export async function deputising(tx: Tx, account: string, at: Instant): Promise<AccountId[]> {
  const { rows } = await sql<{ account_id: AccountId }>`select account_id from access.absences
    where deputy_id = ${account} and ended_at is null
      and from_at <= ${iso(at)}::timestamptz and until_at > ${iso(at)}::timestamptz
    order by account_id`.execute(tx);
  return rows.map((row) => row.account_id);
}

/** The deputy of an absent account at `at`, or null when it is present. */
export async function deputyOf(tx: Tx, account: string, at: Instant): Promise<AccountId | null> {
  const { rows } = await sql<{ deputy_id: AccountId }>`select deputy_id from access.absences
    where account_id = ${account} and ended_at is null
      and from_at <= ${iso(at)}::timestamptz and until_at > ${iso(at)}::timestamptz
    order by created_at desc limit 1`.execute(tx);
  return rows[0]?.deputy_id ?? null;
}

export interface Absence {
  readonly id: string;
  readonly account: AccountId;
  readonly deputy: AccountId;
  readonly deputyName: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly version: number;
}

interface AbsenceRow {
  id: string; account_id: AccountId; deputy_id: AccountId; name: string; from_at: Instant; until_at: Instant; version: number;
}

function absence(row: AbsenceRow): Absence {
  return {
    id: row.id, account: row.account_id, deputy: row.deputy_id, deputyName: row.name, from: row.from_at,
    until: row.until_at, version: row.version,
  };
}

const from = sql`access.absences b join access.accounts a on a.id = b.deputy_id join access.persons p on p.id = a.person_id`;

export async function absenceById(tx: Tx, id: string): Promise<Absence | null> {
  const { rows } = await sql<AbsenceRow>`select b.*, p.name from ${from} where b.id = ${id}`.execute(tx);
  return rows[0] ? absence(rows[0]) : null;
}

/** Absences of one account that are not over, soonest first. */
export async function absencesOf(tx: Tx, account: string, at: Instant): Promise<Absence[]> {
  const { rows } = await sql<AbsenceRow>`select b.*, p.name from ${from}
    where b.account_id = ${account} and b.ended_at is null and b.until_at > ${iso(at)}::timestamptz
    order by b.from_at, b.id`.execute(tx);
  return rows.map(absence);
}

export interface Period {
  readonly account: string;
  readonly from: Instant;
  readonly until: Instant;
}

export async function absencesOverlapping(tx: Tx, ask: Period): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from access.absences
    where account_id = ${ask.account} and ended_at is null
      and from_at < ${iso(ask.until)}::timestamptz and until_at > ${iso(ask.from)}::timestamptz`.execute(tx);
  return rows[0]?.count ?? 0;
}

export async function insertAbsence(tx: Tx, row: Period & { id: string; deputy: string; at: Instant }): Promise<void> {
  await sql`insert into access.absences (id, account_id, deputy_id, from_at, until_at, created_at)
    values (${row.id}, ${row.account}, ${row.deputy}, ${iso(row.from)}::timestamptz, ${iso(row.until)}::timestamptz,
      ${iso(row.at)}::timestamptz)`.execute(tx);
}

export async function endAbsenceRow(tx: Tx, id: string, at: Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`update access.absences set ended_at = ${iso(at)}::timestamptz, version = version + 1
    where id = ${id} and ended_at is null and until_at > ${iso(at)}::timestamptz`.execute(tx);
  return numAffectedRows === 1n;
}
