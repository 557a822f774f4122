import assert from "node:assert/strict";
import { test } from "node:test";
import { aBell, record, ring } from "../../../tests/_build/log/bells.ts";
import { actorOf } from "../../../tests/_build/actors.ts";
import { aWorld } from "../../../tests/_build/world.ts";
import { ask, runSubscribers, sequence, settle, type PastEvent, type Subscriber } from "./index.ts";
import { stateQuestion } from "./questions.ts";

/** Keeps what it saw; `before` may throw. */
function aListener(before: (event: PastEvent) => void = () => {}, types = ["bell.sounded"]) {
  const seen: PastEvent[] = [];
  const subscriber: Subscriber = {
    name: "example.listener", types,
    async on(_desk, event) {
      before(event);
      seen.push(event);
    },
  };
  return { subscriber, seen };
}

test("a subscriber sees events of its types only, in the order of the leaves, opened", async (t) => {
  const world = await aWorld(t);
  await ring(world, 2);
  await ring(world, 1, "bell.cleaned");
  await ring(world, 1);
  const { subscriber, seen } = aListener();
  await settle(world, [subscriber]);
  assert.deepEqual(seen.map((e) => [e.leafIndex, e.body]), [[0, { i: 0 }], [1, { i: 1 }], [3, { i: 0 }]]);
});

test("it sees nothing twice when run again, and what came since when there is more", async (t) => {
  const world = await aWorld(t);
  const { subscriber, seen } = aListener();
  await ring(world, 1);
  await settle(world, [subscriber]);
  await settle(world, [subscriber]);
  assert.equal(seen.length, 1);
  await ring(world, 1, "bell.cleaned");
  await ring(world, 1);
  await settle(world, [subscriber]);
  assert.deepEqual(seen.map((e) => e.leafIndex), [0, 2]);
});

test("an event that was not placed yet is not seen", async (t) => {
  const world = await aWorld(t);
  const { subscriber, seen } = aListener();
  await ring(world, 1);
  await runSubscribers(world, [subscriber]);
  assert.equal(seen.length, 0);
  await sequence(world);
  await runSubscribers(world, [subscriber]);
  assert.equal(seen.length, 1);
});

test("one that fails stops at its event, is retried there, and does not stop the others", async (t) => {
  const world = await aWorld(t);
  let broken = true;
  const failing = aListener((e) => {
    if (broken && e.leafIndex === 1) throw new Error("cannot");
  });
  const other = aListener();
  const others = { ...other.subscriber, name: "example.other" };
  await ring(world, 3);
  await settle(world, [failing.subscriber, others]);
  assert.deepEqual([failing.seen.length, other.seen.length], [1, 3]);
  const state = await ask(world, actorOf({ roles: ["internal-auditor"] }), stateQuestion, {});
  const line = state?.subscribers.find((s) => s.name === "example.listener");
  assert.deepEqual([line?.seen, (line?.failures ?? 0) > 0, line?.failedAt], [1, true, world.clock.now()]);
  broken = false;
  await settle(world, [failing.subscriber]);
  assert.deepEqual(failing.seen.map((e) => e.leafIndex), [0, 1, 2]);
});

test("what a subscriber changes and where it stands are one transaction", async (t) => {
  const world = await aWorld(t);
  let crash = true;
  const echo: Subscriber = {
    name: "example.echo", types: ["bell.sounded"],
    async on(desk, event) {
      await desk.record(aBell(world, { type: "bell.echoed", body: { of: event.id } }));
      if (crash) throw new Error("after the change");
    },
  };
  const echoes = aListener(() => {}, ["bell.echoed"]);
  await ring(world, 1);
  await settle(world, [echo, echoes.subscriber]);
  assert.equal(echoes.seen.length, 0);
  crash = false;
  await settle(world, [echo, echoes.subscriber]);
  assert.deepEqual(echoes.seen.map((e) => e.actor), ["system"]);
});

test("two workers at once show each event once to one subscriber's tables", async (t) => {
  const world = await aWorld(t);
  const echo: Subscriber = {
    name: "example.echo", types: ["bell.sounded"],
    on: async (desk, event) => void await desk.record(
      aBell(world, { type: "bell.echoed", body: { of: event.id } }),
    ),
  };
  const echoes = aListener(() => {}, ["bell.echoed"]);
  await record(world, Array.from({ length: 10 }, () => aBell(world)));
  await sequence(world);
  await Promise.all([runSubscribers(world, [echo]), runSubscribers(world, [echo])]);
  await settle(world, [echo, echoes.subscriber]);
  assert.equal(echoes.seen.length, 10);
});
