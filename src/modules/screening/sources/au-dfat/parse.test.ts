import assert from "node:assert/strict";
import { test } from "node:test";
import { aWorkbook } from "../../../../../tests/_build/workbook.ts";
import type { ListEntry } from "../entry.ts";
import { readList } from "../read-list.ts";
import { sourceOf } from "../registry.ts";

function entriesOf(rows: readonly (readonly string[])[]): readonly ListEntry[] {
  const source = sourceOf("au-dfat");
  assert.ok(source);
  const files = [{ name: "sample.xlsx", bytes: aWorkbook(rows) }];
  const read = readList({ source: { ...source, entriesMin: 1 }, files, lastGood: null });
  assert.ok(read.ok, read.ok ? "" : JSON.stringify(read.error));
  return read.value.entries.map((e) => e.entry).sort((a, b) => Number(a.ref) - Number(b.ref));
}

test("rows of one reference are one party with all its names and their quality", () => {
  const [entry] = entriesOf([
    ["7", "Zorvan Kelmandi", "Individual", "Primary Name", "", "24/08/1962, 1963", "", "France;Norway",
      "1 Invented Quay"],
    ["7a", "Zorwan Kelmendi", "Individual", "Alias", "Strong", "24/08/1962, 1963"],
    ["7b", "The Sampler", "Individual", "Alias", "Weak"],
    ["7c", "Зорван Келманди", "Individual", "Original Script"],
  ]);
  assert.deepEqual(entry?.names.map((n) => n.quality), ["primary", "strong", "weak", "script"]);
  assert.deepEqual(entry?.birthOn, ["1962-08-24", "1963"]);
  assert.deepEqual(entry?.countries, ["FR", "NO"]);
  assert.ok(entry?.fields.some((f) => f.field === "Address" && f.value === "1 Invented Quay"));
});

test("reads days as spreadsheets store them, months, guesses and ships", () => {
  const [person, other, ship] = entriesOf([
    ["1", "Zorvan Kelmandi", "Individual", "Primary Name", "", "30614"],
    ["2", "Bertil Musterman", "Individual", "Primary Name", "", "Approximately 1958, 04/1960"],
    ["3", "SAMPLE PRINCESS", "Vessel", "Primary Name", "", "", "", "", "", "", "", "9000005"],
  ]);
  assert.deepEqual(person?.birthOn, ["1983-10-25"]);
  assert.deepEqual(other?.birthOn, ["~1958", "1960-04"]);
  assert.equal(ship?.kind, "vessel");
  assert.deepEqual(ship?.ids, [{ kind: "imo", value: "9000005" }]);
});
