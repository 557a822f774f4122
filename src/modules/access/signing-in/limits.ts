import { instant, plusMs, type Instant } from "../../../kernel/instants.ts";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import type { World } from "../../../ports/world.ts";
import { countTry, sweepTries, triesOf } from "./store-factors.ts";

const minuteMs = 60_000;

/** How often something may be tried. Counted before the try, so that parallel tries cannot pass the limit. */
export interface Limit {
  readonly max: number;
  readonly minutes: number;
}

export const perAccount: Limit = { max: 5, minutes: 15 };
export const everybody: Limit = { max: 300, minutes: 1 }; // also bounds the work of password hashing
export const perJoin: Limit = { max: 3, minutes: 60 };

/**
 * Counts one try and refuses when the limit was reached. The clock is the injected one, never the database's (AN-04);
 * keys are canonical (AN-03). Its own transaction: a refused or crashed try stays counted.
 */
export async function takeTry(world: World, key: string, limit: Limit): Promise<Refusal | null> {
  const now = world.clock.now();
  const since = plusMs(now, -limit.minutes * minuteMs);
  const count = await world.database.transaction({ isolation: "read-committed" }, async (tx) => {
    await countTry(tx, key, minuteOf(now));
    return triesOf(tx, key, minuteOf(since));
  });
  return count > limit.max ? refused("access/too-many-tries", { minutes: limit.minutes }) : null;
}

/** After a success the account starts anew. */
export async function forgetTries(world: World, key: string): Promise<void> {
  await world.database.transaction({ isolation: "read-committed" }, (tx) => sweepTries(tx, { key }));
}

/** Called by the worker once a day: counters older than a day say nothing any more. */
export async function sweepOldTries(world: World): Promise<void> {
  const before = plusMs(world.clock.now(), -24 * 60 * minuteMs);
  await world.database.transaction({ isolation: "read-committed" }, (tx) => sweepTries(tx, { before }));
}

function minuteOf(at: Instant): Instant {
  return instant(Math.floor(at / minuteMs) * minuteMs);
}
