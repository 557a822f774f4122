import { systemActor } from "../../kernel/actor.ts";
import type { Lang } from "../../kernel/lang.ts";
import { sendLetters, sweepOldTries } from "../../modules/access/index.ts";
import {
  forgetOldAnswers, LogStopped, perform, runSubscribers, sequence, type Horizon,
} from "../../modules/log/index.ts";
import type { World } from "../../ports/world.ts";
import type { Say } from "../../ui/say.ts";
import { allSubscribers, deedNamed, doors, type DueDeed } from "../doors.ts";
import { refreshLists } from "./refresh-lists.ts";

export interface Worker {
  /** Does everything that waits once, in order; used by the loop, the terminal and tests. */
  turn(): Promise<void>;
  /** Ends after the turn that runs. */
  stop(): Promise<void>;
}

/** How often each part looks; milliseconds. The log first: what it publishes is what subscribers see. */
const pauseMs = 500;
const timersEveryMs = 30_000;
const sweepEveryMs = 3_600_000;
const listsEveryMs = 6 * 3_600_000;

export interface WorkerAsk {
  readonly idle?: boolean;
  /** Reads the organisation again: what two people confirmed holds in every process within a turn. */
  readonly refresh?: () => Promise<void>;
}

/**
 * The part that nobody clicks: sequencing and publishing the log, subscribers, letters, timers. Any number of
 * processes may run it; each part takes its own lock. Starts its loop at once unless `idle`.
 */
export function startWorker(world: World, say: (lang: Lang) => Say, ask: WorkerAsk = {}): Worker {
  const horizon: Horizon = { xid: "0" };
  const last = { timers: 0, sweep: 0, lists: world.clock.now() as number, isLogStopped: false };
  let stopped = false;
  const turn = async (): Promise<void> => {
    await ask.refresh?.();
    await keepLog(world, horizon, last);
    await runSubscribers(world, allSubscribers);
    const now = world.clock.now();
    if (now - last.timers >= timersEveryMs) {
      last.timers = now;
      await runDue(world);
    }
    await sendLetters(world, say);
    if (now - last.lists >= listsEveryMs) {
      last.lists = now;
      await refreshLists(world);
    }
    if (now - last.sweep >= sweepEveryMs) {
      last.sweep = now;
      await sweepOldTries(world);
      await forgetOldAnswers(world);
    }
  };
  const loop = async (): Promise<void> => {
    while (!stopped) {
      await turn().catch((error: unknown) => world.trace.fault("worker turn", error));
      await new Promise((done) => setTimeout(done, pauseMs));
    }
  };
  const running = ask.idle ? Promise.resolve() : loop();
  return {
    turn,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

/** A contradiction between database and published log stops the log and nothing else: events still queue. */
async function keepLog(world: World, horizon: Horizon, last: { isLogStopped: boolean }): Promise<void> {
  if (last.isLogStopped) return;
  try {
    await sequence(world, { horizon });
  } catch (error) {
    if (!(error instanceof LogStopped)) throw error;
    last.isLogStopped = true;
    world.trace.fault("the log has stopped; two persons must recover it", error);
  }
}

/** Runs every deed of the system whose time has come, each in its own transaction. */
export async function runDue(world: World): Promise<number> {
  let ran = 0;
  for (const door of doors) {
    const due = await world.database.read((tx) => door.due?.({
      tx, actor: systemActor, world, organisation: world.organisation(), now: () => world.clock.now(),
    }) ?? Promise.resolve([] as readonly DueDeed[]));
    for (const { deed, ask } of due) {
      const definition = deedNamed(deed);
      if (!definition) throw new Error(`${door.name} names an unknown deed ${deed}`);
      const done = await perform(world, systemActor, definition, ask);
      if (done.ok) ran += 1;
    }
  }
  return ran;
}

