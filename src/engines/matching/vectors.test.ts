import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { buildIndex, defaultThreshold, recompute, search, tokensOf, type Candidate, type Party,
  type PartyKind } from "./index.ts";

// Runs every file of vectors/names and vectors/matching. The file's name is its claim.

const root = join(process.cwd(), "vectors");

function cases(folder: string): { claim: string; content: Record<string, unknown> }[] {
  return readdirSync(join(root, folder)).sort().map((file) => ({
    claim: file.replace(/\.json$/, "").replaceAll("-", " "),
    content: JSON.parse(readFileSync(join(root, folder, file), "utf8")) as Record<string, unknown>,
  }));
}

for (const { claim, content } of cases("names/valid")) {
  test(`names: ${claim}`, () => {
    const raw = String(content["raw"]);
    const read = tokensOf(raw, content["kind"] as PartyKind);
    assert.deepEqual(read.map((t) => ({ text: t.text, kind: t.kind, written: raw.slice(t.start, t.end) })),
      content["tokens"]);
  });
}

for (const { claim, content } of cases("names/invalid")) {
  test(`names: ${claim} gives no token`, () => {
    assert.deepEqual(tokensOf(String(content["raw"]), content["kind"] as PartyKind), []);
  });
}

interface Side {
  readonly kind: PartyKind;
  readonly names: readonly string[];
  readonly birthOn?: readonly string[];
  readonly countries?: readonly string[];
  readonly ids?: Party["ids"];
}

function party(side: Side): Party {
  return {
    kind: side.kind, names: side.names.map((text) => ({ text, quality: "primary" as const })),
      birthOn: side.birthOn ?? [],
    countries: side.countries ?? [], ids: side.ids ?? [],
  };
}

function compare(content: Record<string, unknown>): Candidate[] {
  const index = buildIndex([{ key: "listed", ...party(content["listed"] as Side) }]);
  return search(index, party(content["asked"] as Side), { thresholdBps: defaultThreshold, limit: 5 });
}

for (const { claim, content } of cases("matching/valid")) {
  test(`matching finds: ${claim}`, () => {
    const [found] = compare(content);
    assert.ok(found, "nothing was found");
    assert.equal(recompute(found.explanation), found.scoreBps);
    const wanted = content["relations"];
    if (!wanted) return;
    const pairs = [...(found.explanation.name?.pairs ?? [])].sort((a, b) => a.asked.start - b.asked.start);
    assert.deepEqual(pairs.map((p) => p.relation).sort(), [...(wanted as string[])].sort());
  });
}

for (const { claim, content } of cases("matching/invalid")) {
  test(`matching leaves alone: ${claim}`, () => {
    assert.deepEqual(compare(content).map((c) => c.scoreBps), []);
  });
}
