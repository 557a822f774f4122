import { sql } from "kysely";
import type { Hash, TileReader } from "../../engines/merkle/index.ts";
import { assert } from "../../kernel/result.ts";
import { iso, type Instant } from "../../kernel/instants.ts";
import type { Tx } from "../../ports/database/database.ts";
import { org } from "./store-events.ts";

/** What was signed last; `note` is null while the log is empty. */
export interface Head {
  readonly size: bigint;
  readonly root: Hash;
  readonly note: string | null;
}

export async function headOf(tx: Tx): Promise<Head> {
  const found = await sql<Head>`select size, root, note from log.head where org_id = ${org}`.execute(tx);
  const head = found.rows[0];
  assert(head !== undefined, "the log has a head from its first migration on");
  return head;
}

/**
 * Compare-and-swap. False when somebody else has signed since `old` was read: then nothing is written, and
 * two checkpoints of one size cannot both come to be.
 */
export async function swapHead(tx: Tx, old: Head, next: Head, at: Instant): Promise<boolean> {
  const swapped = await sql`
    update log.head set size = ${next.size}, root = ${next.root}, note = ${next.note}
    where org_id = ${org} and size = ${old.size} and root = ${old.root}`.execute(tx);
  if (swapped.numAffectedRows !== 1n) return false;
  await sql`
    insert into log.checkpoints (org_id, size, root, note, at)
    values (${org}, ${next.size}, ${next.root}, ${next.note}, ${iso(at)}::timestamptz)`.execute(tx);
  return true;
}

export interface KeptCheckpoint {
  readonly size: bigint;
  readonly root: Hash;
  readonly note: string;
  readonly at: Instant;
}

/** Newest first. */
export async function keptCheckpoints(tx: Tx, limit: number): Promise<readonly KeptCheckpoint[]> {
  const found = await sql<KeptCheckpoint>`
    select size, root, note, at from log.checkpoints where org_id = ${org} order by size desc limit ${limit}`
    .execute(tx);
  return found.rows;
}

/** The checkpoint that stands; null while nothing was signed. */
export async function lastCheckpoint(tx: Tx): Promise<KeptCheckpoint | null> {
  const found = await sql<KeptCheckpoint>`
    select c.size, c.root, c.note, c.at from log.head h
    join log.checkpoints c on c.org_id = h.org_id and c.size = h.size where h.org_id = ${org}`.execute(tx);
  return found.rows[0] ?? null;
}

/**
 * Tiles from the tables: level 0 are leaf hashes, above it the roots of full tiles. Throws when one is not
 * whole.
 */
export function tilesIn(tx: Tx): TileReader {
  return async (level, index, width) => {
    const from = index * 256n;
    const to = from + BigInt(width);
    const found = level === 0
      ? await sql<{ hash: Buffer }>`
          select leaf_hash as hash from log.leaves
          where org_id = ${org} and leaf_index >= ${from} and leaf_index < ${to}
          order by leaf_index`.execute(tx)
      : await sql<{ hash: Buffer }>`
          select hash from log.tile_roots
          where org_id = ${org} and level = ${level - 1} and tile >= ${from} and tile < ${to}
          order by tile`.execute(tx);
    assert(found.rows.length === width, `tile ${level}/${index} has ${width} hashes`);
    return found.rows.map((row) => row.hash);
  };
}

export async function insertTileRoot(tx: Tx, level: number, tile: bigint, hash: Hash): Promise<void> {
  await sql`
    insert into log.tile_roots (org_id, level, tile, hash)
    values (${org}, ${level}, ${tile}, ${hash})`.execute(tx);
}
