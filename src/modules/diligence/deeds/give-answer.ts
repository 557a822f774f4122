import { z } from "zod";
import { unknownScore, type Score } from "../../../engines/scoring/index.ts";
import { faulty, refused, type Fault, type Refusal } from "../../../kernel/refusal.ts";
import { no, type Result } from "../../../kernel/result.ts";
import { deed, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, change, type Changed } from "../case-desk.ts";
import type { Case, FactAnswers } from "../case.ts";
import { whoMay } from "../moves.ts";
import { questionnaireOf } from "../spec/in-force.ts";
import { questionById } from "../spec/load.ts";
import type { CaseQuestion, RedLetter } from "../spec/schema.ts";
import { answersOf, evidenceOf, insertAnswer } from "../stores/store-answers.ts";
import { suspect } from "./suspect-red-line.ts";

const factAnswer = z.union([
  z.strictObject({ holds: z.boolean(), reason: asks.words(1_000).optional() }),
  z.strictObject({ shareBps: z.int().min(0).max(10_000) }),
]);

const ask = z.strictObject({
  ...asks.onCase,
  question: z.string().max(4),
  value: z.enum(["satisfied", "not-satisfied", "scored", "unknown", "not-applicable"]),
  score: z.int().min(0).max(4).nullable(),
  reason: asks.words(2_000),
  facts: z.record(z.string().max(40), factAnswer),
  evidence: z.array(asks.evidenceId).max(40),
});
type Ask = z.infer<typeof ask>;

/**
 * Answers one question of the gate or one indicator: a new version beside the earlier ones. A score of 4 where a red
 * line is at stake, or a "yes" to a fact that is one, puts the red line under suspicion in the same transaction.
 * Source: arts 3, 7, 17.
 */
export const giveAnswer = deed({
  name: "diligence.give-answer",
  who: whoMay("answer"),
  isolation: "serializable",
  ask,
  async perform(desk, asked): Promise<Result<Changed, Refusal>> {
    const question = questionById(questionnaireOf(desk.world), asked.question);
    if (!question) return no(faulty([{ path: "question", code: "not-chosen" }]));
    const faults = faultsOf(question, asked);
    if (faults.length > 0) return no(faulty(faults));
    const begun = await begin(desk, asked, question.criterion === "S" ? "answer" : "score", "analyse");
    if (!begun.ok) return begun;
    const { before, to } = begun.value;
    if (before.scope.at === null) return no(refused("diligence/scope-not-drawn", {}, ["R14.1"]));
    const known = new Set((await evidenceOf(desk.tx, before.id)).map((e) => e.id));
    if (asked.evidence.some((id) => !known.has(id))) return no(faulty([{ path: "evidence", code: "not-chosen" }]));
    if (asked.value === "not-applicable" && question.facts.length > 0) {
      return no(refused("diligence/cannot-be-left-out", { question: question.id }, ["R3.1"]));
    }
    await keep(desk, before, asked);
    for (const letter of redLettersOf(question, asked)) {
      await suspect(desk, before, { letter, cause: question.id, reason: asked.reason });
    }
    // Reasons stay in the table; the event carries what was decided, in codes.
    const body = {
      question: asked.question, value: asked.value, score: asked.score, evidence: asked.evidence,
      facts: Object.fromEntries(Object.entries(asked.facts).map(([id, f]) => [id, "holds" in f ? f.holds : f.shareBps])),
    };
    return change(desk, before, { to, event: { type: "answer.given", body } });
  },
});

async function keep(desk: Desk, of: Case, asked: Ask): Promise<void> {
  const earlier = (await answersOf(desk.tx, of.id)).find((a) => a.question === asked.question);
  await insertAnswer(desk.tx, {
    caseId: of.id, question: asked.question, version: (earlier?.version ?? 0) + 1, value: asked.value,
    score: asked.score as Score | null, reason: asked.reason, facts: asked.facts as FactAnswers,
    evidence: [...new Set(asked.evidence)], answeredBy: desk.actor.accountId, answeredPerson: desk.actor.personId,
    answeredAt: desk.now(),
  });
}

/** What fits together: gate questions are met or not, indicators are scored; facts go with an answer that says something. */
function faultsOf(question: CaseQuestion, asked: Ask): Fault[] {
  const isGate = question.criterion === "S";
  const says = isGate ? ["satisfied", "not-satisfied"] : ["scored"];
  const faults: Fault[] = [];
  if (!says.includes(asked.value) && !["unknown", "not-applicable"].includes(asked.value)) {
    faults.push({ path: "value", code: "not-chosen" });
  }
  if ((asked.value === "scored") !== (asked.score !== null)) faults.push({ path: "score", code: "not-chosen" });
  const given = Object.keys(asked.facts);
  for (const id of given.filter((f) => !question.facts.some((q) => q.id === f))) {
    faults.push({ path: `facts.${id.slice(0, 40)}`, code: "ask-unknown-field" });
  }
  if (!says.includes(asked.value)) {
    return given.length > 0 ? [...faults, { path: "facts", code: "diligence-facts-without-answer" }] : faults;
  }
  return [...faults, ...question.facts.flatMap((fact) => factFaults(fact, asked.facts[fact.id]))];
}

function factFaults(fact: CaseQuestion["facts"][number], given: Ask["facts"][string] | undefined): Fault[] {
  const path = `facts.${fact.id}`;
  if (given === undefined) return [{ path, code: "not-chosen" }];
  if (("holds" in given) !== (fact.kind === "yes-no")) return [{ path, code: "not-chosen" }];
  const reasoned = !("holds" in given) || !fact.needsReason || given.reason !== undefined;
  return reasoned ? [] : [{ path: `${path}.reason`, code: "text-empty" }];
}

function redLettersOf(question: CaseQuestion, asked: Ask): RedLetter[] {
  const byScore = (asked.score ?? 0) > unknownScore ? question.redLines : [];
  const byFact = question.facts.flatMap((fact) => {
    const given = asked.facts[fact.id];
    return fact.redLine && given && "holds" in given && given.holds ? [fact.redLine] : [];
  });
  return [...new Set([...byScore, ...byFact])];
}
