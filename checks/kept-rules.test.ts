// Goal: no rule is said to be kept where nothing keeps it. Method: each rule that names a place has a test there that names
// the rule; what only people keep says so, and is listed here so that the list is read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sources } from "./sources.ts";

interface Kept {
  readonly rule: string;
  readonly places: readonly string[];
}

function kept(): Kept[] {
  return sources(["spec/regulation"], [".md"]).flatMap(({ text }) =>
    [...text.matchAll(/- id: (R\d+\.\d+)\n\s+keptBy: ([^\n]+)/g)].map((m) => ({
      rule: m[1] ?? "", places: (m[2] ?? "").split(",").map((place) => place.trim()),
    })));
}

const folders = (place: string): readonly string[] =>
  place === "verifier" ? ["verifier/"] : place.includes("/") ? [`src/${place}/`] : [`src/modules/${place}/`];

test("a rule that is kept in a place has a test there that names it", () => {
  const tests = sources(["src", "verifier"], [".ts", ".tsx", ".mjs"]).filter((source) => /\.test\.\w+$/.test(source.path));
  const offenders = kept()
    .filter(({ places }) => !places.includes("people"))
    .filter(({ rule, places }) => !tests.some((source) =>
      places.flatMap(folders).some((folder) => source.path.startsWith(folder)) && new RegExp(`${rule.replace(".", "\\.")}\\b`).test(source.text)));
  assert.deepEqual(offenders, []);
});

test("the rules that only people keep are these", () => {
  const people = kept().filter(({ places }) => places.includes("people")).map(({ rule }) => rule);
  assert.deepEqual(people.sort(), ["R19.3", "R23.3", "R7.4"]);
});
