import { proveInclusion, writeProofFile } from "../../engines/merkle/index.ts";
import type { Instant } from "../../kernel/instants.ts";
import type { Tx } from "../../ports/database/database.ts";
import type { World } from "../../ports/world.ts";
import { fold, type Register } from "../../../verifier/fold.mjs";
import { eventById, eventsOfSubject } from "./store-events.ts";
import { headOf, lastCheckpoint, tilesIn } from "./store-head.ts";
import { leavesFrom, publicLeavesFrom } from "./store-leaves.ts";

/**
 * What the seal under a fact shows: its commitment, its place in the log, and whether a checkpoint covers it.
 */
export interface Provenance {
  readonly eventId: string;
  readonly commitment: string; // 64 hex digits, as the seal draws them
  readonly leafIndex: number | null; // null: committed, not yet placed
  readonly checkpointSize: number | null; // of the last checkpoint, when it covers the leaf
}

/** Of one event (`evt_…`), or of the newest event of a subject. Null when there is none. */
export async function provenance(tx: Tx, eventOrSubject: string): Promise<Provenance | null> {
  const event = eventOrSubject.startsWith("evt_")
    ? await eventById(tx, eventOrSubject)
    : (await eventsOfSubject(tx, eventOrSubject, 1))[0];
  if (!event) return null;
  const { size } = await headOf(tx);
  const covered = event.leafIndex !== null && event.leafIndex < size;
  return {
    eventId: event.id, commitment: event.commitment.toString("hex"),
    leafIndex: event.leafIndex === null ? null : Number(event.leafIndex),
    checkpointSize: covered ? Number(size) : null,
  };
}

export interface SignedCheckpoint {
  readonly size: number;
  readonly root: string; // base64, as in the note
  readonly note: string; // the signed note, verbatim
  readonly at: Instant; // when it was signed, by our clock
}

/** The last signed checkpoint; null while the log is empty. */
export function checkpoint(world: World): Promise<SignedCheckpoint | null> {
  return world.database.read(async (tx) => {
    const kept = await lastCheckpoint(tx);
    if (kept === null) return null;
    return { size: Number(kept.size), root: kept.root.toString("base64"), note: kept.note, at: kept.at };
  });
}

/** A `.tlog-proof` of one leaf under the last checkpoint; null when no checkpoint covers it. */
export function proofFile(world: World, leafIndex: number): Promise<string | null> {
  return world.database.read(async (tx) => {
    const { size, note } = await headOf(tx);
    const index = BigInt(leafIndex);
    if (note === null || index < 0n || index >= size) return null;
    return writeProofFile({ index, path: await proveInclusion(index, size, tilesIn(tx)), checkpoint: note });
  });
}

/** The bytes of one signed leaf; null when no checkpoint covers it. */
export function leafBytes(world: World, leafIndex: number): Promise<Uint8Array | null> {
  return world.database.read(async (tx) => {
    const { size } = await headOf(tx);
    if (leafIndex < 0 || BigInt(leafIndex) >= size) return null;
    return (await leavesFrom(tx, BigInt(leafIndex), 1))[0]?.leaf ?? null;
  });
}

export interface PlacedLeaf {
  readonly leafIndex: number;
  readonly leaf: Uint8Array;
}

/** Signed public leaves from an index on, in order: for whoever keeps a view of the register. */
export async function publicLeaves(tx: Tx, fromIndex: number): Promise<readonly PlacedLeaf[]> {
  const { size } = await headOf(tx);
  const leaves = await publicLeavesFrom(tx, BigInt(fromIndex), size);
  return leaves.map((l) => ({ leafIndex: Number(l.index), leaf: l.leaf }));
}

/** The public register: the fold of every signed leaf, exactly as a stranger computes it from the bundles. */
export async function foldedRegister(tx: Tx): Promise<Register> {
  const { size } = await headOf(tx);
  const leaves: Uint8Array[] = [];
  while (BigInt(leaves.length) < size) {
    const limit = Math.min(10_000, Number(size) - leaves.length);
    for (const { leaf } of await leavesFrom(tx, BigInt(leaves.length), limit)) leaves.push(leaf);
  }
  return fold(leaves);
}
