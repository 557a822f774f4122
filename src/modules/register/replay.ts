import { fold, type Register } from "../../../verifier/fold.mjs";
import type { World } from "../../ports/world.ts";
import type { Tx } from "../../ports/database/database.ts";
import { leavesFrom } from "../log/index.ts";

interface Replayed {
  readonly leaves: Uint8Array[];
  register: Register;
}

/**
 * One replay per World and process. It only ever grows: leaves are insert-only, so what was folded stays folded.
 * Owned by this file; a reader may see a register a moment old, never a wrong one.
 */
const replayed = new WeakMap<World, Replayed>();

/**
 * The public register as the log says it is: fold(public leaves), by the same file an outsider runs. The pages,
 * the JSON and the CSV all read this and nothing else; no table can make them say something the log does not.
 */
export async function registerOf(world: World, tx: Tx): Promise<Register> {
  const held = replayed.get(world) ?? { leaves: [], register: fold([]) };
  let grew = false;
  for (;;) {
    const next = await leavesFrom(tx, BigInt(held.leaves.length), batch);
    for (const leaf of next) held.leaves.push(leaf.leaf);
    grew = grew || next.length > 0;
    if (next.length < batch) break;
  }
  if (grew) held.register = fold(held.leaves);
  replayed.set(world, held);
  return held.register;
}

const batch = 2_000;
