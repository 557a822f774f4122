import { formFields, type Fields } from "../../../ui/form.ts";
import type { Questionnaire } from "../spec/load.ts";
import { grades, kinds, type CaseQuestion } from "../spec/schema.ts";

export { grades, kinds, type Kind } from "../spec/schema.ts";

/** The scope's form: purposes are those of the questionnaire in force. */
export function questionnaireFields(questionnaire: Questionnaire) {
  return formFields({
    kinds: { kind: "choices", among: kinds, label: "diligence.field.kinds" },
    purposes: {
      kind: "choices", among: Object.keys(questionnaire.purposes), label: "diligence.field.purposes",
      hint: "diligence.hint.purposes",
    },
    valueUpTo: { kind: "amount", label: "diligence.field.valueUpTo", hint: "diligence.hint.valueUpTo" },
    softwareTouchesData: { kind: "yes-no", label: "diligence.field.softwareTouchesData" },
    threatExchange: { kind: "yes-no", label: "diligence.field.threatExchange" },
  });
}

export const evidenceFields = formFields({
  grade: { kind: "choice", among: grades, label: "diligence.field.grade" },
  source: { kind: "text", max: 400, label: "diligence.field.source", hint: "diligence.hint.source" },
  url: { kind: "text", max: 2_000, optional: true, label: "diligence.field.url" },
  note: { kind: "text", max: 2_000, optional: true, label: "diligence.field.note", hint: "diligence.hint.note" },
  capturedOn: { kind: "day", label: "diligence.field.capturedOn" },
  document: { kind: "text", max: 200, optional: true, label: "diligence.field.document" },
  corrects: { kind: "text", max: 40, optional: true, label: "diligence.field.corrects" },
});

const indicatorValues = ["0", "1", "2", "3", "4", "unknown", "not-applicable"] as const;
const gateValues = ["satisfied", "not-satisfied", "unknown", "not-applicable"] as const;

/** A question that asks facts always applies: "does not apply" is not offered there. */
export function valuesOf(question: CaseQuestion): readonly string[] {
  const all: readonly string[] = question.criterion === "S" ? gateValues : indicatorValues;
  return question.facts.length > 0 ? all.filter((value) => value !== "not-applicable") : all;
}

/** One question's form: its answer, its reason, its facts, the evidence it rests on. */
export function answerFields(question: CaseQuestion, evidence: readonly string[]): Fields {
  const facts: Record<string, Fields[string]> = {};
  for (const fact of question.facts) {
    facts[`fact-${fact.id}`] = fact.kind === "yes-no"
      ? { kind: "yes-no", optional: true, label: "diligence.field.fact" }
      : { kind: "share", optional: true, label: "diligence.field.fact" };
    if (fact.needsReason) {
      facts[`reason-${fact.id}`] = { kind: "text", max: 1_000, optional: true, label: "diligence.field.factReason" };
    }
  }
  return {
    value: { kind: "choice", among: valuesOf(question), label: "diligence.field.value" },
    reason: { kind: "text", max: 2_000, label: "diligence.field.reason" },
    ...facts,
    evidence: { kind: "choices", among: evidence, optional: true, label: "diligence.field.evidence" },
  };
}
