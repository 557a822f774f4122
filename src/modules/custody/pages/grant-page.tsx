import type { VNode } from "preact";
import type { Actor } from "../../../kernel/actor.ts";
import type { Fault, Refusal } from "../../../kernel/refusal.ts";
import {
  Amount, Button, Card, Deeds, DescriptionList, Form, Link, Name, PageHead, RefusalNotice, SteppedLine, TextArea, TextField,
  type Description, type Step,
} from "../../../ui/components/index.ts";
import { expectedVersion, formFields, readForm, type Fields } from "../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import { wordsMax } from "../asks.ts";
import { mayMove, whoMay, type Event } from "../moves.ts";
import { grantQuestion, type NamedGrant } from "../questions.ts";
import { GrantStateTag } from "./given-table.tsx";

/** What may be done with a grant, each with its own small form on the grant's page. */
interface Doing {
  readonly event: Exclude<Event, "propose">;
  readonly part: string; // path behind the grant, also the key of its texts
  readonly fields: Fields;
  inputs(): VNode | null;
}

const doings: readonly Doing[] = [
  {
    event: "pay", part: "payment",
    fields: formFields({ bankReference: { kind: "text", label: "custody.field.bank-reference", max: 200 } }),
    inputs: () => <TextField name="bankReference" dir="ltr" />,
  },
  { event: "confirm-arrival", part: "arrival", fields: formFields({}), inputs: () => null },
  {
    event: "withdraw", part: "withdrawal",
    fields: formFields({ reason: { kind: "text", label: "custody.field.reason", hint: "custody.hint.reason", max: wordsMax } }),
    inputs: () => <TextArea name="reason" rows={2} />,
  },
];

interface Attempt {
  readonly of: Doing | null;
  readonly faults: readonly Fault[];
  readonly refusal: Refusal | null;
}
const fresh: Attempt = { of: null, faults: [], refusal: null };

const grantPage: Page = {
  method: "GET", path: "/given/:grant", who: grantQuestion.who,
  handle: (ask) => show(ask, fresh),
};

const posts: readonly Page[] = doings.map((doing) => ({
  method: "POST", path: `/given/:grant/${doing.part}`, who: whoMay(doing.event),
  async handle(ask) {
    const read = readForm(doing.fields, ask.form);
    if (!read.ok) return show(ask, { of: doing, faults: read.error, refusal: null });
    const grant = ask.params["grant"] ?? "";
    const name = doing.event === "confirm-arrival" ? "custody.confirm-arrival" : `custody.${doing.event}-grant`;
    const done = await ask.perform(name, { grant, expectedVersion: expectedVersion(ask.form), ...read.value });
    if (done.ok) return { kind: "go", to: `/given/${grant}`, notice: `custody.done.${doing.part}` };
    const { error } = done;
    return show(ask, error.kind === "fault"
      ? { of: doing, faults: error.faults, refusal: null } : { of: doing, faults: [], refusal: error });
  },
}));

async function show(ask: PageAsk, attempt: Attempt): Promise<PageAnswer> {
  const grant = await ask.answer<NamedGrant>("custody.grant", { grant: ask.params["grant"] ?? "" });
  if (!grant) return attempt.refusal ? { kind: "refusal", refusal: attempt.refusal } : { kind: "not-found" };
  return {
    kind: "page", layout: ask.actor.side === "partner" ? "partner" : "officer", title: ask.say("custody.one"),
    ...(attempt === fresh ? {} : { faulty: true }),
    body: <Grant ask={ask} grant={grant} attempt={attempt} />,
  };
}

function Grant({ ask, grant, attempt }: { ask: PageAsk; grant: NamedGrant; attempt: Attempt }): VNode {
  const { say, actor } = ask;
  return (
    <>
      <PageHead
        title={say.country(grant.country)} kicker={say("custody.one")} trail={[wayBack(ask, grant)]}
        state={<GrantStateTag say={say} state={grant.state} />}
        answer={say(`custody.answer.${grant.state}`, {
          amount: say.money({ minor: grant.amountMinor, currency: grant.currency }), country: say.country(grant.country),
        })}
      />
      {attempt.refusal && <RefusalNotice refusal={attempt.refusal} />}
      <SteppedLine label={say("custody.path")} steps={stepsOf(ask, grant)} />
      <DescriptionList rows={rowsOf(ask, grant)} columns={2} />
      {doings.filter((doing) => mayMove(grant, doing.event, actor)).map((doing) => (
        <Card key={doing.part} title={say(`custody.${doing.part}.title`)}>
          <Form
            action={`/given/${grant.id}/${doing.part}`} fields={doing.fields} typed={attempt.of === doing ? ask.form : {}}
            faults={attempt.of === doing ? attempt.faults : []} expectedVersion={grant.version}
          >
            <p>{say(`custody.${doing.part}.answer`)}</p>
            {doing.inputs()}
            <Deeds>
              <Button {...(doing.event === "withdraw" ? { kind: "stop" as const } : {})}>{say(`custody.${doing.part}.button`)}</Button>
            </Deeds>
          </Form>
        </Card>
      ))}
    </>
  );
}

function wayBack({ say, actor }: { say: PageAsk["say"]; actor: Actor }, grant: NamedGrant): { text: string; to: string } {
  if (actor.side === "bureau") return { text: say("custody.bureau"), to: "/bureau" };
  return { text: say("custody.from-title"), to: `/contributions/${grant.contribution}/given` };
}

function stepsOf({ say }: PageAsk, grant: NamedGrant): Step[] {
  const order = ["proposed", "paid", "arrived"] as const;
  const at = { proposed: grant.proposedAt, paid: grant.paidAt, arrived: grant.arrivedAt };
  const next = order.find((step) => at[step] === null);
  return order.map((step): Step => ({
    name: say(`custody.state.${step}`),
    ...(at[step] === null ? {} : { at: at[step] }),
    state: at[step] !== null ? "done" : grant.state === "withdrawn" ? "stopped" : step === next ? "now" : "ahead",
  }));
}

function rowsOf({ say, actor }: PageAsk, grant: NamedGrant): Description[] {
  return [
    { term: say("custody.words"), definition: <bdi dir="auto">{grant.words}</bdi> },
    { term: say("custody.amount"), definition: <Amount of={{ minor: grant.amountMinor, currency: grant.currency }} /> },
    {
      term: say("custody.from"),
      definition: actor.side === "organisation"
        ? <Name text={grant.partnerName} to={`/partners/${grant.file}`} /> : <Name text={grant.partnerName} />,
    },
    { term: say("custody.programme"), definition: <bdi dir="auto">{grant.programme}</bdi> },
    ...(grant.entry !== null && actor.side === "organisation"
      ? [{ term: say("custody.entry"), definition: <Link to={`/books/entries/${grant.entry}`}>{say("custody.entry-link")}</Link> }]
      : []),
  ];
}

export const grantPages: readonly Page[] = [grantPage, ...posts];
