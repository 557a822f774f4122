import { LogStopped, sequence, type Horizon } from "../../modules/log/index.ts";
import type { World } from "../../ports/world.ts";
import type { Part } from "./parts.ts";

/** How long a stopped log rests before it looks again: meanwhile two people may have granted a recovery. */
export const lookAgainMs = 30_000;

/**
 * Sequences and publishes. A contradiction between database and published log stops the log and nothing else: events
 * still queue, and each look is one read, so a recovery granted anywhere is taken up here without a new start.
 */
export function logKeeping(world: World): Part {
  const horizon: Horizon = { xid: "0" };
  let stopped: { readonly reason: string; readonly at: number } | null = null;
  return {
    name: "log", everyMs: 0,
    async run() {
      const now = world.clock.now();
      if (stopped !== null && now - stopped.at < lookAgainMs) return;
      try {
        await sequence(world, { horizon });
        if (stopped !== null) world.trace.info("the log goes on");
        stopped = null;
      } catch (error) {
        if (!(error instanceof LogStopped)) throw error;
        // Said once per reason, not at every look.
        if (stopped?.reason !== error.reason) {
          world.trace.fault("the log has stopped; two persons must recover it (entente log recover)", error);
        }
        stopped = { reason: error.reason, at: now };
      }
    },
  };
}
