import assert from "node:assert/strict";
import { test } from "node:test";
import { compareBirthDates } from "./index.ts";

const rows: readonly (readonly [string, string, string | null])[] = [
  ["1965-04-21", "1965-04-21", "same-day"], ["1965-04", "1965-04-21", "same-month"],
  ["1965-03-04", "1965-04-03", "swapped"],
  ["1965", "1965-04-21", "same-year"], ["1965-01-01", "1965-04-21", "same-year"],
  ["1964", "1965", "near-year"],
  ["1962", "~1965", "other-year"], ["1963", "~1965", "near-year"], ["1957", "1955/1958", "same-year"],
  ["1960", "1955/1958", "other-year"],
  ["1965-04-22", "1965-04-21", "other-day"], ["1965-07-22", "1965-04-21", "other-day"],
  ["unknown", "1965", null],
];

for (const [asked, listed, relation] of rows) {
  test(`birth dates ${asked} and ${listed} are ${relation ?? "not compared"}`, () => {
    assert.equal(compareBirthDates([asked], [listed])?.relation ?? null, relation);
    assert.equal(compareBirthDates([listed], [asked])?.relation ?? null, relation);
  });
}

test("the closest of several dates counts", () => {
  assert.deepEqual(compareBirthDates(["1950", "1965-04-21"], ["1971", "1965-04"]), {
    relation: "same-month", asked: "1965-04-21", listed: "1965-04",
  });
});

test("missing dates are not different dates", () => {
  assert.equal(compareBirthDates([], ["1965"]), null);
});
