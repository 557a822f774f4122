import assert from "node:assert/strict";
import { test } from "node:test";
import { emailKey } from "./email-key.ts";

test("every spelling of one address is one key", () => {
  const same = ["admin@example.org", "Admin@Example.ORG", " admin@example.org ", "ａｄｍｉｎ@example.org", "admın@example.org",
    "ADMİN@EXAMPLE.ORG", "admin\u00a0@example.org", "a\u0301dmin@example.org".replace("a\u0301", "á")];
  assert.deepEqual([...new Set(same.map(emailKey))], ["admin@example.org"]);
});

test("different addresses stay different", () => {
  assert.notEqual(emailKey("admin@example.org"), emailKey("admin@example.com"));
  assert.notEqual(emailKey("admin@example.org"), emailKey("admim@example.org"));
});

for (const bad of [
  "", "admin", "@example.org", "a@b", "a@b.c, d@e.f", "a\r\nBcc: x@example.org@b.c", "<a@b.c>", "x".repeat(300) + "@b.c",
]) {
  test(`refuses ${JSON.stringify(bad.slice(0, 30))} as an address`, () => {
    assert.equal(emailKey(bad), null);
  });
}
