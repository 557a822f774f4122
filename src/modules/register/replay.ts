import type { Register } from "../../../verifier/fold.mjs";
import type { Tx } from "../../ports/database/database.ts";
import type { World } from "../../ports/world.ts";
import { checkpoint, foldedRegister } from "../log/index.ts";

/**
 * One replay per World and process, as large as the last checkpoint it saw. Leaves are insert-only, so what was
 * folded stays folded; a reader may see a register a moment old, never a wrong one. Owned by this file.
 */
const replayed = new WeakMap<World, Register>();

/**
 * The public register as the log says it is: fold(public leaves), by the same file an outsider runs. The pages,
 * the JSON and the CSV all read this and nothing else; no table can make them say something the log does not.
 */
export async function registerOf(world: World, tx: Tx): Promise<Register> {
  const held = replayed.get(world);
  const signed = await checkpoint(world);
  if (held && held.size >= (signed?.size ?? 0)) return held;
  const register = await foldedRegister(tx);
  replayed.set(world, register);
  return register;
}
