// Goal: an acceptance is permitted by the regulation on facts read in its own transaction, and refused by name otherwise.
import assert from "node:assert/strict";
import { test } from "node:test";
import { anActor } from "../../../tests/_build/actors.ts";
import {
  aBallot,
  aClearedPartner,
  aDecider,
  aPending,
  declares,
  decide,
  listsCheckedAt,
  read,
  type ClearedSpec,
  type PendingSpec,
} from "../../../tests/_build/contributions.ts";
import { run } from "../../../tests/_build/partners.ts";
import { aWorld, type TestWorld } from "../../../tests/_build/world.ts";
import { instant, plusHours, plusMs } from "../../kernel/instants.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import type { Result } from "../../kernel/result.ts";
import type { Clock } from "../../ports/clock.ts";
import { judgeAgain, regulationInForce } from "../../engines/regulation/index.ts";
import { specFolder } from "../../ports/spec-folder.ts";
import { lettersPage } from "../access/letters/store-letters.ts";
import { decisionsOf } from "./store-decisions.ts";

type T = Parameters<typeof aWorld>[0];

async function pending(t: T, spec: PendingSpec = {}, cleared: ClearedSpec = {}) {
  const world = await aWorld(t);
  const partner = await aClearedPartner(world, cleared);
  return { world, partner, on: await aPending(world, partner, spec) };
}

function clausesOf(result: Result<unknown, Refusal>): readonly string[] {
  return !result.ok && result.error.kind === "refused" ? (result.error.clauses ?? []) : [];
}
const codeOf = (result: Result<unknown, Refusal>): string => (result.ok ? "done" : result.error.code);
const worth = (valueMinor: string): PendingSpec => ({ offer: { valueMinor } });

test("the director accepts 49 999.99 and the decision keeps facts, clauses, hashes and versions", async (t) => {
  const { world, on } = await pending(t);
  const director = await aDecider(world, "director");
  const done = await decide(world, director, on);
  assert.ok(done.ok, JSON.stringify(done));
  const [kept] = await world.database.read((tx) => decisionsOf(tx, on.id));
  assert.equal(kept?.body, "director");
  assert.deepEqual(kept?.deciders, [director.personId]);
  assert.equal(kept?.clauses["R20.1"], "satisfied");
  assert.equal(kept?.clauses["R20.2"], "not-applicable");
  assert.equal(kept?.facts["valueMinor"], 4_999_999);
  assert.equal(kept?.factsHash, done.value.factsHash);
  assert.match(kept?.regulationHash ?? "", /^[0-9a-f]{64}$/);
  assert.equal(kept?.cedarVersion, "4.13.0");
  assert.equal(kept?.textSha256, "ab".repeat(32));
  const after = await read(world, on.id);
  assert.equal(after?.state, "accepted");
  assert.ok(after?.decision?.articles.includes("20"));
});

test("a decision is judged again from its row alone and comes out the same", async (t) => {
  const { world, on } = await pending(t);
  assert.ok((await decide(world, await aDecider(world, "director"), on)).ok);
  const [kept] = await world.database.read((tx) => decisionsOf(tx, on.id));
  assert.ok(kept);
  const regulation = regulationInForce(specFolder(world.folders.root, "regulation"), world.organisation().parameters);
  assert.equal(regulation.hash, kept.regulationHash);
  const again = judgeAgain(regulation, "accept", kept.facts);
  assert.equal(again?.factsHash, kept.factsHash);
  const clauses = again?.articles.flatMap((a) => a.clauses).map((c) => [c.id, c.state] as const) ?? [];
  assert.deepEqual(Object.fromEntries(clauses), kept.clauses);
  const otherwise = judgeAgain(regulation, "accept", { ...kept.facts, isSuspended: true });
  assert.deepEqual(otherwise?.broken, ["R38.1"]);
});

test("50 000.00 belongs to the Secretary General and 500 000.00 to the Executive Committee", async (t) => {
  const { world, partner, on } = await pending(t, worth("5000000"));
  const director = await aDecider(world, "director");
  const low = await decide(world, director, on);
  assert.equal(codeOf(low), "contributions/forbidden");
  assert.deepEqual(clausesOf(low), ["R20.1"]);
  const general = await aDecider(world, "secretary-general");
  assert.ok((await decide(world, general, on)).ok);
  const large = await aPending(world, partner, { offer: { valueMinor: "50000000", purpose: "training" } });
  assert.ok(clausesOf(await decide(world, general, large)).includes("R20.1"));
});

test("the Executive Committee decides through its own ballot, and without one nothing is recorded", async (t) => {
  const { world, partner, on } = await pending(t, worth("50000000"));
  const bare = await anActor(world, { roles: ["executive-secretary"] });
  assert.equal(codeOf(await decide(world, bare, on)), "contributions/ballot-needed");
  const { secretary, members } = await aBallot(world, { file: partner.partner, ...on });
  const done = await decide(world, secretary, on);
  assert.ok(done.ok, JSON.stringify(done));
  const after = await read(world, on.id);
  assert.equal(after?.decision?.body, "executive-committee");
  assert.deepEqual([...(after?.decision?.deciders ?? [])].sort(), members.map((m) => m.personId).sort());
});

test("a committee that voted against accepts nothing, and refuses", async (t) => {
  const { world, partner, on } = await pending(t, worth("50000000"));
  const { secretary } = await aBallot(world, { file: partner.partner, ...on }, { votes: ["for", "against", "against"] });
  assert.deepEqual(clausesOf(await decide(world, secretary, on)), ["R20.2"]);
  assert.ok((await decide(world, secretary, on, { decision: "refuse" })).ok);
  assert.equal((await read(world, on.id))?.state, "refused");
});

test("the issuer of the verdict, the analyst and the reviewer cannot decide, whatever role they hold today", async (t) => {
  const { world, partner, on } = await pending(t);
  for (const person of [partner.compliance, partner.analyst, partner.reviewer]) {
    const promoted = await anActor(world, { roles: ["director"], personId: person.personId as `per_${string}` });
    await declares(world, promoted);
    const done = await decide(world, promoted, on);
    assert.ok(clausesOf(done).includes("R24.1"), JSON.stringify(done));
    assert.ok(clausesOf(done).some((id) => id.startsWith("S")));
  }
});

test("the human who made the offer for the partner cannot decide on it", async (t) => {
  const { world, partner, on } = await pending(t);
  const twice = await anActor(world, { roles: ["director"], personId: partner.contact.personId as `per_${string}` });
  await declares(world, twice);
  assert.ok(clausesOf(await decide(world, twice, on)).includes("R24.1"));
});

test("a verdict is good one millisecond before its end and not at its end", async (t) => {
  const { world, partner, on } = await pending(t, {}, { expiresAt: instant(Date.parse("2030-01-01T00:00:00.000Z")) });
  const director = await aDecider(world, "director");
  world.clock.set(instant(Date.parse("2030-01-01T00:00:00.000Z")));
  await listsCheckedAt(world, world.clock.now());
  await declares(world, director);
  const late = await decide(world, director, on);
  assert.deepEqual(clausesOf(late), ["R18.1"], JSON.stringify(late));
  world.clock.set(instant(Date.parse("2029-12-31T23:59:59.999Z")));
  await listsCheckedAt(world, world.clock.now());
  assert.ok((await decide(world, director, on)).ok, partner.partner);
});

test("a verdict that ends between the guard and the commit is seen just before the commit", async (t) => {
  const { world, on } = await pending(t, {}, { expiresAt: instant(Date.parse("2030-01-01T00:00:00.000Z")) });
  const director = await aDecider(world, "director");
  const start = instant(Date.parse("2029-12-31T23:59:59.000Z"));
  world.clock.set(start);
  await listsCheckedAt(world, start);
  await declares(world, director);
  // A clock that moves ten milliseconds at each look: guard before the end, commit after it.
  let looks = 0;
  const clock: Clock = { now: () => plusMs(instant(Date.parse("2029-12-31T23:59:59.900Z")), 10 * looks++) };
  const done = await decide({ ...world, clock }, director, on);
  assert.deepEqual(clausesOf(done), ["R18.1"], `${looks} looks: ${JSON.stringify(done)}`);
  assert.equal((await read(world, on.id))?.state, "pending-decision");
});

test("lists of 24 hours and one second stop the decision; lists of 24 hours do not", async (t) => {
  const { world, on } = await pending(t);
  const director = await aDecider(world, "director");
  const now = world.clock.now();
  await listsCheckedAt(world, plusMs(plusHours(now, -24), -1_000));
  assert.deepEqual(clausesOf(await decide(world, director, on)), ["R19.1"]);
  await listsCheckedAt(world, plusHours(now, -24));
  assert.ok((await decide(world, director, on)).ok);
});

test("a partner suspended between the page and the click is seen in the transaction", async (t) => {
  const { world, partner, on } = await pending(t);
  const general = await aDecider(world, "secretary-general");
  const suspended = await run(world, general, "suspend-partner", {
    partner: partner.partner,
    expectedVersion: partner.version,
    ground: "breach",
    words: "A duty was breached; please explain.",
  });
  assert.ok(suspended.ok, JSON.stringify(suspended));
  const director = await aDecider(world, "director");
  assert.deepEqual(clausesOf(await decide(world, director, on)), ["R38.1"]);
});

test("the third 200 000 of one group for one purpose goes to the Executive Committee", async (t) => {
  const { world, partner, on } = await pending(t, worth("20000000"));
  const general = await aDecider(world, "secretary-general");
  assert.ok((await decide(world, general, on)).ok);
  const second = await aPending(world, partner, worth("20000000"));
  assert.ok((await decide(world, general, second)).ok);
  const third = await aPending(world, partner, worth("20000000"));
  assert.deepEqual(clausesOf(await decide(world, general, third)), ["R21.1"]);
  const { secretary } = await aBallot(world, { file: partner.partner, ...third });
  assert.ok((await decide(world, secretary, third)).ok);
});

test("an offer for another purpose does not count together, and the verdict must cover it", async (t) => {
  const { world, partner, on } = await pending(t, worth("30000000"), { purposes: ["training", "cybercrime"] });
  const general = await aDecider(world, "secretary-general");
  assert.ok((await decide(world, general, on)).ok);
  const other = await aPending(world, partner, { offer: { valueMinor: "30000000", purpose: "cybercrime" } });
  assert.ok((await decide(world, general, other)).ok);
  const outside = await aPending(world, partner, { offer: { purpose: "trafficking" } });
  assert.deepEqual(clausesOf(await decide(world, general, outside)), ["R12.2"]);
});

test("two parts of a mixed offer are decided by the authority of their sum", async (t) => {
  const { world, partner, on } = await pending(t, worth("3000000"), { purposes: ["training", "cybercrime"] });
  const part = await aPending(world, partner, { offer: { valueMinor: "48000000", purpose: "cybercrime", partOf: on.id } });
  const general = await aDecider(world, "secretary-general");
  assert.ok(clausesOf(await decide(world, general, on)).includes("R2.2"));
  assert.ok(clausesOf(await decide(world, general, part)).includes("R2.2"));
});

test("hidden cost of 10.00 per cent stays, more lifts the decision, and without a budget line it is refused", async (t) => {
  const budgeted = { budgetLine: "IT operations 2027" };
  const { world, partner, on } = await pending(
    t,
    { ...worth("5000000"), costs: { staff: "500000" }, ...budgeted },
    { purposes: ["training", "cybercrime"] },
  );
  const general = await aDecider(world, "secretary-general");
  assert.ok((await decide(world, general, on)).ok);
  const more = await aPending(world, partner, {
    offer: { valueMinor: "5000000", purpose: "cybercrime" },
    costs: { staff: "500000", exit: "1" },
    ...budgeted,
  });
  assert.deepEqual(clausesOf(await decide(world, general, more)), ["R22.2"]);
  const unbudgeted = await aPending(world, partner, {
    offer: { purpose: "cybercrime", valueMinor: "4000000" },
    costs: { staff: "1" },
  });
  assert.ok(clausesOf(await decide(world, general, unbudgeted)).includes("R22.3"));
});

test("a declaration that lapsed, a missing one and an interest in the file each refuse the decider", async (t) => {
  const { world, partner, on } = await pending(t);
  const silent = await anActor(world, { roles: ["director"] });
  assert.deepEqual(clausesOf(await decide(world, silent, on)), ["R23.1"]);
  const holder = await aDecider(world, "director");
  await declares(world, holder, { file: partner.partner, grounds: ["shares"] });
  assert.deepEqual(clausesOf(await decide(world, holder, on)), ["R23.2"]);
});

test("a prohibited condition is refused by every authority", async (t) => {
  const { world, partner, on } = await pending(t, { types: ["exclusivity"] });
  const general = await aDecider(world, "secretary-general");
  assert.deepEqual(clausesOf(await decide(world, general, on)), ["R25.2"]);
  const { secretary } = await aBallot(world, { file: partner.partner, ...on });
  assert.deepEqual(clausesOf(await decide(world, secretary, on)), ["R25.2"]);
});

test("private money for a special account and money earmarked for a case are refused", async (t) => {
  const { world, partner, on } = await pending(t, { offer: { accountKind: "special" } });
  const director = await aDecider(world, "director");
  assert.deepEqual(clausesOf(await decide(world, director, on)), ["R26.1"]);
  const marked = await aPending(world, partner, { offer: { earmark: "case", valueMinor: "100" } });
  const general = await aDecider(world, "secretary-general");
  assert.deepEqual(clausesOf(await decide(world, general, marked)), ["R26.3"]);
});

test("an unanswered character of neutrality stops the decision, a yes too", async (t) => {
  const neutrality = { political: false, military: false, religious: false, racial: null };
  const { world, on } = await pending(t, {}, { computed: { neutrality } });
  const director = await aDecider(world, "director");
  assert.deepEqual(clausesOf(await decide(world, director, on)), ["R3.1", "R3.2"]);
});

test("substantial risk needs an opinion after the last evidence, and an unfavourable one the Committee's reason", async (t) => {
  const { world, partner, on } = await pending(t, {}, { level: "substantial" });
  const general = await aDecider(world, "secretary-general");
  assert.deepEqual(clausesOf(await decide(world, general, on)), ["R16.2"]);
  const at = world.clock.now();
  const against = { at, isFavourable: false, isQuorumMet: true };
  const advised = await aClearedPartner(world, {
    level: "substantial",
    registerNumber: "RX-77",
    computed: { ethics: against },
  });
  const other = await aPending(world, advised);
  assert.deepEqual(clausesOf(await decide(world, general, other)), ["R16.3"]);
  const { secretary } = await aBallot(world, { file: advised.partner, ...other });
  assert.deepEqual(clausesOf(await decide(world, secretary, other)), ["R16.3"]);
  const done = await decide(world, secretary, other, { overruleReason: "The programme has its own independent board." });
  assert.ok(done.ok, `${partner.partner} ${JSON.stringify(done)}`);
});

test("the General Assembly decides what is beyond the share of one group", async (t) => {
  const { world, partner, on } = await pending(t, worth("50000000"));
  world.configure({ yearlyIncomeMinor: 100_000_000n });
  const { secretary } = await aBallot(world, { file: partner.partner, ...on });
  assert.deepEqual(clausesOf(await decide(world, secretary, on)), ["R11.1"]);
  const assembly = await aDecider(world, "assembly-secretary");
  assert.equal(codeOf(await decide(world, assembly, on)), "contributions/resolution-needed");
  const resolution = { reference: "AG-2027-RES-09", isQuorumMet: true, isMajorityFor: true };
  assert.ok((await decide(world, assembly, on, { resolution })).ok);
});

/** Letters that wait to be sent: about what, and to which account. */
async function lettersAbout(world: TestWorld, about: string): Promise<unknown[]> {
  const letters = await world.database.read((tx) => lettersPage(tx, null, 500));
  return letters.filter((letter) => letter.about === about).map((letter) => letter.accountId).sort();
}

test("from a tenth of the yearly income on the Committee is told of an acceptance, and not below (R11.2)", async (t) => {
  // 49 999.99 of these incomes, in basis points rounded up: 1 000 and 999.
  for (const [yearlyIncomeMinor, isTold] of [[49_999_990n, true], [50_050_041n, false]] as const) {
    const { world, on } = await pending(t);
    world.configure({ yearlyIncomeMinor });
    const committee = [
      await anActor(world, { roles: ["executive-member"] }), await anActor(world, { roles: ["executive-secretary"] }),
    ];
    assert.ok((await decide(world, await aDecider(world, "director"), on)).ok);
    const told = await lettersAbout(world, "contributions.letter.dependence");
    assert.deepEqual(told, isTold ? committee.map((one) => one.accountId).sort() : [], String(yearlyIncomeMinor));
  }
});

test("what is refused is not told to the Committee; the partner is told of each outcome", async (t) => {
  const { world, partner, on } = await pending(t);
  world.configure({ yearlyIncomeMinor: 49_999_990n });
  await anActor(world, { roles: ["executive-member"] });
  assert.ok((await decide(world, await aDecider(world, "director"), on, { decision: "refuse" })).ok);
  assert.deepEqual(await lettersAbout(world, "contributions.letter.dependence"), []);
  assert.deepEqual(await lettersAbout(world, "contributions.letter.decided"), [partner.contact.accountId]);
});

test("a stale gesture, a stale version and a wrong state change nothing", async (t) => {
  const { world, on } = await pending(t);
  const director = await aDecider(world, "director");
  assert.equal(codeOf(await decide(world, { ...director, freshUntil: 0 }, on)), "log/gesture-needed");
  assert.equal(codeOf(await decide(world, director, { ...on, version: on.version - 1 })), "contributions/moved-on");
  assert.ok((await decide(world, director, on)).ok);
  assert.equal(codeOf(await decide(world, director, { ...on, version: on.version + 1 })), "contributions/wrong-state");
});

test("asking for more sends the file back to valuation and keeps its decision on record", async (t) => {
  const { world, on } = await pending(t);
  const director = await aDecider(world, "director");
  assert.ok((await decide(world, director, on, { decision: "ask-more" })).ok);
  const after = await read(world, on.id);
  assert.equal(after?.state, "valued");
  assert.equal(after?.decision, null);
  assert.equal((await world.database.read((tx) => decisionsOf(tx, on.id))).length, 1);
});

test("a director refuses within their competence and not above it", async (t) => {
  const { world, on } = await pending(t, worth("5000000"));
  const director = await aDecider(world, "director");
  assert.deepEqual(clausesOf(await decide(world, director, on, { decision: "refuse" })), ["R20.1"]);
  const general = await aDecider(world, "secretary-general");
  assert.ok((await decide(world, general, on, { decision: "refuse" })).ok);
});

test("an objection of a bureau that nobody answered stops every decision", async (t) => {
  const { world, partner, on } = await pending(t);
  const bureau = await anActor(world, { roles: ["national-bureau"], country: "FR" });
  const { deeds } = await import("../access/index.ts");
  const raise = deeds.find((d) => d.name === "access.raise-objection");
  assert.ok(raise);
  const { perform } = await import("../log/index.ts");
  const raised = await perform(world, bureau, raise, {
    file: partner.partner,
    kind: "objection",
    words: "We ask you to wait for the audit of this body.",
  });
  assert.ok(raised.ok, JSON.stringify(raised));
  const director = await aDecider(world, "director");
  assert.equal(codeOf(await decide(world, director, on)), "contributions/objection-unanswered");
});
