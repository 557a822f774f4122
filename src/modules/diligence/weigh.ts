import {
  assess, countedScore, deeper, depthFloor, mildestOutcome, worseLevel,
  type Assessment, type Circumstances, type Depth, type DepthResult, type Indicator, type IndicatorAnswer, type Level,
  type Mitigation, type Outcome, type Score,
} from "../../engines/scoring/index.ts";
import type { Instant } from "../../kernel/instants.ts";
import { assert } from "../../kernel/result.ts";
import type { Answer, Case, Condition, Evidence, EvidenceId, Neutrality, Opinion, RedLine } from "./case.ts";
import { questionsAt, type Questionnaire } from "./spec/load.ts";
import { grades, neutralityFacts, type CaseQuestion, type FactId, type Grade } from "./spec/schema.ts";

/** Everything one case holds at an instant. */
export interface CaseFile {
  readonly case: Case;
  readonly answers: readonly Answer[];
  readonly evidence: readonly Evidence[];
  readonly redLines: readonly RedLine[];
  readonly conditions: readonly Condition[];
  readonly opinions: readonly Opinion[];
}

/** One question as it stands: what was answered, on which grade, what it counts. */
export interface Weighed {
  readonly question: CaseQuestion;
  readonly answer: Answer | null;
  readonly grade: Grade | null; // best of the evidence that the answer names, in its newest version; null: none named
  readonly isGradeEnough: boolean;
  readonly counts: Score | null; // indicators: what it counts; null: left out, or a question of the gate
  readonly gate: "passed" | "failed" | "open" | null; // questions of the gate only
}

/** What the case amounts to; computed anew at each look, stored only inside an issued verdict. */
export interface Weighing {
  readonly floor: DepthResult;
  readonly depth: Depth;
  readonly rows: readonly Weighed[];
  readonly unanswered: readonly string[];
  readonly gateOpen: readonly string[];
  readonly gateFailed: readonly string[];
  readonly assessment: Assessment;
  readonly level: Level; // computed, raised by hand where somebody did
  readonly mitigations: readonly Mitigation[];
  readonly isRedLineEstablished: boolean;
  readonly isRedLineSuspected: boolean;
  readonly needsOpinion: boolean;
  readonly opinion: Opinion | null; // newest that is not older than the last change of the case's substance
  readonly lastEvidenceAt: Instant | null;
  readonly mildest: Outcome;
}

/**
 * @param confirmedHits matches of screening: with one, only a refusal is left, unless two persons dismissed red line (a)
 * Source: regulation arts 7, 13–17, questionnaire scoring.
 */
export function weigh(file: CaseFile, questionnaire: Questionnaire, confirmedHits: number): Weighing {
  const facts = factsOf(file);
  const floor = depthFloor({
    kinds: file.case.scope.kinds, valueUpToMinor: file.case.scope.valueUpToMinor, holds: heldFacts(file, facts),
  }, floorsOf(questionnaire));
  const depth = deeper(floor.depth, file.case.depthRaised ?? "basic");
  const asked = questionsAt(questionnaire, depth);
  const rows = asked.map((question) => weighQuestion(question, file));
  const assessment = assessRows(rows, circumstancesOf(facts));
  const level = worseLevel(assessment.level, file.case.levelRaised ?? "low");
  const mitigations = mitigationsOf(rows, file.conditions);
  const gateFailed = rows.filter((r) => r.gate === "failed").map((r) => r.question.id);
  const isRedLineEstablished = file.redLines.some((r) => r.state === "established");
  const isMatched = confirmedHits > 0 && !file.redLines.some((r) => r.letter === "a" && r.state === "dismissed");
  const lastEvidenceAt = lastChange(file);
  return {
    floor, depth, rows, assessment, level, mitigations, gateFailed, isRedLineEstablished, lastEvidenceAt,
    unanswered: rows.filter((r) => r.answer === null).map((r) => r.question.id),
    gateOpen: rows.filter((r) => r.gate === "open").map((r) => r.question.id),
    isRedLineSuspected: file.redLines.some((r) => r.state === "suspected"),
    // Art. 16: from substantial on, and for any red line that was ever suspected in this case.
    needsOpinion: file.redLines.length > 0 || opinionFrom(questionnaire, depth, level),
    opinion: validOpinion(file.opinions, lastEvidenceAt),
    mildest: mildestOutcome(level, isRedLineEstablished || isMatched || gateFailed.length > 0, mitigations),
  };
}

function floorsOf(questionnaire: Questionnaire) {
  return questionnaire.depth.floors.map((floor) => ({
    ...floor, valueFromMinor: floor.valueFromMinor === null ? null : BigInt(floor.valueFromMinor),
  }));
}

function opinionFrom(questionnaire: Questionnaire, depth: Depth, level: Level): boolean {
  return questionnaire.depth.depths[depth].opinions.some((o) => worseLevel(level, o.from) === level);
}

/** Three-valued: a fact whose question was answered "unknown" holds, one not asked yet is left open. */
export type KnownFacts = Readonly<Partial<Record<FactId, { holds: boolean | null; shareBps: number | null }>>>;

function factsOf(file: CaseFile): KnownFacts {
  const known: Partial<Record<FactId, { holds: boolean | null; shareBps: number | null }>> = {};
  for (const answer of file.answers) {
    for (const [id, given] of Object.entries(answer.facts)) {
      known[id as FactId] = "holds" in given
        ? { holds: given.holds, shareBps: null } : { holds: null, shareBps: given.shareBps };
    }
  }
  return known;
}

function heldFacts(file: CaseFile, facts: KnownFacts): string[] {
  const { scope } = file.case;
  const suspected = file.redLines.some((r) => r.state !== "dismissed");
  return [
    ...Object.entries(facts).filter(([, fact]) => fact?.holds === true).map(([id]) => id),
    ...(scope.softwareTouchesData ? ["software-touches-data"] : []),
    ...(scope.threatExchange ? ["threat-exchange"] : []),
    ...(suspected ? ["red-line-suspected"] : []),
  ];
}

/** A fact that nobody answered counts against the partner: absence of evidence is risk. */
function circumstancesOf(facts: KnownFacts): Circumstances {
  const holds = (id: FactId): boolean => facts[id]?.holds ?? true;
  return {
    highRiskCountry: holds("high-risk-country"), restrictedSector: holds("restricted-sector"),
    pepOwner: holds("pep-owner"), adverseMediaUnresolved: holds("adverse-media-unresolved"),
  };
}

export function factOf(file: CaseFile, id: FactId): { holds: boolean | null; shareBps: number | null } {
  return factsOf(file)[id] ?? { holds: null, shareBps: null };
}

export function neutralityOf(file: CaseFile): Neutrality {
  const [political, military, religious, racial] = neutralityFacts.map((id) => factOf(file, id).holds);
  return {
    political: political ?? null, military: military ?? null, religious: religious ?? null, racial: racial ?? null,
  };
}

function weighQuestion(question: CaseQuestion, file: CaseFile): Weighed {
  const answer = file.answers.find((a) => a.question === question.id) ?? null;
  const grade = answer === null ? null : bestGrade(answer.evidence, file.evidence);
  // What needs no more than a declaration is declared by the answer itself.
  const isGradeEnough = grades.indexOf(grade ?? "E0") >= grades.indexOf(question.grade);
  const isGate = question.criterion === "S";
  return {
    question, answer, grade, isGradeEnough,
    counts: isGate ? null : countedScore(indicatorAnswer(answer, isGradeEnough)),
    gate: isGate ? gateOf(answer, isGradeEnough) : null,
  };
}

function gateOf(answer: Answer | null, isGradeEnough: boolean): "passed" | "failed" | "open" {
  if (answer?.value === "not-satisfied") return "failed";
  if (answer?.value === "not-applicable") return answer.exclusionAgreed ? "passed" : "open";
  return answer?.value === "satisfied" && isGradeEnough ? "passed" : "open";
}

/** The grade of the newest version of each line counts: a correction may lower it. */
export function bestGrade(named: readonly EvidenceId[], evidence: readonly Evidence[]): Grade | null {
  const ranks = named.flatMap((id) => {
    const newest = newestOf(id, evidence);
    return newest === null ? [] : [grades.indexOf(newest.grade)];
  });
  return ranks.length === 0 ? null : (grades[Math.max(...ranks)] ?? null);
}

export function newestOf(id: EvidenceId, evidence: readonly Evidence[]): Evidence | null {
  const root = evidence.find((e) => e.id === id)?.root;
  return evidence.filter((e) => e.root === root).sort((a, b) => b.version - a.version)[0] ?? null;
}

function assessRows(rows: readonly Weighed[], circumstances: Circumstances): Assessment {
  const indicators = rows.filter((r) => r.question.criterion !== "S").map((row): Indicator => {
    const { question } = row;
    assert(question.criterion !== "S", "the gate is not scored");
    const answer = indicatorAnswer(row.answer, row.isGradeEnough);
    return { id: question.id, criterion: question.criterion, weight: question.weight, answer };
  });
  const result = assess(indicators, circumstances);
  assert(result.ok, "a case asks well-formed indicators in each criterion");
  return result.value;
}

function indicatorAnswer(answer: Answer | null, isGradeEnough: boolean): IndicatorAnswer {
  if (answer === null || answer.value === "unknown") return { kind: "unknown" };
  if (answer.value === "not-applicable") {
    return { kind: "not-applicable", agreed: answer.exclusionAgreed, worstBefore: answer.worstBefore };
  }
  assert(answer.score !== null, "a scored answer carries its score");
  return { kind: "scored", score: answer.score, gradeEnough: isGradeEnough };
}

/** Every indicator that counts 3 or 4 needs a condition; every other condition somebody set must be met as well. */
function mitigationsOf(rows: readonly Weighed[], conditions: readonly Condition[]): Mitigation[] {
  const serious = rows.filter((r) => r.question.criterion !== "S" && (r.counts ?? 0) >= 3).map((r) => r.question.id);
  const named = new Set([...serious, ...conditions.map((c) => c.question)]);
  return [...named].map((indicator) => {
    const own = conditions.filter((c) => c.question === indicator);
    if (own.length === 0) return { indicator, state: "missing" };
    return { indicator, state: own.every((c) => c.state === "met") ? "met" : "open" };
  });
}

/** Answers and evidence are the substance; conditions and views do not make an opinion old. */
function lastChange(file: CaseFile): Instant | null {
  const times = [
    ...file.evidence.map((e) => e.addedAt), ...file.answers.map((a) => a.answeredAt),
    ...(file.case.scope.at === null ? [] : [file.case.scope.at]),
  ];
  return times.length === 0 ? null : (Math.max(...times) as Instant);
}

function validOpinion(opinions: readonly Opinion[], lastEvidenceAt: Instant | null): Opinion | null {
  const newest = opinions.at(-1) ?? null;
  return newest !== null && (lastEvidenceAt === null || newest.at >= lastEvidenceAt) ? newest : null;
}
