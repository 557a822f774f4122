import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { rosette } from "./rosette.ts";

const commitments = Array.from({ length: 400 }, (_, n) => createHash("sha256").update(`leaf ${n}`).digest("hex"));

test("the same commitment always draws the same rosette", () => {
  assert.deepEqual(rosette(commitments[0] ?? ""), rosette(commitments[0] ?? ""));
});

test("hex and base64url of the same hash draw the same rosette", () => {
  const hash = createHash("sha256").update("leaf").digest();
  assert.deepEqual(rosette(hash.toString("hex")), rosette(hash.toString("base64url")));
});

test("400 commitments draw 400 different rosettes", () => {
  const drawn = new Set(commitments.map((c) => rosette(c).outer + rosette(c).inner));
  assert.equal(drawn.size, 400);
});

test("no rosette weighs more than 1.5 kB with its frame, nor leaves its ring", () => {
  for (const commitment of commitments) {
    const { outer, inner } = rosette(commitment);
    assert.ok(outer.length + inner.length < 1_300, `${commitment}: ${outer.length + inner.length}`);
    const numbers = [...(outer + inner).matchAll(/M([\d.]+) ([\d.]+)/g)].flatMap((m) => [Number(m[1]), Number(m[2])]);
    assert.ok(numbers.every((n) => n >= 2 && n <= 98), commitment);
  }
});

test("a commitment that is neither still draws something and does not throw", () => {
  assert.match(rosette("zz").outer, /^M/);
});
