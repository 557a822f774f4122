import { leafHash, rootAt, writeVerifierKey } from "../../engines/merkle/index.ts";
import { assert } from "../../kernel/result.ts";
import type { Tx } from "../../ports/database/database.ts";
import { logFolder, type LogStore } from "../../ports/log-store.ts";
import type { World } from "../../ports/world.ts";
import { adoptPublished } from "./recovery/adopt.ts";
import {
  closeTiles, logKey, publishedCheckpoint, signHead, standBehind, writeTiles, type Published,
} from "./published.ts";
import { leafCount } from "./store-cursors.ts";
import { headOf, swapHead, tilesIn, type Head } from "./store-head.ts";
import { insertLeaves, lockSequencer, oldestRunning, waitingEvents, type Leaf } from "./store-leaves.ts";

/**
 * The single writer of the log. Four actions, each repeatable, in this order:
 *
 *   place    committed events without a leaf get the next indexes            (one commit)
 *   tiles    tiles and bundles of the new size reach the disk                (files, never changed
 * afterwards)
 *   keep     the signed checkpoint replaces the last one in the database     (compare-and-swap, one commit)
 *   publish  the checkpoint file is replaced                                 (one file)
 *
 * INVARIANT: published ≤ kept ≤ placed, and every file a published checkpoint needs is on the disk. A crash
 * at any point leaves a state the next run continues from; what each point leaves behind stands at its call
 * of `crash`.
 */
export type CrashPoint =
  | "before-place" | "after-place" | "before-tile" | "after-tile" | "before-keep" | "after-keep"
  | "before-publish" | "after-publish";

export interface Sequencing {
  readonly store?: LogStore; // default: the folder of the world
  readonly crash?: (point: CrashPoint) => void; // tests throw or kill the process here
  readonly horizon?: Horizon;
}

/**
 * What a running sequencer remembers: earlier transactions have leaves. Lost without harm; "0" looks at all.
 */
export interface Horizon {
  xid: string;
}

export interface Sequenced {
  readonly placed: number; // leaves given an index by this run
  readonly size: number; // leaves signed and published
}

/**
 * Runs once until every event committed before the call is published. Throws `LogStopped` on a contradiction.
 */
export async function sequence(world: World, ask: Sequencing = {}): Promise<Sequenced> {
  const run: Run = {
    world, store: ask.store ?? logFolder(world.folders.log), horizon: ask.horizon ?? { xid: "0" },
    crash: ask.crash ?? (() => {}),
  };
  let placed = 0;
  for (let count = await place(run); ; count = await place(run)) {
    placed += count;
    if (count < leavesPerBatch) break;
  }
  await keep(run);
  return { placed, size: Number(await publish(run)) };
}

interface Run {
  readonly world: World;
  readonly store: LogStore;
  readonly horizon: Horizon;
  readonly crash: (point: CrashPoint) => void;
}

const leavesPerBatch = 1_000;

/**
 * Under the lock and READ COMMITTED: the lock comes first, so each statement sees what the last holder
 * committed.
 */
function locked<T>({ world }: Run, body: (tx: Tx) => Promise<T>): Promise<T> {
  return world.database.transaction({ role: "sequencer", isolation: "read-committed" }, async (tx) => {
    await lockSequencer(tx);
    return body(tx);
  });
}

async function place(run: Run): Promise<number> {
  const published = await publishedCheckpoint(run.world, run.store);
  const { count, oldest } = await locked(run, async (tx) => {
    await standOrRecover(run, tx, published);
    // Read before the search: everything older than this is visible to it, or will never exist.
    const oldestXid = await oldestRunning(tx);
    const waiting = await waitingEvents(tx, run.horizon.xid, leavesPerBatch);
    const size = await leafCount(tx);
    await insertLeaves(tx, waiting.map((event, i): Leaf => ({
      index: size + BigInt(i), eventId: event.id, leaf: event.leaf, hash: leafHash(event.leaf),
    })));
    run.crash("before-place"); // nothing was placed: the events wait as before
    return { count: waiting.length, oldest: oldestXid };
  });
  run.crash("after-place"); // placed for good, not signed: the next run signs them at the same indexes
  if (count < leavesPerBatch) run.horizon.xid = oldest;
  return count;
}

async function standOrRecover(run: Run, tx: Tx, published: Published | null): Promise<void> {
  if (published !== null && await adoptPublished(tx, run.store, published, run.world.clock.now())) return;
  await standBehind(tx, await headOf(tx), published);
}

async function keep(run: Run): Promise<void> {
  const published = await publishedCheckpoint(run.world, run.store);
  const signed = await locked(run, async (tx) => {
    const head = await headOf(tx);
    await standBehind(tx, head, published);
    const size = await leafCount(tx);
    if (size === head.size) return false;
    await closeTiles(tx, head.size, size);
    await growFrom(tx, head);
    run.crash("before-tile"); // as after-place
    await writeTiles(tx, run.store, { from: published?.size ?? 0n, to: size },
      // Some files of an unsigned size are on the disk: written again with the same bytes, or never asked
      // for.
      () => run.crash("after-tile"));
    const next = signHead(run.world, size, await rootAt(size, tilesIn(tx)));
    const swapped = await swapHead(tx, head, next, run.world.clock.now());
    assert(swapped, "nobody signs while we hold the sequencer's lock");
    run.crash("before-keep"); // signed in memory only: the same bytes are signed again
    return true;
  });
  if (signed) run.crash("after-keep"); // kept, not published: the next run publishes exactly this checkpoint
}

/** The last signed tree must still be the beginning of what we are about to sign. */
async function growFrom(tx: Tx, head: Head): Promise<void> {
  if (head.size === 0n) return;
  const root = await rootAt(head.size, tilesIn(tx));
  assert(root.equals(head.root), `the first ${head.size} leaves are those that were signed`);
}

async function publish(run: Run): Promise<bigint> {
  const published = await publishedCheckpoint(run.world, run.store);
  return locked(run, async (tx) => {
    const head = await headOf(tx);
    if (head.note === null || published?.note === head.note) return head.size;
    await standBehind(tx, head, published);
    // An empty store beside a signed head: the folder was lost or moved. Everything is written again.
    if (published === null) await writeTiles(tx, run.store, { from: 0n, to: head.size });
    if ((await run.store.read("log.vkey")) === null) {
      await run.store.write("log.vkey", Buffer.from(`${writeVerifierKey(logKey(run.world))}\n`));
    }
    run.crash("before-publish"); // as after-keep
    await run.store.write("checkpoint", Buffer.from(head.note));
    run.crash("after-publish"); // done; the next run finds nothing to do
    return head.size;
  });
}
