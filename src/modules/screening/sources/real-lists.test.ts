// Goal: the official files as their publishers made them are read whole. They are not part of the project:
// the test looks for them in ENTENTE_SHARED_DATA or beside the project, and says so when they are absent.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { readList } from "./read-list.ts";
import { sourceOf } from "./registry.ts";

const folder = process.env["ENTENTE_SHARED_DATA"] ?? join(process.cwd(), "../shared/data");
const lists = join(folder, "lists");
const skip = existsSync(lists) ? false : `no official lists at hand (ENTENTE_SHARED_DATA)`;

function read(id: string, files: readonly string[], lastGood: number | null = null) {
  const source = sourceOf(id);
  assert.ok(source);
  const given = files.map((f) => ({ name: basename(f), bytes: readFileSync(join(lists, f)) }));
  return readList({ source, files: given, lastGood });
}

const triple = (month: string) => ["sdn", "alt", "add"].map((n) => `ofac/${n}_${month}.csv`);
const cons = ["prim", "alt", "add", "comments"].map((n) => `us-cons/cons_${n}.csv`);

const rows: readonly (readonly [string, string, readonly string[], number])[] = [
  ["the Security Council's list of August 2026", "un", ["un/un_2026-08.xml"], 1_011],
  ["the Security Council's list of February 2026", "un", ["un/un_2026-02-27.xml"], 1_003],
  ["the Treasury's list of January 2022", "ofac-sdn", triple("2022-01"), 9_043],
  ["the Treasury's list of May 2021", "ofac-sdn", triple("2021-05"), 8_976],
  ["the Treasury's consolidated list", "ofac-consolidated", cons, 442],
  ["the Australian list of August 2026", "au-dfat", ["au-dfat/dfat_2026-08.xlsx"], 3_846],
];

for (const [claim, id, files, count] of rows) {
  test(`reads ${claim}: ${count} parties`, { skip }, () => {
    const list = read(id, files);
    assert.ok(list.ok, list.ok ? "" : JSON.stringify(list.error));
    assert.equal(list.value.entries.length, count);
    assert.equal(new Set(list.value.entries.map((e) => e.entry.ref)).size, count);
    assert.ok(list.value.entries.every((e) => e.entry.names.length > 0));
  });
}

test("refuses the real list when it is half its usual size", { skip }, () => {
  const list = read("un", ["un/un_2026-08.xml"], 2_022);
  assert.equal(list.ok ? "taken" : list.error.code, "list-shrank");
});
