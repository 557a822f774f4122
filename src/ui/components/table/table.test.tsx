import assert from "node:assert/strict";
import { test } from "node:test";
import { htmlOf } from "../../../../tests/_build/reader.ts";
import { Table, type Column } from "./table.tsx";

const columns: readonly Column<{ name: string; value: number }>[] = [
  { key: "name", head: "Name", sort: "name", rowHead: true, cell: (row) => row.name },
  { key: "value", head: "Value", numeric: true, cell: (row) => row.value },
];
const rows = [{ name: "A & <i>", value: 1 }];
const drawn = (query: Record<string, string>, shown = rows) => htmlOf(
  <Table caption="Things" columns={columns} rows={shown} rowKey={(row) => row.name} empty={<p>none</p>} />, "en", { query },
);

test("a head sorts by address, keeps the filters and leaves the cursor behind", () => {
  assert.match(drawn({ state: "active", after: "c1" }), /href="\/list\?state=active&amp;sort=name"/);
});

test("a second click on the same head turns the order round, and the head says which it is", () => {
  assert.match(drawn({ sort: "name" }), /aria-sort="ascending"><a[^>]*href="\/list\?sort=-name"/);
  assert.match(drawn({ sort: "-name" }), /aria-sort="descending"/);
  assert.doesNotMatch(drawn({}), /aria-sort/);
});

test("texts are text: markup in a name is shown, not run", () => {
  assert.match(drawn({}), /A &amp; &lt;i>/);
});

test("without rows the empty state stands instead", () => {
  assert.equal(drawn({}, []), "<p>none</p>");
});
