import type { Judgement } from "../../engines/regulation/index.ts";
import { criteria, type Criterion } from "../../engines/scoring/index.ts";
import type { Computed } from "./case.ts";
import { grades, type Grade } from "./spec/schema.ts";
import { bestGrade, factOf, neutralityOf, type CaseFile, type Weighing } from "./weigh.ts";

/** What is frozen with a conclusion, and what its judgement reads. `redLineGrade` is 0 where no red line is established. */
export function computedOf(
  file: CaseFile, weighing: Weighing, ask: { readonly judgement: Judgement | null; readonly ethicsQuorum: number },
): Computed & { readonly redLineGrade: number } {
  const { opinion } = weighing;
  const { judgement, ethicsQuorum } = ask;
  return {
    assessment: weighing.assessment, depth: weighing.depth, depthFloor: weighing.floor.depth,
    neutrality: neutralityOf(file),
    isFront: factOf(file, "front").holds,
    restrictedSector: factOf(file, "restricted-sector").holds,
    restrictedRevenueBps: factOf(file, "restricted-revenue").shareBps,
    registryGrade: gradeRank(weighing.rows.find((r) => r.question.id === "S2")?.grade ?? null),
    weakestGateGrade: weakestGate(weighing),
    passed: { A: passed(weighing, "A"), B: passed(weighing, "B"), C: passed(weighing, "C") },
    ethics: opinion === null ? null
      : { at: opinion.at, isFavourable: opinion.isFavourable, isQuorumMet: opinion.present >= ethicsQuorum },
    lastEvidenceAt: weighing.lastEvidenceAt,
    regulation: {
      version: judgement?.regulationVersion ?? "", factsHash: judgement?.factsHash ?? "",
      regulationHash: judgement?.regulationHash ?? "",
    },
    redLineGrade: redLineGrade(file),
  };
}

function gradeRank(grade: Grade | null): number | null {
  return grade === null ? null : grades.indexOf(grade);
}

/** Of the questions that ask for E2 or better and apply: what R17.1 reads. Null: nothing to read, which denies. */
function weakestGate(weighing: Weighing): number | null {
  const rows = weighing.rows.filter((r) => r.gate === "passed" && r.answer?.value === "satisfied"
    && grades.indexOf(r.question.grade) >= 2);
  return rows.length === 0 ? null : Math.min(...rows.map((r) => gradeRank(r.grade) ?? 0));
}

/** A criterion is passed when something in it was tested and every risk of 3 or 4 in it has its condition (art. 13). */
function passed(weighing: Weighing, criterion: Criterion): boolean {
  const score = weighing.assessment.criteria[criteria.indexOf(criterion)];
  const missing = weighing.mitigations.some((m) => m.state === "missing" && m.indicator.startsWith(criterion));
  return score !== undefined && score.full > 0 && !missing;
}

/** Both confirming views name evidence; the weaker of the two counts (R7.5). */
function redLineGrade(file: CaseFile): number {
  const views = file.redLines.filter((r) => r.state === "established").flatMap((r) => r.views.filter((v) => v.holds));
  if (views.length === 0) return 0;
  return Math.min(...views.map((v) => gradeRank(bestGrade(v.evidence, file.evidence)) ?? 0));
}
