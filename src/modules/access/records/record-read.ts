import type { Actor } from "../../../kernel/actor.ts";
import { newId } from "../../../ports/random.ts";
import type { World } from "../../../ports/world.ts";
import { insertRecord } from "./store-records.ts";

export interface ReadAsk {
  readonly actor: Actor;
  readonly what: string; // "screening.hit", "diligence.evidence": a short code, never content
  readonly file: string | null;
  readonly purpose: string; // "page", "export", "api", or the reason the reader gave
}

/**
 * Records that sealed data is about to be shown. Await it before the bytes leave: when it throws, nothing is shown.
 * Its own transaction, outside any deed's. Source: issue point 3; architecture §5.2.
 */
export async function recordRead(world: World, ask: ReadAsk): Promise<void> {
  await world.database.transaction({ isolation: "read-committed" }, (tx) =>
    insertRecord(tx, {
      id: newId(world.random, "rdr"), accountId: ask.actor.accountId, personId: ask.actor.personId, what: ask.what,
      file: ask.file, purpose: ask.purpose.slice(0, 200), at: world.clock.now(),
    }));
}
