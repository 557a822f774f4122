// A red line: suspected by one, frozen at once, established or dismissed by two.
import assert from "node:assert/strict";
import test from "node:test";
import {
  anAssessedCase, anOfficer, anOpenCase, answer, answerAll, conclusionAsk, evidenceAsk, on, seen, stands, type BuiltCase,
} from "../../../../tests/_build/diligence.ts";
import { must } from "../../../../tests/_build/partners.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import type { Result } from "../../../kernel/result.ts";

function codeOf<T>(result: Result<T, Refusal>): string {
  return result.ok ? "allowed" : result.error.code;
}

const reason = "Two persons have read the file of the court.";

async function establish(built: BuiltCase, letter: string, evidence: readonly string[]): Promise<void> {
  must(await on(built, built.reviewer, "view-red-line", { letter, holds: true, reason, evidence }));
  must(await on(built, built.compliance, "view-red-line", { letter, holds: true, reason, evidence }));
}

test("a yes to one of the four characters suspects red line (j) and freezes the partner", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const facts = Object.fromEntries(
    ["political", "military", "religious", "racial"].map((c) => [
      `neutrality-${c}`,
      { holds: c === "political", reason: "A campaign before an election." },
    ]),
  );
  await answer(built, "C2", { facts });
  const standing = await stands(world, built.partner);
  assert.equal(standing.redLineSuspected, true);
  assert.equal(standing.redLine, false);
  assert.equal((await seen(built)).detail?.weighing.depth, "enhanced");
});

test("a suspected red line stops every conclusion until two persons have decided", async (t) => {
  const world = await aWorld(t);
  const chair = await anOfficer(world, "ethics-chair");
  const built = await anAssessedCase(world, { depth: "enhanced", valueUpToMinor: "50000000" });
  must(await on(built, built.reviewer, "suspect-red-line", { letter: "e", reason: "A report on its supplier of last year." }));
  assert.equal((await seen(built)).state, "assessing");
  must(await on(built, built.analyst, "send-to-review"));
  must(await on(built, built.reviewer, "approve-assessment"));
  assert.equal((await seen(built)).state, "ethics-review");
  must(await on(built, chair, "give-opinion", { isFavourable: true, words: "The report was withdrawn.", present: 4 }));
  assert.equal(codeOf(await on(built, built.compliance, "issue-verdict", conclusionAsk())), "diligence/red-line-suspected");
  const view = { letter: "e", holds: false, reason, evidence: [] };
  must(await on(built, built.reviewer, "view-red-line", view));
  must(await on(built, built.compliance, "view-red-line", view));
  must(await on(built, built.compliance, "issue-verdict", conclusionAsk()));
});

test("a red line is established only by both persons, on evidence of grade E2", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const evidence = await answerAll(built);
  const weak = must(
    await on<{ evidence: string }>(built, built.analyst, "add-evidence", evidenceAsk({ grade: "E1" })),
  ).evidence;
  must(
    await on(built, built.analyst, "suspect-red-line", { letter: "d", reason: "A judgment of the court of 2026." }),
  );
  const view = { letter: "d", holds: true, reason, evidence: [weak] };
  assert.equal(codeOf(await on(built, built.reviewer, "view-red-line", view)), "diligence/red-line-evidence-weak");
  assert.equal(
    codeOf(await on(built, built.analyst, "view-red-line", { ...view, evidence: [evidence] })),
    "log/not-your-role",
  );
  must(await on(built, built.reviewer, "view-red-line", { ...view, evidence: [evidence] }));
  assert.equal((await stands(world, built.partner)).redLine, false);
  must(await on(built, built.reviewer, "view-red-line", { ...view, evidence: [evidence] }));
  assert.equal((await stands(world, built.partner)).redLine, false, "the same person twice is one person");
  must(await on(built, built.compliance, "view-red-line", { ...view, evidence: [evidence] }));
  assert.equal((await stands(world, built.partner)).redLine, true);
});

test("two persons who differ leave the red line suspected; two who agree dismiss it", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const evidence = [await answerAll(built)];
  must(await on(built, built.analyst, "suspect-red-line", { letter: "h", reason: "Its leaflet shows our emblem." }));
  const view = { letter: "h", reason, evidence };
  must(await on(built, built.reviewer, "view-red-line", { ...view, holds: true }));
  must(await on(built, built.compliance, "view-red-line", { ...view, holds: false }));
  assert.equal((await stands(world, built.partner)).redLineSuspected, true);
  must(await on(built, built.reviewer, "view-red-line", { ...view, holds: false }));
  assert.equal((await stands(world, built.partner)).redLineSuspected, false);
});

test("an established red line leaves refusal alone, and the open questions no longer matter (R7.1)", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const chair = await anOfficer(world, "ethics-chair");
  const evidence = [await answerAll(built)];
  must(await on(built, built.analyst, "suspect-red-line", { letter: "c", reason: "It owns a cigarette factory." }));
  await establish(built, "c", evidence);
  must(await on(built, built.analyst, "send-to-review"));
  must(await on(built, built.reviewer, "approve-assessment"));
  must(
    await on(built, chair, "give-opinion", {
      isFavourable: false,
      words: "The factory is its main business.",
      present: 5,
    }),
  );
  const mild = await on(built, built.compliance, "issue-verdict", conclusionAsk());
  assert.equal(codeOf(mild), "diligence/outcome-too-mild");
  const refusal = conclusionAsk({ outcome: "refused", purposes: [] });
  assert.equal(codeOf(await on(built, built.compliance, "issue-verdict", refusal)), "input/faulty");
  must(
    await on(built, built.compliance, "issue-verdict", {
      ...refusal,
      partnerWords: "We cannot work with your sector.",
    }),
  );
  assert.equal((await seen(built)).partnerState, "declined");
});
