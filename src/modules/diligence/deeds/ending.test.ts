// How a conclusion ends, what follows it, and who decides on the partner.
import assert from "node:assert/strict";
import test from "node:test";
import { anActor } from "../../../../tests/_build/actors.ts";
import { aDecider, listsCheckedAt } from "../../../../tests/_build/contributions.ts";
import {
  aConcludedCase,
  anOfficer,
  answerAll,
  aReviewedCase,
  asked,
  conclusionAsk,
  conditionAsk,
  expire,
  on,
  run,
  scopeAsk,
  seen,
  settled,
  stands,
  type BuiltCase,
} from "../../../../tests/_build/diligence.ts";
import { fromAbove, must } from "../../../../tests/_build/partners.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import type { Actor } from "../../../kernel/actor.ts";
import type { CaseId } from "../../../kernel/ids.ts";
import { instant, plusDays, plusMonths } from "../../../kernel/instants.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import { ok, type Result } from "../../../kernel/result.ts";
import { deeds as committeeDeeds } from "../../committees/index.ts";
import { perform } from "../../log/index.ts";
import { partnerOf } from "../../partners/index.ts";

function codeOf<T>(result: Result<T, Refusal>): string {
  return result.ok ? "allowed" : result.error.code;
}

function clausesOf<T>(result: Result<T, Refusal>): readonly string[] {
  return !result.ok && result.error.kind === "refused" ? (result.error.clauses ?? []) : [];
}

async function approve(built: BuiltCase, actor: Actor, words: string | null = null) {
  const partner = await built.world.database.read((tx) => partnerOf(tx, built.partner));
  return run(built.world, actor, "approve-partner", {
    partner: built.partner,
    expectedVersion: partner?.version ?? 0,
    words,
  });
}

/** Conditions for each risk of 3, so that a substantial case can be cleared with them. */
async function concludedAtSubstantial(world: TestWorld, isFavourable: boolean): Promise<BuiltCase> {
  const chair = await anOfficer(world, "ethics-chair");
  const twos = { A1: { score: 2 }, A3: { score: 2 }, A7: { score: 2 }, A11: { score: 2 } };
  const built = await aReviewedCase(world, { answers: twos });
  must(
    await on(built, chair, "give-opinion", {
      isFavourable,
      words: "Four indicators are still being remedied.",
      present: 4,
    }),
  );
  must(await on(built, built.compliance, "set-condition", conditionAsk("A1")));
  must(await on(built, built.compliance, "issue-verdict", conclusionAsk({ outcome: "cleared-with-conditions" })));
  return built;
}

test("a low risk holds thirty-six months, to the millisecond", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  const issued = world.clock.now();
  const before = await stands(world, built.partner);
  assert.equal(before.verdict?.expiresAt, plusMonths(issued, 36));
  world.clock.set(instant(plusMonths(issued, 36) - 1));
  assert.equal((await stands(world, built.partner)).verdict?.isValid, true);
  world.clock.set(plusMonths(issued, 36));
  const at = await stands(world, built.partner);
  assert.equal(at.verdict?.isValid, false, "equal is expired (R18.1)");
});

test("the months are the regulation's unless the organisation set its own", async (t) => {
  const world = await aWorld(t);
  const built = await aReviewedCase(world);
  world.configure({ parameters: { "verdict.validityMonths.low": 12 } });
  must(await on(built, built.compliance, "issue-verdict", conclusionAsk()));
  assert.equal((await stands(world, built.partner)).verdict?.expiresAt, plusMonths(world.clock.now(), 12));
});

test("the timer writes down what has expired, once, and nothing before", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  assert.equal(codeOf(await expire(world)), "diligence/nothing-due");
  world.clock.set(plusMonths(world.clock.now(), 36));
  assert.deepEqual(must(await expire(world)), { expired: 1 });
  assert.equal((await seen(built)).state, "expired");
  assert.equal(codeOf(await expire(world)), "diligence/nothing-due");
  assert.equal((await stands(world, built.partner)).verdict?.isValid, false);
});

test("refuses a conclusion that expires this second", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  const director = await aDecider(world, "director");
  world.clock.set(plusMonths(world.clock.now(), 36));
  await listsCheckedAt(world, world.clock.now());
  world.configure({ parameters: { "interest.declarationMonths": 60 } });
  const done = await approve(built, director);
  assert.equal(codeOf(done), "diligence/clauses-broken");
  assert.deepEqual(clausesOf(done), ["R18.1"]);
});

test("reopening suspends the old conclusion at the same moment", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  assert.equal(
    codeOf(await on(built, built.analyst, "reopen-case", { reason: "A new owner appeared in March." })),
    "log/not-your-role",
  );
  must(await on(built, built.compliance, "reopen-case", { reason: "A new owner appeared in March." }));
  assert.equal((await stands(world, built.partner)).verdict, null);
  const view = await seen(built);
  assert.equal(view.state, "assessing");
  assert.deepEqual(
    view.verdicts.map((v) => v.end?.kind),
    ["suspended"],
  );
  must(await on(built, built.analyst, "send-to-review"));
  must(await on(built, built.reviewer, "approve-assessment"));
  must(await on(built, built.compliance, "issue-verdict", conclusionAsk()));
  assert.deepEqual(
    (await seen(built)).verdicts.map((v) => v.end?.kind ?? "stands"),
    ["stands", "suspended"],
  );
});

test("a renewal opens in the last ninety days, and its conclusion supersedes the standing one", async (t) => {
  const world = await aWorld(t);
  world.configure({ parameters: { "verdict.validityMonths.low": 6 } });
  const built = await aConcludedCase(world);
  must(await approve(built, await aDecider(world, "director")));
  const early = await run(world, built.officer, "open-renewal", { partner: built.partner });
  assert.equal(codeOf(early), "diligence/renewal-too-early");
  const ends = (await stands(world, built.partner)).verdict?.expiresAt ?? instant(0);
  world.clock.set(plusDays(ends, -90));
  await listsCheckedAt(world, world.clock.now());
  const { caseId } = must(
    await run<{ caseId: CaseId }>(world, built.officer, "open-renewal", { partner: built.partner }),
  );
  assert.equal(
    codeOf(await run(world, built.officer, "open-renewal", { partner: built.partner })),
    "diligence/case-at-work",
  );
  assert.equal(
    (await stands(world, built.partner)).verdict?.isValid,
    true,
    "the old one holds until the new one is issued",
  );
  const renewed: BuiltCase = { ...built, caseId };
  must(
    await on(renewed, built.compliance, "assign-people", {
      analyst: built.analyst.accountId,
      reviewer: built.reviewer.accountId,
      complianceOfficer: built.compliance.accountId,
    }),
  );
  must(await on(renewed, built.analyst, "draw-scope", scopeAsk()));
  await answerAll(renewed);
  must(await on(renewed, built.analyst, "send-to-review"));
  must(await on(renewed, built.reviewer, "approve-assessment"));
  must(await on(renewed, built.compliance, "issue-verdict", conclusionAsk()));
  assert.equal((await seen(built)).state, "superseded");
  assert.equal((await stands(world, built.partner)).verdict?.caseId, caseId);
});

test("a confirmed hit reopens the case and suspects red line (a), with nobody's deed", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  must(
    await fromAbove(world, async (desk) => {
      const subject = "hit_00000000000000000000000001";
      await desk.record({
        type: "hit.confirmed",
        subject,
        file: built.partner,
        version: 3,
        body: { to: "confirmed" },
      });
      return ok(null);
    }),
  );
  await settled(world);
  const standing = await stands(world, built.partner);
  assert.equal(standing.verdict, null);
  assert.equal(standing.redLineSuspected, true);
  assert.equal((await seen(built)).state, "assessing");
});

test("refuses the decision by the issuer, the analyst and the reviewer turned director (S3)", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  for (const who of [built.compliance, built.analyst, built.reviewer]) {
    const turned = await anActor(world, { roles: ["director"], personId: who.personId as never });
    const done = await approve(built, turned);
    assert.equal(codeOf(done), "access/separated-duty");
    assert.ok(clausesOf(done).includes("S3"));
  }
});

test("refuses the decision by whoever admitted the application (S1)", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  const turned = await aDecider(world, "secretary-general");
  const officer = await anActor(world, { roles: ["secretary-general"], personId: built.officer.personId as never });
  const { declares } = await import("../../../../tests/_build/contributions.ts");
  await declares(world, officer);
  assert.equal(codeOf(await approve(built, officer)), "access/separated-duty");
  assert.equal(codeOf(await approve(built, turned)), "allowed", "a higher authority may always take the file");
});

test("substantial risk is the Secretary General's with a favourable opinion, not the director's", async (t) => {
  const world = await aWorld(t);
  const built = await concludedAtSubstantial(world, true);
  const low = await approve(built, await aDecider(world, "director"));
  assert.equal(codeOf(low), "diligence/authority-too-low");
  assert.deepEqual(clausesOf(low), ["R20.1"]);
  must(await approve(built, await aDecider(world, "secretary-general")));
});

test("against an unfavourable opinion only the Executive Committee decides, by ballot and with a reason", async (t) => {
  const world = await aWorld(t);
  const built = await concludedAtSubstantial(world, false);
  assert.equal(
    codeOf(await approve(built, await aDecider(world, "secretary-general"))),
    "diligence/authority-too-low",
  );
  const secretary = await aDecider(world, "executive-secretary");
  assert.equal(codeOf(await approve(built, secretary)), "diligence/overrule-without-reason");
  const words = "The programme has no other source.";
  assert.equal(codeOf(await approve(built, secretary, words)), "diligence/committee-not-in-favour");
  await ballotOn(built, secretary, ["for", "for", "against"]);
  must(await approve(built, secretary, words));
});

async function ballotOn(built: BuiltCase, secretary: Actor, votes: readonly string[]): Promise<void> {
  const { world } = built;
  const partner = await world.database.read((tx) => partnerOf(tx, built.partner));
  const act = (actor: Actor, name: string, ask: unknown) => {
    const definition = committeeDeeds.find((d) => d.name === `committees.${name}`);
    if (!definition) throw new Error(name);
    return perform(world, actor, definition, ask) as Promise<Result<{ ballot: string }, Refusal>>;
  };
  const { ballot } = must(
    await act(secretary, "open-ballot", {
      file: built.partner,
      matter: "approve-partner",
      subject: built.partner,
      subjectVersion: partner?.version ?? 0,
    }),
  );
  for (const vote of votes) {
    must(await act(await aDecider(world, "executive-member"), "cast-vote", { ballot, vote, expectedVersion: 1 }));
  }
  must(await act(secretary, "close-ballot", { ballot, expectedVersion: 1 }));
}

test("refuses the decision on lists a second older than a day", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  const director = await aDecider(world, "director");
  world.clock.forward(24 * 3_600_000 + 1_000);
  assert.ok(clausesOf(await approve(built, director)).includes("R19.1"));
});

test("the authority may decline, in words the partner reads", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  const director = await aDecider(world, "director");
  const { partnerVersion } = await seen(built);
  const ask = { partner: built.partner, expectedVersion: partnerVersion };
  assert.equal(
    codeOf(await run(world, director, "decline-partner", { ...ask, words: null })),
    "diligence/words-needed",
  );
  must(await run(world, director, "decline-partner", { ...ask, words: "Not within this year's programme." }));
  assert.equal((await seen(built)).partnerState, "declined");
});

test("a document is read by those who may, and each reading leaves a record", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  const evidence = (await seen(built)).detail?.file.evidence[0]?.id;
  const found = await asked<{ bytes: Uint8Array }>(world, built.reviewer, "evidence-document", { evidence });
  assert.equal(
    Buffer.from(found?.bytes ?? [])
      .subarray(0, 5)
      .toString(),
    "%PDF-",
  );
  assert.equal(await asked(world, built.contact, "evidence-document", { evidence }), null);
  const { membersOf } = await import("../../access/index.ts");
  assert.ok((await world.database.read((tx) => membersOf(tx, built.partner))).length >= 3);
});

test("nobody but the owner of the schema can change a conclusion", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  const { sql } = await import("kysely");
  await assert.rejects(
    world.database.transaction({ isolation: "read-committed" }, (tx) =>
      sql`update diligence.verdicts set outcome = 'refused' where case_id = ${built.caseId}`.execute(tx),
    ),
  );
});
