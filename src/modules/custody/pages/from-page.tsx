import type { VNode } from "preact";
import { hasRole } from "../../../kernel/actor.ts";
import type { Fault, Refusal } from "../../../kernel/refusal.ts";
import {
  Amount, AmountField, Button, Card, Deeds, DescriptionList, EmptyState, Form, Link, Moment, Notice, PageHead,
  RefusalNotice, Select, Table, TextArea, TextField,
} from "../../../ui/components/index.ts";
import { formFields, readForm } from "../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import { wordsMax } from "../asks.ts";
import { whoMay } from "../moves.ts";
import { givenFromQuestion, type GivenFrom } from "../questions.ts";
import { GrantStateTag, sinceOf } from "./given-table.tsx";

const path = "/contributions/:contribution/given";

/** The countries that can be chosen are those whose bureau has an account today. */
function fieldsOf(view: GivenFrom) {
  return formFields({
    country: { kind: "choice", label: "custody.field.country", hint: "custody.hint.country", among: view.countries },
    amount: { kind: "amount", label: "custody.field.amount" },
    programme: { kind: "text", label: "custody.field.programme", hint: "custody.hint.programme", max: 200 },
    words: { kind: "text", label: "custody.field.words", hint: "custody.hint.words", max: wordsMax },
  });
}

interface Attempt {
  readonly faults: readonly Fault[];
  readonly refusal: Refusal | null;
}
const fresh: Attempt = { faults: [], refusal: null };

/** What became of one contribution, for its officers and for the partner who made it. */
const fromPage: Page = {
  method: "GET", path, who: givenFromQuestion.who,
  handle: (ask) => show(ask, fresh),
};

const proposePost: Page = {
  method: "POST", path, who: whoMay("propose"),
  async handle(ask) {
    const view = await load(ask);
    if (!view) return { kind: "not-found" };
    const read = readForm(fieldsOf(view), ask.form);
    if (!read.ok) return show(ask, { faults: read.error, refusal: null });
    const { country, amount, programme, words } = read.value;
    const contribution = view.contribution.id;
    const done = await ask.perform<{ grant: string }>("custody.propose-grant", {
      contribution, country, amountMinor: amount.minor.toString(), currency: amount.currency, programme, words,
    });
    if (done.ok) return { kind: "go", to: `/given/${done.value.grant}`, notice: "custody.done.proposed" };
    const { error } = done;
    return show(ask, error.kind === "fault" ? { faults: error.faults, refusal: null } : { faults: [], refusal: error });
  },
};

function load(ask: PageAsk): Promise<GivenFrom | null> {
  return ask.answer<GivenFrom>("custody.given-from", { contribution: ask.params["contribution"] ?? "" });
}

async function show(ask: PageAsk, attempt: Attempt): Promise<PageAnswer> {
  const view = await load(ask);
  if (!view) return { kind: "not-found" };
  const isPartner = ask.actor.side === "partner";
  return {
    kind: "page", layout: isPartner ? "partner" : "officer", title: ask.say("custody.from-title"),
    ...(attempt === fresh ? {} : { faulty: true }),
    body: <From ask={ask} view={view} attempt={attempt} />,
  };
}

function From({ ask, view, attempt }: { ask: PageAsk; view: GivenFrom; attempt: Attempt }): VNode {
  const { say, actor } = ask;
  const { contribution: of } = view;
  const isPartner = actor.side === "partner";
  const money = (minor: bigint): VNode => <Amount of={{ minor, currency: of.currency }} />;
  return (
    <>
      <PageHead
        title={say("custody.from-title")} kicker={view.partnerName}
        answer={say("custody.from-answer", { count: view.grants.length })}
        trail={[isPartner
          ? { text: say("custody.offer"), to: `/offers/${of.id}` }
          : { text: say("custody.contribution"), to: `/contributions/${of.id}` }]}
      />
      {attempt.refusal && <RefusalNotice refusal={attempt.refusal} />}
      <DescriptionList
        columns={2}
        rows={[
          { term: say("custody.programme"), definition: <bdi dir="auto">{of.programme}</bdi> },
          { term: say("custody.received"), definition: money(view.receivedMinor) },
          { term: say("custody.paid"), definition: money(view.paidMinor) },
          { term: say("custody.left"), definition: money(view.leftMinor) },
        ]}
      />
      <Card title={say("custody.given")}><Given ask={ask} view={view} /></Card>
      {hasRole(actor, ...whoMay("propose")) && <Propose ask={ask} view={view} attempt={attempt} />}
    </>
  );
}

function Given({ ask, view }: { ask: PageAsk; view: GivenFrom }): VNode {
  const { say } = ask;
  return (
    <Table
      caption={say("custody.given")} captionHidden dense rows={view.grants} rowKey={(one) => one.id}
      empty={<EmptyState what={say("custody.from-none")} />}
      columns={[
        {
          key: "country", head: say("custody.country"), rowHead: true,
          cell: (one) => <Link to={`/given/${one.id}`}>{say.country(one.country)}</Link>,
        },
        { key: "words", head: say("custody.words"), cell: (one) => <bdi dir="auto">{one.words}</bdi> },
        {
          key: "amount", head: say("custody.amount"), numeric: true,
          cell: (one) => <Amount of={{ minor: one.amountMinor, currency: one.currency }} />,
        },
        { key: "state", head: say("custody.state"), cell: (one) => <GrantStateTag say={say} state={one.state} /> },
        { key: "since", head: say("custody.since"), cell: (one) => <Moment at={sinceOf(one)} dayOnly /> },
      ]}
    />
  );
}

/** Only what can succeed is offered: money that is left, countries whose bureau can answer. */
function Propose({ ask, view, attempt }: { ask: PageAsk; view: GivenFrom; attempt: Attempt }): VNode {
  const { say } = ask;
  const { contribution: of } = view;
  const why = of.state !== "received" ? "custody.propose-not-received"
    : view.leftMinor <= 0n ? "custody.propose-nothing-left"
    : view.countries.length === 0 ? "custody.propose-no-bureau" : null;
  return (
    <Card title={say("custody.propose")} id="propose">
      {why !== null && attempt === fresh ? <Notice tone="quiet">{say(why)}</Notice> : (
        <Form action={`/contributions/${of.id}/given`} fields={fieldsOf(view)} faults={attempt.faults} typed={ask.form}>
          <Select name="country" options={view.countries.map((code) => ({ value: code, text: say.country(code) }))} />
          <AmountField name="amount" currency={of.currency} currencies={[of.currency]} />
          <TextField name="programme" dir="auto" value={of.programme} />
          <TextArea name="words" rows={3} />
          <p class="quiet">{say("custody.propose-note")}</p>
          <Deeds><Button>{say("custody.propose-button")}</Button></Deeds>
        </Form>
      )}
    </Card>
  );
}

export const fromPages: readonly Page[] = [fromPage, proposePost];
