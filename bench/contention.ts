// Eight writers at once, with the sequencer running beside them: how many deeds commit, how often the database sends one
// back to try again, and how many give up. Writes the section `contention` of docs/reference/figures.md.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openWorld } from "../src/faces/cli/open-world.ts";
import type { Actor } from "../src/kernel/actor.ts";
import type { Refusal } from "../src/kernel/refusal.ts";
import type { Result } from "../src/kernel/result.ts";
import { sequence } from "../src/modules/log/index.ts";
import { HeldClock } from "../src/ports/clock.ts";
import { readConfig } from "../src/ports/config.ts";
import { withClient } from "../src/ports/database/admin.ts";
import { removeEmbedded } from "../src/ports/database/remove.ts";
import { refreshStatistics } from "../src/ports/database/statistics.ts";
import { silentTrace } from "../src/ports/trace.ts";
import type { World } from "../src/ports/world.ts";
import {
  aClearedPartner, aDecider, aPending, act, anOfferOf, decide, type ClearedPartner,
} from "../tests/_build/contributions.ts";
import { exampleOrganisation } from "../tests/_build/organisation.ts";
import { testStart } from "../tests/_build/world.ts";
import { milliseconds, quantile, table, writeFigures } from "./figures.ts";

const writers = 8;
const say = (text: string) => process.stdout.write(`${text}\n`);

/** One deed of one writer, ready to be done. */
type Deed = (world: World) => Promise<Result<unknown, Refusal>>;

interface Workload {
  readonly name: string;
  /** What each writer does, one after the other. */
  readonly perWriter: readonly (readonly Deed[])[];
}

interface Outcome {
  readonly committed: number;
  readonly aborts: number; // tries the database sent back: serialisation failures and deadlocks
  readonly givenUp: number;
  readonly refused: readonly string[];
  readonly tookMs: number;
  readonly times: readonly number[]; // ms per deed, sorted
  readonly leaves: number; // placed meanwhile
}

async function run(world: World, { perWriter }: Workload): Promise<Outcome> {
  let tries = 0;
  const { database } = world;
  const counted: World = {
    ...world,
    database: {
      ...database,
      transaction: (mode, body) => database.transaction(mode, (tx) => {
        tries += 1;
        return body(tx);
      }),
    },
  };
  const times: number[] = [];
  const answers: Result<unknown, Refusal>[] = [];
  await sequence(world); // what the preparation left is not counted
  const beside = sequencing(world);
  const from = process.hrtime.bigint();
  await Promise.all(perWriter.map(async (deeds) => {
    for (const deed of deeds) {
      const began = process.hrtime.bigint();
      answers.push(await deed(counted));
      times.push(milliseconds(began));
    }
  }));
  const tookMs = milliseconds(from);
  const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
  return {
    committed: answers.length - refusals.length, aborts: tries - answers.length, tookMs,
    givenUp: refusals.filter((refusal) => refusal.kind === "busy").length,
    refused: refusals.filter((refusal) => refusal.kind !== "busy").map((refusal) => refusal.code),
    times: times.sort((a, b) => a - b), leaves: await beside(),
  };
}

/** Sequences as the worker does, until it is told to end; gives how many leaves it placed. */
function sequencing(world: World): () => Promise<number> {
  const horizon = { xid: "0" };
  let [isOver, placed] = [false, 0];
  const loop = (async () => {
    while (!isOver) {
      placed += (await sequence(world, { horizon })).placed;
      await pause(100);
    }
  })();
  return async () => {
    isOver = true;
    await loop;
    return placed + (await sequence(world, { horizon })).placed;
  };
}

/** Small amounts, so that the director decides whatever the partner has given before. */
async function pendingDecisions(world: World, partner: ClearedPartner, count: number): Promise<readonly Deed[]> {
  const director = await aDecider(world, "director");
  const deeds: Deed[] = [];
  for (let n = 0; n < count; n++) {
    const pending = await aPending(world, partner, { offer: { valueMinor: "10000", programme: `Programme ${n + 1}` } });
    deeds.push((over) => decide(over, director, pending));
  }
  return deeds;
}

async function each<T>(make: (n: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let n = 0; n < writers; n++) made.push(await make(n));
  return made;
}

/** Each is prepared just before it runs. */
async function* workloads(world: World, adminUrl: string): AsyncGenerator<Workload> {
  const partners = await each(() => aClearedPartner(world));
  const ready = async (workload: Workload): Promise<Workload> => {
    await asInAnOffice(adminUrl);
    await refreshStatistics(adminUrl); // as on any server that has run for a minute
    return workload;
  };
  yield await ready({
    name: "recording an offer, each of a partner of its own",
    perWriter: partners.map(({ contact }) => Array.from({ length: 40 }, (_, n): Deed => (over) => offer(over, contact, n))),
  });
  const apart: (readonly Deed[])[] = [];
  for (const partner of partners) apart.push(await pendingDecisions(world, partner, 6));
  yield await ready({ name: "deciding, each on a partner of its own", perWriter: apart });
  const one = await aClearedPartner(world);
  const together = await each(() => pendingDecisions(world, one, 3));
  yield await ready({ name: "deciding, all on one partner", perWriter: together });
}

/** The builders make a new colleague for every step; three of each role keep it, or every deed would write to hundreds. */
async function asInAnOffice(adminUrl: string): Promise<void> {
  await withClient(adminUrl, (client) => client.query(`
    update access.grants set valid_until = since from (
      select id as known, requested_at as since, row_number() over (partition by role order by id) as place from access.grants
      where role in ('finance-officer', 'legal-officer', 'assembly-secretary', 'partnership-officer', 'compliance-officer')
    ) ranked where id = known and place > 3`));
}

function offer(world: World, contact: Actor, n: number): Promise<Result<unknown, Refusal>> {
  const asked = anOfferOf({ valueMinor: "10000", programme: `Recorded ${n + 1}` });
  return act(world, contact, "offer-contribution", { contribution: null, expectedVersion: 0, offer: asked });
}

const state = mkdtempSync(join(tmpdir(), "entente-contention-"));
const opened = await openWorld(readConfig({ STATE: state }), { clock: new HeldClock(testStart), trace: silentTrace });
try {
  const world: World = { ...opened.world, organisation: () => exampleOrganisation };
  const rows: string[][] = [];
  for await (const workload of workloads(world, opened.open.adminUrl ?? "")) {
    const done = await run(world, workload);
    if (done.refused.length > 0) throw new Error(`${workload.name}: refused ${[...new Set(done.refused)].join(", ")}`);
    const seconds = done.tookMs / 1_000;
    rows.push([
      workload.name, String(done.committed), (done.committed / seconds).toFixed(0), (done.aborts / seconds).toFixed(0),
      (done.aborts / Math.max(done.committed, 1)).toFixed(2), String(done.givenUp), quantile(done.times, 0.5).toFixed(0),
      quantile(done.times, 0.95).toFixed(0), String(done.leaves),
    ]);
    say(rows.at(-1)?.join("  ") ?? "");
  }
  const heads = [
    "SERIALIZABLE deed", "commits", "commits/s", "aborts/s", "aborts per commit", "give-ups", "p50, ms", "p95, ms",
    "leaves placed beside",
  ];
  say(`written to ${writeFigures("contention", [
    "## Contention",
    `${writers} writers at once, each doing one deed after the other, on the built-in server with its usual durability; ` +
      "the sequencer runs beside them every 100 ms. An abort is a try the database sent back and that was run again; a " +
      "give-up is a deed that was answered `busy` in the end. Guards, events and letters included.",
    "Three colleagues hold each of the roles that get letters and tasks, and the database has counted its rows, as in an " +
      "office. This matters: a deed writes to every colleague, and where hundreds held each role, rows not counted, the " +
      "first line gave 25 commits/s with 0.03 aborts per commit (commit cd254b4, load average 3.3).",
    table(heads, rows),
  ].join("\n\n"))}`);
} finally {
  await opened.close();
  await removeEmbedded(state);
  rmSync(state, { recursive: true, force: true });
}
