// Goal: what stops the log stops the log only, and ends when two people have agreed, without a new start of anything.
// Method: a restored database beside the published log of a later day, and the worker's turns with a clock in the hand.
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startWorker, type Worker } from "../../src/faces/worker/worker.ts";
import { lookAgainMs } from "../../src/faces/worker/log-keeping.ts";
import type { AccountId } from "../../src/kernel/ids.ts";
import { insertLetter } from "../../src/modules/access/letters/store-letters.ts";
import { logStanding, perform } from "../../src/modules/log/index.ts";
import { askRecovery } from "../../src/modules/log/recovery/ask-recovery.ts";
import { grantRecovery } from "../../src/modules/log/recovery/grant-recovery.ts";
import type { Trace } from "../../src/ports/trace.ts";
import { newId } from "../../src/ports/random.ts";
import { Busy } from "../../src/ports/database/database.ts";
import { actorOf, anActor } from "../_build/actors.ts";
import { ring } from "../_build/log/bells.ts";
import { restored } from "../_build/log/restored.ts";
import { wholeLog } from "../_build/log/whole-log.ts";
import { aReader } from "../_build/reader.ts";
import { aWorld, type TestWorld } from "../_build/world.ts";

const administrator = actorOf({ roles: ["system-administrator"] });
const custodian = actorOf({ roles: ["key-custodian"] });

interface Watched {
  readonly world: TestWorld;
  readonly worker: Worker;
  readonly faults: string[];
}

/** A worker that turns only when told, and what it traced. */
function aWorker(base: TestWorld, ask: { refresh?: () => Promise<void> } = {}): Watched {
  const faults: string[] = [];
  const trace: Trace = { info: () => {}, warn: () => {}, fault: (what) => void faults.push(what) };
  const world = { ...base, trace };
  return { world, faults, worker: startWorker(world, (lang) => aReader(lang).say, { idle: true, ...ask }) };
}

const stateOf = async (world: TestWorld) => (await world.database.read((tx) => logStanding(world, tx))).state;

test("a stopped log is said once, and goes on by itself once two people have granted the recovery", async (t) => {
  const { world, worker, faults } = aWorker((await restored(t)).world);
  await worker.turn();
  await worker.turn();
  world.clock.forward(lookAgainMs);
  await worker.turn();
  assert.deepEqual(faults, ["the log has stopped; two persons must recover it (entente log recover)"]);
  const asked = await perform(world, administrator, askRecovery, {});
  assert.ok(asked.ok);
  world.clock.forward(lookAgainMs);
  await worker.turn();
  assert.equal(await stateOf(world), "behind"); // one person is not enough
  assert.ok((await perform(world, custodian, grantRecovery, { recovery: asked.value.recovery })).ok);
  world.clock.forward(lookAgainMs - 1_000);
  await worker.turn();
  assert.equal(await stateOf(world), "behind"); // it rests between two looks
  world.clock.forward(1_000);
  await worker.turn();
  assert.equal(await stateOf(world), "in-order");
  const before = (await wholeLog(world)).leaves.length;
  await ring(world, 1);
  await worker.turn();
  assert.equal((await wholeLog(world)).leaves.length, before + 1);
});

test("while the log stands still, letters are sent and deeds are done", async (t) => {
  const { world, worker } = aWorker((await restored(t)).world);
  await worker.turn();
  const { accountId } = await anActor(world, { roles: ["partnership-officer"] });
  await aWaitingLetter(world, accountId as AccountId);
  await ring(world, 1);
  await worker.turn();
  assert.equal(world.mail.letters.length, 1);
});

async function aWaitingLetter(world: TestWorld, accountId: AccountId): Promise<void> {
  await world.database.transaction({ isolation: "read-committed" }, (tx) => insertLetter(tx, {
    id: newId(world.random, "ltr"), accountId, to: "person@example.org", lang: "en", path: "/desk", file: null,
    about: "log.task.why", at: world.clock.now(),
  }));
}

test("a folder that cannot be written holds up the log and nothing after it, and rests longer each time", async (t) => {
  const base = await aWorld(t);
  const { world, worker, faults } = aWorker(base);
  await ring(world, 1);
  mkdirSync(world.folders.state, { recursive: true });
  writeFileSync(join(world.folders.state, "log"), "a file where the folder should be");
  await assert.rejects(worker.turn());
  await worker.turn(); // it rests: nothing is tried, nothing is traced
  assert.deepEqual(faults, ["worker: log"]);
  world.clock.forward(1_000);
  await assert.rejects(worker.turn());
  world.clock.forward(1_000);
  await worker.turn();
  assert.deepEqual(faults, ["worker: log", "worker: log"]);
  rmSync(join(world.folders.state, "log"));
  world.clock.forward(30_000);
  await worker.turn();
  assert.equal((await wholeLog(world)).leaves.length, 1);
});

test("a database that is away ends the round at once: the other parts are not made to wait for it", async (t) => {
  const base = await aWorld(t);
  let asked = 0;
  const away = { ...base, database: { ...base.database, transaction: () => {
    asked += 1;
    return Promise.reject(new Busy("away"));
  } } };
  const { worker } = aWorker(away, { refresh: () => Promise.reject(new Busy("away")) });
  await assert.rejects(worker.turn(), Busy);
  assert.equal(asked, 0);
});

test("a worker that is told to stop ends, with its turn done", async (t) => {
  const world = await aWorld(t);
  await ring(world, 1);
  const worker = startWorker(world, (lang) => aReader(lang).say);
  await worker.stop();
  assert.equal((await wholeLog(world)).leaves.length, 1);
});
