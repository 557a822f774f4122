import type { VNode } from "preact";
import { depths, levels, mayIssue, outcomes } from "../../../engines/scoring/index.ts";
import {
  Button,
  Checkboxes,
  DateField,
  Deeds,
  Form,
  Link,
  Notice,
  PageHead,
  Radios,
  RefusalNotice,
  Select,
  TextArea,
  TextField,
} from "../../../ui/components/index.ts";
import { expectedVersion, formFields } from "../../../ui/form.ts";
import type { Page, PageAsk } from "../../../ui/page.ts";
import type { CaseView } from "../questions.ts";
import { outcomeReaders } from "../readers.ts";
import { questionnaireOf } from "../spec/in-force.ts";
import { redLetters } from "../spec/schema.ts";
import { casePages } from "./case-form.tsx";
import { caseTrail, LevelTag, loadCase, officerPage, textIn } from "./parts.tsx";

const label = (name: string): { label: string } => ({ label: `diligence.field.${name}` });

/** The second pair of eyes: agree question by question to what does not apply, then approve or return. */
const reviewPage: Page = {
  method: "GET",
  path: "/cases/:id/review",
  who: outcomeReaders,
  async handle(ask) {
    const view = await loadCase(ask);
    if (!view?.detail) return { kind: "not-found" };
    const { say } = ask;
    const pending = view.detail.weighing.rows.filter(
      (r) => r.answer?.value === "not-applicable" && !r.answer.exclusionAgreed,
    );
    const may = view.may.includes("approve");
    const level = say(`diligence.level.${view.detail.weighing.level}`);
    const title = say("diligence.review.title", { name: view.partnerName });
    return officerPage(
      title,
      <>
        <PageHead
          title={title}
          trail={caseTrail(say, view)}
          state={<LevelTag level={view.detail.weighing.level} />}
          answer={say(may ? "diligence.review.answer" : "diligence.not-now", {
            level,
            count: pending.length,
            name: view.partnerName,
          })}
        />
        {view.keptOut && <RefusalNotice refusal={view.keptOut} />}
        {may &&
          pending.map((row) => (
            <Form
              key={row.question.id}
              dense
              action={`/cases/${view.of.id}/review/agree`}
              expectedVersion={view.of.version}
              hidden={{ question: row.question.id }}
            >
              <p>
                {`${row.question.id} ${textIn(say, row.question.title)}`}: <bdi dir="auto">{row.answer?.reason}</bdi>
              </p>
              <Button kind="secondary">{say("diligence.review.agree")}</Button>
            </Form>
          ))}
        {may && (
          <Form action={`/cases/${view.of.id}/review`} expectedVersion={view.of.version} label={title}>
            <Deeds>
              <Button>{say("diligence.review.deed")}</Button>
              <Link to={`/cases/${view.of.id}/return`}>{say("diligence.return.link")}</Link>
            </Deeds>
          </Form>
        )}
      </>,
    );
  },
};

/** A deed that asks for nothing but its button. */
function press(path: string, deed: string, done: string, more: (ask: PageAsk) => object = () => ({})): Page {
  return {
    method: "POST",
    path: `/cases/:id${path}`,
    who: outcomeReaders,
    async handle(ask) {
      const caseId = ask.params["id"] ?? "";
      const result = await ask.perform(deed, { caseId, expectedVersion: expectedVersion(ask.form), ...more(ask) });
      if (!result.ok) return { kind: "refusal", refusal: result.error };
      return {
        kind: "go",
        to: path.startsWith("/review/") ? `/cases/${caseId}/review` : `/cases/${caseId}`,
        notice: done,
      };
    },
  };
}

const opinionPages = casePages({
  path: "/opinion",
  event: "give-opinion",
  deed: "diligence.give-opinion",
  words: "diligence.opinion",
  fields: () =>
    formFields({
      view: { kind: "choice", among: ["favourable", "unfavourable"], ...label("view") },
      words: { kind: "text", max: 4_000, ...label("opinionWords") },
      present: { kind: "whole", min: 1, max: 100, ...label("present") },
    }),
  body: ({ say }) => (
    <>
      <Radios
        name="view"
        options={["favourable", "unfavourable"].map((value) => ({ value, text: say(`diligence.opinion.${value}`) }))}
      />
      <TextArea name="words" />
      <TextField name="present" width="short" inputMode="numeric" />
    </>
  ),
  toAsk: ({ view, words, present }) => ({ isFavourable: view === "favourable", words, present }),
});

const suspectPages = casePages({
  path: "/red-line",
  event: "suspect",
  deed: "diligence.suspect-red-line",
  words: "diligence.suspect",
  stop: true,
  fields: () =>
    formFields({
      letter: { kind: "choice", among: redLetters, ...label("letter") },
      reason: { kind: "text", max: 2_000, ...label("reason20") },
    }),
  body: (ask) => {
    const { redLines } = questionnaireOf(ask.world);
    const options = redLetters.map((value) => ({ value, text: `(${value}) ${textIn(ask.say, redLines[value])}` }));
    return (
      <>
        <Radios name="letter" options={options} />
        <TextArea name="reason" />
      </>
    );
  },
  toAsk: (values) => values,
});

const pieces = (view: CaseView): readonly string[] => view.detail?.file.evidence.map((e) => e.id) ?? [];

function EvidenceChoice({ view }: { readonly view: CaseView }): VNode {
  const options = (view.detail?.file.evidence ?? []).map((e) => ({ value: e.id, text: `${e.grade} · ${e.source}` }));
  return <>{options.length > 0 && <Checkboxes name="evidence" options={options} />}</>;
}

const viewPages = casePages({
  path: "/red-lines/:letter",
  event: "view-red-line",
  deed: "diligence.view-red-line",
  words: "diligence.view",
  stop: true,
  fields: (_ask, view) =>
    formFields({
      holds: { kind: "yes-no", ...label("holds") },
      reason: { kind: "text", max: 2_000, ...label("reason20") },
      evidence: { kind: "choices", among: pieces(view), optional: true, ...label("evidence") },
    }),
  args: (ask) => ({ letter: ask.params["letter"] ?? "" }),
  body: ({ say }, view) => (
    <>
      <Radios
        name="holds"
        options={[
          { value: "yes", text: say("diligence.view.holds") },
          { value: "no", text: say("diligence.view.does-not") },
        ]}
      />
      <TextArea name="reason" />
      <EvidenceChoice view={view} />
    </>
  ),
  toAsk: ({ evidence, ...rest }, ask) => ({ ...rest, evidence: evidence ?? [], letter: ask.params["letter"] ?? "" }),
});

const conditionPages = casePages({
  path: "/conditions",
  event: "set-condition",
  deed: "diligence.set-condition",
  words: "diligence.condition",
  fields: (_ask, view) =>
    formFields({
      question: {
        kind: "choice",
        among: view.detail?.weighing.rows.map((r) => r.question.id) ?? [],
        ...label("conditionQuestion"),
      },
      words: { kind: "text", max: 1_000, ...label("words") },
      ownerWords: { kind: "text", max: 200, ...label("ownerWords") },
      dueOn: { kind: "day", ...label("dueOn") },
      testWords: { kind: "text", max: 1_000, ...label("testWords") },
    }),
  body: ({ say }, view) => {
    const rows = view.detail?.weighing.rows ?? [];
    const missing = new Set(
      view.detail?.weighing.mitigations.filter((m) => m.state === "missing").map((m) => m.indicator),
    );
    const first = rows.find((r) => missing.has(r.question.id))?.question;
    return (
      <>
        <Select
          name="question"
          value={first?.id}
          options={rows.map((r) => ({
            value: r.question.id,
            text: `${r.question.id} ${textIn(say, r.question.title)}`,
          }))}
        />
        <TextArea
          name="words"
          rows={3}
          value={first && first.criterion !== "S" ? textIn(say, first.mitigation) : undefined}
        />
        <TextField name="ownerWords" />
        <DateField name="dueOn" />
        <TextArea name="testWords" rows={3} />
      </>
    );
  },
  toAsk: (values) => values,
});

const metPages = casePages({
  path: "/conditions/:condition",
  event: "meet-condition",
  deed: "diligence.meet-condition",
  words: "diligence.met",
  fields: (_ask, view) => formFields({ evidence: { kind: "choices", among: pieces(view), ...label("evidence") } }),
  body: (_ask, view) => <EvidenceChoice view={view} />,
  toAsk: ({ evidence }, ask) => ({ evidence, condition: ask.params["condition"] ?? "" }),
});

const raisePages = casePages({
  path: "/raise",
  event: "raise",
  deed: "diligence.raise-level",
  words: "diligence.raise",
  fields: () =>
    formFields({
      level: { kind: "choice", among: levels, ...label("level") },
      reason: { kind: "text", max: 2_000, ...label("reason20") },
    }),
  body: ({ say }) => (
    <>
      <Radios name="level" options={levels.map((value) => ({ value, text: say(`diligence.level.${value}`) }))} />
      <TextArea name="reason" />
    </>
  ),
  toAsk: (values) => values,
});

const deepenPages = casePages({
  path: "/deepen",
  event: "raise",
  deed: "diligence.raise-depth",
  words: "diligence.deepen",
  fields: () =>
    formFields({
      depth: { kind: "choice", among: depths, ...label("depth") },
      reason: { kind: "text", max: 2_000, ...label("reason20") },
    }),
  body: ({ say }) => (
    <>
      <Radios name="depth" options={depths.map((value) => ({ value, text: say(`diligence.depth.${value}`) }))} />
      <TextArea name="reason" />
    </>
  ),
  toAsk: (values) => values,
});

/** The sentence, the computed level and what decides it; then the outcome, no milder than computed. */
const conclusionPages = casePages({
  path: "/conclusion",
  event: "issue",
  deed: "diligence.issue-verdict",
  words: "diligence.conclusion",
  fields: (_ask, view) =>
    formFields({
      outcome: { kind: "choice", among: outcomes, ...label("outcome") },
      purposes: { kind: "choices", among: view.of.scope.purposes, optional: true, ...label("purposes") },
      reason: { kind: "text", max: 4_000, ...label("reason20") },
      partnerWords: {
        kind: "text",
        max: 1_000,
        optional: true,
        ...label("partnerWords"),
        hint: "diligence.hint.partnerWords",
      },
    }),
  args: ({ say }, view) => ({
    level: say(`diligence.level.${view.detail?.weighing.level ?? "high"}`),
    outcome: say(`diligence.outcome.${view.detail?.weighing.mildest ?? "refused"}`),
  }),
  body: (ask, view) => {
    const { say } = ask;
    const weighing = view.detail?.weighing;
    if (!weighing) return <></>;
    const decides = weighing.assessment.decides.map((c) => say(`diligence.criterion.${c}`)).join(" · ");
    const { purposes } = questionnaireOf(ask.world);
    const open = outcomes.filter((o) => mayIssue(o, weighing.mildest));
    return (
      <>
        <Notice tone="quiet" title={say("diligence.conclusion.decides", { criteria: decides })}>
          <ul>
            {weighing.assessment.raises.map((r) => (
              <li key={r}>{say(`diligence.raises.${r}`)}</li>
            ))}
          </ul>
          <p>
            {say("diligence.conclusion.conditions", {
              count: view.detail?.file.conditions.filter((c) => c.state === "open").length ?? 0,
            })}
          </p>
        </Notice>
        <Radios name="outcome" options={open.map((value) => ({ value, text: say(`diligence.outcome.${value}`) }))} />
        <Checkboxes
          name="purposes"
          optional={false}
          values={view.of.scope.purposes}
          options={view.of.scope.purposes.map((value) => ({
            value,
            text: purposes[value] ? textIn(say, purposes[value]) : value,
          }))}
        />
        <TextArea name="reason" />
        <TextArea name="partnerWords" rows={3} />
      </>
    );
  },
  toAsk: ({ purposes, ...rest }) => ({ ...rest, purposes: purposes ?? [] }),
});

const reopenPages = casePages({
  path: "/reopen",
  event: "reopen",
  deed: "diligence.reopen-case",
  words: "diligence.reopen",
  stop: true,
  fields: () => formFields({ reason: { kind: "text", max: 2_000, ...label("reason20") } }),
  body: () => <TextArea name="reason" />,
  toAsk: (values) => values,
});

const sendPages = casePages({
  path: "/send",
  event: "send",
  deed: "diligence.send-to-review",
  words: "diligence.send",
  fields: () => ({}),
  body: () => <></>,
  toAsk: () => ({}),
});

export const judgePages: readonly Page[] = [
  reviewPage,
  press("/review", "diligence.approve-assessment", "diligence.review.done"),
  press("/review/agree", "diligence.agree-not-applicable", "diligence.review.agreed", (ask) => ({
    question: ask.form["question"],
  })),
  ...sendPages,
  ...opinionPages,
  ...suspectPages,
  ...viewPages,
  ...conditionPages,
  ...metPages,
  ...raisePages,
  ...deepenPages,
  ...conclusionPages,
  ...reopenPages,
];
