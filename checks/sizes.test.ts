// Goal: no monsters. Method: hard ceilings, and sizes.json holds today's worst offenders, whose numbers may only fall.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { test } from "node:test";
import { isTest, sources } from "./sources.ts";

const ratchet = JSON.parse(readFileSync("checks/sizes.json", "utf8")) as {
  files: Record<string, number>;
  tables: string[];
  modules: Record<string, number>;
};
const ceiling = { file: 400, function: 70, line: 110, door: 60, folder: 25, module: 2_500, readme: 80 };
const all = sources(["src", "checks", "tests", "bench"].filter((f) => existsSync(f)), [".ts", ".tsx"])
  .filter((s) => !s.path.includes("/tables/")); // a file that is only a table is read as content

test("no source file is longer than its ceiling, and exceptions only shrink", () => {
  const offenders = all
    .filter((s) => !ratchet.tables.includes(s.path))
    .filter((s) => s.lines.length > (ratchet.files[s.path] ?? ceiling.file))
    .map((s) => `${s.path}: ${s.lines.length}`);
  assert.deepEqual(offenders, []);
  for (const [path, size] of Object.entries(ratchet.files)) {
    assert.ok(existsSync(path), `${path} is gone: take it out of sizes.json`);
    const lines = readFileSync(path, "utf8").split("\n").length;
    assert.ok(lines > size - 40, `${path} shrank to ${lines}: lower its number in sizes.json`);
  }
});

test("no line is longer than the ceiling (aim 110; strings that would be cut may reach 150)", () => {
  const offenders = all
    .filter((s) => !ratchet.tables.includes(s.path))
    .flatMap((s) => s.lines.map((l, i) => ({ l, at: `${s.path}:${i + 1}` })))
    .filter(({ l }) => l.length > ceiling.line + 40)
    .map(({ at }) => at);
  assert.deepEqual(offenders, []);
});

test("no function is longer than the ceiling", () => {
  const offenders: string[] = [];
  for (const source of all.filter((s) => !isTest(s) && !ratchet.tables.includes(s.path))) {
    let open: { at: number; indent: number } | null = null;
    source.lines.forEach((line, index) => {
      const indent = line.length - line.trimStart().length;
      if (/^\s*(export )?(async )?function\b/.test(line) && !line.trimEnd().endsWith("}")) open = { at: index, indent };
      if (open && line.startsWith(" ".repeat(open.indent) + "}") && indent === open.indent) {
        if (index - open.at + 1 > ceiling.function) offenders.push(`${source.path}:${open.at + 1}: ${index - open.at + 1}`);
        open = null;
      }
    });
  }
  assert.deepEqual(offenders, []);
});

test("doors are short, folders are small, module READMEs fit a screen or two", () => {
  const offenders: string[] = [];
  for (const module of readdirSync("src/modules")) {
    const door = `src/modules/${module}/index.ts`;
    if (!existsSync(door)) offenders.push(`${module} has no door`);
    else if (readFileSync(door, "utf8").split("\n").length > ceiling.door) offenders.push(`${door} is long`);
    const readme = `src/modules/${module}/README.md`;
    if (!existsSync(readme)) offenders.push(`${module} has no README`);
    else if (readFileSync(readme, "utf8").split("\n").length > ceiling.readme + 1) offenders.push(`${readme} is long`);
    const count = all.filter((s) => s.path.startsWith(`src/modules/${module}/`) && !isTest(s))
      .filter((s) => !ratchet.tables.includes(s.path))
      .reduce((sum, s) => sum + s.lines.length, 0);
    if (count > (ratchet.modules[module] ?? ceiling.module)) offenders.push(`module ${module}: ${count} lines`);
  }
  assert.deepEqual(offenders, []);
});

test("no folder holds more files than a person can overlook", () => {
  const offenders: string[] = [];
  const walk = (folder: string): void => {
    const names = readdirSync(folder).map((n) => `${folder}/${n}`);
    const files = names.filter((n) => statSync(n).isFile() && !/\.test\.tsx?$/.test(n));
    if (files.length > ceiling.folder) offenders.push(`${folder}: ${files.length}`);
    names.filter((n) => statSync(n).isDirectory()).forEach(walk);
  };
  walk("src");
  assert.deepEqual(offenders, []);
});
