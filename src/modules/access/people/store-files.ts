import { sql } from "kysely";
import type { AccountId, PartnerId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Role } from "../../../kernel/roles.ts";
import type { Tx } from "../../../ports/database/database.ts";

export async function countryOf(tx: Tx, file: string): Promise<string | null> {
  const { rows } = await sql<{ country: string }>`select country from access.files where file = ${file}`.execute(tx);
  return rows[0]?.country ?? null;
}

export interface FileBinding {
  readonly file: PartnerId;
  readonly country: string;
  readonly name?: string; // cut at 300 characters: it is shown in lists, the file itself keeps it whole
  readonly at: Instant;
}

/** A binding without a name keeps the one known before. */
export async function bindFile(tx: Tx, ask: FileBinding): Promise<void> {
  await sql`insert into access.files (file, country, name, bound_at)
    values (${ask.file}, ${ask.country}, ${ask.name?.slice(0, 300) ?? null}, ${iso(ask.at)}::timestamptz)
    on conflict (file) do update set country = excluded.country, name = coalesce(excluded.name, access.files.name),
      bound_at = excluded.bound_at`.execute(tx);
}

export interface NamedFile {
  readonly file: PartnerId;
  readonly name: string | null; // null until the partner gave one
}

/** Files of one country, newest first. */
export async function filesOfCountry(tx: Tx, country: string, limit: number): Promise<NamedFile[]> {
  const { rows } = await sql<NamedFile>`select file, name from access.files
    where country = ${country} order by bound_at desc, file limit ${limit}`.execute(tx);
  return rows;
}

/** Names by file, for lists; files without one are absent. */
export async function namesOf(tx: Tx, files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ file: string; name: string }>`select file, name from access.files
    where file = any(${[...files]}::text[]) and name is not null`.execute(tx);
  return new Map(rows.map((row) => [row.file, row.name]));
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
