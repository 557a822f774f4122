import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { assess, type Circumstances, type Indicator, type IndicatorAnswer, type Score } from "./assess.ts";
import { rankOf } from "./levels.ts";
import { mildestOutcome, outcomes } from "./outcome.ts";

const score = fc.constantFrom<Score>(0, 1, 2, 3, 4);
const answer: fc.Arbitrary<IndicatorAnswer> = fc.oneof(
  fc.record({ kind: fc.constant("scored" as const), score, gradeEnough: fc.boolean() }),
  fc.constant({ kind: "unknown" as const }),
  fc.record({ kind: fc.constant("not-applicable" as const), agreed: fc.boolean(), worstBefore: fc.option(score) }),
);
const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  highRiskCountry: fc.boolean(),
  restrictedSector: fc.boolean(),
  pepOwner: fc.boolean(),
  adverseMediaUnresolved: fc.boolean(),
});
const calm: Circumstances = {
  highRiskCountry: false,
  restrictedSector: false,
  pepOwner: false,
  adverseMediaUnresolved: false,
};

/** 1 to 8 indicators in each criterion. */
const indicators: fc.Arbitrary<readonly Indicator[]> = fc
  .tuple(
    ...(["A", "B", "C"] as const).map((criterion) =>
      fc
        .array(fc.record({ weight: fc.integer({ min: 1, max: 3 }), answer }), { minLength: 1, maxLength: 8 })
        .map((rows) => rows.map((row, at) => ({ id: `${criterion}${at + 1}`, criterion, ...row }))),
    ),
  )
  .map((lists) => lists.flat());

const seed = { seed: 20270301, numRuns: 1_000 };

function levelRank(rows: readonly Indicator[], facts: Circumstances): number {
  const result = assess(rows, facts);
  assert.ok(result.ok);
  return rankOf(result.value.level);
}

function withAnswer(rows: readonly Indicator[], at: number, given: IndicatorAnswer): readonly Indicator[] {
  return rows.map((row, index) => (index === at % rows.length ? { ...row, answer: given } : row));
}

test("a higher score never gives a lower level", () => {
  fc.assert(
    fc.property(indicators, circumstances, fc.nat(), score, fc.boolean(), (rows, facts, at, first, enough) => {
      const low = levelRank(withAnswer(rows, at, { kind: "scored", score: first, gradeEnough: enough }), facts);
      const next = Math.min(first + 1, 4) as Score;
      const high = levelRank(withAnswer(rows, at, { kind: "scored", score: next, gradeEnough: enough }), facts);
      assert.ok(high >= low);
    }),
    seed,
  );
});

test("better evidence never gives a higher level", () => {
  fc.assert(
    fc.property(indicators, circumstances, fc.nat(), score, (rows, facts, at, given) => {
      const weak = levelRank(withAnswer(rows, at, { kind: "scored", score: given, gradeEnough: false }), facts);
      const good = levelRank(withAnswer(rows, at, { kind: "scored", score: given, gradeEnough: true }), facts);
      assert.ok(good <= weak);
    }),
    seed,
  );
});

test("a circumstance that holds never gives a lower level", () => {
  fc.assert(
    fc.property(indicators, circumstances, (rows, facts) => {
      assert.ok(levelRank(rows, facts) >= levelRank(rows, calm));
    }),
    seed,
  );
});

test("the order of the indicators does not matter", () => {
  const shuffled = indicators.chain((rows) =>
    fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows], { minLength: rows.length, maxLength: rows.length })),
  );
  fc.assert(
    fc.property(shuffled, circumstances, ([rows, other], facts) => {
      assert.deepEqual(assess(other, facts), assess(rows, facts));
    }),
    seed,
  );
});

test("unknown is never better than 2", () => {
  fc.assert(
    fc.property(indicators, circumstances, fc.nat(), (rows, facts, at) => {
      const unknown = levelRank(withAnswer(rows, at, { kind: "unknown" }), facts);
      const two = levelRank(withAnswer(rows, at, { kind: "scored", score: 2, gradeEnough: true }), facts);
      assert.ok(unknown >= two);
    }),
    seed,
  );
});

test("calling a 4 not applicable never lowers the level", () => {
  fc.assert(
    fc.property(indicators, circumstances, fc.nat(), fc.boolean(), (rows, facts, at, agreed) => {
      const four = levelRank(withAnswer(rows, at, { kind: "scored", score: 4, gradeEnough: true }), facts);
      const taken = levelRank(withAnswer(rows, at, { kind: "not-applicable", agreed, worstBefore: 4 }), facts);
      assert.ok(taken >= four);
    }),
    seed,
  );
});

test("making one criterion worse never improves the outcome", () => {
  const outcomeRank = (rows: readonly Indicator[]) => {
    const result = assess(rows, calm);
    assert.ok(result.ok);
    return outcomes.indexOf(mildestOutcome(result.value.level, false, []));
  };
  fc.assert(
    fc.property(indicators, fc.constantFrom("A", "B", "C"), (rows, criterion) => {
      const worse = rows.map((row): Indicator =>
        row.criterion === criterion ? { ...row, answer: { kind: "scored", score: 4, gradeEnough: true } } : row,
      );
      assert.ok(outcomeRank(worse) >= outcomeRank(rows));
    }),
    seed,
  );
});

test("the level is never below that of the worst criterion", () => {
  fc.assert(
    fc.property(indicators, circumstances, (rows, facts) => {
      const result = assess(rows, facts);
      assert.ok(result.ok);
      for (const criterion of result.value.criteria) {
        assert.ok(rankOf(result.value.level) >= rankOf(criterion.level));
      }
    }),
    seed,
  );
});

test("every number it gives is an integer", () => {
  fc.assert(
    fc.property(indicators, circumstances, (rows, facts) => {
      const result = assess(rows, facts);
      assert.ok(result.ok);
      const numbers = [
        result.value.unknownBps,
        ...result.value.criteria.flatMap((c) => [c.points, c.weighted, c.full]),
      ];
      assert.ok(numbers.every(Number.isSafeInteger));
    }),
    seed,
  );
});
