// Goal: no policy is idle. Method: every act that the regulation judges is named by a deed that asks the judge, and
// ARCHITECTURE.md says which acts those are.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { acts } from "../src/engines/regulation/index.ts";
import { isTest, sources } from "./sources.ts";

const modules = sources(["src/modules"], [".ts", ".tsx"]).filter((s) => !isTest(s));

/** The deeds of a module lie beside the facts of their act, or in the file that gathers them. */
function judgesIn(module: string): boolean {
  return modules.some((s) => s.path.startsWith(`${module}/`) && /\bjudged?\(/.test(s.text) && /\bdeed\(\{/.test(s.text));
}

test("every act of the regulation is judged by a deed", () => {
  const idle = acts.filter((act) => {
    const facts = modules.filter((s) => s.text.includes(`act: "${act}"`));
    return !facts.some((s) => judgesIn(s.path.split("/").slice(0, 3).join("/")));
  });
  assert.deepEqual(idle, []);
});

test("ARCHITECTURE.md names exactly the acts that are judged", () => {
  const told = /the regulation\s+judges (?:\w+ )?acts \(([^)]*)\)/.exec(readFileSync("ARCHITECTURE.md", "utf8"))?.[1] ?? "";
  assert.deepEqual([...told.matchAll(/`([\w-]+)`/g)].map((m) => m[1]).sort(), [...acts].sort());
});
