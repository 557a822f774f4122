import assert from "node:assert/strict";
import { test } from "node:test";
import { readListDate, readSerialDay } from "./dates.ts";

const rows: readonly (readonly [string, string | null])[] = [
  ["1965", "1965"], ["1965-04-21", "1965-04-21"], ["21 Apr 1965", "1965-04-21"], ["Apr 1965", "1965-04"],
  ["1 September 1965", "1965-09-01"],
  ["21/04/1965", "1965-04-21"], ["4/04/1965", "1965-04-04"], ["04/1965", "1965-04"], ["circa 1965", "~1965"],
  ["Approximately 12 Mar 1965", "~1965"],
  ["1955 to 1958", "1955/1958"], ["Between 1959 and 1965", "1959/1965"], ["1979-1982", "1979/1982"],
  ["01 Jan 1960 to 31 Dec 1960", "1960"],
  ["31/02/1965", "1965-02"], ["24/06/1402", null], ["13/1965", null], ["yesterday", null], ["", null],
];

for (const [text, expected] of rows) {
  test(`reads the date "${text}" as ${expected ?? "nothing"}`, () => assert.equal(readListDate(text),
    expected));
}

test("days of a spreadsheet count from 1900 with its leap year that never was", () => {
  assert.equal(readSerialDay(61), "1900-03-01");
  assert.equal(readSerialDay(25_569), "1970-01-01");
  assert.equal(readSerialDay(46_224), "2026-07-21");
  assert.equal(readSerialDay(60), null);
  assert.equal(readSerialDay(1.5), null);
});
