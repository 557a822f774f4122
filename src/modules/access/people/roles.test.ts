import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Actor } from "../../../kernel/actor.ts";
import { iso, plusDays, plusMonths } from "../../../kernel/instants.ts";
import type { PersonId } from "../../../kernel/ids.ts";
import { roles, type Role } from "../../../kernel/roles.ts";
import { anActor, type ActorSpec } from "../../../../tests/_build/actors.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import { perform } from "../../log/index.ts";
import { applyRole } from "./apply-role.ts";
import { approveRole } from "./approve-role.ts";
import { rolesExclude } from "./incompatible.ts";
import { requestRole } from "./request-role.ts";
import { revokeRole } from "./revoke-role.ts";
import { rolesOf } from "./store-accounts.ts";
import { verifyPerson } from "./verify-person.ts";

interface Cast {
  readonly hr: Actor;
  readonly security: Actor;
  readonly admin: Actor;
}

async function aCast(world: TestWorld): Promise<Cast> {
  return {
    hr: await anActor(world, { roles: ["human-resources"] }), security: await anActor(world, { roles: ["security-officer"] }),
    admin: await anActor(world, { roles: ["system-administrator"] }),
  };
}

/** A person whose document was seen, so that roles may be applied. */
async function verified(world: TestWorld, cast: Cast, spec: ActorSpec = {}): Promise<Actor> {
  const actor = await anActor(world, spec);
  const done = await perform(world, cast.hr, verifyPerson, {
    person: actor.personId, documentCountry: "FR", documentNumber: actor.personId.slice(4), expectedVersion: 1,
  });
  assert.ok(done.ok, JSON.stringify(done));
  return actor;
}

async function request(world: TestWorld, by: Actor, to: Actor, role: Role, days = 90) {
  return perform(world, by, requestRole, {
    account: to.accountId, role, validUntil: iso(plusDays(world.clock.now(), days)), reason: "joins the team in spring",
  });
}

/** Plays all three steps and returns the first refusal's code, or "ok". */
async function grant(world: TestWorld, cast: Cast, to: Actor, role: Role): Promise<string> {
  const asked = await request(world, cast.hr, to, role);
  if (!asked.ok) return asked.error.code;
  const approved = await perform(world, cast.security, approveRole, { grant: asked.value.grant, expectedVersion: 1 });
  if (!approved.ok) return approved.error.code;
  const applied = await perform(world, cast.admin, applyRole, { grant: asked.value.grant, expectedVersion: 2 });
  return applied.ok ? "ok" : applied.error.code;
}

function held(world: TestWorld, of: Actor): Promise<Role[]> {
  return world.database.read((tx) => rolesOf(tx, of.accountId, world.clock.now()));
}

test("a role is in force after three persons, until its day and not a millisecond longer", async (t) => {
  const world = await aWorld(t);
  const cast = await aCast(world);
  const person = await verified(world, cast);
  assert.equal(await grant(world, cast, person, "legal-officer"), "ok");
  assert.deepEqual(await held(world, person), ["legal-officer"]);
  world.clock.forward(90 * 86_400_000 - 1);
  assert.deepEqual(await held(world, person), ["legal-officer"]);
  world.clock.forward(1);
  assert.deepEqual(await held(world, person), []);
});

test("requester, approver and applier are three humans, under whatever account (S13)", async (t) => {
  const world = await aWorld(t);
  const cast = await aCast(world);
  const person = await verified(world, cast);
  const both = await anActor(world, { roles: ["director"] });
  const asked = await request(world, both, person, "legal-officer");
  assert.ok(asked.ok);
  const own = await perform(world, both, approveRole, { grant: asked.value.grant, expectedVersion: 1 });
  assert.equal(own.ok ? "ok" : own.error.code, "access/three-persons");
  const twin = await anActor(world, { roles: ["security-officer"], personId: both.personId as PersonId });
  const again = await perform(world, twin, approveRole, { grant: asked.value.grant, expectedVersion: 1 });
  assert.equal(again.ok ? "ok" : again.error.code, "access/three-persons");
  assert.ok((await perform(world, cast.security, approveRole, { grant: asked.value.grant, expectedVersion: 1 })).ok);
  const applier = await anActor(world, { roles: ["system-administrator"], personId: cast.security.personId as PersonId });
  const third = await perform(world, applier, applyRole, { grant: asked.value.grant, expectedVersion: 2 });
  assert.equal(third.ok ? "ok" : third.error.code, "access/three-persons");
  assert.deepEqual(await held(world, person), []);
});

test("nobody asks, approves or applies a role for themselves, nor for their second account", async (t) => {
  const world = await aWorld(t);
  const cast = await aCast(world);
  const own = await request(world, cast.hr, cast.hr, "legal-officer");
  assert.equal(own.ok ? "ok" : own.error.code, "access/not-to-self");
  const second = await anActor(world, { personId: cast.security.personId as PersonId });
  const asked = await request(world, cast.hr, second, "legal-officer");
  assert.ok(asked.ok);
  const approved = await perform(world, cast.security, approveRole, { grant: asked.value.grant, expectedVersion: 1 });
  assert.equal(approved.ok ? "ok" : approved.error.code, "access/not-to-self");
});

test("technical people hold no business role and auditors no writing one, over all accounts (S8, S9)", async (t) => {
  const world = await aWorld(t);
  const cast = await aCast(world);
  const technician = await verified(world, cast);
  assert.equal(await grant(world, cast, technician, "key-custodian"), "ok");
  assert.equal(await grant(world, cast, technician, "system-administrator"), "ok");
  assert.equal(await grant(world, cast, technician, "finance-officer"), "access/incompatible-roles");
  const second = await anActor(world, { personId: technician.personId as PersonId });
  assert.equal(await grant(world, cast, second, "finance-officer"), "access/incompatible-roles");
  const auditor = await verified(world, cast);
  assert.equal(await grant(world, cast, auditor, "internal-auditor"), "ok");
  assert.equal(await grant(world, cast, auditor, "external-auditor"), "ok");
  assert.equal(await grant(world, cast, auditor, "partnership-officer"), "access/incompatible-roles");
});

test("an excluding role that came between request and application is seen at application", async (t) => {
  const world = await aWorld(t);
  const cast = await aCast(world);
  const person = await verified(world, cast);
  const asked = await request(world, cast.hr, person, "internal-auditor");
  assert.ok(asked.ok);
  assert.ok((await perform(world, cast.security, approveRole, { grant: asked.value.grant, expectedVersion: 1 })).ok);
  assert.equal(await grant(world, cast, person, "finance-officer"), "ok");
  const applied = await perform(world, cast.admin, applyRole, { grant: asked.value.grant, expectedVersion: 2 });
  assert.equal(applied.ok ? "ok" : applied.error.code, "access/incompatible-roles");
});

test("a role of another side, of another country, without an end or for an unseen person is refused", async (t) => {
  const world = await aWorld(t);
  const cast = await aCast(world);
  const officer = await verified(world, cast);
  assert.equal(await grant(world, cast, officer, "partner-signatory"), "access/role-of-other-side");
  assert.equal(await grant(world, cast, officer, "national-bureau"), "access/role-of-other-side");
  const bureau = await verified(world, cast, { side: "bureau", country: "FR" });
  assert.equal(await grant(world, cast, bureau, "national-bureau"), "ok");
  const far = await request(world, cast.hr, officer, "legal-officer", 800);
  assert.equal(far.ok ? "ok" : far.error.code, "access/validity-out-of-range");
  const past = await request(world, cast.hr, officer, "legal-officer", 0);
  assert.equal(past.ok ? "ok" : past.error.code, "access/validity-out-of-range");
  assert.equal(await grant(world, cast, await anActor(world), "legal-officer"), "access/person-not-verified");
  assert.ok(plusMonths(world.clock.now(), 12) > 0);
});

test("one person takes a role away, and a stale version does not", async (t) => {
  const world = await aWorld(t);
  const cast = await aCast(world);
  const person = await verified(world, cast);
  assert.equal(await grant(world, cast, person, "legal-officer"), "ok");
  const grants = await world.database.read(async (tx) => (await import("./store-grants.ts")).grantsOf(tx, person.accountId));
  const id = grants[0]?.id;
  const stale = await perform(world, cast.security, revokeRole, { grant: id, expectedVersion: 1 });
  assert.equal(stale.ok ? "ok" : stale.error.kind, "moved-on");
  assert.ok((await perform(world, cast.security, revokeRole, { grant: id, expectedVersion: 3 })).ok);
  assert.deepEqual(await held(world, person), []);
});

test("unknown fields are faults: nobody writes state, approver or version into a request (AZ-04)", async (t) => {
  const world = await aWorld(t);
  const cast = await aCast(world);
  const person = await anActor(world);
  const done = await perform(world, cast.hr, requestRole, {
    account: person.accountId, role: "legal-officer", validUntil: iso(plusDays(world.clock.now(), 9)),
    reason: "joins the team", state: "applied", approvedBy: "per_x",
  });
  assert.equal(done.ok ? "ok" : done.error.kind, "fault");
});

test("no sequence of grants and losses lets one human hold roles that exclude each other", () => {
  const named = roles.filter((role) => role !== "public");
  const step = fc.record({ role: fc.constantFrom(...named), lose: fc.boolean() });
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const now = new Set<Role>();
    for (const { role, lose } of steps) {
      if (lose) now.delete(role);
      else if (!rolesExclude([...now], role)) now.add(role);
      for (const one of now) assert.equal(rolesExclude([...now].filter((other) => other !== one), one), null);
    }
  }));
});
