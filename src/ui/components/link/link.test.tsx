import assert from "node:assert/strict";
import { test } from "node:test";
import { htmlOf } from "../../../../tests/_build/reader.ts";
import { Link } from "./link.tsx";

test("an address that could run something is text, not a link", () => {
  const html = htmlOf(<Link to="javascript:alert(1)">site</Link>);
  assert.doesNotMatch(html, /href/);
  assert.match(html, />site</);
});

test("a foreign page learns nothing of ours", () => {
  assert.match(htmlOf(<Link to="https://example.org/">site</Link>), /rel="noopener noreferrer external"/);
});
