import type { VNode } from "preact";
import { Button, Card, Deeds, Form, Notice, Radios, TextArea, TextField } from "../../../ui/components/index.ts";
import { expectedVersion, formFields, readForm } from "../../../ui/form.ts";
import type { Page, PageAsk } from "../../../ui/page.ts";
import { decisionKinds } from "../contribution.ts";
import type { DecisionView } from "../judging/shown.ts";
import { bodyOf } from "../judging/who-decides.ts";
import { authorities } from "../moves.ts";
import { showDecision } from "./decision.tsx";
import { attemptOf, turnedDown, type Attempt } from "./parts.tsx";
import { authorityTitle } from "./words.ts";

export const decideFields = formFields({
  decision: { kind: "choice", label: "contributions.field.decision", among: decisionKinds },
  words: { kind: "text", label: "contributions.field.words", hint: "contributions.hint.words", max: 2_000 },
  overruleReason: {
    kind: "text",
    label: "contributions.field.overrule",
    hint: "contributions.hint.overrule",
    max: 2_000,
    optional: true,
  },
  resolution: {
    kind: "text",
    label: "contributions.field.resolution",
    hint: "contributions.hint.resolution",
    max: 120,
    optional: true,
  },
  quorum: { kind: "yes-no", label: "contributions.field.quorum", optional: true },
  majority: { kind: "yes-no", label: "contributions.field.majority", optional: true },
});

/** The act: reason and choice; the gesture is asked for when the last one is older than five minutes. */
export function DecisionForms({ ask, view, attempt }: { ask: PageAsk; view: DecisionView; attempt: Attempt }): VNode | null {
  const { say, actor } = ask;
  const { contribution: of } = view;
  const path = `/contributions/${of.id}`;
  if (view.needsBallot) return <BallotForm ask={ask} view={view} path={path} />;
  const body = bodyOf(actor);
  if (!view.mayDecide || body === null) return null;
  const yesNo = [
    { value: "yes", text: say("ui.yes") },
    { value: "no", text: say("ui.no") },
  ];
  return (
    <Card title={say("contributions.decision.act")} id="act">
      <p>{say("contributions.decision.as", { authority: authorityTitle(ask, body) })}</p>
      {!view.permitted && (
        <Notice tone="pending" title={say("contributions.decision.would-be-refused", { count: view.broken.length })} />
      )}
      <Form
        action={`${path}/decision`}
        fields={decideFields}
        faults={attempt.faults}
        typed={ask.form}
        expectedVersion={of.version}
        label={say("contributions.decision.act")}
      >
        <Radios
          name="decision"
          options={decisionKinds.map((value) => ({
            value,
            text: say(`contributions.decide.${value}`),
            hint: say(`contributions.decide.${value}-hint`),
          }))}
        />
        <TextArea name="words" rows={4} />
        {view.ethics?.isFavourable === false && <TextArea name="overruleReason" rows={3} />}
        {body === "assembly" && (
          <>
            <TextField name="resolution" />
            <Radios name="quorum" inline options={yesNo} />
            <Radios name="majority" inline options={yesNo} />
          </>
        )}
        <p class="quiet">{say("contributions.decision.gesture")}</p>
        <Deeds>
          <Button>{say("contributions.decision.record")}</Button>
        </Deeds>
      </Form>
    </Card>
  );
}

function BallotForm({ ask, view, path }: { ask: PageAsk; view: DecisionView; path: string }): VNode {
  const { say } = ask;
  const open = view.ballots.find((b) => b.state === "open");
  return (
    <Card title={say("contributions.ballot.title")} id="act">
      <p>{say(open ? "contributions.ballot.open" : "contributions.ballot.needed")}</p>
      {!open && (
        <Form action={`${path}/ballot`} expectedVersion={view.contribution.version} label={say("contributions.ballot.title")}>
          <Deeds>
            <Button>{say("contributions.ballot.deed")}</Button>
          </Deeds>
        </Form>
      )}
    </Card>
  );
}

const postDecision: Page = {
  method: "POST",
  path: "/contributions/:contribution/decision",
  who: authorities,
  async handle(ask) {
    const contribution = ask.params["contribution"] ?? "";
    const read = readForm(decideFields, ask.form);
    if (!read.ok) return showDecision(ask, { faults: read.error, refusal: null });
    const { decision, words, overruleReason, resolution, quorum, majority } = read.value;
    const done = await ask.perform("contributions.decide-contribution", {
      contribution,
      expectedVersion: expectedVersion(ask.form),
      decision,
      words,
      overruleReason,
      // Overruling an ethics opinion is published in the yearly report: whoever writes the reason knows it (R16.3).
      publishOverrule: overruleReason !== null,
      resolution:
        resolution === null
          ? null
          : { reference: resolution, isQuorumMet: quorum === true, isMajorityFor: majority === true },
    });
    if (done.ok)
      return { kind: "go", to: `/contributions/${contribution}/decision`, notice: `contributions.done.${decision}` };
    return turnedDown(done.error) ?? showDecision(ask, attemptOf(done.error));
  },
};

const postBallot: Page = {
  method: "POST",
  path: "/contributions/:contribution/ballot",
  who: ["executive-secretary"],
  async handle(ask) {
    const contribution = ask.params["contribution"] ?? "";
    const view = await ask.answer<DecisionView>("contributions.decision", { contribution });
    if (!view) return { kind: "not-found" };
    const done = await ask.perform<{ ballot: string }>("committees.open-ballot", {
      file: view.contribution.file,
      matter: "accept-contribution",
      subject: contribution,
      subjectVersion: expectedVersion(ask.form),
    });
    if (done.ok) return { kind: "go", to: `/ballots/${done.value.ballot}`, notice: "contributions.done.ballot" };
    return showDecision(ask, attemptOf(done.error));
  },
};

export const decisionPosts: readonly Page[] = [postDecision, postBallot];
