import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import type { Actor } from "../../../kernel/actor.ts";
import type { PartnerId, PersonId } from "../../../kernel/ids.ts";
import { no, ok } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { anActor } from "../../../../tests/_build/actors.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import { deed, perform } from "../../log/index.ts";
import { linkPartner } from "../people/files.ts";
import { personById } from "../people/store-accounts.ts";
import { verifyPerson } from "../people/verify-person.ts";
import type { Duty } from "./separation.ts";
import { takeDuty } from "./take-duty.ts";

function taking(file: PartnerId, duty: Duty, isolation: "serializable" | "read-committed" = "serializable") {
  return deed({
    name: "access.take-duty-in-test", who: ["partnership-officer", "director", "diligence-analyst", "partner-contact"],
    isolation, ask: z.strictObject({}),
    async perform(desk) {
      const refusal = await takeDuty(desk, { file, duty });
      if (refusal) return no(refusal);
      await desk.record({ type: "duty.taken", subject: file, file, body: { duty } });
      return ok(true);
    },
  });
}

async function take(world: TestWorld, actor: Actor, file: PartnerId, duty: Duty): Promise<string> {
  const done = await perform(world, actor, taking(file, duty), {});
  return done.ok ? "ok" : done.error.code;
}

test("history counts: who proposed last month does not decide after a change of role, nor from a second account", async (t) => {
  const world = await aWorld(t);
  const file = newId(world.random, "prt");
  const proposer = await anActor(world, { roles: ["partnership-officer"] });
  assert.equal(await take(world, proposer, file, "propose"), "ok");
  world.clock.forward(31 * 86_400_000);
  const promoted = await anActor(world, { roles: ["director"], personId: proposer.personId as PersonId });
  assert.equal(await take(world, promoted, file, "decide"), "access/separated-duty");
  const other = await anActor(world, { roles: ["director"] });
  assert.equal(await take(world, other, file, "decide"), "ok");
  const elsewhere = newId(world.random, "prt");
  assert.equal(await take(world, promoted, elsewhere, "decide"), "ok");
});

test("two rows found to be one human count together, on past files too (S18)", async (t) => {
  const world = await aWorld(t);
  const file = newId(world.random, "prt");
  const officer = await anActor(world, { roles: ["human-resources"] });
  const first = await anActor(world, { roles: ["partnership-officer"] });
  const second = await anActor(world, { roles: ["director"] });
  assert.equal(await take(world, first, file, "propose"), "ok");
  const verify = (person: Actor, documentNumber: string) => perform(world, officer, verifyPerson, {
    person: person.personId, documentCountry: "FR", documentNumber, expectedVersion: 1,
  });
  const one = await verify(first, "12 AB-345");
  const two = await verify(second, "12ab345");
  assert.ok(one.ok && !one.value.joined && two.ok && two.value.joined);
  // The old person id of a session that is still open is the same human as well.
  assert.equal(await take(world, second, file, "decide"), "access/separated-duty");
});

test("two documents of one human join once, whichever is shown again, and no row points at itself", async (t) => {
  const world = await aWorld(t);
  const officer = await anActor(world, { roles: ["human-resources"] });
  const [first, second] = [await anActor(world), await anActor(world)];
  const verify = (person: Actor, documentNumber: string, expectedVersion: number) => perform(world, officer, verifyPerson, {
    person: person.personId, documentCountry: "FR", documentNumber, expectedVersion,
  });
  assert.ok((await verify(first, "first passport", 1)).ok);
  assert.ok((await verify(second, "second passport", 1)).ok);
  const joined = await verify(second, "first passport", 2);
  assert.ok(joined.ok && joined.value.joined && joined.value.person === first.personId);
  const again = await verify(first, "second passport", 3);
  assert.equal(again.ok ? "ok" : again.error.code, "access/already-verified");
  const kept = await world.database.read((tx) => personById(tx, second.personId));
  assert.equal(kept?.id, first.personId);
});

test("another document leaves two people two people", async (t) => {
  const world = await aWorld(t);
  const file = newId(world.random, "prt");
  const officer = await anActor(world, { roles: ["human-resources"] });
  const first = await anActor(world, { roles: ["partnership-officer"] });
  const second = await anActor(world, { roles: ["director"] });
  for (const [n, person] of [first, second].entries()) {
    const done = await perform(world, officer, verifyPerson, {
      person: person.personId, documentCountry: "FR", documentNumber: `1234${n}`, expectedVersion: 1,
    });
    assert.ok(done.ok && !done.value.joined);
  }
  assert.equal(await take(world, first, file, "propose"), "ok");
  assert.equal(await take(world, second, file, "decide"), "ok");
});

test("two accounts of one human that act in the same moment do not both pass", async (t) => {
  const world = await aWorld(t);
  const file = newId(world.random, "prt");
  const one = await anActor(world, { roles: ["partnership-officer"] });
  const two = await anActor(world, { roles: ["director"], personId: one.personId as PersonId });
  for (const isolation of ["serializable", "read-committed"] as const) {
    const here = isolation === "serializable" ? file : newId(world.random, "prt");
    const both = await Promise.all([
      perform(world, one, taking(here, "propose", isolation), {}), perform(world, two, taking(here, "decide", isolation), {}),
    ]);
    assert.equal(both.filter((done) => done.ok).length, 1, isolation);
  }
});

test("whoever stands for the partner holds no duty of the organisation on its file", async (t) => {
  const world = await aWorld(t);
  const file = newId(world.random, "prt");
  const contact = await anActor(world, { roles: ["partner-contact"] });
  const linking = deed({
    name: "access.link-in-test", who: ["partner-contact"], isolation: "serializable", ask: z.strictObject({}),
    async perform(desk) {
      await linkPartner(desk, { account: contact.accountId as `acc_${string}`, partnerId: file });
      await desk.record({ type: "application.started", subject: file, file, body: {} });
      return ok(true);
    },
  });
  assert.ok((await perform(world, contact, linking, {})).ok);
  assert.equal(await take(world, { ...contact, partnerId: file }, file, "propose"), "ok");
  const inside = await anActor(world, { roles: ["director"], personId: contact.personId as PersonId });
  assert.equal(await take(world, inside, file, "decide"), "access/separated-duty");
});
