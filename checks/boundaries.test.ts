// Goal: the house's walls stand. Method: read every import of src/ and hold it against boundaries.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { importsOf, isTest, sources, type Source } from "./sources.ts";

const rules = JSON.parse(readFileSync("checks/boundaries.json", "utf8")) as {
  modules: Record<string, string[]>;
  layers: Record<string, string[]>;
};
const all = sources(["src"], [".ts", ".tsx"]);
const shipped = all.filter((s) => !isTest(s));

function moduleOf(path: string): string | undefined {
  return /^src\/modules\/([^/]+)\//.exec(path)?.[1];
}

function layerOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

function breaches(source: Source): string[] {
  const found: string[] = [];
  for (const target of importsOf(source)) {
    const layer = layerOf(source.path);
    const targetLayer = layerOf(target);
    if (!layer || !targetLayer) continue;
    if (!(rules.layers[layer] ?? []).includes(targetLayer)) found.push(`${source.path} imports ${target}`);
    const to = moduleOf(target);
    if (!to) continue;
    const from = moduleOf(source.path);
    if (from === to) continue;
    if (!target.endsWith("/index.ts")) found.push(`${source.path} imports ${target}, which is not a door`);
    if (from && !(rules.modules[from] ?? []).includes(to)) found.push(`${source.path}: ${from} may not call ${to}`);
  }
  return found;
}

test("every import goes down, through a door, along an edge of boundaries.json", () => {
  assert.deepEqual(shipped.flatMap(breaches), []);
});

test("the table of edges has no cycle", () => {
  const seen = new Map<string, "open" | "closed">();
  const visit = (module: string, trail: readonly string[]): void => {
    assert.notEqual(seen.get(module), "open", `cycle: ${[...trail, module].join(" → ")}`);
    if (seen.get(module) === "closed") return;
    seen.set(module, "open");
    for (const next of rules.modules[module] ?? []) visit(next, [...trail, module]);
    seen.set(module, "closed");
  };
  for (const module of Object.keys(rules.modules)) visit(module, []);
});

test("only main.ts, ports, scripts and tests touch clock, chance, network, files and environment", () => {
  const banned = [
    /\bnew Date\(/, /\bDate\.now\(/, /\bMath\.random\(/, /(?<![.\w])fetch\(/, /from "node:fs/, /from "node:net"/, /process\.env/,
  ];
  const offenders: string[] = [];
  for (const source of shipped) {
    if (/^src\/(ports|main\.ts)/.test(source.path) || source.path === "src/kernel/instants.ts") continue;
    if (/\.island\.tsx?$|\/islands\//.test(source.path)) continue; // islands run in the reader's browser
    source.lines.forEach((line, index) => {
      if (banned.some((b) => b.test(line))) offenders.push(`${source.path}:${index + 1}: ${line.trim()}`);
    });
  }
  assert.deepEqual(offenders, []);
});

test("SQL stands only in stores and migrations", () => {
  const offenders = shipped
    .filter((s) => !/^src\/ports\//.test(s.path) && !/(^|\/)store[^/]*\.ts$/.test(s.path))
    .filter((s) => /from "kysely"|\bsql`/.test(s.text))
    .map((s) => s.path);
  assert.deepEqual(offenders, []);
});

test("only faces know the HTTP framework", () => {
  const offenders = shipped.filter((s) => /from "(fastify|@fastify\/)/.test(s.text) && !s.path.startsWith("src/faces/"));
  assert.deepEqual(offenders.map((s) => s.path), []);
});

test("nothing but faces, scripts and ports writes to the terminal", () => {
  const offenders = shipped.filter((s) => /console\.\w+\(/.test(s.text) && !/^src\/(faces|ports|main\.ts)/.test(s.path));
  assert.deepEqual(offenders.map((s) => s.path), []);
});
