import assert from "node:assert/strict";
import { test } from "node:test";
import { anActor } from "../../../../tests/_build/actors.ts";
import { anActivePartner, anAdmitted, fromAbove, must, run, type BuiltPartner } from "../../../../tests/_build/partners.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import { plusDays, plusMs } from "../../../kernel/instants.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import type { Result } from "../../../kernel/result.ts";
import type { World } from "../../../ports/world.ts";
import { joinPersons } from "../../access/people/store-accounts.ts";
import { eventsOf } from "../../log/index.ts";
import { activate, isSuspended, partnerOf, publicProfile, setDecisionReady, signatoriesOf } from "../index.ts";
import { questionsOfPartner } from "../stores/store-questions.ts";
import { openSuspension } from "../stores/store-suspensions.ts";
import { suspensionPhase } from "./suspension.ts";

function codeOf(result: Result<unknown, Refusal>): string {
  assert.ok(!result.ok, "a refusal was expected");
  return result.error.code;
}

function refusalOf(result: Result<unknown, Refusal>): { code: string; clauses: readonly string[] } {
  assert.ok(!result.ok && result.error.kind === "refused", "a judged refusal was expected");
  return { code: result.error.code, clauses: result.error.clauses ?? [] };
}

const words = "A credible report of a breach is being examined.";

async function suspend(
  world: World,
  of: BuiltPartner,
  by?: Awaited<ReturnType<typeof anActor>>,
): Promise<Result<unknown, Refusal>> {
  const actor = by ?? (await anActor(world, { roles: ["secretary-general"] }));
  return run(world, actor, "suspend-partner", {
    partner: of.partner,
    expectedVersion: of.version,
    ground: "breach",
    words,
  });
}

test("a partner is activated only after diligence made it ready, and its public part is the profile alone", async (t) => {
  const world = await aWorld(t);
  const admitted = await anAdmitted(world);
  const ask = { partner: admitted.partner, authority: "director", caseId: "cas_00000000000000000000000001" } as const;
  assert.equal(codeOf(await fromAbove(world, (desk) => activate(desk, ask))), "partners/wrong-state");
  must(await fromAbove(world, (desk) => setDecisionReady(desk, ask)));
  must(await fromAbove(world, (desk) => activate(desk, ask)));
  const [event] = await world.database.read((tx) => eventsOf({ tx, world }, { subject: admitted.partner }, 5));
  assert.equal(event?.type, "partner.activated");
  const body = event?.body as { public: Record<string, unknown> };
  assert.deepEqual(Object.keys(body.public).sort(), [
    "activeSince",
    "affiliations",
    "assets",
    "country",
    "decidedBy",
    "decisionBodies",
    "fundingSources",
    "governance",
    "legalStatus",
    "name",
    "objective",
    "website",
    "yearlyIncome",
  ]);
  const profile = await world.database.read((tx) => publicProfile(tx, admitted.partner));
  assert.equal(profile?.legalStatus, "fondation");
  assert.deepEqual(
    (await world.database.read((tx) => signatoriesOf(tx, admitted.partner))).map((o) => o.name),
    ["Camille Exemple"],
  );
});

test("only the secretary general suspends, with a fresh gesture, and only what is active", async (t) => {
  const world = await aWorld(t);
  const admitted = await anAdmitted(world);
  assert.equal(codeOf(await suspend(world, admitted)), "partners/wrong-state");
  const active = await anActivePartner(world, { name: "Institut Beispiel" });
  assert.equal(codeOf(await suspend(world, active, await anActor(world, { roles: ["director"] }))), "log/not-your-role");
  const stale = await anActor(world, { roles: ["secretary-general"], stale: true });
  assert.equal(codeOf(await suspend(world, active, stale)), "log/gesture-needed");
  must(await suspend(world, active));
  assert.equal(await world.database.read((tx) => isSuspended(tx, active.partner)), true);
  assert.equal((await world.database.read((tx) => partnerOf(tx, active.partner)))?.state, "suspended");
  assert.equal(codeOf(await suspend(world, active)), "partners/already-suspended");
});

test("a suspended partner is asked for its answer in 15 days and may give it", async (t) => {
  const world = await aWorld(t);
  const active = await anActivePartner(world);
  must(await suspend(world, active));
  const [question] = await world.database.read((tx) => questionsOfPartner(tx, active.partner));
  assert.deepEqual([question?.dueOn, question?.words], ["2027-03-18", words]);
  must(
    await run(world, active.contact, "answer-question", {
      question: question?.id,
      expectedVersion: 1,
      words: "Here is what happened.",
    }),
  );
});

test("the answer's day follows the organisation's own number of days and its holidays", async (t) => {
  const world = await aWorld(t);
  const active = await anActivePartner(world);
  world.configure({ parameters: { "suspension.answerDays": 20 }, holidays: ["2027-03-23"] });
  must(await suspend(world, active));
  const [question] = await world.database.read((tx) => questionsOfPartner(tx, active.partner));
  assert.equal(question?.dueOn, "2027-03-24");
});

test("two persons lift: neither alone, nor one human with two accounts", async (t) => {
  const world = await aWorld(t);
  const active = await anActivePartner(world);
  const head = await anActor(world, { roles: ["secretary-general"] });
  must(await suspend(world, active, head));
  const base = { partner: active.partner };
  const why = "The report was found to be mistaken; see file.";
  assert.equal(
    codeOf(await run(world, head, "ask-to-lift-suspension", { ...base, expectedVersion: 1, words: why })),
    "partners/no-second-person",
  );
  const officer = await anActor(world, { roles: ["compliance-officer"] });
  // Nobody has asked: there is no first person, and the regulation counts one.
  const unasked = await run(world, officer, "lift-suspension", { ...base, expectedVersion: 1 });
  assert.deepEqual(refusalOf(unasked), { code: "partners/lift-forbidden", clauses: ["R38.3"] });
  const asked = must(await run(world, head, "ask-to-lift-suspension", { ...base, expectedVersion: 1, words: why }));
  const alone = await run(world, head, "lift-suspension", { ...base, expectedVersion: asked.version });
  assert.deepEqual(refusalOf(alone), { code: "partners/lift-forbidden", clauses: ["R38.3"] });
  const twin = await anActor(world, { roles: ["director"], personId: head.personId as `per_${string}` });
  const twice = await run(world, twin, "lift-suspension", { ...base, expectedVersion: asked.version });
  assert.deepEqual(refusalOf(twice), { code: "partners/lift-forbidden", clauses: ["R38.3"] });
  assert.equal(
    codeOf(await run(world, officer, "lift-suspension", { ...base, expectedVersion: 1 })),
    "partners/moved-on",
  );
  must(await run(world, officer, "lift-suspension", { ...base, expectedVersion: asked.version }));
  assert.equal(await world.database.read((tx) => isSuspended(tx, active.partner)), false);
  const [event] = await world.database.read((tx) => eventsOf({ tx, world }, { subject: active.partner }, 5));
  assert.deepEqual([event?.type, event?.rules], ["partner.reinstated", "2026.1"]);
});

test("a human found to be two persons, after asking to lift, does not lift as the second", async (t) => {
  const world = await aWorld(t);
  const active = await anActivePartner(world);
  must(await suspend(world, active));
  const [first, second] = [
    await anActor(world, { roles: ["compliance-officer"] }), await anActor(world, { roles: ["director"] }),
  ];
  const why = "The report was found to be mistaken; see file.";
  const asked = must(await run(world, first, "ask-to-lift-suspension", {
    partner: active.partner, expectedVersion: 1, words: why,
  }));
  await world.database.transaction({ isolation: "read-committed" }, (tx) =>
    joinPersons(tx, { kept: second.personId as `per_${string}`, other: first.personId as `per_${string}` }));
  const lifting = { partner: active.partner, expectedVersion: asked.version };
  assert.deepEqual(refusalOf(await run(world, second, "lift-suspension", lifting)), {
    code: "partners/lift-forbidden", clauses: ["R38.3"],
  });
});

test("an unratified suspension goes into review on day 31 and stays a suspension (R38.2)", async (t) => {
  const world = await aWorld(t);
  const active = await anActivePartner(world);
  must(await suspend(world, active));
  const suspension = await world.database.read((tx) => openSuspension(tx, active.partner));
  assert.ok(suspension);
  const day30 = plusDays(suspension.suspendedAt, 30);
  assert.equal(suspensionPhase(suspension, day30), "provisional");
  assert.equal(suspensionPhase(suspension, plusMs(day30, 1)), "in-review");
  world.clock.set(plusDays(day30, 1));
  assert.equal(await world.database.read((tx) => isSuspended(tx, active.partner)), true);
  const secretary = await anActor(world, { roles: ["executive-secretary"] });
  must(
    await run(world, secretary, "ratify-suspension", {
      partner: active.partner,
      expectedVersion: 1,
      resolution: "EC-2027-14",
    }),
  );
  const ratified = await world.database.read((tx) => openSuspension(tx, active.partner));
  assert.equal(ratified && suspensionPhase(ratified, world.clock.now()), "ratified");
});

test("a suspension of somebody else's partner and of none look alike", async (t) => {
  const world = await aWorld(t);
  const head = await anActor(world, { roles: ["secretary-general"] });
  const absent = await run(world, head, "suspend-partner", {
    partner: "prt_00000000000000000000000000",
    expectedVersion: 1,
    ground: "breach",
    words,
  });
  assert.equal(codeOf(absent), "hidden");
});
