import type { Lang } from "../../kernel/lang.ts";
import { Busy } from "../../ports/database/database.ts";
import type { World } from "../../ports/world.ts";
import type { Say } from "../../ui/say.ts";
import { quickParts, slowParts, type Part } from "./parts.ts";

export interface Worker {
  /** Does everything that waits once, in order. Throws the first fault after all parts had their turn. */
  turn(): Promise<void>;
  /** Ends after the turn that runs; a slow publisher is not waited for. */
  stop(): Promise<void>;
}

export interface WorkerAsk {
  readonly idle?: boolean;
  /** Reads the organisation again: what two people confirmed holds in every process within a turn. */
  readonly refresh?: () => Promise<void>;
}

const pauseMs = 500;
const longestPauseMs = 30_000;
const slowStopMs = 3_000;

/**
 * The part that nobody clicks: sequencing and publishing the log, subscribers, letters, timers, lists. Any number of
 * processes may run it; each part takes its own lock. Starts its loops at once unless `idle`.
 */
export function startWorker(world: World, say: (lang: Lang) => Say, ask: WorkerAsk = {}): Worker {
  const parts = { world, say, refresh: ask.refresh };
  const quick = rounds(world, quickParts(parts));
  const slow = rounds(world, slowParts(parts));
  let isStopped = false;
  const loop = async (round: () => Promise<unknown>): Promise<void> => {
    while (!isStopped) {
      await round();
      await pause(pauseMs);
    }
  };
  const running = ask.idle ? [] : [loop(quick), loop(slow)];
  return {
    async turn() {
      const faults = [...await quick(), ...await slow()];
      if (faults.length > 0) throw faults[0];
    },
    async stop() {
      isStopped = true;
      await running[0];
      await Promise.race([running[1], pause(slowStopMs, "may-end")]);
    },
  };
}

interface Resting {
  dueAt: number;
  failures: number; // in a row
}

/**
 * One call is one round: every part whose time has come, each with its own fate. A part that fails rests twice as long
 * each time, up to half a minute, so that a full disk does not fill the traces as well.
 *
 * @returns the faults of this round, already traced
 */
function rounds(world: World, parts: readonly Part[]): () => Promise<readonly unknown[]> {
  const resting = new Map<Part, Resting>(parts.map((part) => {
    const dueAt = part.isFirstLater ? world.clock.now() + part.everyMs : Number.NEGATIVE_INFINITY;
    return [part, { dueAt, failures: 0 }];
  }));
  return async () => {
    const faults: unknown[] = [];
    for (const [part, rest] of resting) {
      const now = world.clock.now();
      if (now < rest.dueAt) continue;
      try {
        await part.run();
        Object.assign(rest, { failures: 0, dueAt: now + part.everyMs });
      } catch (error) {
        world.trace.fault(`worker: ${part.name}`, error);
        faults.push(error);
        rest.failures += 1;
        rest.dueAt = now + Math.min(longestPauseMs, pauseMs * 2 ** rest.failures);
        // The database is away: the others would each wait in vain.
        if (error instanceof Busy) return faults;
      }
    }
    return faults;
  };
}

/** @param may-end the process need not wait for it */
function pause(ms: number, how?: "may-end"): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    if (how === "may-end") timer.unref();
  });
}
