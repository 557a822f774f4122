// What may be issued: evidence, opinions, what does not apply, conditions, the mildest outcome.
import assert from "node:assert/strict";
import test from "node:test";
import {
  anAssessedCase,
  anExtract,
  anOfficer,
  anOpenCase,
  answer,
  answerAll,
  aReviewedCase,
  conclusionAsk,
  conditionAsk,
  evidenceAsk,
  on,
  seen,
  tryAnswer,
} from "../../../../tests/_build/diligence.ts";
import { must } from "../../../../tests/_build/partners.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import type { Result } from "../../../kernel/result.ts";

function codeOf<T>(result: Result<T, Refusal>): string {
  return result.ok ? "allowed" : result.error.code;
}

/** Substantial risk: A at 40 points or more without a 4. */
const substantial = {
  A1: { score: 2 },
  A3: { score: 2 },
  A7: { score: 2 },
  A11: { score: 2 },
};

test("an unknown indicator counts three of four (R17.2)", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  await answerAll(built, { answers: { A1: { value: "unknown", score: null, facts: {} } } });
  const weighing = (await seen(built)).detail?.weighing;
  assert.equal(weighing?.assessment.counted["A1"], 3);
  // 9 of 48 in criterion A (four indicators of weight 3): floor(100·9/48).
  assert.equal(weighing?.assessment.criteria[0]?.points, 18);
});

test("an indicator answered 0 on evidence below its grade counts three", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  await answerAll(built);
  const letter = must(
    await on<{ evidence: string }>(built, built.analyst, "add-evidence", evidenceAsk({ grade: "E1" })),
  ).evidence;
  await answer(built, "A3", { evidence: [letter] });
  assert.equal((await seen(built)).detail?.weighing.assessment.counted["A3"], 3);
});

test("a correction is a new version, and the answers rest on the newest (R17.3)", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const evidence = await answerAll(built);
  must(
    await on(
      built,
      built.analyst,
      "add-evidence",
      evidenceAsk({ grade: "E0", corrects: evidence, note: "It was a copy." }),
    ),
  );
  const detail = (await seen(built)).detail;
  assert.deepEqual(
    detail?.file.evidence.map((e) => e.version),
    [1, 2],
  );
  assert.equal(detail?.weighing.rows.find((r) => r.question.id === "S2")?.grade, "E0");
});

test("evidence without a document needs words; a future day, a wrong file and a script's address are faults", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const refused = async (changes: Record<string, unknown>): Promise<string> => {
    const done = await on(built, built.analyst, "add-evidence", evidenceAsk(changes));
    return !done.ok && done.error.kind === "fault" ? (done.error.faults[0]?.code ?? "") : codeOf(done);
  };
  assert.equal(await refused({ document: null }), "diligence-note-or-document");
  assert.equal(await refused({ capturedOn: "2027-03-04" }), "diligence-day-ahead");
  assert.equal(
    await refused({ document: { name: "a.exe", contentBase64: Buffer.from("MZ").toString("base64") } }),
    "diligence-file-kind",
  );
  assert.equal(await refused({ url: "javascript:alert(1)" }), "diligence-address-unreadable");
  assert.equal(
    await refused({ document: null, note: "The entry, read aloud.", url: "https://register.example/1" }),
    "allowed",
  );
});

test("evidence newer than the review sends the case back, and the conclusion must wait", async (t) => {
  const world = await aWorld(t);
  const built = await aReviewedCase(world);
  await anExtract(built);
  const view = await seen(built);
  assert.equal(view.state, "assessing");
  assert.equal(view.of.reviewedAt, null);
  assert.equal(codeOf(await on(built, built.compliance, "issue-verdict", conclusionAsk())), "diligence/wrong-state");
});

test("substantial risk goes to the ethics committee before its conclusion", async (t) => {
  const world = await aWorld(t);
  const chair = await anOfficer(world, "ethics-chair");
  const built = await anAssessedCase(world, { answers: substantial });
  assert.equal((await seen(built)).detail?.weighing.level, "substantial");
  must(await on(built, built.reviewer, "approve-assessment"));
  assert.equal((await seen(built)).state, "ethics-review");
  assert.equal(codeOf(await on(built, built.compliance, "issue-verdict", conclusionAsk())), "diligence/wrong-state");
  const opinion = { isFavourable: true, words: "The risk can be borne with a condition.", present: 4 };
  const few = await on(built, chair, "give-opinion", { ...opinion, present: 3 });
  assert.equal(codeOf(few), "diligence/ethics-quorum");
  must(await on(built, chair, "give-opinion", opinion));
  assert.equal((await seen(built)).state, "verdict-pending");
});

test("evidence newer than the opinion voids it", async (t) => {
  const world = await aWorld(t);
  const chair = await anOfficer(world, "ethics-chair");
  const built = await anAssessedCase(world, { answers: substantial });
  must(await on(built, built.reviewer, "approve-assessment"));
  must(
    await on(built, chair, "give-opinion", {
      isFavourable: true,
      words: "The risk can be borne with a condition.",
      present: 4,
    }),
  );
  world.clock.forward(1);
  await anExtract(built);
  assert.equal((await seen(built)).detail?.weighing.opinion, null);
  must(await on(built, built.analyst, "send-to-review"));
  must(await on(built, built.reviewer, "approve-assessment"));
  assert.equal((await seen(built)).state, "ethics-review");
});

test("a level raised by hand after the review asks for the opinion that is not there", async (t) => {
  const world = await aWorld(t);
  const built = await aReviewedCase(world);
  const raise = { level: "substantial", reason: "Its founder faces a trial next month." };
  assert.equal(
    codeOf(await on(built, built.compliance, "raise-level", { ...raise, reason: "too short" })),
    "input/faulty",
  );
  must(await on(built, built.compliance, "raise-level", raise));
  assert.equal((await seen(built)).state, "ethics-review");
});

test("refuses to lower a level, and to lower a depth", async (t) => {
  const world = await aWorld(t);
  const built = await anAssessedCase(world);
  const ask = { reason: "It should be lighter than that." };
  assert.equal(
    codeOf(await on(built, built.reviewer, "raise-level", { ...ask, level: "low" })),
    "diligence/level-only-up",
  );
  assert.equal(
    codeOf(await on(built, built.reviewer, "raise-depth", { ...ask, depth: "basic" })),
    "diligence/depth-only-deeper",
  );
  must(await on(built, built.reviewer, "raise-depth", { ...ask, depth: "standard" }));
  const view = await seen(built);
  assert.equal(view.state, "assessing");
  assert.ok((view.detail?.weighing.unanswered.length ?? 0) > 0);
});

test("an exposed owner asks for the enhanced depth and raises the level", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  await answerAll(built, { answers: { S11: { facts: { "pep-owner": { holds: true } } } } });
  const weighing = (await seen(built)).detail?.weighing;
  assert.equal(weighing?.depth, "enhanced");
  assert.deepEqual(weighing?.floor.because, ["pep-owner"]);
  assert.ok(weighing?.assessment.raises.includes("pep-owner"));
});

test("what does not apply leaves the sums only when the reviewer agrees", async (t) => {
  const world = await aWorld(t);
  const built = await anAssessedCase(world, { answers: { A7: { value: "not-applicable", score: null } } });
  assert.equal((await seen(built)).detail?.weighing.assessment.counted["A7"], 3);
  assert.equal(
    codeOf(await on(built, built.analyst, "agree-not-applicable", { question: "A7" })),
    "log/not-your-role",
  );
  assert.equal(
    codeOf(await on(built, built.reviewer, "agree-not-applicable", { question: "A1" })),
    "diligence/nothing-to-agree",
  );
  must(await on(built, built.reviewer, "agree-not-applicable", { question: "A7" }));
  assert.equal((await seen(built)).detail?.weighing.assessment.counted["A7"], null);
});

test("an indicator that once stood at 4 cannot be taken out", async (t) => {
  const world = await aWorld(t);
  const built = await anAssessedCase(world);
  must(await on(built, built.reviewer, "return-case", { words: "Look at its conditions once more." }));
  await answer(built, "C1", { score: 4 });
  await answer(built, "C1", { value: "not-applicable", score: null });
  must(await on(built, built.analyst, "send-to-review"));
  must(await on(built, built.reviewer, "agree-not-applicable", { question: "C1" }));
  assert.equal((await seen(built)).detail?.weighing.assessment.counted["C1"], 4);
});

test("a question that asks facts cannot be left out, and its facts cannot be missing", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  assert.equal(
    codeOf(await tryAnswer(built, "C2", { value: "not-applicable", score: null, facts: {} })),
    "diligence/cannot-be-left-out",
  );
  const missing = await tryAnswer(built, "C2", {
    facts: { "neutrality-political": { holds: false, reason: "None." } },
  });
  assert.ok(!missing.ok && missing.error.kind === "fault" && missing.error.faults.length === 3);
  const mute = await tryAnswer(built, "C2", {
    facts: Object.fromEntries(
      ["political", "military", "religious", "racial"].map((c) => [`neutrality-${c}`, { holds: false }]),
    ),
  });
  assert.ok(!mute.ok && mute.error.kind === "fault" && mute.error.faults.every((f) => f.path.endsWith(".reason")));
});

test("a score out of range, a score at the gate and an unknown fact are faults", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  for (const [id, changes] of [
    ["A1", { score: 5 }],
    ["A1", { score: null }],
    ["S2", { value: "scored", score: 0 }],
    ["A1", { facts: { "pep-owner": { holds: true } } }],
    ["A1", { question: "Z9" }],
  ] as const) {
    assert.equal(codeOf(await tryAnswer(built, id, changes)), "input/faulty", JSON.stringify(changes));
  }
});

test("a question of the gate that is not met leaves refusal alone", async (t) => {
  const world = await aWorld(t);
  const built = await aReviewedCase(world, { answers: { S7: { value: "not-satisfied" } } });
  assert.equal(
    codeOf(await on(built, built.compliance, "issue-verdict", conclusionAsk())),
    "diligence/outcome-too-mild",
  );
});

test("a serious risk is cleared only with a condition, and plainly once the condition is met", async (t) => {
  const world = await aWorld(t);
  const built = await anAssessedCase(world, { answers: { A1: { score: 3 } } });
  must(await on(built, built.reviewer, "approve-assessment"));
  const conditional = conclusionAsk({ outcome: "cleared-with-conditions" });
  assert.equal(codeOf(await on(built, built.compliance, "issue-verdict", conditional)), "diligence/outcome-too-mild");
  const condition = must(
    await on<{ condition: string }>(built, built.compliance, "set-condition", conditionAsk("A1")),
  ).condition;
  assert.equal((await seen(built)).detail?.weighing.mildest, "cleared-with-conditions");
  assert.equal(
    codeOf(await on(built, built.compliance, "issue-verdict", conclusionAsk())),
    "diligence/outcome-too-mild",
  );
  assert.equal(
    codeOf(await on(built, built.analyst, "meet-condition", { condition, evidence: [built.evidence] })),
    "log/not-your-role",
  );
  must(await on(built, built.reviewer, "meet-condition", { condition, evidence: [built.evidence] }));
  assert.equal(
    codeOf(await on(built, built.compliance, "issue-verdict", conditional)),
    "diligence/condition-missing",
  );
  must(await on(built, built.compliance, "issue-verdict", conclusionAsk()));
});

test("refuses a purpose outside the scope, and none at all (R12.2)", async (t) => {
  const world = await aWorld(t);
  const built = await aReviewedCase(world);
  for (const purposes of [["forensics"], []]) {
    assert.equal(
      codeOf(await on(built, built.compliance, "issue-verdict", conclusionAsk({ purposes }))),
      "diligence/purpose-outside-scope",
    );
  }
});

test("refuses a conclusion on lists older than a day (R19.1)", async (t) => {
  const world = await aWorld(t);
  const built = await aReviewedCase(world);
  world.clock.forward(24 * 3_600_000 + 1_000);
  const done = await on(built, built.compliance, "issue-verdict", conclusionAsk());
  assert.ok(!done.ok && done.error.kind === "refused" && done.error.clauses?.includes("R19.1"));
});

test("refuses a conclusion without a fresh gesture", async (t) => {
  const world = await aWorld(t);
  const built = await aReviewedCase(world);
  const { freshUntil: _gone, ...stale } = built.compliance;
  assert.equal(codeOf(await on(built, stale, "issue-verdict", conclusionAsk())), "log/gesture-needed");
});
