import { z } from "zod";
import { plusHours } from "../../../kernel/instants.ts";
import { movedOn, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import type { Tx } from "../../../ports/database/database.ts";
import { deed, type ReadDesk } from "../deed.ts";
import { newestOfType } from "../store-events.ts";
import { countUpTo, firstReadAfter, headOfReads } from "./store-reads.ts";

export const committedType = "reads.committed";

/** A record waits at most this long (and a timer's turn) until the log commits to it. */
const hours = 1;

/**
 * Puts the head of the chain of reads into the log: from then on no record up to it can be changed or taken away unseen,
 * not even by whoever owns the database. One leaf for all reads of an hour, so that the log tells nobody how much is read.
 */
export const commitReads = deed({
  name: "log.commit-reads",
  who: "system",
  isolation: "read-committed",
  ask: z.strictObject({}),
  async perform(desk): Promise<Result<{ batch: number; reads: number }, Refusal>> {
    const head = await headOfReads(desk.tx, { lock: true });
    if (!(await isDue(desk))) return no(movedOn("log/moved-on"));
    const batch = Number(head.batch);
    const reads = Number(await countUpTo(desk.tx, head.batch));
    await desk.record({
      type: committedType, subject: `reads.${batch}`, body: { batch, reads, hash: head.hash.toString("hex") },
    });
    return ok({ batch, reads });
  },
});

async function isDue(desk: ReadDesk): Promise<boolean> {
  const first = await firstReadAfter(desk.tx, await lastCommitted(desk.tx));
  return first !== null && plusHours(first, hours) <= desk.now();
}

/** The last batch that the log commits to; 0: none. */
async function lastCommitted(tx: Tx): Promise<bigint> {
  const subject = await newestOfType(tx, committedType);
  return subject === null ? 0n : BigInt(subject.slice("reads.".length));
}

/** Deeds whose time has come, for the timers' face. */
export async function due(desk: ReadDesk): Promise<readonly { deed: string; ask: unknown }[]> {
  return (await isDue(desk)) ? [{ deed: commitReads.name, ask: {} }] : [];
}
