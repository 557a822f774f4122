import type { VNode } from "preact";
import { assert } from "../../../kernel/result.ts";
import { Checkboxes, Notice, Radios, TextArea, TextField } from "../../../ui/components/index.ts";
import type { Fields, Values } from "../../../ui/form.ts";
import type { Page, PageAsk } from "../../../ui/page.ts";
import type { Evidence } from "../case.ts";
import type { CaseView } from "../questions.ts";
import { questionnaireOf } from "../spec/in-force.ts";
import { questionById } from "../spec/load.ts";
import type { CaseQuestion, Fact } from "../spec/schema.ts";
import { newestOf } from "../weigh.ts";
import { casePages } from "./case-form.tsx";
import { answerFields, valuesOf } from "./form-fields.ts";
import { textIn } from "./parts.tsx";

/** The question of the address; one that does not exist is asked as the first, and the deed then refuses it. */
function questionOf(ask: PageAsk): CaseQuestion {
  const questionnaire = questionnaireOf(ask.world);
  const question = questionById(questionnaire, ask.params["question"] ?? "") ?? questionnaire.gate[0];
  assert(question, "the questionnaire asks something");
  return question;
}

function piecesOf(view: CaseView): readonly Evidence[] {
  const all = view.detail?.file.evidence ?? [];
  return all.filter((e) => newestOf(e.id, all)?.id === e.id);
}

export const answerPages: readonly Page[] = casePages<Fields>({
  path: "/questions/:question",
  event: "answer",
  deed: "diligence.give-answer",
  words: "diligence.give-answer",
  fields: (ask, view) =>
    answerFields(
      questionOf(ask),
      piecesOf(view).map((e) => e.id),
    ),
  args: (ask) => {
    const question = questionOf(ask);
    return { id: question.id, question: textIn(ask.say, question.title), grade: question.grade };
  },
  names: namesOf,
  body: (ask, view) => <AnswerBody ask={ask} view={view} question={questionOf(ask)} />,
  toAsk: (values, ask) => toAsk(values, questionOf(ask)),
  faultPath: (path) =>
    path
      .replace(/^facts\.(.+)\.reason$/, "reason-$1")
      .replace(/^facts\./, "fact-")
      .replace(/^score$/, "value"),
});

/** Each fact, and the reason for it, is called by what it asks: four boxes named alike are one to whoever hears them. */
function namesOf(ask: PageAsk): Readonly<Record<string, string>> {
  const { say } = ask;
  return Object.fromEntries(
    questionOf(ask).facts.flatMap((fact) => {
      const text = textIn(say, fact.text);
      return [
        [`fact-${fact.id}`, text],
        [`reason-${fact.id}`, say("diligence.field.factReasonOf", { fact: text })],
      ];
    }),
  );
}

function AnswerBody({
  ask,
  view,
  question,
}: {
  readonly ask: PageAsk;
  readonly view: CaseView;
  readonly question: CaseQuestion;
}): VNode {
  const { say } = ask;
  const stored = view.detail?.file.answers.find((a) => a.question === question.id);
  const isGate = question.criterion === "S";
  const value = stored === undefined ? "" : stored.value === "scored" ? String(stored.score) : stored.value;
  const options = valuesOf(question).map((v) => ({
    value: v,
    text: say(/^\d$/.test(v) ? `diligence.score.${v}` : `diligence.answer.${v}`),
    hint: v === "4" && !isGate ? textIn(say, question.critical) : undefined,
  }));
  const pieces = piecesOf(view).map((e) => ({ value: e.id, text: `${e.grade} · ${e.source}` }));
  return (
    <>
      <Notice tone="quiet" title={textIn(say, question.question)}>
        <p>
          {say("diligence.question.evidence", {
            evidence: textIn(say, question.evidence),
            grade: say(`diligence.grade.${question.grade}`),
          })}
        </p>
      </Notice>
      <Radios name="value" options={options} value={value} />
      <TextArea name="reason" value={stored?.reason} />
      {question.facts.map((fact) => (
        <FactField key={fact.id} ask={ask} fact={fact} stored={stored?.facts[fact.id]} />
      ))}
      {pieces.length > 0 && <Checkboxes name="evidence" optional={false} options={pieces} values={stored?.evidence} />}
    </>
  );
}

interface FactParams {
  readonly ask: PageAsk;
  readonly fact: Fact;
  readonly stored: { readonly holds: boolean; readonly reason?: string } | { readonly shareBps: number } | undefined;
}

function FactField({ ask, fact, stored }: FactParams): VNode {
  const { say } = ask;
  const names = namesOf(ask);
  const label = names[`fact-${fact.id}`];
  if (fact.kind === "share-bps") {
    const value = stored && "shareBps" in stored ? String(stored.shareBps / 100) : "";
    return (
      <TextField
        name={`fact-${fact.id}`}
        label={label}
        optional={false}
        value={value}
        suffix="%"
        width="short"
        inputMode="decimal"
        dir="ltr"
      />
    );
  }
  const held = stored && "holds" in stored ? stored : undefined;
  const options = [
    { value: "yes", text: say("ui.yes") },
    { value: "no", text: say("ui.no") },
  ];
  return (
    <>
      <Radios
        inline
        name={`fact-${fact.id}`}
        label={label}
        optional={false}
        options={options}
        value={held === undefined ? "" : held.holds ? "yes" : "no"}
      />
      {fact.needsReason && (
        <TextArea
          name={`reason-${fact.id}`}
          label={names[`reason-${fact.id}`]}
          optional={false}
          rows={2}
          value={held?.reason}
        />
      )}
    </>
  );
}

function toAsk(values: Values<Fields>, question: CaseQuestion): unknown {
  const read = values as Readonly<Record<string, unknown>>;
  const value = String(read["value"]);
  const isScore = /^\d$/.test(value);
  const facts: Record<string, unknown> = {};
  // Unknown carries no facts: what stood in the form from before is not sent along.
  for (const fact of value === "unknown" ? [] : question.facts) {
    const given = read[`fact-${fact.id}`];
    const reason = read[`reason-${fact.id}`];
    if (typeof given === "boolean")
      facts[fact.id] = { holds: given, ...(typeof reason === "string" ? { reason } : {}) };
    if (typeof given === "number") facts[fact.id] = { shareBps: given };
  }
  return {
    question: question.id,
    value: isScore ? "scored" : value,
    score: isScore ? Number(value) : null,
    reason: read["reason"],
    facts,
    evidence: read["evidence"] ?? [],
  };
}
