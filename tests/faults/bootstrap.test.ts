// Goal: on a fresh clone the first command installs, the second does nothing, and a machine without network, right or
// room is told so in words. Method: the real script on a folder of its own, with a stand-in for npm that fails as asked.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { projectRoot } from "../../src/ports/project-root.ts";

interface Clone {
  readonly root: string;
  /** Runs the script; `says` is what npm prints to its error output before it ends with `code`. */
  run(ask?: { says?: string; code?: number; args?: readonly string[] }): { status: number | null; stderr: string; calls: string };
}

function aClone(t: TestContext): Clone {
  const root = mkdtempSync(join(tmpdir(), "entente-bootstrap-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, "package-lock.json"), "{}");
  const bin = join(root, "bin");
  mkdirSync(bin);
  const calls = join(root, "calls");
  const npm = join(bin, "npm");
  writeFileSync(npm, `#!/bin/sh\necho "$@" >> "${calls}"\nprintf '%s' "$NPM_SAYS" >&2\nmkdir -p node_modules\nexit $NPM_CODE\n`);
  chmodSync(npm, 0o755);
  return {
    root,
    run: ({ says = "", code = 0, args = [] } = {}) => {
      const run = spawnSync(process.execPath, [join(projectRoot(), "scripts/bootstrap.mjs"), ...args], {
        encoding: "utf8", env: { PATH: `${bin}:/usr/bin:/bin`, ENTENTE_ROOT: root, NPM_SAYS: says, NPM_CODE: String(code) },
      });
      return { status: run.status, stderr: run.stderr, calls: existsSync(calls) ? readFileSync(calls, "utf8") : "" };
    },
  };
}

test("installs once without install scripts, and again only when the lockfile changes", (t) => {
  const clone = aClone(t);
  assert.equal(clone.run().status, 0);
  assert.match(clone.run().calls, /^ci --ignore-scripts .*--omit=dev\n$/);
  writeFileSync(join(clone.root, "package-lock.json"), '{"changed":true}');
  assert.equal(clone.run().calls.trim().split("\n").length, 2);
});

test("what somebody installed by hand is taken as it is, unless tests need more of it", (t) => {
  const clone = aClone(t);
  mkdirSync(join(clone.root, "node_modules"));
  writeFileSync(join(clone.root, "node_modules/.package-lock.json"), "{}");
  assert.equal(clone.run().calls, "");
  assert.match(clone.run({ args: ["--dev"] }).calls, /^ci /);
});

test("tests need more than running does: what runs is not enough for them, and the other way round it is", (t) => {
  const clone = aClone(t);
  clone.run();
  assert.doesNotMatch(clone.run({ args: ["--dev"] }).calls.split("\n")[1] ?? "", /omit/);
  assert.equal(clone.run().calls.trim().split("\n").length, 2);
});

for (const [says, claim] of [
  ["npm error code ENOTFOUND", /registry cannot be reached/],
  ["npm error code ENOSPC", /disk is full/],
  ["npm error code EACCES", /cannot be written by this user/],
  ["npm error code EINTEGRITY", /does not match its recorded hash/],
  ["npm error something new", /npm said:[\s\S]*something new/],
] as const) {
  test(`an install that ends with "${says}" is explained, and tried again next time`, (t) => {
    const clone = aClone(t);
    const first = clone.run({ says, code: 1 });
    assert.equal(first.status, 1);
    assert.match(first.stderr, claim);
    assert.equal(clone.run().status, 0);
    assert.equal(clone.run().calls.trim().split("\n").length, 2);
  });
}

test("a folder without a lockfile is not a copy of the product", (t) => {
  const clone = aClone(t);
  rmSync(join(clone.root, "package-lock.json"));
  assert.match(clone.run().stderr, /package-lock\.json is missing/);
});

test("the script imports nothing that an install would have to bring", () => {
  const text = readFileSync(join(projectRoot(), "scripts/bootstrap.mjs"), "utf8");
  for (const [, from = ""] of text.matchAll(/from "([^"]+)"/g)) assert.match(from, /^node:/);
});
