import { systemActor } from "../../kernel/actor.ts";
import { Busy } from "../../ports/database/database.ts";
import type { World } from "../../ports/world.ts";
import type { Desk } from "./deed.ts";
import { openDesk } from "./desk.ts";
import { pastEvent, type PastEvent } from "./past.ts";
import { leafCount, lockCursor, moveCursor, noteFailure } from "./store-cursors.ts";
import { nextEvent } from "./store-events.ts";

/**
 * What a module does because of another's event. Sees every sequenced event of its types once committed, in
 * the order of the leaves; its changes and the move of its cursor are one transaction, so a crash repeats it
 * but never skips. `body` is null when it was erased before the subscriber came to it.
 */
export interface Subscriber {
  readonly name: string; // "register.entries": never changes, its cursor hangs on it
  readonly types: readonly string[];
  on(desk: Desk, event: PastEvent): Promise<void>;
}

/** Runs each subscriber until it has seen every leaf. A failing one stops at its event; the others go on. */
export async function runSubscribers(world: World, subscribers: readonly Subscriber[]): Promise<number> {
  let seen = 0;
  for (const subscriber of subscribers) seen += await runOne(world, subscriber);
  return seen;
}

async function runOne(world: World, subscriber: Subscriber): Promise<number> {
  for (let seen = 0; ; seen++) {
    try {
      if (!(await step(world, subscriber))) return seen;
    } catch (error) {
      if (error instanceof Busy) return seen;
      world.trace.fault(`subscriber ${subscriber.name} stopped`, error);
      await world.database.transaction({ isolation: "read-committed" },
        (tx) => noteFailure(tx, subscriber.name, world.clock.now()));
      return seen;
    }
  }
}

/** One event, one transaction. False when there is nothing left to see. */
function step(world: World, subscriber: Subscriber): Promise<boolean> {
  return world.database.transaction({ isolation: "serializable" }, async (tx) => {
    const from = await lockCursor(tx, subscriber.name);
    // Read before the search: a leaf placed in between is then not skipped but seen at the next step.
    const end = await leafCount(tx);
    const row = await nextEvent(tx, from, subscriber.types);
    if (row === null || row.leafIndex === null) {
      if (end > from) await moveCursor(tx, subscriber.name, end);
      return false;
    }
    await subscriber.on(openDesk(world, systemActor, tx).desk, pastEvent(world, row));
    await moveCursor(tx, subscriber.name, row.leafIndex + 1n);
    return true;
  });
}
