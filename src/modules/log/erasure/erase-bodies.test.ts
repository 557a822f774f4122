import assert from "node:assert/strict";
import { test } from "node:test";
import { hidden, refused } from "../../../kernel/refusal.ts";
import { no } from "../../../kernel/result.ts";
import { actorOf, anActor } from "../../../../tests/_build/actors.ts";
import { aBell, record, ringBells, ringer } from "../../../../tests/_build/log/bells.ts";
import { wholeLog } from "../../../../tests/_build/log/whole-log.ts";
import { anActivePartner, must, run } from "../../../../tests/_build/partners.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import { allSubscribers } from "../../../faces/doors.ts";
import { openSuspension } from "../../partners/stores/store-suspensions.ts";
import { eventsOf, forgetOldAnswers, perform, sequence, settle, type Subscriber } from "../index.ts";
import { readDesk } from "../desk.ts";
import { eraseBodies } from "./erase-bodies.ts";

const officer = actorOf({ roles: ["data-protection-officer"] });
const article = "RPD 13";

test("an erased body is gone, its leaf stays, and the erasure is an event others hear of", async (t) => {
  const world = await aWorld(t);
  const subject = "prt_00000000000000000000000000";
  const [id] = await record(world, [aBell(world, { subject, body: { name: "Personne Exemplaire" } })]);
  await sequence(world);
  const answer = await perform(world, officer, eraseBodies, { events: [id], article });
  assert.equal(answer.ok && answer.value.erased, 1);
  const [event] = await world.database.read((tx) => eventsOf(readDesk(world, officer, tx), { subject }, 5));
  assert.deepEqual([event?.erased, event?.body, event?.leafIndex], [true, null, 0]);
  const heard: unknown[] = [];
  const listener: Subscriber = {
    name: "example.eraser", types: ["body.erased"], on: async (_d, e) => void heard.push(e.body),
  };
  await settle(world, [listener]);
  assert.deepEqual(heard, [{ events: [id], article, erased: 1 }]);
  assert.equal((await wholeLog(world)).leaves.length, 2);
});

test("an erasure takes the body of an event and not the row beside it, as the README says", async (t) => {
  const world = await aWorld(t);
  const active = await anActivePartner(world);
  const words = "A credible report about Personne Exemplaire is being examined.";
  must(await run(world, await anActor(world, { roles: ["secretary-general"] }), "suspend-partner", {
    partner: active.partner, expectedVersion: active.version, ground: "breach", words,
  }));
  const past = () => world.database.read((tx) => eventsOf(readDesk(world, officer, tx), { subject: active.partner }, 1));
  const [event] = await past();
  assert.equal((event?.body as { words?: string } | null)?.words, words);
  assert.ok((await perform(world, officer, eraseBodies, { events: [event?.id], article })).ok);
  await settle(world, allSubscribers);
  assert.equal((await past())[0]?.body, null);
  // When a module hears the erasure and takes its own row, this line and the README change together.
  assert.equal((await world.database.read((tx) => openSuspension(tx, active.partner)))?.words, words);
  assert.ok(!allSubscribers.some((one) => one.types.includes("body.erased")));
});

test("nothing is erased twice, the record of an erasure never, and unknown events not at all", async (t) => {
  const world = await aWorld(t);
  const ids = await record(world, [aBell(world)]);
  assert.ok((await perform(world, officer, eraseBodies, { events: ids, article })).ok);
  assert.deepEqual(
    await perform(world, officer, eraseBodies, { events: ids, article }), no(refused("log/already-erased")),
  );
  const erasure = await lastErasure(world.adminUrl);
  assert.deepEqual(
    await perform(world, officer, eraseBodies, { events: [erasure], article }),
    no(refused("log/erasure-stays")),
  );
  const unknown = ["evt_00000000000000000000000000"];
  assert.deepEqual(await perform(world, officer, eraseBodies, { events: unknown, article }), no(hidden));
});

async function lastErasure(adminUrl: string): Promise<string> {
  const { withClient } = await import("../../../ports/database/admin.ts");
  const { rows } = await withClient(
    adminUrl, (c) => c.query("select event_id from log.events where type = 'body.erased'"),
  );
  return String((rows[0] as Record<string, unknown>)["event_id"]);
}

test("one unknown event among many erases none of them", async (t) => {
  const world = await aWorld(t);
  const subject = "prt_00000000000000000000000000";
  const [id] = await record(world, [aBell(world, { subject })]);
  const events = [id, "evt_zzzzzzzzzzzzzzzzzzzzzzzzzz"];
  assert.deepEqual(await perform(world, officer, eraseBodies, { events, article }), no(hidden));
  const [event] = await world.database.read((tx) => eventsOf(readDesk(world, officer, tx), { subject }, 5));
  assert.equal(event?.erased, false);
});

test("stored answers are forgotten after a week, and the key may then be used anew", async (t) => {
  const world = await aWorld(t);
  const bell = [aBell(world)];
  const options = { idempotencyKey: "form-1" };
  await perform(world, ringer, ringBells, bell, options);
  assert.equal(await forgetOldAnswers(world), 0);
  world.clock.forward(7 * 86_400_000 + 1);
  assert.equal(await forgetOldAnswers(world), 1);
  assert.equal((await perform(world, ringer, ringBells, [aBell(world)], options)).ok, true);
});
