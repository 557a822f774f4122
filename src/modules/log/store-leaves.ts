import { sql } from "kysely";
import type { Tx } from "../../ports/database/database.ts";
import { org } from "./store-events.ts";

/** Any number that no other part of the product locks: "entente log" on the keypad of one's choice. */
const sequencerLock = 1_163_416_647n;

/** The single writer. Waits for the other one, if there is one; released at the end of the transaction. */
export async function lockSequencer(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sequencerLock})`.execute(tx);
}

export interface WaitingEvent {
  readonly id: string;
  readonly leaf: Buffer;
}

/**
 * The oldest transaction that may still be running. Every event written by an earlier one is visible to the
 * next statement, or will never exist.
 */
export async function oldestRunning(tx: Tx): Promise<string> {
  const found = await sql<{ xmin: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`.execute(tx);
  return found.rows[0]?.xmin ?? "0";
}

/**
 * Committed events that have no leaf, in the order they were written. Absent from the leaves is the only
 * test: a transaction that took its number early and committed late is found like any other.
 *
 * @param sinceXid events of transactions before it are known to have leaves; "0" looks at all
 */
export async function waitingEvents(
  tx: Tx, sinceXid: string, limit: number,
): Promise<readonly WaitingEvent[]> {
  const found = await sql<WaitingEvent>`
    select e.event_id as id, e.leaf from log.events e
    where e.org_id = ${org} and e.xid >= ${sinceXid}::xid8
      and not exists (select 1 from log.leaves l where l.org_id = e.org_id and l.event_id = e.event_id)
    order by e.seq limit ${limit}`.execute(tx);
  return found.rows;
}

export interface Leaf {
  readonly index: bigint;
  readonly eventId: string | null;
  readonly leaf: Buffer;
  readonly hash: Buffer;
}

/** Insert-only: a second leaf for one index or one event breaks a key and rolls everything back. */
export async function insertLeaves(tx: Tx, leaves: readonly Leaf[]): Promise<void> {
  if (leaves.length === 0) return;
  await sql`
    insert into log.leaves (org_id, leaf_index, event_id, leaf, leaf_hash)
    select ${org}, * from unnest(
      ${leaves.map((l) => l.index.toString())}::bigint[], ${leaves.map((l) => l.eventId)}::text[],
      ${leaves.map((l) => l.leaf)}::bytea[], ${leaves.map((l) => l.hash)}::bytea[])`.execute(tx);
}

/** Leaves from an index on, in order. */
export async function leavesFrom(tx: Tx, from: bigint, limit: number): Promise<readonly Leaf[]> {
  const found = await sql<Leaf>`
    select leaf_index as index, event_id as "eventId", leaf, leaf_hash as hash from log.leaves
    where org_id = ${org} and leaf_index >= ${from} order by leaf_index limit ${limit}`.execute(tx);
  return found.rows;
}

/** A sealed leaf has always this length (spec/log §3), a public one is always longer. */
const sealedLeafBytes = 57;

/** Public leaves of [from, to), in order. */
export async function publicLeavesFrom(tx: Tx, from: bigint, to: bigint): Promise<readonly Leaf[]> {
  const found = await sql<Leaf>`
    select leaf_index as index, event_id as "eventId", leaf, leaf_hash as hash from log.leaves
    where org_id = ${org} and leaf_index >= ${from} and leaf_index < ${to}
      and octet_length(leaf) > ${sealedLeafBytes}
    order by leaf_index`.execute(tx);
  return found.rows;
}

export interface LogCounts {
  readonly placed: bigint;
  readonly waiting: bigint; // committed events without a leaf
  readonly lost: bigint; // leaves taken back after a restore, without their events
  readonly erased: bigint; // events whose body is gone
}

/** For the officers' log page; counts whole tables, so it is not for every page. */
export async function logCounts(tx: Tx): Promise<LogCounts> {
  // No leaf names an event twice and no body outlives its event, so differences of counts are enough.
  const found = await sql<LogCounts>`
    select l.placed, l.lost, e.recorded - (l.placed - l.lost) as waiting, e.recorded - b.kept as erased
    from (select count(*) as placed, count(*) filter (where event_id is null) as lost
      from log.leaves where org_id = ${org}) l,
      (select count(*) as recorded from log.events where org_id = ${org}) e,
      (select count(*) as kept from log.bodies where org_id = ${org}) b`.execute(tx);
  return found.rows[0] ?? { placed: 0n, waiting: 0n, lost: 0n, erased: 0n };
}
