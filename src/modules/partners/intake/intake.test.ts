import assert from "node:assert/strict";
import { test } from "node:test";
import { anActor } from "../../../../tests/_build/actors.ts";
import {
  aDraft,
  anAdmitted,
  aSubmitted,
  fromAbove,
  must,
  run,
  started,
} from "../../../../tests/_build/partners.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import { systemActor } from "../../../kernel/actor.ts";
import { plusDays, plusMonths } from "../../../kernel/instants.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import type { Result } from "../../../kernel/result.ts";
import type { World } from "../../../ports/world.ts";
import { takeDuty } from "../../access/index.ts";
import { ask } from "../../log/index.ts";
import { readDeskFor } from "../../../../tests/_build/partners.ts";
import { declineByVerdict, partnerOf } from "../index.ts";
import { myFileQuestion } from "../views/my-file.ts";
import { due } from "./lapse-application.ts";
import { ok } from "../../../kernel/result.ts";

function codeOf(result: Result<unknown, Refusal>): string {
  assert.ok(!result.ok, "a refusal was expected");
  return result.error.code;
}

const reason = "Seen in the register: another body.";

async function admit(
  world: World,
  of: { application: string; version: number },
  checks: readonly string[] = [],
): Promise<Result<unknown, Refusal>> {
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  const judged = checks.map((check) => ({ check, reason }));
  return run(world, officer, "admit-application", {
    application: of.application,
    expectedVersion: of.version,
    judged,
  });
}

test("an officer admits what passes the gate, a partner or another role cannot", async (t) => {
  const world = await aWorld(t);
  const submitted = await aSubmitted(world);
  const ask = { application: submitted.application, expectedVersion: submitted.version, judged: [] };
  assert.equal(codeOf(await run(world, submitted.contact, "admit-application", ask)), "log/not-your-role");
  const analyst = await anActor(world, { roles: ["diligence-analyst"] });
  assert.equal(codeOf(await run(world, analyst, "admit-application", ask)), "log/not-your-role");
  must(await admit(world, submitted));
  assert.equal((await world.database.read((tx) => partnerOf(tx, submitted.partner)))?.state, "in-diligence");
});

test("the human who stands for the partner takes no part in its intake", async (t) => {
  const world = await aWorld(t);
  const submitted = await aSubmitted(world);
  const both = await anActor(world, {
    roles: ["partnership-officer"],
    personId: submitted.contact.personId as `per_${string}`,
  });
  const ask = { application: submitted.application, expectedVersion: submitted.version, judged: [] };
  assert.equal(codeOf(await run(world, both, "admit-application", ask)), "access/separated-duty");
});

test("who took part in intake cannot analyse the file", async (t) => {
  const world = await aWorld(t);
  const admitted = await anAdmitted(world);
  const refused = await fromAbove(world, async (desk) => {
    const refusal = await takeDuty(
      { ...desk, actor: admitted.officer },
      { file: admitted.partner, duty: "analyse" },
    );
    return refusal ? { ok: false, error: refusal } : ok(1);
  });
  assert.equal(codeOf(refused), "access/separated-duty");
});

test("the same register number in another living file stops the gate, also written differently", async (t) => {
  const world = await aWorld(t);
  await anAdmitted(world, { name: "Institut Beispiel", registerNumber: "HRB 12-345" });
  const twin = await aSubmitted(world, { name: "Ganz Anders", registerNumber: "hrb12345" });
  assert.equal(codeOf(await admit(world, twin)), "partners/duplicate");
  const elsewhere = await aSubmitted(world, {
    name: "Wieder Anders",
    registerNumber: "HRB 12-345",
    country: "DE",
  });
  must(await admit(world, elsewhere));
});

test("the same LEI stops the gate", async (t) => {
  const world = await aWorld(t);
  await aSubmitted(world, { name: "Institut Beispiel", lei: "529900T8BM49AURSDO55" });
  const twin = await aSubmitted(world, {
    name: "Ganz Anders",
    lei: "5299 00T8 BM49 AURS DO55",
    country: "ES",
  });
  assert.equal(codeOf(await admit(world, twin)), "partners/duplicate");
});

test("a near name needs an officer's reason, a far one does not", async (t) => {
  const world = await aWorld(t);
  await aSubmitted(world, { name: "Examplia Forensics SA" });
  const near = await aSubmitted(world, { name: "Exemplia Forensic Ltd" });
  const refused = await admit(world, near);
  assert.equal(codeOf(refused), "partners/gate-unjudged");
  must(await admit(world, near, ["near-name"]));
});

test("a reason of few words is no reason", async (t) => {
  const world = await aWorld(t);
  const submitted = await aSubmitted(world);
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  const short = await run(world, officer, "admit-application", {
    application: submitted.application,
    expectedVersion: submitted.version,
    judged: [{ check: "near-name", reason: "fine" }],
  });
  assert.equal(codeOf(short), "input/faulty");
});

/** Refused by verdict, then the same file applies again. */
async function refusedOnce(world: World): Promise<Awaited<ReturnType<typeof anAdmitted>>> {
  const admitted = await anAdmitted(world);
  must(
    await fromAbove(world, (desk) =>
      declineByVerdict(desk, { partner: admitted.partner, words: "The criteria were not met." }),
    ),
  );
  return admitted;
}

async function applyAgain(
  world: World,
  before: Awaited<ReturnType<typeof anAdmitted>>,
  newFact: string,
): Promise<{ application: string; version: number }> {
  const next = must(
    await run<{ application: string; version: number }>(world, before.contact, "start-application", {
      name: "Fondation Exemplaire",
      kind: "non-profit",
      country: "FR",
    }),
  );
  const again = await aDraft(world, {}, { application: next.application, version: next.version, before });
  const version = must(
    await run(world, before.contact, "save-application-part", {
      application: next.application,
      expectedVersion: again.version,
      part: "declaration",
      typed: {
        newFact,
        "signedOn.day": again.day,
        "signedOn.month": again.month,
        "signedOn.year": again.year,
      },
    }),
  ).version;
  const submitted = must(
    await run(world, before.contact, "submit-application", {
      application: next.application,
      expectedVersion: version,
    }),
  );
  return { application: next.application, version: submitted.version };
}

test("inside 24 months of a refusal nothing is admitted without a new fact, with one it needs a reason", async (t) => {
  const world = await aWorld(t);
  const before = await refusedOnce(world);
  world.clock.set(plusMonths(world.clock.now(), 23));
  const again = await applyAgain(world, before, "");
  const refused = await admit(world, again);
  assert.ok(!refused.ok && refused.error.kind === "refused");
  assert.deepEqual([refused.error.code, refused.error.clauses], ["partners/refused-recently", ["R39.4"]]);
});

test("a refusal follows the legal person into a second file under another account", async (t) => {
  const world = await aWorld(t);
  const refusedOnes = await anAdmitted(world, { name: "Institut Beispiel", registerNumber: "HRB 77" });
  must(
    await fromAbove(world, (desk) =>
      declineByVerdict(desk, { partner: refusedOnes.partner, words: "The criteria were not met." }),
    ),
  );
  const second = await aSubmitted(world, { name: "Ganz Anders", registerNumber: "HRB-77" });
  assert.equal(codeOf(await admit(world, second, ["duplicate-register"])), "partners/refused-recently");
});

test("a new fact opens the gate to an officer's reason", async (t) => {
  const world = await aWorld(t);
  const again = await applyAgain(
    world,
    await refusedOnce(world),
    "The director in question has left; see extract.",
  );
  assert.equal(codeOf(await admit(world, again, ["near-name"])), "partners/gate-unjudged");
  must(await admit(world, again, ["near-name", "earlier-refusal"]));
});

test("on the day 24 months after a refusal the gate is open again", async (t) => {
  const world = await aWorld(t);
  const before = await refusedOnce(world);
  world.clock.set(plusMonths(world.clock.now(), 24));
  must(await admit(world, await applyAgain(world, before, "")));
});

test("how long a refusal holds is the organisation's own number of months, for gate and partner alike", async (t) => {
  const world = await aWorld(t);
  const before = await refusedOnce(world);
  world.configure({ parameters: { "application.refusalMonths": 6 } });
  const file = await ask(world, before.contact, myFileQuestion, {});
  assert.equal(file?.mayApplyAgainFrom, "2027-09-03");
  world.clock.set(plusMonths(world.clock.now(), 6));
  must(await admit(world, await applyAgain(world, before, "")));
});

test("a decline as inadmissible does not bar, and is read by the partner", async (t) => {
  const world = await aWorld(t);
  const submitted = await aSubmitted(world);
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  const base = { application: submitted.application, expectedVersion: submitted.version };
  const faulty = await run(world, officer, "decline-application", { ...base, clause: "R6.1", words: "no" });
  assert.equal(codeOf(faulty), "input/faulty");
  must(
    await run(world, officer, "decline-application", {
      ...base,
      clause: "R6.1",
      words: "The register shows no such legal person.",
    }),
  );
  const again = await applyAgain(world, { ...submitted, officer }, "");
  must(await admit(world, again));
});

test("a returned application comes back inside 60 days and not after", async (t) => {
  const world = await aWorld(t);
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  const submitted = await aSubmitted(world);
  const returned = must(
    await run<{ version: number; dueOn: string }>(world, officer, "return-application", {
      application: submitted.application,
      expectedVersion: submitted.version,
      gaps: "The statutes lack the page with signatures.",
    }),
  );
  assert.equal(returned.dueOn, "2027-05-02");
  const at = world.clock.now();
  world.clock.set(plusDays(at, 59));
  const resigned = must(
    await run(world, submitted.contact, "save-application-part", {
      application: submitted.application,
      expectedVersion: returned.version,
      part: "declaration",
      typed: { "signedOn.month": "4" },
    }),
  );
  const late = { application: submitted.application, expectedVersion: resigned.version };
  world.clock.set(plusDays(at, 60));
  assert.equal(codeOf(await run(world, submitted.contact, "submit-application", late)), "partners/lapsed");
  world.clock.set(plusDays(at, 59));
  must(await run(world, submitted.contact, "submit-application", late));
});

test("an idle draft lapses by the timer, at the day and not before", async (t) => {
  const world = await aWorld(t);
  const draft = await started(world);
  const at = world.clock.now();
  world.clock.set(plusDays(at, 59));
  assert.deepEqual(await readDeskFor(world, systemActor, (desk) => due(desk)), []);
  assert.equal(
    codeOf(await run(world, systemActor, "lapse-application", { application: draft.application })),
    "partners/not-idle",
  );
  world.clock.set(plusDays(at, 60));
  const [timer] = await readDeskFor(world, systemActor, (desk) => due(desk));
  assert.deepEqual(timer, { deed: "partners.lapse-application", ask: { application: draft.application } });
  assert.equal(
    codeOf(await run(world, draft.contact, "lapse-application", { application: draft.application })),
    "log/not-your-role",
  );
  must(await run(world, systemActor, "lapse-application", timer?.ask));
  assert.equal(
    codeOf(await run(world, systemActor, "lapse-application", timer?.ask)),
    "partners/wrong-state",
  );
});

test("a colleague takes a file over, but not from themself", async (t) => {
  const world = await aWorld(t);
  const admitted = await anAdmitted(world);
  const ask = {
    application: admitted.application,
    expectedVersion: admitted.version,
    reason: "Absence until May.",
  };
  assert.equal(codeOf(await run(world, admitted.officer, "take-over", ask)), "partners/already-yours");
  const deputy = await anActor(world, { roles: ["partnership-officer"] });
  must(await run(world, deputy, "take-over", ask));
});

test("an unsolicited offer is an application of its own, taken up by the one who wrote", async (t) => {
  const world = await aWorld(t);
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  const contact = await anActor(world, { roles: ["partner-contact"] });
  const email = `PERSON-${contact.accountId.slice(4, 14)}@example.org`;
  const offer = {
    name: "Examplia Forensics SA",
    kind: "for-profit",
    country: "CH",
    contactEmail: email,
    receivedOn: "2027-03-01",
    channel: "letter",
    words: "Offers software licences for image comparison.",
  };
  assert.equal(
    codeOf(await run(world, officer, "record-unsolicited-offer", { ...offer, receivedOn: "2027-03-04" })),
    "input/faulty",
  );
  assert.equal(
    codeOf(await run(world, officer, "record-unsolicited-offer", { ...offer, contactEmail: "nobody" })),
    "input/faulty",
  );
  const recorded = must(
    await run<{ application: string; partner: string }>(world, officer, "record-unsolicited-offer", offer),
  );
  const stranger = await started(world);
  assert.notEqual(stranger.partner, recorded.partner);
  const taken = await started(world, { contact });
  assert.deepEqual([taken.application, taken.partner], [recorded.application, recorded.partner]);
});
