import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { systemActor, type Actor } from "../../../kernel/actor.ts";
import type { AccountId, PartnerId } from "../../../kernel/ids.ts";
import { iso, plusDays } from "../../../kernel/instants.ts";
import { ok } from "../../../kernel/result.ts";
import { roles, type Role } from "../../../kernel/roles.ts";
import { newId } from "../../../ports/random.ts";
import { anActor } from "../../../../tests/_build/actors.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import { ask, deed, perform, question, type Desk } from "../../log/index.ts";
import { declareAbsence, endAbsence, standsFor } from "./absences.ts";
import { assign, bindFileCountry, seesFile, unassign } from "./files.ts";
import { lockPartnerAccounts, unlockPartnerAccounts } from "./partner-accounts.ts";
import { accountById } from "./store-accounts.ts";
import { lockAccount } from "./lock-account.ts";
import { seeing } from "./seeing.ts";

/** Runs `body` as the system, inside a deed of its own. */
async function asSystem(world: TestWorld, body: (desk: Desk) => Promise<void>): Promise<void> {
  const acting = deed({
    name: "access.in-test", who: "system", isolation: "serializable", ask: z.strictObject({}),
    async perform(desk) {
      await body(desk);
      await desk.record({ type: "file.changed", subject: "test", body: {} });
      return ok(true);
    },
  });
  assert.ok((await perform(world, systemActor, acting, {})).ok);
}

async function sees(world: TestWorld, actor: Actor, file: PartnerId): Promise<boolean> {
  const looking = question({
    name: "access.sees-in-test", who: roles, ask: z.strictObject({}), answer: (desk) => seesFile(desk, file),
  });
  return (await ask(world, { ...actor, roles: actor.roles.length > 0 ? actor.roles : ["public"] }, looking, {})) ?? false;
}

test("each role sees what its row says, and roles without a row see nothing", async (t) => {
  const world = await aWorld(t);
  const file = newId(world.random, "prt");
  for (const role of roles) {
    if (["public", "partner-contact", "partner-signatory", "national-bureau"].includes(role)) continue;
    const rule = seeing[role];
    const actor = await anActor(world, { roles: [role] });
    assert.equal(await sees(world, actor, file), rule === "all" || rule === "pool", role);
  }
});

test("a partner sees its own file and no other; a bureau its country's and no other", async (t) => {
  const world = await aWorld(t);
  const [mine, other] = [newId(world.random, "prt"), newId(world.random, "prt")];
  const partner = await anActor(world, { roles: ["partner-contact"], partnerId: mine });
  assert.deepEqual([await sees(world, partner, mine), await sees(world, partner, other)], [true, false]);
  const bureau = await anActor(world, { roles: ["national-bureau"], country: "FR" });
  assert.equal(await sees(world, bureau, mine), false);
  await asSystem(world, (desk) => bindFileCountry(desk, { file: mine, country: "FR" }));
  await asSystem(world, (desk) => bindFileCountry(desk, { file: other, country: "ES" }));
  assert.deepEqual([await sees(world, bureau, mine), await sees(world, bureau, other)], [true, false]);
  await asSystem(world, (desk) => bindFileCountry(desk, { file: mine, country: "ES" }));
  assert.equal(await sees(world, bureau, mine), false);
});

test("a team's file is its pool until somebody is assigned; then only the assigned and their deputy see it", async (t) => {
  const world = await aWorld(t);
  const file = newId(world.random, "prt");
  const [one, two] = [await anActor(world, { roles: ["diligence-analyst"] }), await anActor(world, {
    roles: ["diligence-analyst"],
  })];
  const account = one.accountId as AccountId;
  assert.deepEqual([await sees(world, one, file), await sees(world, two, file)], [true, true]);
  await asSystem(world, (desk) => assign(desk, { file, account, role: "diligence-analyst" }));
  assert.deepEqual([await sees(world, one, file), await sees(world, two, file)], [true, false]);
  const now = world.clock.now();
  const away = await perform(world, one, declareAbsence, { deputy: two.accountId, from: iso(now), until: iso(plusDays(now, 5)) });
  assert.ok(away.ok);
  assert.equal(await sees(world, two, file), true);
  assert.ok((await perform(world, one, endAbsence, { absence: away.value.absence, expectedVersion: 1 })).ok);
  assert.equal(await sees(world, two, file), false);
  await asSystem(world, (desk) => unassign(desk, { file, account, role: "diligence-analyst" }));
  assert.equal(await sees(world, two, file), true);
});

test("members of the ethics committee see only what they were given", async (t) => {
  const world = await aWorld(t);
  const file = newId(world.random, "prt");
  const member = await anActor(world, { roles: ["ethics-member"] });
  assert.equal(await sees(world, member, file), false);
  await asSystem(world, (desk) => assign(desk, { file, account: member.accountId as AccountId, role: "ethics-member" }));
  assert.equal(await sees(world, member, file), true);
});

async function absent(world: TestWorld, who: Actor, deputy: Actor, days: [number, number] = [0, 5]): Promise<string> {
  const now = world.clock.now();
  const done = await perform(world, who, declareAbsence, {
    deputy: deputy.accountId, from: iso(plusDays(now, days[0])), until: iso(plusDays(now, days[1])),
  });
  return done.ok ? "ok" : done.error.code;
}

test("a deputy holds one of the absent one's roles, is there, is another human, and only for a time (S14)", async (t) => {
  const world = await aWorld(t);
  const make = (role: Role, personId?: `per_${string}`) => anActor(world, { roles: [role], ...(personId ? { personId } : {}) });
  const [one, two] = [await make("finance-officer"), await make("finance-officer")];
  const [three, legal] = [await make("finance-officer"), await make("legal-officer")];
  const twin = await make("finance-officer", one.personId as `per_${string}`);
  assert.equal(await absent(world, one, legal), "access/deputy-without-role");
  assert.equal(await absent(world, one, twin), "access/not-to-self");
  assert.equal(await absent(world, one, two, [0, 200]), "input/faulty");
  assert.equal(await absent(world, one, two), "ok");
  assert.equal(await absent(world, one, three), "access/absent-already");
  // The absent one is nobody's deputy meanwhile: no re-delegation.
  assert.equal(await absent(world, three, one, [1, 3]), "access/deputy-absent");
  const standing = question({
    name: "access.stands-in-test", who: ["finance-officer"], ask: z.strictObject({}), answer: (desk) => standsFor(desk),
  });
  assert.deepEqual(await ask(world, two, standing, {}), [two.accountId, one.accountId]);
  world.clock.forward(5 * 86_400_000);
  assert.deepEqual(await ask(world, two, standing, {}), [two.accountId]);
});

test("a suspended partner's accounts are locked and come back, but not one that an officer locked", async (t) => {
  const world = await aWorld(t);
  const file = newId(world.random, "prt");
  const [one, two] = [await anActor(world, { roles: ["partner-contact"], partnerId: file }), await anActor(world, {
    roles: ["partner-contact"], partnerId: file,
  })];
  const officer = await anActor(world, { roles: ["security-officer"] });
  const states = () => world.database.read(async (tx) =>
    [(await accountById(tx, one.accountId))?.state, (await accountById(tx, two.accountId))?.state]);
  assert.ok((await perform(world, officer, lockAccount, {
    account: two.accountId, reason: "stolen laptop", expectedVersion: 1,
  })).ok);
  await asSystem(world, (desk) => lockPartnerAccounts(desk, file));
  assert.deepEqual(await states(), ["locked", "locked"]);
  await asSystem(world, (desk) => unlockPartnerAccounts(desk, file));
  assert.deepEqual(await states(), ["active", "locked"]);
});
