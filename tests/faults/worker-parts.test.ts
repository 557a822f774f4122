// Goal: timers, lists and everything else nobody clicks happen by themselves, once, and a bad publisher changes nothing.
// Method: the worker's turns with a clock in the hand, and publishers of the test.
import assert from "node:assert/strict";
import { test } from "node:test";
import { refreshLists } from "../../src/faces/worker/refresh-lists.ts";
import { runDue } from "../../src/faces/worker/parts.ts";
import { startWorker, type Worker } from "../../src/faces/worker/worker.ts";
import { idleDays } from "../../src/modules/partners/moves.ts";
import { partnerOf } from "../../src/modules/partners/index.ts";
import { freshness } from "../../src/modules/screening/index.ts";
import type { Trace } from "../../src/ports/trace.ts";
import { demoFiles, listsInForce } from "../_build/lists.ts";
import { started } from "../_build/partners.ts";
import { aReader } from "../_build/reader.ts";
import { aWorld, type TestWorld } from "../_build/world.ts";

const dayMs = 86_400_000;

function aWorker(base: TestWorld): { world: TestWorld; worker: Worker; warnings: string[] } {
  const warnings: string[] = [];
  const trace: Trace = {
    info: () => {}, fault: () => {},
    warn: (what, facts) => void warnings.push(`${what} ${String(facts?.["source"])} ${String(facts?.["outcome"])}`),
  };
  const world = { ...base, trace };
  return { world, warnings, worker: startWorker(world, (lang) => aReader(lang).say, { idle: true }) };
}

test("a draft nobody touches lapses by itself when its time has come, once, and its contact is told", async (t) => {
  const { world, worker } = aWorker(await aWorld(t));
  const { partner } = await started(world);
  await worker.turn();
  const state = () => world.database.read(async (tx) => (await partnerOf(tx, partner))?.state);
  world.clock.forward((idleDays - 1) * dayMs);
  await worker.turn();
  assert.equal(await state(), "draft");
  world.clock.forward(2 * dayMs);
  await worker.turn();
  assert.equal(await state(), "lapsed");
  assert.equal(world.mail.letters.length, 1);
  assert.equal(await runDue(world), 0);
});

test("timers look every half minute, not at every turn", async (t) => {
  const { world, worker } = aWorker(await aWorld(t));
  const { partner } = await started(world);
  world.clock.forward((idleDays + 1) * dayMs);
  const state = () => world.database.read(async (tx) => (await partnerOf(tx, partner))?.state);
  await worker.turn();
  assert.equal(await state(), "lapsed");
  const second = await started(world);
  world.clock.forward(29_000);
  await worker.turn();
  assert.equal((await world.database.read((tx) => partnerOf(tx, second.partner)))?.state, "draft");
});

test("lists are looked at again after six hours; one that cannot be had is said, and the others go on", async (t) => {
  const { world, worker, warnings } = aWorker(await aWorld(t));
  await listsInForce(world);
  world.configure({ fictitious: true, adoptedLists: ["demo-un", "un"] });
  await worker.turn();
  assert.deepEqual(warnings, []);
  world.clock.forward(6 * 3_600_000 + 1);
  await worker.turn();
  assert.deepEqual(warnings, ["list not refreshed un unreachable"]);
  const { lists } = await world.database.read((tx) => freshness(tx, world.clock.now()));
  const demo = lists.find((list) => list.source === "demo-un");
  assert.deepEqual([demo?.version, demo?.checkedAt], [1, world.clock.now()]);
});

test("a publisher that answers with a page, half a list or nothing changes nothing", async (t) => {
  const world = await aWorld(t);
  world.configure({ fictitious: false, adoptedLists: ["un"] });
  const url = "https://scsanctions.un.org/resources/xml/en/consolidated.xml";
  const good = String(Buffer.from(demoFiles("demo-un")[0]?.bytes ?? []));
  const bad: readonly (string | Uint8Array)[] = ["<!doctype html><p>Sign in</p>", good.slice(0, good.length / 2), "", good];
  for (const answer of bad) {
    world.http.serve(url, answer);
    const [done] = await refreshLists(world);
    assert.equal(done?.outcome, "refused", String(answer).slice(0, 40));
  }
  const { checkedAt } = await world.database.read((tx) => freshness(tx, world.clock.now()));
  assert.equal(checkedAt, null);
});

test("a redirect, a refused address and an answer too large are told as what they are", async (t) => {
  const world = await aWorld(t);
  world.configure({ fictitious: false, adoptedLists: ["un", "own-list"] });
  const url = "https://scsanctions.un.org/resources/xml/en/consolidated.xml";
  for (const reason of ["status", "too-large", "timeout", "refused-address"] as const) {
    world.http.serve(url, { kind: "failed", reason });
    const [un, own] = await refreshLists(world);
    assert.deepEqual([un?.outcome, un?.why], ["unreachable", reason]);
    assert.equal(own?.outcome, "no-address");
  }
});
