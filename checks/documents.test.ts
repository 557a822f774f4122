// Goal: the documents stay true. Method: every file they name exists, and none is longer than a person reads.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const ceilings: Readonly<Record<string, number>> = {
  "README.md": 80,
  "ARCHITECTURE.md": 250,
  "CONTRIBUTING.md": 200,
};

test("every file that ARCHITECTURE.md and CONTRIBUTING.md name exists", () => {
  const missing: string[] = [];
  for (const document of ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"]) {
    for (const m of readFileSync(document, "utf8").matchAll(
      /`((?:modules|engines|faces|ports|ui|kernel|spec|checks|vectors|verifier|src|docs)\/[\w./-]+)`/g,
    )) {
      const path = (m[1] ?? "").replace(/\/$/, "");
      if (!path.includes("NN") && !existsSync(path) && !existsSync(`src/${path}`)) missing.push(`${document}: ${path}`);
    }
  }
  assert.deepEqual(missing, []);
});

test("documents are as short as they promise", () => {
  for (const [document, ceiling] of Object.entries(ceilings)) {
    const lines = readFileSync(document, "utf8").split("\n").length;
    assert.ok(lines <= ceiling, `${document}: ${lines} lines`);
  }
  for (const name of readdirSync("decisions")) {
    assert.ok(readFileSync(`decisions/${name}`, "utf8").split("\n").length <= 60, name);
  }
});

test("no decision number stands twice", () => {
  const numbers = readdirSync("decisions").map((name) => name.slice(0, 4));
  assert.equal(new Set(numbers).size, numbers.length);
});

test("every runtime dependency has its reason", () => {
  const reasons = readFileSync("docs/reference/dependencies.md", "utf8");
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
    dependencies: Record<string, string>;
  };
  const named = (name: string): boolean =>
    reasons.includes(name) ||
    reasons.includes(name.replace(/^@fastify\//, "")) ||
    reasons.includes(name.replace(/^@[\w-]+\//, ""));
  assert.deepEqual(
    Object.keys(dependencies).filter((name) => !named(name)),
    [],
  );
  for (const version of Object.values(dependencies))
    assert.match(version, /^\d/, "versions are pinned exactly");
});
