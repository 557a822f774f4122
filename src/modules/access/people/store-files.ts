import { sql } from "kysely";
import type { AccountId, PartnerId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Role } from "../../../kernel/roles.ts";
import type { Tx } from "../../../ports/database/database.ts";

export async function countryOf(tx: Tx, file: string): Promise<string | null> {
  const { rows } = await sql<{ country: string }>`
    select country from access.file_countries where file = ${file}`.execute(tx);
  return rows[0]?.country ?? null;
}

export async function setCountry(tx: Tx, ask: { file: PartnerId; country: string; at: Instant }): Promise<void> {
  await sql`insert into access.file_countries (file, country, bound_at)
    values (${ask.file}, ${ask.country}, ${iso(ask.at)}::timestamptz)
    on conflict (file) do update set country = excluded.country, bound_at = excluded.bound_at`.execute(tx);
}

/** Files of one country, newest first; keyset by bound_at and file is not needed below a few thousand. */
export async function filesOfCountry(tx: Tx, country: string, limit: number): Promise<PartnerId[]> {
  const { rows } = await sql<{ file: PartnerId }>`select file from access.file_countries
    where country = ${country} order by bound_at desc, file limit ${limit}`.execute(tx);
  return rows.map((row) => row.file);
}

export interface Member {
  readonly accountId: AccountId;
  readonly role: Role;
}

/** Who is assigned to the file now. */
export async function membersOf(tx: Tx, file: string): Promise<Member[]> {
  const { rows } = await sql<{ account_id: AccountId; role: Role }>`
    select account_id, role from access.file_members
    where file = ${file} and ended_at is null order by assigned_at, account_id`.execute(tx);
  return rows.map((row) => ({ accountId: row.account_id, role: row.role }));
}

export async function filesAssignedTo(tx: Tx, accountIds: readonly string[]): Promise<PartnerId[]> {
  if (accountIds.length === 0) return [];
  const { rows } = await sql<{ file: PartnerId }>`select distinct file from access.file_members
    where account_id = any(${[...accountIds]}::text[]) and ended_at is null order by file`.execute(tx);
  return rows.map((row) => row.file);
}

export interface Assignment {
  readonly file: PartnerId;
  readonly account: AccountId;
  readonly role: Role;
  readonly at: Instant;
}

export async function insertMember(tx: Tx, ask: Assignment): Promise<void> {
  await sql`insert into access.file_members (file, account_id, role, assigned_at)
    values (${ask.file}, ${ask.account}, ${ask.role}, ${iso(ask.at)}::timestamptz)
    on conflict (file, account_id, role) do update set ended_at = null`.execute(tx);
}

export async function endMember(tx: Tx, ask: Assignment): Promise<void> {
  await sql`update access.file_members set ended_at = ${iso(ask.at)}::timestamptz
    where file = ${ask.file} and account_id = ${ask.account} and role = ${ask.role} and ended_at is null`.execute(tx);
}
