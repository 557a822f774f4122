// Goal: the life of a hit on a real database, from a list's import to two people's decision, and what may
// not happen.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { z } from "zod";
import { anActor } from "../../../tests/_build/actors.ts";
import { demoFiles, demoLists, listsInForce } from "../../../tests/_build/lists.ts";
import { started } from "../../../tests/_build/partners.ts";
import { aWorld, type TestWorld } from "../../../tests/_build/world.ts";
import { recompute } from "../../engines/matching/index.ts";
import { systemActor, type Actor } from "../../kernel/actor.ts";
import type { PartnerId } from "../../kernel/ids.ts";
import { ok } from "../../kernel/result.ts";
import { deed, eventsOf, perform, settle, type ReadDesk } from "../log/index.ts";
import {
  confirmedHits, deeds, freshness, importListFiles, openHits, screenFile, subscribers, tasks, watch,
    type WatchedSubject,
} from "./index.ts";
import { rootOfRuns } from "./screen-file.ts";
import { runsOf } from "./stores/store-hits.ts";
import { lastImports } from "./stores/store-lists.ts";

const victor: WatchedSubject = {
  role: "owner", kind: "person", names: ["Viktor Beispielov"], birthOn: "1968-11-02", countries: ["BG"],
    ids: [],
};
const harmless: WatchedSubject = { role: "officer", kind: "person", names: ["Camille Exemple"],
  countries: ["FR"], ids: [] };

/** Stands for diligence, which watches and screens inside its own deed. */
const watchDeed = deed({
  name: "test.watch", who: "system", isolation: "serializable",
  ask: z.strictObject({ file: z.string(), subjects: z.array(z.unknown()) }),
  async perform(desk, ask) {
    await watch(desk, { file: ask.file as PartnerId, subjects: ask.subjects as WatchedSubject[] });
    return ok(await screenFile(desk, ask.file as PartnerId));
  },
});

async function screened(t: TestContext, subjects: readonly WatchedSubject[] = [victor, harmless]) {
  const world = await aWorld(t);
  await listsInForce(world);
  const { partner } = await started(world);
  const done = await perform(world, systemActor, watchDeed, { file: partner, subjects });
  assert.ok(done.ok, JSON.stringify(done));
  const analyst = await anActor(world, { roles: ["diligence-analyst"] });
  const officer = await anActor(world, { roles: ["compliance-officer"] });
  return { world, partner, analyst, officer, screened: done.value };
}

function run(world: TestWorld, actor: Actor, name: string, ask: unknown) {
  const definition = deeds.find((d) => d.name === `screening.${name}`);
  assert.ok(definition, name);
  return perform(world, actor, definition, ask);
}

async function theHit(world: TestWorld, partner: PartnerId) {
  const [hit] = await world.database.read((tx) => openHits(tx, partner));
  assert.ok(hit, "there is an open hit");
  return hit;
}

const reason = "born in another year; the listed person is a seaman";

test("a screening leaves a result row for everybody, also when nothing is found", async (t) => {
  const { world, partner, screened: done } = await screened(t, [harmless]);
  assert.deepEqual(done.raised, []);
  const [row] = await world.database.read((tx) => runsOf(tx, partner, 5));
  assert.deepEqual(row?.results.map((r) => r.found), [0]);
  assert.deepEqual(row?.lists.map((l) => l.source), [...demoLists].sort());
});

test("an owner who resembles a listed person raises one hit that can be recomputed from what is stored",
  async (t) => {
  const { world, partner } = await screened(t);
  const hit = await theHit(world, partner);
  assert.equal(hit.role, "owner");
  assert.equal(hit.ref, "9000001");
  assert.equal(recompute(hit.explanation), hit.scoreBps);
  const birth = hit.explanation.features.find((f) => f.feature === "birth-date");
  assert.equal(birth?.relation, "other-year");
  assert.ok((birth?.points ?? 0) < 0);
});

test("two people dismiss a hit: the one who proposed may not decide, under no account", async (t) => {
  const { world, partner, analyst, officer } = await screened(t);
  const hit = (await theHit(world, partner)).id;
  assert.ok((await run(world, analyst, "triage-hit", { hit, expectedVersion: 1, reason })).ok);
  const proposed = await run(world, analyst, "dismiss-hit", { hit, expectedVersion: 2, reason });
  assert.ok(proposed.ok, JSON.stringify(proposed));
  assert.equal((await world.database.read((tx) => openHits(tx, partner))).length, 1);
  const same = await anActor(world, { roles: ["compliance-officer"],
    personId: analyst.personId as `per_${string}` });
  const refused = await run(world, same, "dismiss-hit", { hit, expectedVersion: 3, reason });
  assert.equal(refused.ok ? "" : refused.error.code, "access/separated-duty");
  assert.ok((await run(world, officer, "dismiss-hit", { hit, expectedVersion: 3, reason })).ok);
  assert.deepEqual(await world.database.read((tx) => openHits(tx, partner)), []);
});

test("a second person who disagrees sends the hit back, and it stays open", async (t) => {
  const { world, partner, analyst, officer } = await screened(t);
  const hit = (await theHit(world, partner)).id;
  await run(world, analyst, "triage-hit", { hit, expectedVersion: 1, reason });
  await run(world, analyst, "dismiss-hit", { hit, expectedVersion: 2, reason });
  assert.ok((await run(world, officer, "return-hit", { hit, expectedVersion: 3, reason })).ok);
  assert.equal((await theHit(world, partner)).state, "triaged");
});

test("a match needs two people, and stays when the list is imported again", async (t) => {
  const { world, partner, analyst, officer } = await screened(t);
  const hit = (await theHit(world, partner)).id;
  await run(world, analyst, "triage-hit", { hit, expectedVersion: 1, reason });
  const alone = await run(world, officer, "confirm-hit", { hit, expectedVersion: 2, reason });
  assert.equal(alone.ok ? "" : alone.error.code, "screening/not-yours-to-decide");
  await run(world, analyst, "confirm-hit", { hit, expectedVersion: 2, reason });
  assert.ok((await run(world, officer, "confirm-hit", { hit, expectedVersion: 3, reason })).ok);
  assert.equal((await world.database.read((tx) => confirmedHits(tx, partner))).length, 1);
  assert.deepEqual(await world.database.read((tx) => openHits(tx, partner)), []);
});

test("refuses a stale version, a short reason, a wrong state and somebody else's hit", async (t) => {
  const { world, partner, analyst } = await screened(t);
  const hit = (await theHit(world, partner)).id;
  const code = async (name: string, ask: unknown, actor = analyst) => {
    const result = await run(world, actor, name, ask);
    return result.ok ? "ok" : result.error.code;
  };
  assert.equal(await code("triage-hit", { hit, expectedVersion: 7, reason }), "screening/moved-on");
  assert.equal(await code("triage-hit", { hit, expectedVersion: 1, reason: "no" }), "input/faulty");
  assert.equal(await code("triage-hit", { hit, expectedVersion: 1, reason, note: "unknown" }),
    "input/faulty");
  assert.equal(await code("dismiss-hit", { hit, expectedVersion: 1, reason }), "screening/wrong-state");
  const absent = `hit_${"0".repeat(26)}`;
  assert.equal(await code("triage-hit", { hit: absent, expectedVersion: 1, reason }), "hidden");
  const stranger = await anActor(world, { roles: ["finance-officer"] });
  assert.equal(await code("triage-hit", { hit, expectedVersion: 1, reason }, stranger), "log/not-your-role");
});

/** The demonstration's XML with one word replaced: a new version of the list. */
function changed(from: string, to: string) {
  const [file] = demoFiles("demo-un");
  assert.ok(file);
  const text = new TextDecoder().decode(file.bytes);
  assert.ok(text.includes(from), from);
  return [{ name: file.name, bytes: new TextEncoder().encode(text.replaceAll(from, to)) }];
}

test("a dismissed pair stays dismissed when the list comes again, and is asked afresh when the entry changes",
  async (t) => {
  const { world, partner, analyst, officer } = await screened(t);
  const hit = (await theHit(world, partner)).id;
  await run(world, analyst, "triage-hit", { hit, expectedVersion: 1, reason });
  await run(world, analyst, "dismiss-hit", { hit, expectedVersion: 2, reason });
  await run(world, officer, "dismiss-hit", { hit, expectedVersion: 3, reason });
  const other = await importListFiles(world, { source: "demo-un", files: changed("imaginary goods",
    "invented goods") });
  assert.ok(other.ok && other.value.outcome === "imported" && other.value.added === 1, JSON.stringify(other));
  await settle(world, subscribers);
  const again = await theHit(world, partner);
  assert.notEqual(again.id, hit);
  assert.equal(again.listVersion, 2);
});

test("an open hit lapses when its entry leaves the list", async (t) => {
  const { world, partner } = await screened(t);
  await theHit(world, partner);
  const gone = changed("BEISPIELOFF", "ANDERSNAMIG").map((f) => ({
    ...f, bytes: new TextEncoder().encode(new TextDecoder().decode(f.bytes).replace("Viktor Beispielow",
      "V. Andersnamig")
      .replace("Виктор Бейспилофф", "")),
  }));
  assert.ok((await importListFiles(world, { source: "demo-un", files: gone })).ok);
  await settle(world, subscribers);
  assert.deepEqual(await world.database.read((tx) => openHits(tx, partner)), []);
});

test("a new version makes screening stale until everybody was screened against it", async (t) => {
  const { world } = await screened(t);
  const at = () => world.database.read((tx) => freshness(tx, world.clock.now()));
  assert.equal((await at()).ageHours, 0);
  world.clock.forward(25 * 3_600_000);
  for (const source of demoLists.slice(1)) await importListFiles(world, { source, files: demoFiles(source) });
  assert.equal((await at()).ageHours, 25);
  await importListFiles(world, { source: "demo-un", files: changed("imaginary goods", "other goods") });
  assert.equal((await at()).ageHours, 25, "imported, but nobody was screened yet");
  await settle(world, subscribers);
  assert.equal((await at()).ageHours, 0);
});

test("a rescreening is one event, whose root every run of it must agree with", async (t) => {
  const { world, partner } = await screened(t);
  const { partner: second } = await started(world);
  assert.ok((await perform(world, systemActor, watchDeed, { file: second, subjects: [harmless] })).ok);
  await importListFiles(world, { source: "demo-un", files: changed("imaginary goods", "other goods") });
  await settle(world, subscribers);
  const runs = async () => (await Promise.all([partner, second].map((file) => world.database.read((tx) => runsOf(tx, file, 9)))))
    .flat().filter((one) => one.cause === "imported");
  const [event, ...more] = await world.database.read((tx) => eventsOf({ tx, world }, { subject: "screening" }, 10));
  assert.equal(more.length, 0);
  assert.deepEqual((await runs()).map((one) => one.eventId), [event?.id, event?.id]);
  const body = event?.body as { runs: number; root: string };
  assert.deepEqual([body.runs, body.root], [2, rootOfRuns(await runs())]);
  const other = (await runs()).map((one, at) => (at === 0 ? { ...one, raised: one.raised + 1 } : one));
  assert.notEqual(rootOfRuns(other), body.root);
});

test("an adopted list that was never imported lets nothing be decided", async (t) => {
  const world = await aWorld(t);
  await listsInForce(world);
  world.configure({ adoptedLists: [...demoLists, "au-dfat"] });
  await importListFiles(world, { source: "demo-own", files: demoFiles("demo-own") });
  assert.equal((await world.database.read((tx) => freshness(tx, world.clock.now()))).checkedAt, null);
});

test("a refused list leaves the last good one in force, and the refusal on record", async (t) => {
  const world = await aWorld(t);
  await listsInForce(world);
  const [file] = demoFiles("demo-un");
  assert.ok(file);
  world.clock.forward(1_000);
  const cut = await importListFiles(world,
    { source: "demo-un", files: [{ ...file, bytes: file.bytes.subarray(0, 2_000) }] });
  assert.equal(cut.ok ? "" : cut.error.code, "screening/list-refused");
  const [state] = (await world.database.read((tx) => freshness(tx, world.clock.now()))).lists.filter((l) =>
    l.source === "demo-un");
  assert.equal(state?.version, 1);
  assert.equal(state?.entries, 5);
  const last = (await world.database.read((tx) => lastImports(tx))).find((i) => i.source === "demo-un");
  assert.equal(last?.outcome, "refused");
  assert.equal(last?.fault?.code, "xml-broken");
});

test("the same bytes again are no new version, only a fresh check", async (t) => {
  const world = await aWorld(t);
  await listsInForce(world);
  world.clock.forward(3_600_000);
  const again = await importListFiles(world, { source: "demo-un", files: demoFiles("demo-un") });
  assert.ok(again.ok && again.value.outcome === "unchanged" && again.value.version === 1,
    JSON.stringify(again));
});

test("open hits are tasks of those who can move them, and wait for others meanwhile", async (t) => {
  const { world, partner, analyst, officer } = await screened(t);
  const tasksOf = (actor: Actor) => world.database.read((tx) => {
    const desk: ReadDesk = { tx, actor, world, organisation: world.organisation(), now: () =>
      world.clock.now() };
    return tasks(desk);
  });
  assert.deepEqual((await tasksOf(analyst)).map((x) => [x.key, x.waitingFor]),
    [["screening.task.look", "me"]]);
  assert.deepEqual((await tasksOf(officer)).map((x) => x.waitingFor), ["others"]);
  const hit = (await theHit(world, partner)).id;
  await run(world, analyst, "triage-hit", { hit, expectedVersion: 1, reason });
  await run(world, analyst, "dismiss-hit", { hit, expectedVersion: 2, reason });
  assert.deepEqual((await tasksOf(officer)).map((x) => [x.key, x.waitingFor]),
    [["screening.task.decide", "me"]]);
});

test("an undecided hit is escalated after five days, not before", async (t) => {
  const { world, partner } = await screened(t);
  const hit = (await theHit(world, partner)).id;
  const early = await run(world, systemActor, "escalate-hit", { hit });
  assert.equal(early.ok ? "" : early.error.code, "screening/not-overdue");
  world.clock.forward(120 * 3_600_000);
  assert.ok((await run(world, systemActor, "escalate-hit", { hit })).ok);
  assert.equal((await theHit(world, partner)).state, "raised", "still frozen");
});
