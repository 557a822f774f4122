import { parse } from "yaml";
import { criteria, depths, type Criterion, type Depth } from "../../../engines/scoring/index.ts";
import type { FourTexts } from "../../../kernel/lang.ts";
import {
  askedFacts, depthSchema, questionnaireSchema, redLetters, type CaseQuestion, type DepthTable, type Fact,
  type GateQuestion, type IndicatorQuestion, type RedLetter,
} from "./schema.ts";

/** The questionnaire and the depth table, checked as a whole. */
export interface Questionnaire {
  readonly edition: number;
  readonly gate: readonly GateQuestion[];
  readonly indicators: readonly IndicatorQuestion[];
  readonly redLines: Readonly<Record<RedLetter, FourTexts>>;
  readonly purposes: Readonly<Record<string, FourTexts>>;
  readonly depth: DepthTable;
}

/** Basic asks at most this many answers in all: a small gift must not cost a large partner's file. */
export const basicAnswersMax = 15;

/**
 * Reads `spec/diligence/` from the texts of its files. Throws with every fault found: a start with half a questionnaire
 * would be worse than no start.
 */
export function loadQuestionnaire(files: { readonly questionnaire: string; readonly depth: string }): Questionnaire {
  const asked = questionnaireSchema.parse(parse(files.questionnaire));
  const depth = depthSchema.parse(parse(files.depth));
  const gate = asked.gate.map((q): GateQuestion => ({ ...q, criterion: "S" }));
  const indicators = asked.indicators.map((q): IndicatorQuestion => ({ ...q, criterion: q.id.charAt(0) as Criterion }));
  const redLines = asked.redLines as Questionnaire["redLines"];
  const whole = { edition: asked.edition, gate, indicators, redLines, purposes: asked.purposes, depth };
  const faults = faultsOf(whole);
  if (faults.length > 0) throw new Error(`spec/diligence: ${faults.join("; ")}`);
  return whole;
}

function faultsOf(whole: Questionnaire): string[] {
  const all: readonly CaseQuestion[] = [...whole.gate, ...whole.indicators];
  const facts = all.flatMap((q) => q.facts.map((f) => f.id));
  return [
    ...criteria.flatMap((criterion, at) => {
      const count = whole.indicators.filter((q) => q.criterion === criterion).length;
      return count === [13, 12, 12][at] ? [] : [`criterion ${criterion} has ${count} indicators`];
    }),
    ...twice(all.map((q) => q.id)).map((id) => `question ${id} comes twice`),
    ...askedFacts.filter((id) => facts.filter((f) => f === id).length !== 1).map((id) => `fact ${id} is not asked once`),
    ...depths.flatMap((depth) => depthFaults(whole, depth)),
    ...nestingFaults(whole),
  ];
}

function depthFaults(whole: Questionnaire, depth: Depth): string[] {
  const row = whole.depth.depths[depth];
  const asked = questionsAt(whole, depth);
  const covered = new Set(asked.flatMap((q) => q.redLines));
  const facts = asked.flatMap((q) => q.facts.map((f) => f.id));
  const count = row.gate.length + row.indicators.length;
  return [
    ...(asked.length === count ? [] : [`${depth} names a question that does not exist`]),
    ...twice([...row.gate, ...row.indicators]).map((id) => `${depth} asks ${id} twice`),
    ...redLetters.filter((l) => !covered.has(l)).map((l) => `${depth} never looks at red line ${l}`),
    ...askedFacts.filter((id) => !facts.includes(id)).map((id) => `${depth} does not ask fact ${id}`),
    ...criteria.filter((c) => !asked.some((q) => q.criterion === c)).map((c) => `${depth} has no indicator in ${c}`),
    ...(depth === "basic" && count > basicAnswersMax ? [`basic asks ${count} answers, at most ${basicAnswersMax}`] : []),
  ];
}

/** A deeper case asks all that a shallower one asks: raising the depth never drops an answer. */
function nestingFaults(whole: Questionnaire): string[] {
  return depths.slice(1).flatMap((depth, at) => {
    const deeper = new Set(questionsAt(whole, depth).map((q) => q.id));
    return questionsAt(whole, depths[at] ?? "basic").filter((q) => !deeper.has(q.id))
      .map((q) => `${depth} drops ${q.id}`);
  });
}

function twice(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
}

/** What a case of this depth must answer, in the order of the questionnaire: gate first. */
export function questionsAt(whole: Questionnaire, depth: Depth): readonly CaseQuestion[] {
  const row = whole.depth.depths[depth];
  return [
    ...whole.gate.filter((q) => row.gate.includes(q.id)),
    ...whole.indicators.filter((q) => row.indicators.includes(q.id)),
  ];
}

export function questionById(whole: Questionnaire, id: string): CaseQuestion | null {
  return [...whole.gate, ...whole.indicators].find((q) => q.id === id) ?? null;
}

export function factById(whole: Questionnaire, id: string): Fact | null {
  return [...whole.gate, ...whole.indicators].flatMap((q) => q.facts).find((f) => f.id === id) ?? null;
}
