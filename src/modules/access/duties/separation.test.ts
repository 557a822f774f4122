import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { firstClash } from "./take-duty.ts";
import { duties, excludes, separation, type Duty, type Taken } from "./separation.ts";

const whole = (duty: Duty): Taken => ({ duty, subject: "" });

test("every row of the table excludes in both directions, and nothing else does", () => {
  for (const a of duties) {
    for (const b of duties) {
      const row = separation.find((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a));
      assert.equal(excludes(whole(a), b, "")?.rule, row?.rule, `${a} then ${b}`);
      assert.equal(excludes(whole(b), a, "")?.rule, row?.rule, `${b} then ${a}`);
    }
  }
});

const allowed: readonly [Duty, Duty][] = [
  ["propose", "intake"], ["analyse", "clear-first"], ["issue-verdict", "clear-second"], ["value", "reconcile"],
  ["decide", "sign"], ["intake", "support"], ["legal-check", "publish"], ["clear-first", "issue-verdict"],
];
for (const [first, second] of allowed) {
  test(`lets one person ${first} and then ${second}`, () => {
    assert.equal(firstClash([whole(first)], second, ""), null);
  });
}

const refusedPairs: readonly [Duty, Duty, string][] = [
  ["propose", "decide", "S1"], ["intake", "analyse", "S1"], ["support", "issue-verdict", "S1"],
  ["propose", "clear-first", "S1"], ["analyse", "review", "S2"], ["review", "issue-verdict", "S2"],
  ["analyse", "issue-verdict", "S2"], ["issue-verdict", "decide", "S3"], ["propose", "value", "S4"],
  ["value", "post", "S4"], ["propose", "post", "S4"], ["post", "reconcile", "S5"], ["legal-check", "decide", "S6"],
  ["legal-check", "sign", "S6"], ["ethics", "analyse", "S7"], ["publish", "value", "S10"], ["represent", "decide", "S18"],
];
for (const [first, second, rule] of refusedPairs) {
  test(`refuses that one person ${first} and then ${second} (${rule})`, () => {
    assert.equal(firstClash([whole(first)], second, "")?.rule.rule, rule);
  });
}

test("clearing twice is excluded on the same hit and allowed on another", () => {
  const first: Taken = { duty: "clear-first", subject: "hit_a" };
  assert.equal(firstClash([first], "clear-second", "hit_a")?.rule.rule, "S2");
  assert.equal(firstClash([first], "clear-second", "hit_b"), null);
});

test("no order of wishes gives one person two duties that exclude each other", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...duties), { maxLength: 40 }), (wishes) => {
    const taken: Taken[] = [];
    for (const wish of wishes) if (!firstClash(taken, wish, "")) taken.push(whole(wish));
    for (const one of taken) assert.equal(firstClash(taken.filter((other) => other !== one), one.duty, ""), null);
  }));
});
