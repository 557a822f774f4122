import { sql } from "kysely";
import type { AccountId, PersonId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Role } from "../../../kernel/roles.ts";
import type { Tx } from "../../../ports/database/database.ts";

export type GrantState = "requested" | "approved" | "applied" | "declined" | "revoked";

export interface Grant {
  readonly id: string;
  readonly accountId: AccountId;
  readonly personId: PersonId; // of the receiver
  readonly name: string;
  readonly role: Role;
  readonly country: string | null;
  readonly reason: string;
  readonly state: GrantState;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly approvedBy: string | null;
  readonly appliedBy: string | null;
  readonly validUntil: Instant;
  readonly version: number;
}

interface GrantRow {
  id: string; account_id: AccountId; person_id: PersonId; name: string; role: Role; country: string | null;
  reason: string; state: GrantState; requested_by: string; requested_at: Instant; approved_by: string | null;
  applied_by: string | null; valid_until: Instant; version: number;
}

const columns = sql`g.id, g.account_id, coalesce(p.same_as, p.id) as person_id, p.name, g.role, g.country, g.reason,
  g.state, g.requested_by, g.requested_at, g.approved_by, g.applied_by, g.valid_until, g.version`;
const tables = sql`access.grants g join access.accounts a on a.id = g.account_id join access.persons p on p.id = a.person_id`;

function grant(row: GrantRow): Grant {
  return {
    id: row.id, accountId: row.account_id, personId: row.person_id, name: row.name, role: row.role,
    country: row.country, reason: row.reason, state: row.state, requestedBy: row.requested_by,
    requestedAt: row.requested_at, approvedBy: row.approved_by, appliedBy: row.applied_by,
    validUntil: row.valid_until, version: row.version,
  };
}

export async function grantById(tx: Tx, id: string): Promise<Grant | null> {
  const { rows } = await sql<GrantRow>`select ${columns} from ${tables} where g.id = ${id}`.execute(tx);
  return rows[0] ? grant(rows[0]) : null;
}

export async function grantsOf(tx: Tx, accountId: string): Promise<Grant[]> {
  const { rows } = await sql<GrantRow>`select ${columns} from ${tables}
    where g.account_id = ${accountId} order by g.requested_at desc, g.id`.execute(tx);
  return rows.map(grant);
}

/** Requests that wait for an approver or an applier, oldest first. */
export async function grantsWaiting(tx: Tx, limit: number): Promise<Grant[]> {
  const { rows } = await sql<GrantRow>`select ${columns} from ${tables}
    where g.state in ('requested', 'approved') order by g.requested_at, g.id limit ${limit}`.execute(tx);
  return rows.map(grant);
}

export interface NewGrant {
  readonly id: string;
  readonly account: AccountId;
  readonly role: Role;
  readonly country: string | null;
  readonly reason: string;
  readonly at: Instant;
  readonly until: Instant;
}

export async function insertGrant(tx: Tx, row: NewGrant & { requestedBy: string }): Promise<void> {
  await sql`insert into access.grants
    (id, account_id, role, country, reason, state, requested_by, requested_at, valid_until)
    values (${row.id}, ${row.account}, ${row.role}, ${row.country}, ${row.reason}, 'requested', ${row.requestedBy},
      ${iso(row.at)}::timestamptz, ${iso(row.until)}::timestamptz)`.execute(tx);
}

/** Only set-up and evaluation data: the first people have nobody to ask. `applied_by` is "system" and says so. */
export async function insertAppliedGrant(tx: Tx, row: NewGrant): Promise<void> {
  const at = iso(row.at);
  await sql`insert into access.grants
    (id, account_id, role, country, reason, state, requested_by, requested_at, applied_by, applied_at, valid_until)
    values (${row.id}, ${row.account}, ${row.role}, ${row.country}, ${row.reason}, 'applied', 'system',
      ${at}::timestamptz, 'system', ${at}::timestamptz, ${iso(row.until)}::timestamptz)`.execute(tx);
}

export interface GrantMove {
  readonly id: string;
  readonly expectedVersion: number;
  readonly state: GrantState;
  readonly by: string; // person id
  readonly at: Instant;
}

/** Writes the state and who moved it; false when the version moved on. */
export async function moveGrant(tx: Tx, move: GrantMove): Promise<boolean> {
  const at = iso(move.at);
  const approved = move.state === "approved";
  const applied = move.state === "applied";
  const ended = move.state === "declined" || move.state === "revoked";
  const { numAffectedRows } = await sql`update access.grants set state = ${move.state}, version = version + 1,
      approved_by = case when ${approved}::boolean then ${move.by} else approved_by end,
      approved_at = case when ${approved}::boolean then ${at}::timestamptz else approved_at end,
      applied_by = case when ${applied}::boolean then ${move.by} else applied_by end,
      applied_at = case when ${applied}::boolean then ${at}::timestamptz else applied_at end,
      ended_by = case when ${ended}::boolean then ${move.by} else ended_by end,
      ended_at = case when ${ended}::boolean then ${at}::timestamptz else ended_at end
    where id = ${move.id} and version = ${move.expectedVersion}`.execute(tx);
  return numAffectedRows === 1n;
}
