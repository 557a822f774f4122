// Goal: a text is signed by whoever may, in their turn, as decided, under the regulation of that moment; and every other
// signature is refused for its own reason and leaves the text as it was.
import assert from "node:assert/strict";
import { test } from "node:test";
import { anActor } from "../../../tests/_build/actors.ts";
import { anAgreementToSign, signs, type AgreementSpec, type BuiltAgreement } from "../../../tests/_build/agreements.ts";
import { aClearedPartner, listsCheckedAt, type ClearedSpec } from "../../../tests/_build/contributions.ts";
import { must, run } from "../../../tests/_build/partners.ts";
import { aWorld, type TestWorld } from "../../../tests/_build/world.ts";
import type { Actor } from "../../kernel/actor.ts";
import type { PersonId } from "../../kernel/ids.ts";
import { instant, plusMs } from "../../kernel/instants.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import type { Result } from "../../kernel/result.ts";
import type { Role } from "../../kernel/roles.ts";
import type { Clock } from "../../ports/clock.ts";
import { dutiesOn } from "../access/duties/store-duties.ts";
import { contributionOf } from "../contributions/index.ts";
import { eventsOf } from "../log/index.ts";
import { agreementById } from "./store.ts";

type T = Parameters<typeof aWorld>[0];

async function toSign(t: T, spec: AgreementSpec = {}, cleared: ClearedSpec = {}) {
  const world = await aWorld(t);
  return { world, built: await anAgreementToSign(world, await aClearedPartner(world, cleared), spec) };
}

/** The partner has signed; the organisation's turn. */
async function halfSigned(t: T, spec: AgreementSpec = {}, cleared: ClearedSpec = {}) {
  const { world, built } = await toSign(t, spec, cleared);
  const { version } = must(await signs(world, built.signatory, "partner", built));
  return { world, built: { ...built, version } };
}

/** Refused with this code and these clauses and no other, and nothing of it stands in the tables or in the log. */
async function refuses(
  world: TestWorld, built: BuiltAgreement, done: Result<unknown, Refusal>, code: string, clauses?: readonly string[],
): Promise<void> {
  assert.ok(!done.ok, "a refusal was expected");
  assert.equal(done.error.code, code, JSON.stringify(done.error));
  assert.deepEqual(done.error.kind === "refused" ? done.error.clauses : undefined, clauses);
  const after = await read(world, built);
  assert.equal(after.agreement?.version, built.version);
  assert.equal(after.signedEvents, after.agreement?.signatures.length);
}

function read(world: TestWorld, built: BuiltAgreement) {
  return world.database.read(async (tx) => ({
    agreement: await agreementById(tx, built.agreement),
    contribution: await contributionOf(tx, built.contribution.id),
    signedEvents: (await eventsOf({ tx, world }, { subject: built.agreement }, 20)).filter((e) => e.type === "agreement.signed").length,
  }));
}

const director = (world: TestWorld) => anActor(world, { roles: ["director"] });
/** The same human under another account and role. */
const again = (world: TestWorld, actor: Actor, role: Role) =>
  anActor(world, { roles: [role], personId: actor.personId as PersonId });

test("the partner signs, then the authority; the text waits for its day and the duty of signing is on the file", async (t) => {
  const { world, built } = await toSign(t);
  const first = must(await signs(world, built.signatory, "partner", built));
  assert.deepEqual(first, { agreement: built.agreement, version: built.version + 1, state: "signed-partner" });
  const authority = await director(world);
  const second = must(await signs(world, authority, "organisation", { ...built, version: first.version }));
  assert.deepEqual(second, { agreement: built.agreement, version: built.version + 2, state: "signed-organisation" });
  const { agreement, contribution, signedEvents } = await read(world, built);
  assert.deepEqual(agreement?.signatures.map((s) => [s.side, s.person, s.textSha256]), [
    ["partner", built.signatory.personId, built.textSha256],
    ["organisation", authority.personId, built.textSha256],
  ]);
  assert.equal(signedEvents, 2);
  assert.equal(contribution?.state, "accepted");
  const taken = await world.database.read((tx) => dutiesOn(tx, built.partner.partner, authority.personId));
  assert.deepEqual(taken.map((d) => d.duty), ["sign"]);
});

test("on the day it starts the second signature brings the text into force and the contribution is agreed", async (t) => {
  const { world, built } = await halfSigned(t, { startsOn: "2027-03-03", endsOn: "2029-03-02" });
  const done = must(await signs(world, await anActor(world, { roles: ["secretary-general"] }), "organisation", built));
  assert.deepEqual([done.state, done.version], ["in-force", built.version + 2]);
  assert.equal((await read(world, built)).contribution?.state, "agreed");
});

test("the organisation does not sign before the partner, nor the partner a second time", async (t) => {
  const { world, built } = await toSign(t);
  await refuses(world, built, await signs(world, await director(world), "organisation", built), "agreements/not-your-turn");
  const { version } = must(await signs(world, built.signatory, "partner", built));
  const now = { ...built, version };
  await refuses(world, now, await signs(world, built.signatory, "partner", now), "agreements/not-your-turn");
});

test("a stale version, a text both sides signed and another partner's text are no text to sign", async (t) => {
  const { world, built } = await halfSigned(t);
  const authority = await director(world);
  await refuses(world, built, await signs(world, authority, "organisation", { ...built, version: built.version - 1 }),
    "agreements/moved-on");
  const stranger = await anActor(world, {
    roles: ["partner-signatory"], name: "Camille Exemple", partnerId: "prt_00000000000000000000000009",
  });
  await refuses(world, built, await signs(world, stranger, "partner", built), "hidden");
  const { version } = must(await signs(world, authority, "organisation", built));
  const whole = { ...built, version };
  await refuses(world, whole, await signs(world, await director(world), "organisation", whole), "agreements/wrong-state");
});

test("each side signs under its own role, and with a gesture made now", async (t) => {
  const { world, built } = await toSign(t);
  await refuses(world, built, await signs(world, built.partner.contact, "partner", built), "log/not-your-role");
  const old = { ...built.signatory, freshUntil: 0 };
  await refuses(world, built, await signs(world, old, "partner", built), "log/gesture-needed");
  const { version } = must(await signs(world, built.signatory, "partner", built));
  const now = { ...built, version };
  const legal = await anActor(world, { roles: ["legal-officer"] });
  await refuses(world, now, await signs(world, legal, "organisation", now), "log/not-your-role");
  const late = { ...(await director(world)), freshUntil: 0 };
  await refuses(world, now, await signs(world, late, "organisation", now), "log/gesture-needed");
});

test("the human who froze the text does not sign it under another account either (S6)", async (t) => {
  const { world, built } = await halfSigned(t);
  const promoted = await again(world, built.freezer, "director");
  await refuses(world, built, await signs(world, promoted, "organisation", built), "access/separated-duty", ["S6"]);
});

test("who read the conditions of the offer took a duty on the file that excludes signing there (S6, R24.1)", async (t) => {
  const { world, built } = await halfSigned(t);
  const promoted = await again(world, built.reader, "secretary-general");
  await refuses(world, built, await signs(world, promoted, "organisation", built), "access/separated-duty", ["S6", "R24.1"]);
});

test("a frozen text of an offer that nobody accepted yet is not signed (R4.1)", async (t) => {
  const { world, built } = await toSign(t, { isDecided: false });
  await refuses(world, built, await signs(world, built.signatory, "partner", built), "agreements/not-decided", ["R4.1"]);
});

test("a partner's account whose human the file does not name as signatory is refused (R34.3)", async (t) => {
  const { world, built } = await toSign(t);
  const file = { roles: ["partner-signatory"], partnerId: built.partner.partner } as const;
  const other = await anActor(world, { ...file, name: "Dominique Exemple" });
  await refuses(world, built, await signs(world, other, "partner", built), "agreements/forbidden", ["R34.3"]);
  const written = await anActor(world, { ...file, name: "CAMILLE   exemple" });
  must(await signs(world, written, "partner", built));
});

test("neither side signs another text than the one on file and decided (R34.2)", async (t) => {
  const { world, built } = await toSign(t);
  const forged = { ...built, textSha256: "cd".repeat(32) };
  await refuses(world, built, await signs(world, built.signatory, "partner", forged), "agreements/forbidden", ["R34.2"]);
  const { version } = must(await signs(world, built.signatory, "partner", built));
  const now = { ...built, version };
  const done = await signs(world, await director(world), "organisation", { ...forged, version });
  await refuses(world, now, done, "agreements/forbidden", ["R34.2"]);
});

test("a partner suspended after the decision signs nothing, and nothing is signed with it (R38.1)", async (t) => {
  const { world, built } = await halfSigned(t);
  must(await run(world, await anActor(world, { roles: ["secretary-general"] }), "suspend-partner", {
    partner: built.partner.partner, expectedVersion: built.partner.version, ground: "breach",
    words: "A duty was breached; please explain.",
  }));
  const done = await signs(world, await director(world), "organisation", built);
  await refuses(world, built, done, "agreements/forbidden", ["R38.1"]);
});

test("lists of more than 24 hours stop a signature (R19.1)", async (t) => {
  const { world, built } = await toSign(t);
  const day = 24 * 3_600_000;
  await listsCheckedAt(world, plusMs(world.clock.now(), -day - 1));
  await refuses(world, built, await signs(world, built.signatory, "partner", built), "agreements/forbidden", ["R19.1"]);
  await listsCheckedAt(world, plusMs(world.clock.now(), -day));
  must(await signs(world, built.signatory, "partner", built));
});

const lastInstant = instant(Date.parse("2030-01-01T00:00:00.000Z"));

test("a conclusion that ended stops a signature, at its end and not a millisecond before (R18.1)", async (t) => {
  const { world, built } = await toSign(t, {}, { expiresAt: lastInstant });
  world.clock.set(lastInstant);
  await listsCheckedAt(world, lastInstant);
  await refuses(world, built, await signs(world, built.signatory, "partner", built), "agreements/forbidden", ["R18.1"]);
  const before = plusMs(lastInstant, -1);
  world.clock.set(before);
  await listsCheckedAt(world, before);
  must(await signs(world, built.signatory, "partner", built));
});

test("a conclusion that ends between the guard and the commit is seen just before the commit", async (t) => {
  const { world, built } = await halfSigned(t, {}, { expiresAt: lastInstant });
  world.clock.set(plusMs(lastInstant, -1_000));
  await listsCheckedAt(world, world.clock.now());
  const authority = await director(world);
  // The end comes at the first look at the clock, then at the second … until it comes too late to matter.
  for (let end = 1; ; end++) {
    let looks = 0;
    const clock: Clock = { now: () => (++looks < end ? world.clock.now() : lastInstant) };
    const done = await signs({ ...world, clock } as TestWorld, authority, "organisation", built);
    if (done.ok) {
      const after = looks - end + 1;
      assert.ok(after <= 2, `${after} looks after the last judgement: those of the gesture, which is asked for last, are two`);
      return;
    }
    await refuses(world, built, done, "agreements/forbidden", ["R18.1"]);
  }
});
