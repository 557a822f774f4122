import type { VNode } from "preact";
import { hasRole } from "../../../../kernel/actor.ts";
import type { Fault } from "../../../../kernel/refusal.ts";
import {
  Button, Card, Deeds, DescriptionList, EmptyState, Form, Link, Moment, Name, PageHead, StateTag, Table,
  TextArea,
} from "../../../../ui/components/index.ts";
import { expectedVersion, formFields, readForm } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { objectionsWaiting, objectionView, type NamedObjection } from "../../bureau/questions.ts";
import { objectionMoves, whoMay } from "../../moves.ts";
import { page, then } from "../answers.ts";

const fields = formFields({
  answer: { kind: "text", label: "access.objection.answer", hint: "access.objection.answer-hint", max: 4000 },
});
const answerers = whoMay(objectionMoves, "objection.answered");

/** What national bureaus wrote and nobody has answered. */
export const objectionsPage: Page = {
  method: "GET",
  path: "/objections",
  who: objectionsWaiting.who,
  async handle(ask) {
    const open = await ask.answer<readonly NamedObjection[]>("access.objections", {});
    if (!open) return { kind: "not-found" };
    const { say } = ask;
    return page(ask, say("access.objections.title"), (
      <>
        <PageHead title={say("access.objections.title")} answer={say("access.objections.answer", { count: open.length })} />
        <ObjectionTable ask={ask} objections={open} />
      </>
    ));
  },
};

export const objectionPage: Page = {
  method: "GET",
  path: "/objections/:id",
  who: objectionView.who,
  handle: (ask) => show(ask, []),
};

export const answerDeed: Page = {
  method: "POST",
  path: "/objections/:id/answer",
  who: answerers,
  async handle(ask) {
    const read = readForm(fields, ask.form);
    if (!read.ok) return show(ask, read.error);
    const objection = ask.params["id"] ?? "";
    const done = await ask.perform("access.answer-objection", {
      objection, ...read.value, expectedVersion: expectedVersion(ask.form),
    });
    if (!done.ok && done.error.kind === "fault") return show(ask, done.error.faults);
    return then(done, `/objections/${objection}`, "access.objection.answered");
  },
};

async function show(ask: PageAsk, faults: readonly Fault[]): Promise<PageAnswer> {
  const objection = await ask.answer<NamedObjection>("access.objection", { objection: ask.params["id"] ?? "" });
  if (!objection) return { kind: "not-found" };
  const title = ask.say(`access.objection.kind-${objection.kind}`);
  return page(ask, title, <ObjectionView ask={ask} objection={objection} faults={faults} />, faults.length > 0);
}

interface ObjectionParams {
  readonly ask: PageAsk;
  readonly objection: NamedObjection;
  readonly faults: readonly Fault[];
}

function ObjectionView({ ask, objection, faults }: ObjectionParams): VNode {
  const { say } = ask;
  const isBureau = ask.actor.side === "bureau";
  const home = isBureau ? { text: say("access.bureau.title"), to: "/bureau" } : {
    text: say("access.objections.title"), to: "/objections",
  };
  const mayAnswer = objection.state === "open" && hasRole(ask.actor, ...answerers);
  return (
    <>
      <PageHead
        title={<Name text={objection.name ?? objection.file} to={`/partners/${objection.file}`} />} trail={[home]}
        kicker={say(`access.objection.kind-${objection.kind}`)} state={<ObjectionState ask={ask} objection={objection} />}
        answer={say(`access.objection.stands-${objection.state}`, { country: say.country(objection.country) })}
      />
      <DescriptionList
        rows={[
          { term: say("access.objection.from"), definition: say.country(objection.country) },
          { term: say("access.objection.at"), definition: <Moment at={objection.raisedAt} /> },
          { term: say("access.objection.words"), definition: <bdi dir="auto" class="prose">{objection.words}</bdi> },
          {
            term: say("access.objection.answer"),
            definition: objection.answer === null ? null : <bdi dir="auto" class="prose">{objection.answer}</bdi>,
          },
        ]}
      />
      {mayAnswer && (
        <Card title={say("access.objection.answer-title")}>
          <Form
            action={`/objections/${objection.id}/answer`} fields={fields} faults={faults} typed={ask.form}
            expectedVersion={objection.version}
          >
            <TextArea name="answer" />
            <Deeds><Button>{say("access.objection.answer-button")}</Button></Deeds>
          </Form>
        </Card>
      )}
    </>
  );
}

function ObjectionState({ ask, objection }: { readonly ask: PageAsk; readonly objection: NamedObjection }): VNode {
  const tone = objection.state === "open" ? "pending" : "verified";
  return <StateTag tone={tone} word={ask.say(`access.objection.state-${objection.state}`)} />;
}

interface TableParams {
  readonly ask: PageAsk;
  readonly objections: readonly NamedObjection[];
}

export function ObjectionTable({ ask, objections }: TableParams): VNode {
  const { say } = ask;
  return (
    <Table
      caption={say("access.objections.title")} captionHidden rows={objections} rowKey={(one) => one.id}
      empty={<EmptyState what={say("access.objections.none")} how={say("access.objections.none-how")} />}
      columns={[
        { key: "file", head: say("access.file"), rowHead: true, cell: (one) => <Name text={one.name ?? one.file} /> },
        {
          key: "kind", head: say("access.objection.kind"),
          cell: (one) => <Link to={`/objections/${one.id}`}>{say(`access.objection.kind-${one.kind}`)}</Link>,
        },
        { key: "country", head: say("access.objection.from"), cell: (one) => say.country(one.country) },
        { key: "at", head: say("access.objection.at"), cell: (one) => <Moment at={one.raisedAt} /> },
        { key: "state", head: say("access.grant.state"), cell: (one) => <ObjectionState ask={ask} objection={one} /> },
      ]}
    />
  );
}
