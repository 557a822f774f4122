import { sql } from "kysely";
import type { AccountId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";

export interface Recovery {
  readonly id: string;
  readonly accountId: AccountId;
  readonly name: string;
  readonly reason: string;
  readonly state: "requested" | "confirmed" | "withdrawn";
  readonly firstBy: string;
  readonly firstAt: Instant;
  readonly version: number;
}

interface RecoveryRow {
  id: string; account_id: AccountId; name: string; reason: string; state: Recovery["state"]; first_by: string;
  first_at: Instant; version: number;
}

function recovery(row: RecoveryRow): Recovery {
  return {
    id: row.id, accountId: row.account_id, name: row.name, reason: row.reason, state: row.state, firstBy: row.first_by,
    firstAt: row.first_at, version: row.version,
  };
}

const from = sql`access.recoveries r join access.accounts a on a.id = r.account_id join access.persons p on p.id = a.person_id`;

export async function insertRecovery(tx: Tx, row: Omit<Recovery, "name" | "state" | "version">): Promise<void> {
  await sql`insert into access.recoveries (id, account_id, reason, state, first_by, first_at)
    values (${row.id}, ${row.accountId}, ${row.reason}, 'requested', ${row.firstBy},
      ${iso(row.firstAt)}::timestamptz)`.execute(tx);
}

export async function recoveryById(tx: Tx, id: string): Promise<Recovery | null> {
  const { rows } = await sql<RecoveryRow>`select r.*, p.name from ${from} where r.id = ${id}`.execute(tx);
  return rows[0] ? recovery(rows[0]) : null;
}

export async function recoveriesWaiting(tx: Tx): Promise<Recovery[]> {
  const { rows } = await sql<RecoveryRow>`select r.*, p.name from ${from}
    where r.state = 'requested' order by r.first_at, r.id limit 100`.execute(tx);
  return rows.map(recovery);
}

export interface RecoveryMove {
  readonly id: string;
  readonly expectedVersion: number;
  readonly state: "confirmed" | "withdrawn";
  readonly by: string;
  readonly at: Instant;
}

export async function moveRecovery(tx: Tx, move: RecoveryMove): Promise<boolean> {
  const { numAffectedRows } = await sql`update access.recoveries set state = ${move.state}, version = version + 1,
      second_by = ${move.state === "confirmed" ? move.by : null}, second_at = ${iso(move.at)}::timestamptz
    where id = ${move.id} and version = ${move.expectedVersion} and state = 'requested'`.execute(tx);
  return numAffectedRows === 1n;
}
