import assert from "node:assert/strict";
import test from "node:test";
import { langs } from "../../../kernel/lang.ts";
import { projectRoot } from "../../../ports/project-root.ts";
import { specFolder } from "../../../ports/spec-folder.ts";
import { basicAnswersMax, loadQuestionnaire, questionById, questionsAt } from "./load.ts";

const files = specFolder(projectRoot(), "diligence");
const [questionText, depthText] = [files["questionnaire.yaml"] ?? "", files["depth.yaml"] ?? ""];
const questionnaire = loadQuestionnaire({ questionnaire: questionText, depth: depthText });

const load = (change: { questionnaire?: (t: string) => string; depth?: (t: string) => string }) =>
  loadQuestionnaire({
    questionnaire: (change.questionnaire ?? ((t) => t))(questionText),
    depth: (change.depth ?? ((t) => t))(depthText),
  });

test("the questionnaire has a gate of 18 and 13, 12 and 12 indicators", () => {
  assert.equal(questionnaire.gate.length, 18);
  const count = (c: string) => questionnaire.indicators.filter((q) => q.criterion === c).length;
  assert.deepEqual([count("A"), count("B"), count("C")], [13, 12, 12]);
});

test("basic asks at most fifteen answers and enhanced asks all fifty-five", () => {
  assert.ok(questionsAt(questionnaire, "basic").length <= basicAnswersMax);
  assert.equal(questionsAt(questionnaire, "enhanced").length, 55);
});

test("identity, ownership, sanctions and convictions need evidence of grade E2 or better", () => {
  for (const id of ["S1", "S2", "S7", "S8", "S10", "S13", "S14", "A2", "A3", "A4"]) {
    assert.ok(["E2", "E3"].includes(questionById(questionnaire, id)?.grade ?? ""), id);
  }
});

test("no text stands in two languages alike, but for names that have one form", () => {
  const sameByNature = ["Corruption", "Conditions", "Influence", "No"];
  for (const q of questionnaire.indicators) {
    for (const four of [q.question, q.critical, q.mitigation]) {
      const texts = langs.map((lang) => four[lang]).filter((t) => !sameByNature.includes(t));
      assert.equal(new Set(texts).size, texts.length, `${q.id}: ${texts.join(" | ")}`);
    }
  }
});

test("refuses a basic depth of sixteen answers", () => {
  assert.throws(() => load({ depth: (t) => t.replace("gate: [S2,", "gate: [S1, S2,") }), /basic asks 16 answers/);
});

test("refuses a depth that looks past a red line", () => {
  assert.throws(() => load({ depth: (t) => t.replace("[A1, A3, A7, A11,", "[A1, A3, A7,") }), /red line f/);
});

test("refuses a deeper depth that drops a question of a shallower one", () => {
  assert.throws(() => load({ depth: (t) => t.replace("[A1, A2, A3, A4, A6, A7, A11,", "[A1, A2, A4, A6, A7, A11,") }),
    /standard drops A3/);
});

test("refuses a question that no list knows, a weight of four and a missing language", () => {
  assert.throws(() => load({ depth: (t) => t.replace("S18]", "S19]") }), /does not exist/);
  assert.throws(() => load({ questionnaire: (t) => t.replace("weight: 3", "weight: 4") }), /weight/);
  assert.throws(() => load({ questionnaire: (t) => t.replace("{ en: Names,", "{ xx: Names,") }));
  assert.throws(() => load({ questionnaire: (t) => t.replace(/ {4}ar: مدرَج في قائمة.*\n/, "") }));
});

test("refuses an unknown field, a red line that does not exist and a fact asked twice", () => {
  assert.throws(() => load({ questionnaire: (t) => t.replace("    weight: 3", "    wieght: 3") }));
  assert.throws(() => load({ questionnaire: (t) => t.replace("redLines: [e]", "redLines: [k]") }));
  assert.throws(() => load({ questionnaire: (t) => t.replace("id: bearer-shares", "id: pep-owner") }), /pep-owner/);
});
