import type { World } from "../../ports/world.ts";
import { sequence } from "./sequencer.ts";
import { runSubscribers, type Subscriber } from "./subscribers.ts";

/**
 * Sequences, publishes and runs subscribers until nothing moves any more. For tests and the terminal demo.
 */
export async function settle(world: World, subscribers: readonly Subscriber[]): Promise<void> {
  for (;;) {
    const { placed } = await sequence(world);
    const seen = await runSubscribers(world, subscribers);
    if (placed === 0 && seen === 0) return;
  }
}
