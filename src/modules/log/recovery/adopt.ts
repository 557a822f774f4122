import { leafHash, rootAt } from "../../../engines/merkle/index.ts";
import type { Instant } from "../../../kernel/instants.ts";
import { assert } from "../../../kernel/result.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { LogStore } from "../../../ports/log-store.ts";
import { closeTiles, LogStopped, publishedLeaves, type Published } from "../published.ts";
import { leafCount } from "../store-cursors.ts";
import { headOf, swapHead, tilesIn } from "../store-head.ts";
import { insertLeaves, type Leaf } from "../store-leaves.ts";
import { grantedRecovery, markAdopted, ownersOfLeaves } from "./store-recoveries.ts";

/**
 * Takes the published leaves back into a database that fell behind them, when two people have agreed for
 * exactly this checkpoint. A leaf whose event is not here any more stays without one: its body is lost, its
 * commitment stands. Runs in the sequencer's transaction: all leaves come back, or none.
 *
 * @returns false when there is nothing to take back, or no permission: the caller then stops
 */
export async function adoptPublished(
  tx: Tx, store: LogStore, published: Published, at: Instant,
): Promise<boolean> {
  const head = await headOf(tx);
  if (published.size <= head.size) return false;
  const permission = await grantedRecovery(tx, published.size, published.root);
  if (permission === null) return false;
  const own = await leafCount(tx);
  const leaves = await publishedLeaves(store, own, published.size);
  await insertLeaves(tx, await withOwners(tx, leaves, own));
  await closeTiles(tx, head.size, published.size);
  const root = await rootAt(published.size, tilesIn(tx));
  if (!root.equals(published.root)) {
    throw new LogStopped(
      "forked", "the published bundles and the leaves of the database do not make the signed tree",
    );
  }
  const { size, note } = published;
  const swapped = await swapHead(tx, head, { size, root, note }, at);
  assert(swapped, "nobody signs while we hold the sequencer's lock");
  await markAdopted(tx, permission.id, at);
  return true;
}

/** Which events of ours the leaves belong to. */
export async function withOwners(tx: Tx, leaves: readonly Buffer[], from: bigint): Promise<readonly Leaf[]> {
  const owners = new Map((await ownersOfLeaves(tx, leaves)).map((o) => [o.leaf.toString("hex"), o.id]));
  return leaves.map((leaf, i) => ({
    index: from + BigInt(i), eventId: owners.get(leaf.toString("hex")) ?? null, leaf, hash: leafHash(leaf),
  }));
}
