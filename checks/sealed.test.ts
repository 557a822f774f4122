// Goal: nobody adds a question that opens sealed content and leaves no record of who read it. Method: every question of
// every door stands in sealed.json, reviewed by people: either it declares what it opens, or a reason says why it opens
// nothing. That the records are really there is tests/faces/sealed-reads.test.ts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { allQuestions } from "../src/faces/doors.ts";
import { sources } from "./sources.ts";

interface Reviewed {
  readonly opened: Readonly<Record<string, string>>; // question → what of it is sealed
  readonly unsealed: Readonly<Record<string, string>>; // question → why it opens nothing
}

const reviewed = JSON.parse(readFileSync("checks/sealed.json", "utf8")) as Reviewed;

test("every question declares what it opens, or a reviewed reason says that it opens nothing", () => {
  const declaring = allQuestions.filter((question) => question.sealed).map((question) => question.name).sort();
  const others = allQuestions.filter((question) => !question.sealed).map((question) => question.name).sort();
  assert.deepEqual(declaring, Object.keys(reviewed.opened).sort());
  assert.deepEqual(others, Object.keys(reviewed.unsealed).sort());
  for (const [name, why] of Object.entries({ ...reviewed.opened, ...reviewed.unsealed })) {
    assert.ok(why.split(" ").length >= 4, `${name}: say it in words`);
  }
});

test("nobody records a read past its question: one reading, one record", () => {
  const past = sources(["src"], [".ts", ".tsx"])
    .filter((source) => !source.path.startsWith("src/modules/log/") && !/\.test\.tsx?$/.test(source.path))
    .filter((source) => /\brecordRead\(/.test(source.text));
  assert.deepEqual(past.map((source) => source.path), []);
});

test("a page that gives a file of rows says so to its question", () => {
  const files = sources(["src/modules"], [".tsx"])
    .filter((source) => /\["as"\] === "csv"/.test(source.text));
  assert.deepEqual(files.map((source) => source.path), ["src/modules/screening/pages/lists-page.tsx"]); // public lists
});
