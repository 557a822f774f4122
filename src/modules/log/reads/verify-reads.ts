import type { Tx } from "../../../ports/database/database.ts";
import type { World } from "../../../ports/world.ts";
import { sealedLeaf } from "../leaf.ts";
import { pastEvent } from "../past.ts";
import { eventsOfType, type StoredEvent } from "../store-events.ts";
import { chained, chainStart, digestOf, type PlacedRead } from "./chain.ts";
import { committedType } from "./commit-reads.ts";
import { batchesAfter, headOfReads, readsBetween, strayReads, type Batch } from "./store-reads.ts";

/** What somebody with the owner's hands may have done to the records of reads. */
export type ReadsFault =
  | "batch-missing" // the numbers have a gap, or the chain ends before its head
  | "batch-changed" // the records of the batch do not give its hash: one was changed, removed, added or moved
  | "chain-broken" // the batch does not follow the one before it
  | "head-changed" // the head is not the last batch
  | "no-batch" // records that belong to no batch
  | "commitment-unreadable" // an event that commits to the chain is not what was sealed in the log
  | "commitment-broken"; // the log has committed to another hash or count than the chain has

export interface ReadsState {
  readonly batches: number;
  readonly reads: number;
  readonly committed: number; // the last batch that the log commits to; 0: none
  readonly faults: readonly { readonly batch: number; readonly fault: ReadsFault }[];
}

const pageSize = 200;

/** The chain as it was computed anew: hash and number of records up to each batch. */
type Computed = Map<number, { readonly hash: string; readonly reads: number }>;

/**
 * Computes the whole chain anew from the records and compares it with what is stored and with what the log committed to.
 * What somebody rewrote together with its batches shows against the log's commitments; those stand in leaves that outside
 * tools verify, so that rewriting them as well contradicts every checkpoint somebody kept. Not seen: what was changed
 * since the last commitment, if the whole chain after it was rewritten too.
 */
export function verifyReads(world: Pick<World, "database" | "keys">): Promise<ReadsState> {
  return world.database.read(async (tx) => {
    const faults: { batch: number; fault: ReadsFault }[] = [];
    const computed = await computeChain(tx, faults);
    for (const batch of await strayReads(tx)) faults.push({ batch: Number(batch), fault: "no-batch" });
    const committed = await compareCommitments(world, tx, { computed, faults });
    const last = Math.max(0, ...computed.keys());
    return { batches: computed.size, reads: computed.get(last)?.reads ?? 0, committed, faults };
  });
}

interface Found {
  readonly computed: Computed;
  readonly faults: { batch: number; fault: ReadsFault }[];
}

async function computeChain(tx: Tx, faults: Found["faults"]): Promise<Computed> {
  const computed: Computed = new Map();
  let last = { batch: 0n, hash: chainStart as Buffer, reads: 0 };
  for (;;) {
    const page = await batchesAfter(tx, last.batch, pageSize);
    const [from, to] = [page[0], page.at(-1)];
    if (!from || !to) break;
    const reads = byBatch(await readsBetween(tx, from.batch, to.batch));
    for (const batch of page) {
      last = step(last, { batch, reads: reads.get(batch.batch) ?? [] }, faults);
      computed.set(Number(last.batch), { hash: last.hash.toString("hex"), reads: last.reads });
    }
  }
  const head = await headOfReads(tx, { lock: false });
  if (head.batch > last.batch) faults.push({ batch: Number(head.batch), fault: "batch-missing" });
  else if (!head.hash.equals(last.hash)) faults.push({ batch: Number(head.batch), fault: "head-changed" });
  return computed;
}

function byBatch(reads: readonly PlacedRead[]): ReadonlyMap<bigint, readonly PlacedRead[]> {
  const found = new Map<bigint, PlacedRead[]>();
  for (const read of reads) {
    const same = found.get(read.batch);
    if (same) same.push(read);
    else found.set(read.batch, [read]);
  }
  return found;
}

type Step = { batch: bigint; hash: Buffer; reads: number };

/** Goes on from what is stored, so that one change is one fault and not a fault of every batch after it. */
function step(last: Step, of: { batch: Batch; reads: readonly PlacedRead[] }, faults: Found["faults"]): Step {
  const { batch, reads } = of;
  const number = Number(batch.batch);
  if (batch.batch !== last.batch + 1n) faults.push({ batch: number, fault: "batch-missing" });
  else if (!batch.previous.equals(last.hash)) faults.push({ batch: number, fault: "chain-broken" });
  const isWhole = reads.length === batch.size && chained(batch.previous, reads.map(digestOf)).equals(batch.hash);
  if (!isWhole) faults.push({ batch: number, fault: "batch-changed" });
  return { batch: batch.batch, hash: batch.hash, reads: last.reads + reads.length };
}

/** @returns the last batch that the log commits to */
async function compareCommitments(world: Pick<World, "keys">, tx: Tx, { computed, faults }: Found): Promise<number> {
  let last = 0;
  for (const event of await eventsOfType(tx, committedType)) {
    const told = readCommitment(world, event);
    if (told === null) {
      faults.push({ batch: last, fault: "commitment-unreadable" });
      continue;
    }
    last = told.batch;
    const found = computed.get(told.batch);
    if (found?.hash !== told.hash || found.reads !== told.reads) faults.push({ batch: told.batch, fault: "commitment-broken" });
  }
  return last;
}

/** Null when body, row or leaf is not what was recorded. */
function readCommitment(world: Pick<World, "keys">, event: StoredEvent) {
  try {
    const { body } = pastEvent(world, event);
    if (body === null || !sealedLeaf(event.commitment).equals(event.leaf)) return null;
    return body as { readonly batch: number; readonly reads: number; readonly hash: string };
  } catch {
    return null;
  }
}
