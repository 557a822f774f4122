// The path of a case from admission to an active partner, and who is kept out of each step.
import assert from "node:assert/strict";
import test from "node:test";
import { anActor } from "../../../../tests/_build/actors.ts";
import {
  aConcludedCase,
  anAssessedCase,
  anOfficer,
  anOpenCase,
  answer,
  answerAll,
  aReviewedCase,
  asked,
  conclusionAsk,
  on,
  run,
  scopeAsk,
  seen,
  stands,
  tryAnswer,
} from "../../../../tests/_build/diligence.ts";
import { declares } from "../../../../tests/_build/contributions.ts";
import { must } from "../../../../tests/_build/partners.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import type { Result } from "../../../kernel/result.ts";
import { settle } from "../../log/index.ts";
import { partnerOf } from "../../partners/index.ts";
import { subscribers, tasks } from "../index.ts";
import { casesOf } from "../stores/store-cases.ts";
import type { CaseView, OutcomeView } from "../questions.ts";

function codeOf<T>(result: Result<T, Refusal>): string {
  return result.ok ? "allowed" : result.error.code;
}

function clausesOf<T>(result: Result<T, Refusal>): readonly string[] {
  return !result.ok && result.error.kind === "refused" ? (result.error.clauses ?? []) : [];
}

test("an admitted application opens one case, watched and screened, however often the event is seen", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const again = subscribers.find((s) => s.name === "diligence.open-case");
  assert.ok(again);
  await settle(world, [{ ...again, name: "diligence.open-case-again" }]);
  const cases = await world.database.read((tx) => casesOf(tx, built.partner));
  assert.equal(cases.length, 1);
  const detail = (await seen(built)).detail;
  assert.equal(detail?.openHits, 0);
});

test("a basic case goes from admission to an active partner", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  const view = await seen(built);
  assert.equal(view.state, "issued");
  assert.equal(view.verdict?.outcome, "cleared");
  assert.equal(view.verdict?.level, "low");
  assert.equal(view.partnerState, "decision-ready");
  const director = await anOfficer(world, "director");
  const ask = { partner: built.partner, expectedVersion: view.partnerVersion, words: null };
  must(await run(world, director, "approve-partner", ask));
  const partner = await world.database.read((tx) => partnerOf(tx, built.partner));
  assert.equal(partner?.state, "active");
});

test("refuses three people that are two", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const both = await anActor(world, { roles: ["diligence-analyst", "diligence-reviewer"] });
  const done = await on(built, built.compliance, "assign-people", {
    analyst: both.accountId,
    reviewer: both.accountId,
    complianceOfficer: built.compliance.accountId,
  });
  assert.equal(codeOf(done), "diligence/people-not-three");
  assert.ok(clausesOf(done).includes("R16.1"));
});

test("refuses three accounts of two humans", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const second = await anActor(world, { roles: ["diligence-reviewer"], personId: built.analyst.personId as never });
  const done = await on(built, built.compliance, "assign-people", {
    analyst: built.analyst.accountId,
    reviewer: second.accountId,
    complianceOfficer: built.compliance.accountId,
  });
  // The analyst has drawn the scope: history keeps the human out before the count is even looked at.
  assert.equal(codeOf(done), "diligence/person-kept-out");
  assert.ok(clausesOf(done).includes("S2"));
});

test("refuses to put somebody in charge who does not hold the role", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const done = await on(built, built.compliance, "assign-people", {
    analyst: built.reviewer.accountId,
    reviewer: built.reviewer.accountId,
    complianceOfficer: built.compliance.accountId,
  });
  assert.equal(codeOf(done), "diligence/person-without-role");
});

test("refuses the officer who admitted the application as its assessor (S1)", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const turned = await anActor(world, { roles: ["diligence-analyst"], personId: built.officer.personId as never });
  const done = await on(built, built.compliance, "assign-people", {
    analyst: turned.accountId,
    reviewer: built.reviewer.accountId,
    complianceOfficer: built.compliance.accountId,
  });
  assert.equal(codeOf(done), "diligence/person-kept-out");
  assert.ok(clausesOf(done).includes("S1"));
});

test("an analyst who is not in charge does not even see the case", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const other = await anOfficer(world, "diligence-analyst");
  assert.equal(await asked(world, other, "case", { caseId: built.caseId }), null);
  assert.equal(codeOf(await on(built, other, "draw-scope", scopeAsk())), "hidden");
});

test("refuses the second review by the analyst, under another account too (S2, S18)", async (t) => {
  const world = await aWorld(t);
  const built = await anAssessedCase(world);
  const same = await anActor(world, { roles: ["diligence-reviewer"], personId: built.analyst.personId as never });
  must(
    await on(built, built.compliance, "assign-people", {
      analyst: built.analyst.accountId,
      reviewer: built.reviewer.accountId,
      complianceOfficer: built.compliance.accountId,
    }),
  );
  const done = await on(built, same, "approve-assessment");
  assert.ok(["access/separated-duty", "hidden"].includes(codeOf(done)));
  assert.equal(codeOf(await on(built, built.reviewer, "approve-assessment")), "allowed");
});

test("refuses a conclusion by the reviewer turned compliance officer (S2, S17)", async (t) => {
  const world = await aWorld(t);
  const built = await aReviewedCase(world);
  const turned = await anActor(world, { roles: ["compliance-officer"], personId: built.reviewer.personId as never });
  const done = await on(built, turned, "issue-verdict", conclusionAsk());
  assert.equal(codeOf(done), "access/separated-duty");
  assert.ok(clausesOf(done).includes("S2"));
});

test("refuses a conclusion by the analyst turned compliance officer (S2)", async (t) => {
  const world = await aWorld(t);
  const built = await aReviewedCase(world);
  const turned = await anActor(world, { roles: ["compliance-officer"], personId: built.analyst.personId as never });
  assert.equal(codeOf(await on(built, turned, "issue-verdict", conclusionAsk())), "access/separated-duty");
});

test("refuses an answer by somebody whose declaration of interests is missing (R23.1)", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const fresh = await anActor(world, { roles: ["diligence-analyst"] });
  must(
    await on(built, built.compliance, "assign-people", {
      analyst: fresh.accountId,
      reviewer: built.reviewer.accountId,
      complianceOfficer: built.compliance.accountId,
    }),
  );
  assert.equal(codeOf(await tryAnswer(built, "S1", {}, fresh)), "interests/declaration-expired");
});

test("refuses an answer by somebody who declared an interest in the file (R23.2)", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  await declares(world, built.analyst, { file: built.partner, grounds: ["shares"] });
  assert.equal(codeOf(await tryAnswer(built, "S2")), "interests/has-interest");
});

test("refuses an answer before the scope is drawn and on a version that moved on", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  assert.equal(
    codeOf(await on(built, built.analyst, "draw-scope", { ...scopeAsk(), expectedVersion: 1 })),
    "diligence/moved-on",
  );
  await answer(built, "S2");
});

test("refuses to send while a question has no answer, and lists which", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  await answer(built, "A1");
  const done = await on(built, built.analyst, "send-to-review");
  assert.equal(codeOf(done), "diligence/questions-unanswered");
  assert.ok(!done.ok && done.error.kind === "refused" && String(done.error.facts?.["ids"]).includes("S2"));
});

test("refuses to send while the gate is open", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  await answerAll(built, { answers: { S13: { value: "unknown", facts: {} } } });
  assert.equal(codeOf(await on(built, built.analyst, "send-to-review")), "diligence/gate-open");
});

test("an answer of the gate on evidence below its grade leaves the gate open (R17.1)", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  await answerAll(built);
  const declared = must(
    await on<{ evidence: string }>(built, built.analyst, "add-evidence", {
      grade: "E1",
      source: "The partner's own letter",
      url: null,
      note: "Its number in the register.",
      capturedOn: "2027-03-01",
      document: null,
      corrects: null,
    }),
  ).evidence;
  await answer(built, "S2", { evidence: [declared] });
  assert.equal(codeOf(await on(built, built.analyst, "send-to-review")), "diligence/gate-open");
});

test("the reviewer returns with words the analyst reads, and the case comes back", async (t) => {
  const world = await aWorld(t);
  const built = await anAssessedCase(world);
  assert.equal(codeOf(await on(built, built.reviewer, "return-case", { words: "too short" })), "input/faulty");
  must(await on(built, built.reviewer, "return-case", { words: "The accounts of 2025 are missing here." }));
  const view = await seen(built);
  assert.equal(view.state, "assessing");
  assert.equal(view.of.returnWords, "The accounts of 2025 are missing here.");
  must(await on(built, built.analyst, "send-to-review"));
  assert.equal((await seen(built)).of.returnWords, null);
});

test("each step is a task of the person whose turn it is, and of nobody kept out", async (t) => {
  const world = await aWorld(t);
  const built = await anAssessedCase(world);
  const keysOf = (actor: typeof built.analyst) =>
    world.database.read(async (tx) =>
      (await tasks({ tx, actor, world, organisation: world.organisation(), now: () => world.clock.now() })).map(
        (task) => task.key,
      ),
    );
  assert.deepEqual(await keysOf(built.reviewer), ["diligence.task.review"]);
  assert.deepEqual(await keysOf(built.analyst), []);
  must(await on(built, built.reviewer, "approve-assessment"));
  assert.deepEqual(await keysOf(built.compliance), ["diligence.task.conclude"]);
  must(await on(built, built.compliance, "issue-verdict", conclusionAsk()));
  const director = await anOfficer(world, "director");
  assert.deepEqual(await keysOf(director), ["diligence.task.decide"]);
});

test("the partner reads the outcome and nothing of the assessment", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  const outcome = await asked<OutcomeView>(world, built.contact, "outcome", { partner: built.partner });
  assert.deepEqual(Object.keys(outcome ?? {}).sort(), ["state", "verdict"]);
  assert.deepEqual(Object.keys(outcome?.verdict ?? {}).sort(), ["expiresAt", "issuedAt", "outcome"]);
  assert.equal(await asked<CaseView>(world, built.contact, "case", { caseId: built.caseId }), null);
  const po = await seen(built, built.officer);
  assert.equal(po.detail, null);
});

test("a withdrawn application closes its case", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const { run: onPartner } = await import("../../../../tests/_build/partners.ts");
  must(
    await onPartner(world, built.contact, "withdraw-application", {
      application: built.application,
      expectedVersion: built.version,
      reason: null,
    }),
  );
  await settle(world, subscribers);
  assert.equal((await seen(built)).state, "closed");
  assert.equal((await stands(world, built.partner)).verdict, null);
});
