import assert from "node:assert/strict";
import { test } from "node:test";
import { localPath, safeAddress } from "./address.ts";

test("lets through paths of ours, https and a bare mail address", () => {
  for (const to of ["/partners/prt_1?x=1", "#main", "?sort=name", "https://example.org/a", "mailto:a@example.org"]) {
    assert.equal(safeAddress(to), to);
  }
});

const hostile = [
  "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "data:text/html,x",
  "vbscript:x", "//evil.example", "/\\evil.example", "\\\\evil.example", "http://example.org", "https:evil.example",
  "https://user@evil.example", "mailto:a@example.org?bcc=b@example.org", "/a\nb", "",
];
for (const to of hostile) {
  test(`refuses ${JSON.stringify(to)}`, () => assert.equal(safeAddress(to), null));
}

test("a place to go back to is a path of ours or the fallback", () => {
  assert.equal(localPath("/desk", "/"), "/desk");
  for (const to of ["//evil.example", "/\\evil.example", "https://evil.example", "https:evil", 7, undefined]) {
    assert.equal(localPath(to, "/home"), "/home");
  }
});
