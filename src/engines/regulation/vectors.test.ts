// Goal: every rule has a case it allows and one it refuses, and no policy can be taken out unnoticed.
// Method: the files of vectors/regulation are judged and compared clause by clause; then once more for each policy
// left out, where at least one file must come out otherwise.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parseInstant, type Instant } from "../../kernel/instants.ts";
import { specFolder } from "../../ports/spec-folder.ts";
import {
  judge, loadRegulation, parametersAt, requiredAuthority, type Facts, type Judgement, type Regulation,
} from "./index.ts";

interface Vector {
  readonly claim: string;
  readonly at: string;
  readonly base: string;
  readonly with: Record<string, string | number | boolean | string[]>;
  readonly without?: string[];
  readonly expect: { permitted: boolean; broken: string[]; satisfied?: string[]; required?: string };
}

const folder = "vectors/regulation";
const loaded = loadRegulation(specFolder(process.cwd(), "regulation"));
if (!loaded.ok) throw new Error(loaded.error.map((f) => `${f.file}: ${f.why}`).join("\n"));
const regulation = loaded.value;
const vectors = ["valid", "invalid"].flatMap((kind) =>
  readdirSync(`${folder}/${kind}`).map((name) => readJson<Vector>(`${folder}/${kind}/${name}`)));

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

function factsOf(vector: Vector): Facts {
  const facts = { ...readJson<Facts>(`${folder}/base/${vector.base}.json`), ...vector.with };
  const without = vector.without ?? [];
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !without.includes(name))) as Facts;
}

function atOf(vector: Vector): Instant {
  const at = parseInstant(vector.at);
  if (at === null) throw new Error(vector.at);
  return at;
}

function comesOut(vector: Vector, by: Regulation): Judgement {
  return judge(by, factsOf(vector), atOf(vector));
}

function statesOf(judgement: Judgement): Map<string, string> {
  return new Map(judgement.articles.flatMap((a) => a.clauses).map((c) => [c.id, c.state]));
}

for (const vector of vectors) {
  test(`regulation: ${vector.claim}`, () => {
    const judgement = comesOut(vector, regulation);
    assert.deepEqual(judgement.alarms, []);
    assert.deepEqual([...judgement.broken].sort(), [...vector.expect.broken].sort());
    assert.equal(judgement.permitted, vector.expect.permitted);
    const states = statesOf(judgement);
    for (const id of vector.expect.satisfied ?? []) assert.equal(states.get(id), "satisfied", id);
    if (vector.expect.required === undefined) return;
    const parameters = parametersAt(regulation, atOf(vector));
    assert.ok(parameters);
    assert.equal(requiredAuthority(factsOf(vector), parameters).body, vector.expect.required);
  });
}

test("every clause has a vector it allows and one it refuses", () => {
  const allowed = new Set(vectors.filter((v) => v.expect.permitted).flatMap((v) => v.expect.satisfied ?? []));
  const refused = new Set(vectors.flatMap((v) => v.expect.broken));
  const clauses = regulation.policies.filter((p) => p.effect === "forbid").map((p) => p.id);
  assert.deepEqual(clauses.filter((id) => !allowed.has(id)), []);
  assert.deepEqual(clauses.filter((id) => !refused.has(id)), []);
});

test("leaving out any one policy makes a vector come out otherwise", () => {
  const judged = vectors.map((vector) => ({ vector, before: comesOut(vector, regulation) }));
  for (const policy of regulation.policies) {
    const poorer: Regulation = { ...regulation, policies: regulation.policies.filter((p) => p !== policy) };
    // Only files that reach the policy can change; the permit reaches all.
    const reached = judged.filter(({ vector, before }) =>
      policy.effect === "permit" ? vector.expect.permitted : before.broken.includes(policy.id));
    const changed = reached.some(({ vector, before }) => {
      const after = comesOut(vector, poorer);
      return after.permitted !== before.permitted || after.broken.length !== before.broken.length;
    });
    assert.ok(changed, `${policy.id} is dead: no vector needs it`);
  }
});
