import type { World } from "../../ports/world.ts";
import { placeLeaves } from "./place-leaves.ts";
import { runSubscribers, type Subscriber } from "./subscribers.ts";

/** Places leaves and runs subscribers until nothing moves any more. For tests and the terminal demo. */
export async function settle(world: World, subscribers: readonly Subscriber[]): Promise<void> {
  for (;;) {
    const placed = await placeLeaves(world);
    const seen = await runSubscribers(world, subscribers);
    if (placed === 0 && seen === 0) return;
  }
}
