// Goal: a component's folder is its whole contract. Method: every folder has drawing, style and yaml; every example is
// drawn in four languages; every option that the yaml names stands in the source, and the other way round for examples.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { langs } from "../../kernel/lang.ts";
import { projectRoot } from "../../ports/project-root.ts";
import { htmlOf } from "../../../tests/_build/reader.ts";
import { contracts } from "../review/contracts.ts";
import { drawExample } from "../review/examples.tsx";

const folder = join(projectRoot(), "src/ui/components");
const names = readdirSync(folder, { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name);

test("every component is a folder of drawing, style and contract", () => {
  const missing = names.flatMap((name) =>
    ["tsx", "css", "yaml"].map((ending) => `${name}/${name}.${ending}`).filter((path) => !existsSync(join(folder, path))));
  assert.deepEqual(missing, []);
  assert.deepEqual([...contracts.keys()].sort(), [...names].sort());
});

test("every contract says what the component is for, its options, a promise that can be proved, and an example", () => {
  for (const [name, contract] of contracts) {
    assert.ok(contract.what.length > 10, name);
    assert.ok(contract.examples.length > 0, name);
    assert.ok(contract.accessibility.length > 0, name);
    for (const criterion of contract.accessibility) {
      assert.ok(criterion.holds ?? criterion.never, `${name}: nothing proves "${criterion.says}"`);
      if (criterion.in) assert.ok(contract.examples.some((e) => e.name === criterion.in), `${name}: no example ${criterion.in}`);
    }
  }
});

test("every option a contract names exists in the source", () => {
  const unknown: string[] = [];
  for (const [name, contract] of contracts) {
    const text = readFileSync(join(folder, name, `${name}.tsx`), "utf8");
    for (const option of Object.keys(contract.params).flatMap((key) => key.split(", "))) {
      if (!new RegExp(`\\b${option}\\b`).test(text)) unknown.push(`${name}: ${option}`);
    }
  }
  assert.deepEqual(unknown, []);
});

test("every example is drawn in four languages, and differently where its words differ", () => {
  for (const [name, contract] of contracts) {
    for (const example of contract.examples) {
      const drawn = langs.map((lang) => htmlOf(drawExample(name, example, lang), lang));
      assert.ok(drawn.every((html) => html.length > 0), `${name}, ${example.name}`);
      assert.ok(drawn.every((html) => !html.includes("[object Object]")), `${name}, ${example.name}`);
    }
  }
});
