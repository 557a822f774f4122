import { sql } from "kysely";
import type { AccountId, PartnerId, PersonId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Lang } from "../../../kernel/lang.ts";
import { isRole, type Role } from "../../../kernel/roles.ts";
import type { Tx } from "../../../ports/database/database.ts";

export type Side = "organisation" | "partner" | "bureau";
export type AccountState = "invited" | "active" | "locked" | "closed";

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly verifiedAt: Instant | null;
  readonly version: number;
}

export interface Account {
  readonly id: AccountId;
  readonly personId: PersonId; // of the one human, also when two rows were joined
  readonly name: string;
  readonly side: Side;
  readonly email: string;
  readonly emailKey: string;
  readonly lang: Lang;
  readonly partnerId: PartnerId | null;
  readonly country: string | null;
  readonly state: AccountState;
  readonly version: number;
}

interface AccountRow {
  id: AccountId; person_id: PersonId; name: string; side: Side; email: string; email_key: string; lang: Lang;
  partner_id: PartnerId | null; country: string | null; state: AccountState; version: number;
}

const accountColumns = sql`a.id, coalesce(p.same_as, p.id) as person_id, p.name, a.side, a.email, a.email_key, a.lang,
  a.partner_id, a.country, a.state, a.version`;
const accountTables = sql`access.accounts a join access.persons p on p.id = a.person_id`;

function account(row: AccountRow): Account {
  return {
    id: row.id, personId: row.person_id, name: row.name, side: row.side, email: row.email, emailKey: row.email_key,
    lang: row.lang, partnerId: row.partner_id, country: row.country, state: row.state, version: row.version,
  };
}

export async function accountById(tx: Tx, id: string): Promise<Account | null> {
  const { rows } = await sql<AccountRow>`select ${accountColumns} from ${accountTables} where a.id = ${id}`.execute(tx);
  return rows[0] ? account(rows[0]) : null;
}

/** The account with its roles in force, as every request asks for it. */
export async function accountWithRoles(
  tx: Tx, id: string, at: Instant,
): Promise<{ readonly account: Account; readonly roles: readonly Role[] } | null> {
  const { rows } = await sql<AccountRow & { roles: readonly string[] }>`select ${accountColumns}, array(
      select distinct g.role from access.grants g
      where g.account_id = a.id and g.state = 'applied' and g.valid_until > ${iso(at)}::timestamptz order by g.role) as roles
    from ${accountTables} where a.id = ${id}`.execute(tx);
  return rows[0] ? { account: account(rows[0]), roles: rows[0].roles.filter(isRole) } : null;
}

/** Names by account, for lists of what many people did; an id that is no account is left out. */
export async function namesOfAccounts(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select a.id, p.name from ${accountTables} where a.id = any(${[...ids]}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** @param emailKey canonical form, see email-key.ts: the only key for look-up, uniqueness and limits */
export async function accountByEmailKey(tx: Tx, emailKey: string): Promise<Account | null> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from ${accountTables} where a.email_key = ${emailKey}`.execute(tx);
  return rows[0] ? account(rows[0]) : null;
}

export async function accountsOfPerson(tx: Tx, personId: string): Promise<Account[]> {
  const { rows } = await sql<AccountRow>`select ${accountColumns} from ${accountTables}
    where coalesce(p.same_as, p.id) = coalesce((select q.same_as from access.persons q where q.id = ${personId}), ${personId})
    order by a.created_at, a.id`.execute(tx);
  return rows.map(account);
}

export async function accountsOfPartner(tx: Tx, partnerId: string): Promise<Account[]> {
  const { rows } = await sql<AccountRow>`select ${accountColumns} from ${accountTables}
    where a.partner_id = ${partnerId} order by a.created_at, a.id`.execute(tx);
  return rows.map(account);
}

/** Keyset page by name and id; `search` matches name or address, case apart. Empty search is everything. */
export async function accountsPage(tx: Tx, ask: { search: string; after: string; limit: number }): Promise<Account[]> {
  const like = `%${ask.search.toLowerCase().replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const { rows } = await sql<AccountRow>`select ${accountColumns} from ${accountTables}
    where (lower(p.name) like ${like} or a.email_key like ${like}) and (lower(p.name) || ' ' || a.id) > ${ask.after}
    order by lower(p.name) || ' ' || a.id limit ${ask.limit}`.execute(tx);
  return rows.map(account);
}

export async function insertPerson(tx: Tx, row: { id: PersonId; name: string; at: Instant }): Promise<void> {
  await sql`insert into access.persons (id, name, created_at)
    values (${row.id}, ${row.name}, ${iso(row.at)}::timestamptz)`.execute(tx);
}

interface PersonRow {
  id: PersonId; name: string; verified_at: Instant | null; version: number;
}

function person(row: PersonRow): Person {
  return { id: row.id, name: row.name, verifiedAt: row.verified_at, version: row.version };
}

/** The one human behind a person id: the kept row when two were joined. */
export async function personById(tx: Tx, id: string): Promise<Person | null> {
  const { rows } = await sql<PersonRow>`select p.id, p.name, p.verified_at, p.version from access.persons p
    where p.id = coalesce((select q.same_as from access.persons q where q.id = ${id}), ${id})`.execute(tx);
  return rows[0] ? person(rows[0]) : null;
}

/** Everybody access knows on a file: the people of its partner's accounts, and whoever exercised a duty on it. */
export async function personsOn(tx: Tx, file: string): Promise<readonly Pick<Person, "id" | "name">[]> {
  const { rows } = await sql<Pick<Person, "id" | "name">>`select p.id, p.name from access.persons p
    where p.id in (select person_id from access.accounts where partner_id = ${file}
      union select person_id from access.duties where file = ${file}) order by p.id`.execute(tx);
  return rows;
}

/** The human behind an identity: the kept row, also when the document was recorded on one that was joined to it. */
export async function personByIdentity(tx: Tx, identity: Uint8Array): Promise<Person | null> {
  const { rows } = await sql<PersonRow>`select k.id, k.name, k.verified_at, k.version from access.persons p
    join access.persons k on k.id = coalesce(p.same_as, p.id)
    where p.identity_mac = ${Buffer.from(identity)}`.execute(tx);
  return rows[0] ? person(rows[0]) : null;
}

export interface Verified {
  readonly person: PersonId;
  readonly identity: Uint8Array;
  readonly by: string;
  readonly at: Instant;
}

/** False when an identity was recorded before: it is not replaced, or one human could become two. */
export async function setIdentity(tx: Tx, ask: Verified): Promise<boolean> {
  const { numAffectedRows } = await sql`update access.persons
    set identity_mac = ${Buffer.from(ask.identity)}, verified_by = ${ask.by},
    verified_at = ${iso(ask.at)}::timestamptz, version = version + 1
    where id = ${ask.person} and identity_mac is null`.execute(tx);
  return numAffectedRows === 1n;
}

/** Rows that pointed at `other` follow it, so that no chain of pointers ever arises. */
export async function joinPersons(tx: Tx, ask: { kept: PersonId; other: PersonId }): Promise<void> {
  await sql`update access.persons set same_as = ${ask.kept}, version = version + 1
    where id = ${ask.other} or same_as = ${ask.other}`.execute(tx);
  await sql`update access.persons set version = version + 1 where id = ${ask.kept}`.execute(tx);
}

export interface NewAccount {
  readonly id: AccountId;
  readonly personId: PersonId;
  readonly side: Side;
  readonly email: string;
  readonly emailKey: string;
  readonly lang: Lang;
  readonly partnerId: PartnerId | null;
  readonly country: string | null;
  readonly state: AccountState;
  readonly at: Instant;
}

export async function insertAccount(tx: Tx, row: NewAccount): Promise<void> {
  await sql`insert into access.accounts
    (id, person_id, side, email, email_key, lang, partner_id, country, state, created_at)
    values (${row.id}, ${row.personId}, ${row.side}, ${row.email}, ${row.emailKey}, ${row.lang}, ${row.partnerId},
      ${row.country}, ${row.state}, ${iso(row.at)}::timestamptz)`.execute(tx);
}

/** False when the version moved on. */
export async function setAccountState(tx: Tx, id: string, state: AccountState, expectedVersion: number): Promise<boolean> {
  const { numAffectedRows } = await sql`update access.accounts set state = ${state}, version = version + 1
    where id = ${id} and version = ${expectedVersion}`.execute(tx);
  return numAffectedRows === 1n;
}

/** Active accounts of a suspended partner, now locked with it; returns those it locked. */
export async function lockWithPartner(tx: Tx, partnerId: string): Promise<AccountId[]> {
  const { rows } = await sql<{ id: AccountId }>`update access.accounts
    set state = 'locked', locked_with_partner = true, version = version + 1
    where partner_id = ${partnerId} and state = 'active' returning id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Only what was locked with the partner returns with it. */
export async function unlockWithPartner(tx: Tx, partnerId: string): Promise<AccountId[]> {
  const { rows } = await sql<{ id: AccountId }>`update access.accounts
    set state = 'active', locked_with_partner = false, version = version + 1
    where partner_id = ${partnerId} and state = 'locked' and locked_with_partner returning id`.execute(tx);
  return rows.map((row) => row.id);
}

/** False when the account already stands for another file, is not a partner's, or does not exist. */
export async function setAccountPartner(tx: Tx, id: string, partnerId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update access.accounts set partner_id = ${partnerId}, version = version + 1
    where id = ${id} and side = 'partner' and (partner_id is null or partner_id = ${partnerId})`.execute(tx);
  return numAffectedRows === 1n;
}

/** Roles in force at `at`, of one account. */
export async function rolesOf(tx: Tx, accountId: string, at: Instant): Promise<Role[]> {
  const { rows } = await sql<{ role: string }>`select distinct role from access.grants
    where account_id = ${accountId} and state = 'applied' and valid_until > ${iso(at)}::timestamptz
    order by role`.execute(tx);
  return rows.map((row) => row.role).filter(isRole);
}

/** Roles in force of the whole human, over all accounts (S8, S9, S18). */
export async function rolesOfPerson(tx: Tx, personId: string, at: Instant): Promise<Role[]> {
  const { rows } = await sql<{ role: string }>`select distinct g.role from access.grants g
    join access.accounts a on a.id = g.account_id join access.persons p on p.id = a.person_id
    where coalesce(p.same_as, p.id) = coalesce((select q.same_as from access.persons q where q.id = ${personId}), ${personId})
      and g.state = 'applied' and g.valid_until > ${iso(at)}::timestamptz
    order by g.role`.execute(tx);
  return rows.map((row) => row.role).filter(isRole);
}

export interface Holder {
  readonly accountId: AccountId;
  readonly personId: PersonId;
  readonly name: string;
  readonly lang: Lang;
  readonly email: string;
  readonly country: string | null;
}

/** Accounts that hold a role now: active, in force, oldest first. */
export async function holdersOf(tx: Tx, role: Role, at: Instant): Promise<Holder[]> {
  const { rows } = await sql<AccountRow>`select distinct ${accountColumns}, a.created_at from ${accountTables}
    join access.grants g on g.account_id = a.id
    where g.role = ${role} and g.state = 'applied' and g.valid_until > ${iso(at)}::timestamptz and a.state = 'active'
    order by a.created_at, a.id`.execute(tx);
  return rows.map((row) => ({
    accountId: row.id, personId: row.person_id, name: row.name, lang: row.lang, email: row.email, country: row.country,
  }));
}

/** Every active human of the organisation with all roles in force; for staffing. */
export async function peopleWithRoles(tx: Tx, at: Instant): Promise<{ personId: PersonId; name: string; roles: Role[] }[]> {
  const { rows } = await sql<{ person_id: PersonId; name: string; roles: string[] }>`
    select coalesce(p.same_as, p.id) as person_id, min(p.name) as name, array_agg(distinct g.role) as roles
    from access.grants g join access.accounts a on a.id = g.account_id join access.persons p on p.id = a.person_id
    where g.state = 'applied' and g.valid_until > ${iso(at)}::timestamptz and a.state = 'active'
    group by coalesce(p.same_as, p.id) order by 2, 1`.execute(tx);
  return rows.map((row) => ({ personId: row.person_id, name: row.name, roles: row.roles.filter(isRole) }));
}
