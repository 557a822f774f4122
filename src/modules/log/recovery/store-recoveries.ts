import { sql } from "kysely";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import { org } from "../store-events.ts";

export interface Recovery {
  readonly id: string;
  readonly ownSize: bigint;
  readonly publishedSize: bigint;
  readonly publishedRoot: Buffer;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly grantedBy: string | null;
  readonly adoptedAt: Instant | null;
}

const columns = sql`
  recovery_id as id, own_size as "ownSize", published_size as "publishedSize",
  published_root as "publishedRoot", asked_by as "askedBy", asked_at as "askedAt",
  granted_by as "grantedBy", adopted_at as "adoptedAt"`;

export async function insertRecovery(tx: Tx, r: Omit<Recovery, "grantedBy" | "adoptedAt">): Promise<void> {
  await sql`
    insert into log.recoveries
      (org_id, recovery_id, own_size, published_size, published_root, asked_by, asked_at)
    values (${org}, ${r.id}, ${r.ownSize}, ${r.publishedSize}, ${r.publishedRoot}, ${r.askedBy},
      ${iso(r.askedAt)}::timestamptz)`.execute(tx);
}

export async function recoveryById(tx: Tx, id: string): Promise<Recovery | null> {
  const found = await sql<Recovery>`
    select ${columns} from log.recoveries where org_id = ${org} and recovery_id = ${id}`.execute(tx);
  return found.rows[0] ?? null;
}

/** Asked for exactly this published tree and not used yet, oldest first. */
export async function recoveriesOf(tx: Tx, size: bigint, root: Buffer): Promise<readonly Recovery[]> {
  const found = await sql<Recovery>`
    select ${columns} from log.recoveries
    where org_id = ${org} and published_size = ${size} and published_root = ${root} and adopted_at is null
    order by asked_at, recovery_id limit 20`.execute(tx);
  return found.rows;
}

/** The granted and unused permission for exactly this published tree; null when nobody gave it. */
export async function grantedRecovery(tx: Tx, size: bigint, root: Buffer): Promise<Recovery | null> {
  const found = await sql<Recovery>`
    select ${columns} from log.recoveries
    where org_id = ${org} and published_size = ${size} and published_root = ${root}
      and granted_by is not null and adopted_at is null
    order by asked_at limit 1`.execute(tx);
  return found.rows[0] ?? null;
}

/** False when it was granted before: the second of two clicks finds nothing to do. */
export async function grant(tx: Tx, id: string, person: string, at: Instant): Promise<boolean> {
  const done = await sql`
    update log.recoveries set granted_by = ${person}, granted_at = ${iso(at)}::timestamptz
    where org_id = ${org} and recovery_id = ${id} and granted_by is null`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function markAdopted(tx: Tx, id: string, at: Instant): Promise<void> {
  await sql`
    update log.recoveries set adopted_at = ${iso(at)}::timestamptz
    where org_id = ${org} and recovery_id = ${id}`.execute(tx);
}

export interface LeafOwner {
  readonly id: string;
  readonly leaf: Buffer;
}

/** Events of ours that have one of these leaves: their bodies were not lost. */
export async function ownersOfLeaves(tx: Tx, leaves: readonly Buffer[]): Promise<readonly LeafOwner[]> {
  if (leaves.length === 0) return [];
  const found = await sql<LeafOwner>`
    select e.event_id as id, e.leaf from log.events e
    where e.org_id = ${org} and e.leaf = any(${leaves as Buffer[]}::bytea[])`.execute(tx);
  return found.rows;
}
