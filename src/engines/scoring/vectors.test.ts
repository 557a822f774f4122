import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { assess } from "./assess.ts";

// One file per claim; the file's name is the claim. Every file in the folder is used.
const folder = "vectors/scoring";

function vectorsIn(kind: "valid" | "invalid") {
  return readdirSync(`${folder}/${kind}`).map((name) => ({
    name,
    vector: JSON.parse(readFileSync(`${folder}/${kind}/${name}`, "utf8")),
  }));
}

for (const { name, vector } of vectorsIn("valid")) {
  test(`scores ${name}`, () => {
    const result = assess(vector.indicators, vector.circumstances);
    assert.ok(result.ok);
    const { criteria, level, base, raises, decides, unknownBps } = result.value;
    const found = { points: criteria.map((c) => c.points), level, base, raises, decides, unknownBps };
    assert.deepEqual(found, vector.expected);
  });
}

for (const { name, vector } of vectorsIn("invalid")) {
  test(`refuses ${name}`, () => {
    const result = assess(vector.indicators, vector.circumstances);
    assert.deepEqual(result.ok ? null : result.error, vector.expected);
  });
}

test("finds vectors of both sorts", () => {
  assert.ok(vectorsIn("valid").length >= 15);
  assert.ok(vectorsIn("invalid").length >= 5);
});
