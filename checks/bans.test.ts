// Goal: names follow the field, nothing of the workshop leaks, attackers' characters stay out of the source.
// Each ban names what to use instead.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { isTest, sources } from "./sources.ts";

const code = sources(["src"], [".ts", ".tsx"]).filter((s) => !isTest(s));
const everything = execFileSync("git", ["ls-files", "-z"], { encoding: "utf8" }).split("\0").filter((p) => p && existsSync(p));

const bannedNames: Readonly<Record<string, string>> = {
  util: "the thing it does", helper: "the thing it does", common: "the thing it holds", misc: "two files",
  manager: "the deed", service: "the deed", handler: "on-…", processor: "the deed",
};

test("no file is named after nothing", () => {
  const offenders = code.filter((s) => {
    const words = (s.path.split("/").pop() ?? "").replace(/\.tsx?$/, "").split(/[-.]/);
    return words.some((w) => w in bannedNames || w.replace(/s$/, "") in bannedNames);
  });
  assert.deepEqual(offenders.map((s) => s.path), []);
});

test("files are kebab-case and export by name", () => {
  const offenders = code
    .filter((s) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(island|test|d))?\.tsx?$/.test(s.path.split("/").pop() ?? ""))
    .map((s) => s.path);
  const defaults = code.filter((s) => /^export default/m.test(s.text)).map((s) => s.path);
  assert.deepEqual([...offenders, ...defaults], []);
});

test("no source carries bidi controls or zero-width characters", () => {
  const offenders: string[] = [];
  for (const path of everything.filter((p) => /\.(ts|tsx|mjs|json|md|yaml|cedar|sql|css)$/.test(p))) {
    if (/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/.test(readFileSync(path, "utf8"))) offenders.push(path);
  }
  assert.deepEqual(offenders, []);
});

test("nothing speaks of the place it was written in", () => {
  const offenders: string[] = [];
  const marks = [/\/work\/(main|shared|\.library)/, /registry\.npmjs|npm\.pkg|artifactory/i, /\bfarm-(studio|bench)\b/];
  for (const path of everything.filter((p) => !p.startsWith("checks/bans") && !/\.(woff2|ttf|pdf|png|jpg|xlsx)$/.test(p))) {
    const text = readFileSync(path, "utf8");
    if (marks.some((m) => m.test(text))) offenders.push(path);
  }
  assert.deepEqual(offenders, []);
});

test("no raw HTML and no inline style or script is written by a page", () => {
  const marks = /dangerouslySetInnerHTML|\sstyle=\{|\sonClick=|javascript:/;
  const offenders = code.filter((s) => s.path.endsWith(".tsx") && marks.test(s.text) && !/island/.test(s.path));
  assert.deepEqual(offenders.map((s) => s.path).filter((p) => p !== "src/ui/raw-svg.tsx"), []);
});

test("every shipped source belongs to the present: no unfinished marks", () => {
  const offenders = code.filter((s) => /\b(TODO|FIXME|XXX)\b|not implemented/i.test(s.text));
  assert.deepEqual(offenders.map((s) => s.path), []);
});
