import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { publicActor, systemActor } from "../../kernel/actor.ts";
import { refused } from "../../kernel/refusal.ts";
import { no, ok } from "../../kernel/result.ts";
import { newId } from "../../ports/random.ts";
import { actorOf } from "../../../tests/_build/actors.ts";
import { aWorld, type TestWorld } from "../../../tests/_build/world.ts";
import { ask, deed, eventsOf, perform, question, type Desk } from "./index.ts";
import { readDesk } from "./desk.ts";

const subject = "prt_00000000000000000000000000";
const officer = actorOf({ roles: ["partnership-officer"] });

/** The smallest deed there is: one event. `runs` counts how often it really ran. */
function aDeed(
  inside: (desk: Desk, times: bigint) => Promise<ReturnType<typeof refused> | null> = async () => null,
) {
  const runs = { count: 0 };
  const definition = deed({
    name: "example.ring-bell", who: ["partnership-officer"], isolation: "serializable",
    ask: z.strictObject({ times: z.bigint().min(1n), note: z.string().max(5) }),
    async perform(desk, { times, note }) {
      runs.count += 1;
      await desk.record(
        { type: "bell.sounded", subject, file: subject, body: { times: times.toString(), note } },
      );
      const refusal = await inside(desk, times);
      return refusal === null ? ok({ total: times, at: desk.now() }) : no(refusal);
    },
  });
  return { definition, runs };
}

async function timeline(world: TestWorld) {
  return world.database.read((tx) => eventsOf(readDesk(world, officer, tx), { subject }, 10));
}

test("a deed leaves its event, which opens again to the same body", async (t) => {
  const world = await aWorld(t);
  const answer = await perform(world, officer, aDeed().definition, { times: 2n, note: "twice" });
  assert.deepEqual(answer, ok({ total: 2n, at: world.clock.now() }));
  const [event, ...others] = await timeline(world);
  assert.equal(others.length, 0);
  assert.deepEqual(event?.body, { times: "2", note: "twice" });
  assert.deepEqual([event?.type, event?.actor, event?.person, event?.leafIndex],
    ["bell.sounded", officer.accountId, officer.personId, null]);
});

test("the same key gives the stored answer and runs once, bigint and all", async (t) => {
  const world = await aWorld(t);
  const { definition, runs } = aDeed();
  const options = { idempotencyKey: "form-1" };
  const first = await perform(world, officer, definition, { times: 3n, note: "" }, options);
  world.clock.forward(60_000);
  const second = await perform(world, officer, definition, { note: "", times: 3n }, options);
  assert.deepEqual(second, first);
  assert.equal(runs.count, 1);
  assert.equal((await timeline(world)).length, 1);
});

test("the same key with another ask is refused, and belongs to one account only", async (t) => {
  const world = await aWorld(t);
  const { definition, runs } = aDeed();
  const options = { idempotencyKey: "form-1" };
  await perform(world, officer, definition, { times: 3n, note: "" }, options);
  const other = await perform(world, officer, definition, { times: 4n, note: "" }, options);
  assert.deepEqual(other, no(refused("log/idempotency-conflict")));
  const colleague = actorOf({ roles: ["partnership-officer"] });
  assert.equal((await perform(world, colleague, definition, { times: 4n, note: "" }, options)).ok, true);
  assert.equal(runs.count, 2);
});

test("a double click runs once: both get the same answer", async (t) => {
  const world = await aWorld(t);
  const { definition } = aDeed();
  const clicks = await Promise.all([1, 2, 3, 4].map(() =>
    perform(world, officer, definition, { times: 1n, note: "" }, { idempotencyKey: "once" })));
  assert.equal(new Set(clicks.map((c) => JSON.stringify(c.ok))).size, 1);
  assert.equal((await timeline(world)).length, 1);
});

test("a refusal leaves nothing behind, not even the key", async (t) => {
  const world = await aWorld(t);
  let open = false;
  const { definition } = aDeed(async () => (open ? null : refused("example/bell-locked")));
  const options = { idempotencyKey: "form-1" };
  const shut = await perform(world, officer, definition, { times: 1n, note: "" }, options);
  assert.deepEqual(shut, no(refused("example/bell-locked")));
  assert.equal((await timeline(world)).length, 0);
  open = true;
  assert.equal((await perform(world, officer, definition, { times: 1n, note: "" }, options)).ok, true);
});

test("what expires while the deed runs is seen at the commit", async (t) => {
  const world = await aWorld(t);
  const until = world.clock.now() + 1_000;
  const { definition } = aDeed(async (desk) => {
    desk.beforeCommit(async (at) => (at <= until ? null : refused("example/expired")));
    world.clock.forward(1_001);
    return null;
  });
  assert.deepEqual(
    await perform(world, officer, definition, { times: 1n, note: "" }), no(refused("example/expired")),
  );
  assert.equal((await timeline(world)).length, 0);
});

test("a deed that records no event is a bug and changes nothing", async (t) => {
  const world = await aWorld(t);
  const silent = deed({
    name: "example.stay-silent", who: ["partnership-officer"],
    isolation: "read-committed", ask: z.strictObject({}),
    perform: async () => ok(null),
  });
  await assert.rejects(perform(world, officer, silent, {}), /recorded no event/);
});

test("unknown, missing and wrong fields are all named at once, without their values", async (t) => {
  const world = await aWorld(t);
  const answer = await perform(world, officer, aDeed().definition, { times: 0n, note: "secret", extra: 1 });
  assert.equal(answer.ok, false);
  assert.equal(!answer.ok && answer.error.kind, "fault");
  const faults = !answer.ok && answer.error.kind === "fault" ? answer.error.faults : [];
  assert.deepEqual(faults.map((f) => `${f.path} ${f.code}`).sort(),
    ["extra ask-unknown-field", "note ask-too-long", "times ask-too-small"]);
  assert.ok(!JSON.stringify(faults).includes("secret"));
  const missing = await perform(world, officer, aDeed().definition, { times: 1n });
  assert.deepEqual(
    !missing.ok && missing.error.kind === "fault" && missing.error.faults,
    [{ path: "note", code: "ask-missing" }],
  );
});

test("who lacks the role is refused, and the system may do only its own", async (t) => {
  const world = await aWorld(t);
  const { definition, runs } = aDeed();
  for (const actor of [actorOf({ roles: ["finance-officer"] }), publicActor, systemActor]) {
    assert.deepEqual(
      await perform(world, actor, definition, { times: 1n, note: "" }), no(refused("log/not-your-role")),
    );
  }
  const own = deed({ ...definition, who: "system" });
  assert.deepEqual(
    await perform(world, officer, own, { times: 1n, note: "" }), no(refused("log/not-your-role")),
  );
  assert.equal((await perform(world, systemActor, own, { times: 1n, note: "" })).ok, true);
  assert.equal(runs.count, 1);
});

test("a decision needs a fresh gesture, still fresh at the commit", async (t) => {
  const world = await aWorld(t);
  const { definition } = aDeed(async () => {
    world.clock.forward(10);
    return null;
  });
  const fresh = deed({ ...definition, fresh: true });
  const asked = { times: 1n, note: "" };
  const stale = { ...officer, freshUntil: world.clock.now() - 1 };
  assert.deepEqual(await perform(world, stale, fresh, asked), no(refused("log/gesture-needed")));
  const lastMoment = { ...officer, freshUntil: world.clock.now() + 9 };
  assert.deepEqual(await perform(world, lastMoment, fresh, asked), no(refused("log/gesture-needed")));
  assert.equal(
    (await perform(world, { ...officer, freshUntil: world.clock.now() + 100 }, fresh, asked)).ok, true,
  );
});

test("a question gives null to who may not ask, and to what cannot be read", async (t) => {
  const world = await aWorld(t);
  const count = question({
    name: "example.count", who: ["partnership-officer"], ask: z.strictObject({ subject: z.string() }),
    answer: async (desk, asked) => (await eventsOf(desk, asked, 5)).length,
  });
  await perform(world, officer, aDeed().definition, { times: 1n, note: "" });
  assert.equal(await ask(world, officer, count, { subject }), 1);
  assert.equal(await ask(world, publicActor, count, { subject }), null);
  assert.equal(await ask(world, officer, count, { subject, more: 1 }), null);
});

test("an event that somebody changed in the database is not believed", async (t) => {
  const world = await aWorld(t);
  const id = newId(world.random, "prt");
  await perform(world, officer, aDeed().definition, { times: 1n, note: "" });
  const { withClient } = await import("../../ports/database/admin.ts");
  await withClient(world.adminUrl, (client) => client.query("update log.events set person_id = $1", [id]));
  await assert.rejects(timeline(world), /differs from what was committed/);
});
