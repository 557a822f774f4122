import assert from "node:assert/strict";
import test from "node:test";
import { instant, type CivilDate } from "../../kernel/instants.ts";
import { projectRoot } from "../../ports/project-root.ts";
import type { Answer, Case, Evidence, EvidenceId, RedLine } from "./case.ts";
import { questionnaireOf } from "./spec/in-force.ts";
import { questionsAt } from "./spec/load.ts";
import type { Grade } from "./spec/schema.ts";
import { bestGrade, neutralityOf, weigh, type CaseFile } from "./weigh.ts";

const questionnaire = questionnaireOf({ folders: { root: projectRoot(), state: "", log: "" } });
const at = instant(1_000_000);

const aCase: Case = {
  id: "cas_1",
  file: "prt_1",
  number: 1,
  state: "assessing",
  version: 3,
  edition: 1,
  openedAt: at,
  stateSince: at,
  analyst: null,
  reviewer: null,
  complianceOfficer: null,
  depthRaised: null,
  levelRaised: null,
  analystPerson: null,
  assessedAt: null,
  reviewerPerson: null,
  reviewedAt: null,
  returnWords: null,
  scope: {
    kinds: ["funding"],
    valueUpToMinor: 100n,
    purposes: ["training"],
    softwareTouchesData: false,
    threatExchange: false,
    at,
  },
};

function piece(id: string, grade: Grade, over: Partial<Evidence> = {}): Evidence {
  return {
    id: id as EvidenceId,
    caseId: "cas_1",
    root: id as EvidenceId,
    version: 1,
    grade,
    source: "s",
    url: null,
    note: "n",
    capturedOn: "2027-01-01" as CivilDate,
    capturedBy: "acc_1",
    capturedPerson: "per_1",
    addedAt: at,
    sha256: "",
    file: null,
    ...over,
  };
}

/** Everything the basic depth asks, answered as well as can be. */
function goodFile(over: Partial<CaseFile> = {}): CaseFile {
  const answers = questionsAt(questionnaire, "basic").map((q): Answer => ({
    question: q.id,
    version: 1,
    value: q.criterion === "S" ? "satisfied" : "scored",
    score: q.criterion === "S" ? null : 0,
    reason: "r",
    evidence: ["evd_1"],
    answeredBy: "acc_1",
    answeredPerson: "per_1",
    answeredAt: at,
    worstBefore: null,
    exclusionAgreed: false,
    facts: Object.fromEntries(
      q.facts.map((f) => [f.id, f.kind === "yes-no" ? { holds: false, reason: "r" } : { shareBps: 0 }]),
    ),
  }));
  return {
    case: aCase,
    answers,
    evidence: [piece("evd_1", "E3")],
    redLines: [],
    conditions: [],
    opinions: [],
    ...over,
  };
}

function without(file: CaseFile, id: string): CaseFile {
  return { ...file, answers: file.answers.filter((a) => a.question !== id) };
}

const redLine = (state: RedLine["state"], letter: RedLine["letter"] = "a"): RedLine => ({
  letter,
  state,
  cause: "officer",
  reason: "r",
  suspectedAt: at,
  decidedAt: state === "suspected" ? null : at,
  round: 1,
  views: [],
});

test("a file without a fault is low and may be cleared", () => {
  const weighing = weigh(goodFile(), questionnaire, 0);
  assert.equal(weighing.level, "low");
  assert.equal(weighing.mildest, "cleared");
  assert.deepEqual([weighing.unanswered, weighing.gateOpen, weighing.gateFailed], [[], [], []]);
});

test("an unanswered question is named and counts as unknown", () => {
  const weighing = weigh(without(goodFile(), "A1"), questionnaire, 0);
  assert.deepEqual(weighing.unanswered, ["A1"]);
  assert.equal(weighing.assessment.counted["A1"], 3);
});

test("a circumstance nobody answered counts against the partner", () => {
  const weighing = weigh(without(goodFile(), "S11"), questionnaire, 0);
  assert.ok(weighing.assessment.raises.includes("pep-owner"));
});

test("a confirmed match leaves refusal alone, unless two persons dismissed red line (a)", () => {
  assert.equal(weigh(goodFile(), questionnaire, 1).mildest, "refused");
  assert.equal(weigh(goodFile({ redLines: [redLine("dismissed")] }), questionnaire, 1).mildest, "cleared");
  assert.equal(weigh(goodFile({ redLines: [redLine("dismissed", "b")] }), questionnaire, 1).mildest, "refused");
});

test("a suspected red line asks for the enhanced depth and for an opinion; a dismissed one still for the opinion", () => {
  const suspected = weigh(goodFile({ redLines: [redLine("suspected")] }), questionnaire, 0);
  assert.deepEqual([suspected.depth, suspected.needsOpinion, suspected.isRedLineSuspected], ["enhanced", true, true]);
  const dismissed = weigh(goodFile({ redLines: [redLine("dismissed")] }), questionnaire, 0);
  assert.deepEqual([dismissed.depth, dismissed.needsOpinion], ["basic", true]);
});

test("an opinion as old as the last change counts, one a millisecond older does not", () => {
  const opinion = (ms: number) => ({
    number: 1,
    isFavourable: true,
    words: "w",
    present: 4,
    person: "per_9",
    at: instant(ms),
  });
  assert.notEqual(weigh(goodFile({ opinions: [opinion(at)] }), questionnaire, 0).opinion, null);
  assert.equal(weigh(goodFile({ opinions: [opinion(at - 1)] }), questionnaire, 0).opinion, null);
});

test("a level raised by hand stands, one below the computed has no effect", () => {
  const raised = (levelRaised: Case["levelRaised"]) =>
    weigh(goodFile({ case: { ...aCase, levelRaised } }), questionnaire, 0).level;
  assert.equal(raised("high"), "high");
  assert.equal(raised(null), "low");
});

test("the newest version of a piece gives the grade, also when it is weaker", () => {
  const evidence = [piece("evd_1", "E3"), piece("evd_2", "E1", { root: "evd_1", version: 2 })];
  assert.equal(bestGrade(["evd_1"], evidence), "E1");
  assert.equal(bestGrade([], evidence), null);
  assert.equal(bestGrade(["evd_1", "evd_3"], [...evidence, piece("evd_3", "E2")]), "E2");
});

test("neutrality is null where it was not answered, never no", () => {
  assert.deepEqual(neutralityOf(goodFile()), { political: false, military: false, religious: false, racial: false });
  assert.equal(neutralityOf(without(goodFile(), "C2")).political, null);
});
