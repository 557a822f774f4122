import assert from "node:assert/strict";
import { test } from "node:test";
import {
  civilDateIn, civilDeadline, iso, parseCivilDate, parseInstant, plusMonths, type CivilDate,
} from "./instants.ts";
import { idFrom, isId } from "./ids.ts";
import { readText } from "./text.ts";

test("adds calendar months and stops at the end of a shorter month", () => {
  const at = parseInstant("2028-01-31T10:00:00Z");
  assert.ok(at !== null);
  assert.equal(iso(plusMonths(at, 1)), "2028-02-29T10:00:00.000Z");
  assert.equal(iso(plusMonths(at, 12)), "2029-01-31T10:00:00.000Z");
});

test("accepts real days only", () => {
  assert.equal(parseCivilDate("2027-02-29"), null);
  assert.equal(parseCivilDate("2028-02-29"), "2028-02-29");
  assert.equal(parseCivilDate("2028-2-29"), null);
});

test("names the civil day of an instant in the organisation's zone, not in UTC", () => {
  const at = parseInstant("2027-03-03T23:30:00Z");
  assert.ok(at !== null);
  assert.equal(civilDateIn(at, "Europe/Paris"), "2027-03-04");
});

test("a deadline counts every day and ends on a working day: never a weekend, never a holiday", () => {
  const ends = (from: string, days: number, holidays: readonly string[] = []): string =>
    civilDeadline(from as CivilDate, days, holidays);
  assert.equal(ends("2027-03-03", 9), "2027-03-12", "a Friday stays");
  assert.equal(ends("2027-03-03", 10), "2027-03-15", "a Saturday becomes the Monday");
  assert.equal(ends("2027-03-03", 11), "2027-03-15", "a Sunday becomes the Monday");
  assert.equal(ends("2027-03-03", 9, ["2027-03-12"]), "2027-03-15", "a Friday that is a holiday becomes the Monday");
  assert.equal(ends("2027-03-03", 9, ["2027-03-16", "2027-03-15", "2027-03-12"]), "2027-03-17", "holidays in a row");
  assert.equal(ends("2027-03-03", 12, ["2027-03-10"]), "2027-03-15", "a holiday on the way is counted like any day");
  assert.equal(ends("2026-12-24", 1, ["2026-12-25", "2027-01-01"]), "2026-12-28");
});

test("makes ids that are recognised by their own prefix only", () => {
  const id = idFrom("prt", new Uint8Array(17).fill(255));
  assert.equal(id, `prt_${"z".repeat(26)}`);
  assert.ok(isId("prt", id));
  assert.ok(!isId("app", id));
  assert.ok(!isId("prt", "prt_short"));
});

test("refuses texts that could deceive a reader or break a store", () => {
  const fault = (text: string): string => {
    const result = readText(text, 20);
    return result.ok ? "read" : result.error;
  };
  assert.equal(fault("invoice\u202efdp.exe"), "text-bidi-control");
  assert.equal(fault("a\ud800"), "text-lone-surrogate");
  assert.equal(fault("a\u0000b"), "text-control-character");
  assert.equal(fault("x".repeat(21)), "text-too-long");
  assert.equal(fault("  "), "text-empty");
  assert.equal(fault("Ünïcode ما"), "read");
});
