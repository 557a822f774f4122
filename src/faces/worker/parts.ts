import { systemActor } from "../../kernel/actor.ts";
import type { Lang } from "../../kernel/lang.ts";
import { sendLetters, sweepOldTries } from "../../modules/access/index.ts";
import { forgetOldAnswers, perform, runSubscribers } from "../../modules/log/index.ts";
import type { World } from "../../ports/world.ts";
import type { Say } from "../../ui/say.ts";
import { allSubscribers, deedNamed, doors, type DueDeed } from "../doors.ts";
import { logKeeping } from "./log-keeping.ts";
import { refreshLists } from "./refresh-lists.ts";

/** One thing nobody clicks. It takes its own locks, so any number of processes may do it. */
export interface Part {
  readonly name: string;
  readonly everyMs: number; // by the clock port
  readonly isFirstLater?: boolean; // a start has just done it
  run(): Promise<void>;
}

export interface PartsAsk {
  readonly world: World;
  readonly say: (lang: Lang) => Say;
  /** Reads the organisation again: what two people confirmed holds in every process within a turn. */
  readonly refresh?: (() => Promise<void>) | undefined;
}

/** In this order: what the log publishes is what subscribers see, and letters follow from both. */
export function quickParts({ world, say, refresh }: PartsAsk): readonly Part[] {
  return [
    { name: "organisation", everyMs: 0, run: async () => refresh?.() },
    logKeeping(world),
    { name: "subscribers", everyMs: 0, run: async () => void (await runSubscribers(world, allSubscribers)) },
    { name: "timers", everyMs: 30_000, run: async () => void (await runDue(world)) },
    { name: "letters", everyMs: 0, run: async () => void (await sendLetters(world, say)) },
    { name: "tries", everyMs: 3_600_000, run: async () => void (await sweepOldTries(world)) },
    { name: "answers", everyMs: 3_600_000, run: async () => void (await forgetOldAnswers(world)) },
  ];
}

/** What may take minutes runs beside the others: a slow publisher must not hold up the log. */
export function slowParts({ world }: PartsAsk): readonly Part[] {
  return [{
    name: "lists", everyMs: 6 * 3_600_000, isFirstLater: true, run: () => lookAtLists(world),
  }];
}

/** A list that cannot be had stops decisions once it is too old: whoever runs the machine reads it here first. */
async function lookAtLists(world: World): Promise<void> {
  for (const { source, outcome, why } of await refreshLists(world)) {
    const isWell = outcome === "imported" || outcome === "unchanged";
    if (!isWell) world.trace.warn("list not refreshed", { source, outcome, why: why ?? "none" });
  }
}

/** Runs every deed of the system whose time has come, each in its own transaction; one that breaks stops itself only. */
export async function runDue(world: World): Promise<number> {
  let ran = 0;
  for (const door of doors) {
    const due = await world.database.read((tx) => door.due?.({
      tx, actor: systemActor, world, organisation: world.organisation(), now: () => world.clock.now(),
    }) ?? Promise.resolve([] as readonly DueDeed[]));
    for (const one of due) if (await runOne(world, one)) ran += 1;
  }
  return ran;
}

async function runOne(world: World, { deed, ask }: DueDeed): Promise<boolean> {
  const definition = deedNamed(deed);
  if (!definition) throw new Error(`there is no deed ${deed}`);
  try {
    return (await perform(world, systemActor, definition, ask)).ok;
  } catch (error) {
    world.trace.fault(`timer ${deed}`, error);
    return false;
  }
}
