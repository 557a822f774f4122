// Goal: ignorance never permits, and a worse file is never treated better.
// Method: random files near the limits; each is judged beside a copy with facts taken out, or with one fact made worse.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { instant } from "../../kernel/instants.ts";
import { specFolder } from "../../ports/spec-folder.ts";
import { bodies, judge, levels, loadRegulation, type Fact, type Facts } from "./index.ts";

const loaded = loadRegulation(specFolder(process.cwd(), "regulation"));
assert.ok(loaded.ok);
const regulation = loaded.value;
const at = instant(Date.parse("2026-06-01T12:00:00.000Z"));
const seed = 20260601;

function base(name: string): Facts {
  return JSON.parse(readFileSync(`vectors/regulation/base/${name}.json`, "utf8")) as Facts;
}

const amounts = fc.constantFrom(0, 1, 499_999, 4_999_999, 5_000_000, 5_000_001, 49_999_999, 50_000_000, 60_000_000);
const yesNo = fc.boolean();
const instants = fc.constantFrom(at - 90_000_000, at - 86_400_000, at - 1, at, at + 1, at + 1_000_000_000);

/** Values a fact may take in a random file; every other fact keeps the value of the base. */
const varied: Record<string, fc.Arbitrary<Fact>> = {
  valueMinor: amounts,
  bundleOthersMinor: amounts,
  groupOthersMinor: amounts,
  hiddenCostMinor: amounts,
  groupYearMinor: fc.constantFrom(0, 1_550_000_000, 2_325_000_000, 2_325_000_001, 9_000_000_000),
  decidingBody: fc.constantFrom(...bodies),
  level: fc.constantFrom(...levels),
  kind: fc.constantFrom("funding", "equipment", "jewellery"),
  accountKind: fc.constantFrom("trust-fund", "special"),
  verdictOutcome: fc.constantFrom("cleared", "cleared-with-conditions", "refused"),
  verdictExpiresAt: instants,
  screeningCheckedAt: instants,
  declaredAt: fc.constantFrom(at - 40_000_000_000, at - 1, at),
  openHits: fc.nat(1),
  confirmedHits: fc.nat(1),
  untypedConditions: fc.nat(1),
  prohibitedConditions: fc.nat(1),
  registryGrade: fc.nat(3),
  agreementMonths: fc.constantFrom(0, 1, 60, 61),
  isSuspended: yesNo,
  isRedLineEstablished: yesNo,
  isRedLineSuspected: yesNo,
  isPolitical: yesNo,
  isFront: yesNo,
  hasInterest: yesNo,
  isSeparationKept: yesNo,
  isLiabilityOpenEnded: yesNo,
  isCostBudgeted: yesNo,
  isGestureFresh: yesNo,
  hasEthicsOpinion: yesNo,
  isEthicsFavourable: yesNo,
  isOverruleReasoned: yesNo,
  isOverrulePublished: yesNo,
  isHouseCurrency: yesNo,
  isRateSourced: yesNo,
  rateMicro: fc.constantFrom(0, 920_000),
  rateOn: fc.constantFrom(20260501, 20260701),
  offeredOn: fc.constant(20260601),
  ethicsOpinionAt: instants,
  lastEvidenceAt: fc.constant(at - 2),
  isEthicsQuorumMet: yesNo,
};
const committee = { isQuorumMet: true, isMajorityFor: true, recused: [] as string[] };

/** Mostly the base, with at most five facts changed: far from it everything is refused and nothing is learnt. */
const files: fc.Arbitrary<Facts> = fc
  .tuple(
    fc.constantFrom("accept-funding", "accept-thing", "accept-by-committee"),
    fc.uniqueArray(fc.constantFrom(...Object.keys(varied)), { maxLength: 5 }),
    fc.record(varied),
  )
  .map(([name, changed, values]) => {
    const facts: Record<string, Fact | undefined> = { ...base(name), ...committee };
    for (const key of changed) facts[key] = values[key];
    return facts as unknown as Facts;
  });

test("taking facts out never turns a denial into a permit", () => {
  fc.assert(
    fc.property(files, fc.array(fc.nat(60), { minLength: 1, maxLength: 3 }), (facts, picks) => {
      const names = Object.keys(facts).filter((name) => name !== "act");
      const gone = new Set(picks.map((pick) => names[pick % names.length]));
      const poorer = Object.fromEntries(
        Object.entries(facts).filter(([name]) => !gone.has(name)),
      ) as unknown as Facts;
      if (judge(regulation, poorer, at).permitted)
        assert.ok(judge(regulation, facts, at).permitted, [...gone].join());
    }),
    { seed, numRuns: 600 },
  );
});

test("taking any one fact out of a good file denies it, unless no clause that applied used it", () => {
  for (const name of [
    "accept-funding",
    "accept-thing",
    "accept-by-committee",
    "sign",
    "receive",
    "publish",
    "offer",
  ]) {
    const facts = base(name);
    const judged = judge(regulation, facts, at);
    assert.ok(judged.permitted, name);
    const used = new Set(
      judged.articles
        .flatMap((a) => a.clauses)
        .filter((c) => c.state === "satisfied")
        .flatMap((c) => c.factsUsed.map((f) => f.name)),
    );
    for (const gone of Object.keys(facts).filter((key) => used.has(key))) {
      const poorer = { ...facts, [gone]: undefined };
      assert.equal(judge(regulation, poorer, at).permitted, false, `${name} without ${gone}`);
    }
  }
});

type Worse = (value: Fact | undefined) => Fact | undefined;
const more: Worse = (v) => (typeof v === "number" ? v + 1_000_000 : v);
const less: Worse = (v) => (typeof v === "number" ? v - 1 : v);
const bad: Worse = () => true;
const lost: Worse = () => false;
const worse: Record<string, Worse> = {
  bundleOthersMinor: more,
  groupOthersMinor: more,
  hiddenCostMinor: more,
  groupYearMinor: more,
  openHits: more,
  confirmedHits: more,
  untypedConditions: more,
  prohibitedConditions: more,
  registryGrade: less,
  verdictExpiresAt: less,
  screeningCheckedAt: (v) => (typeof v === "number" && v <= at ? v - 1 : v),
  declaredAt: less,
  isSuspended: bad,
  isRedLineEstablished: bad,
  isRedLineSuspected: bad,
  isPolitical: bad,
  isFront: bad,
  hasInterest: bad,
  isLiabilityOpenEnded: bad,
  isSeparationKept: lost,
  isGestureFresh: lost,
  isAimNamed: lost,
  partnerFileExists: lost,
  decidingBody: (v) => bodies[Math.max(0, bodies.findIndex((b) => b === v) - 1)],
  level: (v) => levels[Math.min(3, levels.findIndex((l) => l === v) + 1)],
};

test("a lower authority, a higher risk, an older list or a larger sum is never treated better", () => {
  fc.assert(
    fc.property(files, fc.constantFrom(...Object.keys(worse)), (facts, name) => {
      const after = worse[name]?.(facts[name]);
      if (judge(regulation, { ...facts, [name]: after }, at).permitted) {
        assert.ok(judge(regulation, facts, at).permitted, `${name} from ${String(facts[name])} to ${String(after)}`);
      }
    }),
    { seed, numRuns: 800 },
  );
});

test("a larger value without hidden cost is never treated better", () => {
  fc.assert(
    fc.property(files, amounts, (facts, plus) => {
      const small: Facts = { ...facts, hiddenCostMinor: 0 };
      const large = { ...small, valueMinor: Number(small["valueMinor"]) + plus };
      if (judge(regulation, large, at).permitted) assert.ok(judge(regulation, small, at).permitted);
    }),
    { seed, numRuns: 300 },
  );
});

test("no authority, vote or setting permits behind a red line or a character of article 3", () => {
  for (const decidingBody of bodies) {
    for (const fact of ["isRedLineEstablished", "isPolitical", "isMilitary", "isReligious", "isRacial"]) {
      const facts = { ...base("accept-by-committee"), decidingBody, [fact]: true };
      assert.equal(judge(regulation, facts, at).permitted, false, `${decidingBody} ${fact}`);
    }
  }
});
