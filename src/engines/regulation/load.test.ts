import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { instant } from "../../kernel/instants.ts";
import { specFolder } from "../../ports/spec-folder.ts";
import {
  clauseText, judge, loadRegulation, parametersAt, regulationInForce, requiredAuthority, withOverrides, type Facts,
} from "./index.ts";

const files = specFolder(process.cwd(), "regulation");
const at = instant(Date.parse("2026-06-01T12:00:00.000Z"));
const good = JSON.parse(readFileSync("vectors/regulation/base/accept-funding.json", "utf8")) as Facts;

function loaded() {
  const read = loadRegulation(files);
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
}

/** The first reason why a folder with one file changed is refused. */
function whyNot(file: string, change: (text: string) => string | null): string {
  const text = change(files[file] ?? "");
  const { [file]: _, ...others } = files;
  const read = loadRegulation(text === null ? others : { ...others, [file]: text });
  assert.ok(!read.ok, "was loaded");
  return read.error.map((f) => f.why).join(" | ");
}

test("loads the regulation as it stands, with a hash over every file", () => {
  const regulation = loaded();
  assert.equal(regulation.articles.length, 26);
  assert.equal(regulation.policies.filter((p) => p.effect === "permit").length, 1);
  assert.match(regulation.hash, /^[0-9a-f]{64}$/);
  const changed = loadRegulation({ ...files, "art-01.md": `${files["art-01.md"]}\nA commentary.\n` });
  assert.ok(changed.ok);
  assert.notEqual(changed.value.hash, regulation.hash);
});

test("refuses a clause that would permit when it knows nothing", () => {
  const open = (text: string) => text.replace(
    "when { if context has isHouseCurrency then !context.isHouseCurrency else true }",
    "when { context has isHouseCurrency && !context.isHouseCurrency }");
  assert.match(whyNot("art-20.cedar", open), /R20\.4: does not forbid accept when nothing is known/);
});

test("refuses a clause that reads a fact without asking whether it is there", () => {
  const unguarded = (text: string) => text.replace("context has isSuspended && !context.isSuspended", "!context.isSuspended");
  assert.match(whyNot("art-38.cedar", unguarded), /unable to guarantee safety of access to optional attribute/);
});

test("refuses a fact of another type, an unknown fact and an unknown parameter", () => {
  assert.match(whyNot("art-19.cedar", (t) => t.replace("context.openHits == 0", "context.openHits == \"0\"")), /R19\.2/);
  assert.match(whyNot("art-19.cedar", (t) => t.replaceAll("openHits", "openHints")), /openHints/);
  assert.match(whyNot("art-19.cedar", (t) => t.replace("screening.maxAgeHours", "screening.ageHours")), /R19\.1/);
});

test("refuses a rule without a policy, a policy without a rule and a text that drifted", () => {
  assert.match(whyNot("art-21.cedar", () => "// nothing\n"), /R21\.1: a rule without a policy/);
  assert.match(whyNot("art-21.cedar", (t) => t.replace('@id("R21.1")', '@id("R21.9")')), /no rule of the article/);
  assert.match(whyNot("art-21.cedar", (t) => t.replace("@text(\"All offers", "@text(\"Most offers")), /@text differs/);
});

test("refuses a clause of another shape: an unguarded permit, a name of a principal, two conditions", () => {
  assert.match(whyNot("art-21.cedar", (t) => t.replace("forbid (", "permit (")), /permit/);
  assert.match(whyNot("art-21.cedar", (t) => t.replace("principal,", 'principal == Actor::"per_x",')), /principal or resource/);
  assert.match(whyNot("art-21.cedar", (t) => t.replace("unless\n", "when\n")), /unless \(once\)/);
});

test("refuses a file too few, a file too many and a text in three languages", () => {
  assert.match(whyNot("art-21.md", () => null), /no front matter/);
  assert.match(whyNot("art-99.md", () => "---\n---\n"), /not listed/);
  assert.match(whyNot("art-21.md", (t) => t.replace(/^ {2}ar: [\s\S]*?\n(?=text)/m, "")), /title\.ar/);
});

test("denies with an alarm what has no single reading", () => {
  const regulation = loaded();
  const odd = [
    { openHits: 0.5 }, { openHits: 2 ** 53 }, { openHits: "0" }, { purpose: "two words" }, { deciderRank: 4 },
    { requiredByValue: 1 }, { nobodyKnows: true }, { deciders: ["per_a", "x y"] }, { outcome: "refused" },
  ];
  for (const change of odd) {
    const judgement = judge(regulation, { ...good, ...change }, at);
    assert.equal(judgement.permitted, false, JSON.stringify(change));
    assert.ok(judgement.alarms.length > 0, JSON.stringify(change));
    assert.ok(judgement.broken.length > 0);
  }
});

test("denies before the first parameters take force", () => {
  const judgement = judge(loaded(), good, instant(Date.parse("2025-12-31T23:59:59.999Z")));
  assert.equal(judgement.permitted, false);
  assert.deepEqual(judgement.alarms, ["no parameters in force at this instant"]);
});

test("gives one hash to the same facts in another order", () => {
  const regulation = loaded();
  const turned = Object.fromEntries(Object.entries({ ...good, deciders: ["per_b", "per_a", "per_b"] }).reverse()) as Facts;
  const straight: Facts = { ...good, deciders: ["per_a", "per_b"] };
  assert.equal(judge(regulation, turned, at).factsHash, judge(regulation, straight, at).factsHash);
  assert.notEqual(judge(regulation, good, at).factsHash, judge(regulation, straight, at).factsHash);
});

test("a setting of the organisation changes the outcome and the hash; one it does not know is refused", () => {
  const regulation = loaded();
  const large = { ...good, valueMinor: 6_000_000, groupYearMinor: 6_000_000 };
  assert.equal(judge(regulation, large, at).permitted, false);
  const wider = withOverrides(regulation, { "authority.delegated.belowMinor": 7_000_000 });
  assert.ok(wider.ok);
  assert.equal(judge(wider.value, large, at).permitted, true);
  assert.notEqual(wider.value.hash, regulation.hash);
  assert.equal(withOverrides(regulation, { "authority.delegated.above": 1 }).ok, false);
  assert.equal(withOverrides(regulation, { "authority.delegated.belowMinor": -1 }).ok, false);
});

test("names the facts and parameters a clause used, with what the derived ones come from", () => {
  const judgement = judge(loaded(), good, at);
  const clause = judgement.articles.flatMap((a) => a.clauses).find((c) => c.id === "R19.1");
  assert.deepEqual(clause?.factsUsed.map((f) => f.name), ["screeningCheckedAt"]);
  assert.deepEqual(clause?.parametersUsed, [{ name: "screening.maxAgeHours", value: 24 }]);
  const competence = judgement.articles.flatMap((a) => a.clauses).find((c) => c.id === "R20.1");
  assert.ok(competence?.factsUsed.some((f) => f.name === "valueMinor" && f.value === 4_999_999));
});

test("names no authority while a fact is missing, and nobody behind a red line", () => {
  const parameters = parametersAt(loaded(), at);
  assert.ok(parameters);
  assert.equal(requiredAuthority({ ...good, level: undefined }, parameters).body, null);
  assert.equal(requiredAuthority({ ...good, isRedLineEstablished: true }, parameters).body, "nobody");
});

test("gives the same regulation for the same settings, ignores keys of other modules and quotes a clause", () => {
  const first = regulationInForce(files, { "ledger.something": 3 });
  assert.equal(regulationInForce(files, {}), first);
  assert.notEqual(regulationInForce(files, { "followOn.maxBps": 500 }).hash, first.hash);
  assert.match(clauseText(first, "R20.1", "fr") ?? "", /autorité/);
  assert.equal(clauseText(first, "S3", "fr"), null);
});

test("an amount equal to a boundary belongs to the authority above it (R20.3)", () => {
  const regulation = loaded();
  const parameters = parametersAt(regulation, at);
  assert.ok(parameters);
  const first = parameters.values["authority.delegated.belowMinor"] ?? 0;
  const second = parameters.values["authority.executiveCommittee.fromMinor"] ?? 0;
  assert.ok(first > 0 && second > first);
  for (const [level, row] of Object.entries(parameters.competence)) {
    const at = (valueMinor: number): string | null => requiredAuthority({ ...good, level, valueMinor }, parameters).byClause["R20.1"];
    assert.deepEqual([at(first - 1), at(first), at(second - 1), at(second)], [row[0], row[1], row[1], row[2]], level);
  }
});
