import assert from "node:assert/strict";
import { test } from "node:test";
import { canonical } from "./canonical.ts";

test("sorts keys by UTF-16 units and writes strings as RFC 8785 does", () => {
  const mixed = { b: 1, a: "\u20ac\n", "\ufb33": true, "\ud83d\ude00": null };
  assert.equal(canonical(mixed), '{"a":"€\\n","b":1,"😀":null,"\ufb33":true}');
  assert.equal(canonical([-0, 3, [{}]]), "[0,3,[{}]]");
});

test("refuses what has no single canonical reading", () => {
  assert.throws(() => canonical(0.1));
  assert.throws(() => canonical(2 ** 53));
  assert.throws(() => canonical(Number.NaN));
  assert.throws(() => canonical("\ud800"));
});

test("leaves out undefined members, as if they had not been written", () => {
  assert.equal(canonical({ a: undefined, b: 2 }), '{"b":2}');
});
