// Goal: the sequencer finds every committed event whatever the order of commits, and gives each one leaf.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sequence } from "../../src/modules/log/index.ts";
import { openDesk } from "../../src/modules/log/desk.ts";
import { runSubscribers, type Subscriber } from "../../src/modules/log/index.ts";
import { aBell, ring, ringer } from "../_build/log/bells.ts";
import { assertGapless, wholeLog } from "../_build/log/whole-log.ts";
import { aWorld, type TestWorld } from "../_build/world.ts";

/** A transaction that has written its event and waits to be told to commit. */
async function heldEvent(world: TestWorld): Promise<{
  commit: () => Promise<void>; rollBack: () => Promise<void>
}> {
  let settle: (error: Error | null) => void = () => {};
  const told = new Promise<Error | null>((done) => (settle = done));
  let written: () => void = () => {};
  const wrote = new Promise<void>((done) => (written = done));
  const over = world.database.transaction({ isolation: "serializable" }, async (tx) => {
    await openDesk(world, ringer, tx).desk.record(aBell(world));
    written();
    const error = await told;
    if (error !== null) throw error;
  });
  await wrote;
  const end = (error: Error | null) => async (): Promise<void> => {
    settle(error);
    await over.catch((thrown: unknown) => assert.equal(thrown, error));
  };
  return { commit: end(null), rollBack: end(new Error("changed my mind")) };
}

test("events that commit in reverse order, with sequencing in between, all get leaves", async (t) => {
  const world = await aWorld(t);
  const horizon = { xid: "0" };
  const held = [];
  for (let i = 0; i < 8; i++) held.push(await heldEvent(world));
  for (const [i, event] of held.reverse().entries()) {
    if (i % 4 === 3) await event.rollBack();
    else await event.commit();
    await sequence(world, { horizon });
  }
  await assertGapless(world, 6);
});

test("eight writers and a running sequencer lose nothing and leave no gap", async (t) => {
  const world = await aWorld(t);
  const horizon = { xid: "0" };
  let writing = true;
  const sequencer = (async () => {
    while (writing) await sequence(world, { horizon });
  })();
  const writers = Array.from({ length: 8 }, () => ring(world, 25));
  const ids = (await Promise.all(writers)).flat();
  writing = false;
  await sequencer;
  await sequence(world, { horizon });
  assert.equal(new Set(ids).size, 200);
  await assertGapless(world, 200);
});

test("two sequencers at once take turns and make one log", async (t) => {
  const world = await aWorld(t);
  const rounds = Array.from({ length: 6 }, async () => {
    await ring(world, 5);
    await Promise.all([sequence(world), sequence(world)]);
  });
  await Promise.all(rounds);
  await sequence(world);
  await assertGapless(world, 30);
  assert.equal((await wholeLog(world)).checkpoint.size, 30n);
});

test("a subscriber sees every event in the order of the leaves while writers go on", async (t) => {
  const world = await aWorld(t);
  const seen: number[] = [];
  const subscriber: Subscriber = {
    name: "example.listener", types: ["bell.sounded"],
    on: async (_desk, event) => void seen.push(event.leafIndex ?? -1),
  };
  const writers = Promise.all([ring(world, 20), ring(world, 20), ring(world, 10, "bell.cleaned")]);
  for (let over = false; !over;) {
    over = await Promise.race([writers.then(() => true), new Promise<false>((d) => setTimeout(d, 5, false))]);
    await sequence(world);
    await runSubscribers(world, [subscriber]);
  }
  const first = seen.filter((index, i) => seen.indexOf(index) === i);
  assert.equal(first.length, 40);
  assert.deepEqual(first, [...first].sort((a, b) => a - b));
});
