import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { DiskFull } from "../disk-full.ts";
import { Busy } from "./database.ts";
import { persist } from "./failures.ts";
import { Turns } from "./turns.ts";

const conflict = (): Error => Object.assign(new Error("could not serialize"), { code: "40001" });
const limits = { conflictMs: 2_000, lostMs: 5_000 };

test("losers of a conflict try again one after the other, and each comes through", async () => {
  const turns = new Turns();
  let [inside, most] = [0, 0];
  const loser = async (n: number): Promise<number> => {
    let tries = 0;
    return persist(async () => {
      tries += 1;
      if (tries === 1) throw conflict();
      inside += 1;
      most = Math.max(most, inside);
      await pause(2);
      inside -= 1;
      return n;
    }, limits, turns);
  };
  const done = await Promise.all(Array.from({ length: 8 }, (_, n) => loser(n)));
  assert.deepEqual(done, [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.equal(most, 1);
});

test("who comes for the first time does not wait for those who lost", async () => {
  const turns = new Turns();
  const held = await turns.take(1_000);
  assert.equal(await persist(async () => "at once", limits, turns), "at once");
  held?.();
});

test("a turn that does not come is not waited for for ever, and holds up nobody behind", async () => {
  const turns = new Turns();
  const held = await turns.take(1_000);
  assert.equal(await turns.take(10), null);
  const third = turns.take(10_000);
  held?.();
  assert.notEqual(await third, null);
});

test("conflicts without end are Busy, and the turn is given back whatever happens", async () => {
  const turns = new Turns();
  const short = { conflictMs: 30, lostMs: 1_000 };
  await assert.rejects(persist(() => Promise.reject(conflict()), short, turns), Busy);
  let isFirst = true;
  const own = persist(() => {
    if (!isFirst) return Promise.reject(new RangeError("mine"));
    isFirst = false;
    return Promise.reject(conflict());
  }, short, turns);
  await assert.rejects(own, RangeError);
  assert.notEqual(await turns.take(10), null);
});

test("what is no conflict is not tried again", async () => {
  let tries = 0;
  await assert.rejects(persist(() => {
    tries += 1;
    return Promise.reject(new RangeError("mine"));
  }, limits), RangeError);
  assert.equal(tries, 1);
});

test("a server without room is DiskFull at once, with its own words as the cause", async () => {
  const full = Object.assign(new Error("could not extend file"), { code: "53100" });
  let tries = 0;
  const asked = persist(() => {
    tries += 1;
    return Promise.reject(full);
  }, limits);
  await assert.rejects(asked, (error) => error instanceof DiskFull && error.cause === full);
  assert.equal(tries, 1);
});
