import type { Actor } from "../../../kernel/actor.ts";
import type { Purpose } from "../../../kernel/purpose.ts";
import { newId } from "../../../ports/random.ts";
import type { Database } from "../../../ports/database/database.ts";
import type { World } from "../../../ports/world.ts";
import type { Opened } from "../deed.ts";
import type { ReadRecord } from "./chain.ts";
import { appendBatch } from "./store-reads.ts";

export interface ReadAsk extends Opened {
  readonly actor: Actor;
  readonly what: string; // the question's name: a short code, never content
  readonly purpose: Purpose;
}

interface Waiting {
  readonly read: ReadRecord;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

interface Queue {
  readonly waiting: Waiting[];
  isWriting: boolean;
}

const queues = new WeakMap<Database, Queue>();
const batchMax = 500;

/**
 * Records that sealed content is about to be shown. Await it before the bytes leave: when it throws, nothing is shown.
 * In a transaction of its own, outside any deed's.
 *
 * The chain needs one order, and the lock on its head is held until the disk has said yes. So that readers do not queue
 * for the disk one by one, those who come while a batch is written share the next: nobody waits for more than two writes,
 * and a process takes the head's lock once per batch. Alone, a reader writes at once, in one statement.
 */
export function recordRead(world: World, ask: ReadAsk): Promise<void> {
  const { actor, what, purpose, file, subject = null } = ask;
  const read = {
    id: newId(world.random, "rdr"), accountId: actor.accountId, personId: actor.personId, what, subject, file, purpose,
    at: world.clock.now(),
  };
  const queue = queues.get(world.database) ?? { waiting: [], isWriting: false };
  queues.set(world.database, queue);
  return new Promise((done, failed) => {
    queue.waiting.push({ read, done, failed });
    if (!queue.isWriting) void writeAll(world.database, queue);
  });
}

/** Never throws: each batch tells its own readers what became of it. */
async function writeAll(database: Database, queue: Queue): Promise<void> {
  queue.isWriting = true;
  while (queue.waiting.length > 0) {
    const batch = queue.waiting.splice(0, batchMax);
    try {
      await database.transaction({ isolation: "read-committed" }, (tx) => appendBatch(tx, batch.map((one) => one.read)));
      for (const one of batch) one.done();
    } catch (error) {
      for (const one of batch) one.failed(error);
    }
  }
  queue.isWriting = false;
}
