import { leafHash } from "../../engines/merkle/hash.ts";
import type { World } from "../../ports/world.ts";
import { leafCount } from "./store-cursors.ts";
import { insertLeaves, lockSequencer, oldestRunning, waitingEvents, type Leaf } from "./store-leaves.ts";

const leavesPerBatch = 1_000;

/**
 * What the sequencer remembers between two runs, so that it does not compare all events with all leaves each
 * time. Lost without harm: "0" looks at everything again.
 */
export interface Horizon {
  xid: string;
}

/**
 * Gives every committed event without a leaf the next index. One transaction under the sequencer's lock and
 * READ COMMITTED: the lock comes first, so that each statement after it sees what the last holder committed.
 * Crash before the commit: nothing was placed. After: placed for good, signed at the next run.
 *
 * @returns how many leaves were placed
 */
export async function placeLeaves(world: World, horizon: Horizon = { xid: "0" }): Promise<number> {
  for (let placed = 0; ; ) {
    const batch = await world.database.transaction({ role: "sequencer", isolation: "read-committed" }, async (tx) => {
      await lockSequencer(tx);
      const oldest = await oldestRunning(tx);
      const waiting = await waitingEvents(tx, horizon.xid, leavesPerBatch);
      const size = await leafCount(tx);
      await insertLeaves(tx, waiting.map((event, i): Leaf => ({
        index: size + BigInt(i), eventId: event.id, leaf: event.leaf, hash: leafHash(event.leaf),
      })));
      return { count: waiting.length, oldest };
    });
    placed += batch.count;
    if (batch.count < leavesPerBatch) {
      horizon.xid = batch.oldest;
      return placed;
    }
  }
}
