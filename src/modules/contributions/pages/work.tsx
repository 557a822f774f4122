import type { VNode } from "preact";
import type { Role } from "../../../kernel/roles.ts";
import {
  AmountField,
  Button,
  Card,
  Deeds,
  Form,
  Name,
  Notice,
  PageHead,
  Radios,
  RefusalNotice,
  Select,
  TextArea,
  TextField,
} from "../../../ui/components/index.ts";
import { expectedVersion, formFields, readForm, type Fields } from "../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import { conditionTypes, isProhibited } from "../conditions.ts";
import { costLines, type Contribution } from "../contribution.ts";
import type { OfficerView } from "../questions.ts";
import { attemptOf, ContributionStateTag, fresh, OfferList, page, turnedDown, type Attempt } from "./parts.tsx";

/** The working pages of officers: one deed each, the file beside it, faults beside the fields. */
interface Work {
  readonly part: string; // path behind the contribution, also the key of its texts
  readonly who: readonly Role[];
  readonly extra?: string; // a second id in the path
  body(ask: PageAsk, view: OfficerView, attempt: Attempt): VNode;
  send(ask: PageAsk, view: OfficerView): Promise<Attempt | "done">;
}

async function show(ask: PageAsk, work: Work, attempt: Attempt): Promise<PageAnswer> {
  const view = await load(ask);
  if (!view) return { kind: "not-found" };
  const { say } = ask;
  const { contribution: of } = view;
  const title = say(`contributions.work.${work.part}`);
  return page("officer", title, {
    attempt,
    body: (
      <>
        <PageHead
          title={title}
          kicker={view.partnerName}
          answer={say(`contributions.work.${work.part}.answer`)}
          state={<ContributionStateTag say={say} state={of.state} />}
          trail={[
            { text: say("contributions.title"), to: "/contributions" },
            { text: say("contributions.one"), to: `/contributions/${of.id}` },
          ]}
        />
        {attempt.refusal && <RefusalNotice refusal={attempt.refusal} />}
        {work.body(ask, view, attempt)}
        <Card title={say("contributions.offer")}>
          <p>
            <Name text={view.partnerName} to={`/partners/${of.file}`} />
          </p>
          <OfferList ask={ask} of={of} />
        </Card>
      </>
    ),
  });
}

function load(ask: PageAsk): Promise<OfficerView | null> {
  return ask.answer<OfficerView>("contributions.contribution", { contribution: ask.params["contribution"] ?? "" });
}

function pagesOf(work: Work): Page[] {
  const path = `/contributions/:contribution/${work.part}${work.extra ? `/:${work.extra}` : ""}`;
  return [
    { method: "GET", path, who: work.who, handle: (ask) => show(ask, work, fresh) },
    {
      method: "POST",
      path,
      who: work.who,
      async handle(ask) {
        const view = await load(ask);
        if (!view) return { kind: "not-found" };
        const attempt = await work.send(ask, view);
        if (attempt !== "done") return (attempt.refusal && turnedDown(attempt.refusal)) ?? show(ask, work, attempt);
        return { kind: "go", to: `/contributions/${view.contribution.id}`, notice: `contributions.done.${work.part}` };
      },
    },
  ];
}

const costFields = Object.fromEntries(
  costLines.map((line) => [line, { kind: "amount" as const, label: `contributions.cost.${line}`, optional: true }]),
);
const valueFields = formFields({
  budgetLine: {
    kind: "text",
    label: "contributions.field.budget-line",
    hint: "contributions.hint.budget-line",
    max: 120,
    optional: true,
  },
  liability: { kind: "yes-no", label: "contributions.field.liability" },
  words: { kind: "text", label: "contributions.field.valuation", hint: "contributions.hint.valuation", max: 2_000 },
});
const allValueFields: Fields = { ...costFields, ...valueFields };

const valuation: Work = {
  part: "valuation",
  who: ["finance-officer"],
  body(ask, { contribution: of }, attempt) {
    const { say, organisation } = ask;
    return (
      <Form
        action={`/contributions/${of.id}/valuation`}
        fields={allValueFields}
        faults={attempt.faults}
        typed={ask.form}
        expectedVersion={of.version}
      >
        <Notice tone="quiet">{say("contributions.hint.costs", { currency: organisation.currency })}</Notice>
        {costLines.map((line) => (
          <AmountField key={line} name={line} currency={organisation.currency} currencies={[organisation.currency]} />
        ))}
        <TextField name="budgetLine" />
        <Radios
          name="liability"
          inline
          options={[
            { value: "no", text: say("ui.no") },
            { value: "yes", text: say("ui.yes") },
          ]}
        />
        <TextArea name="words" rows={3} />
        <Deeds>
          <Button>{say("contributions.work.valuation.deed")}</Button>
        </Deeds>
      </Form>
    );
  },
  async send(ask, { contribution: of }) {
    const posted = withoutZeroes(ask.form);
    const costs = readForm(costFields, only(posted, costLines));
    const rest = readForm(valueFields, without(posted, costLines));
    const faults = [...(costs.ok ? [] : costs.error), ...(rest.ok ? [] : rest.error)];
    if (!costs.ok || !rest.ok) return { faults, refusal: null };
    const minor = (line: string): string => costs.value[line]?.minor.toString() ?? "0";
    return outcome(
      await ask.perform("contributions.value-contribution", {
        contribution: of.id,
        expectedVersion: expectedVersion(ask.form),
        costs: Object.fromEntries(costLines.map((line) => [line, minor(line)])),
        budgetLine: rest.value.budgetLine,
        isLiabilityOpenEnded: rest.value.liability,
        words: rest.value.words,
      }),
    );
  },
};

type Form_ = PageAsk["form"];

/** "0" in a cost is as good as empty: the amount reader takes positive amounts only. */
function withoutZeroes(form: Form_): Form_ {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name,
      name.endsWith(".amount") && /^\s*[0٠]+([.,٫][0٠]+)?\s*$/.test(String(value)) ? "" : value,
    ]),
  );
}

function isPart(name: string, parts: readonly string[]): boolean {
  return parts.includes(name.replace(/\.(amount|currency)$/, ""));
}
function only(form: Form_, parts: readonly string[]): Form_ {
  return Object.fromEntries(Object.entries(form).filter(([name]) => isPart(name, parts)));
}
function without(form: Form_, parts: readonly string[]): Form_ {
  return Object.fromEntries(Object.entries(form).filter(([name]) => !isPart(name, parts)));
}

/** One choice per condition: "type.1", "type.2" … */
function typeFields(of: Contribution): Fields {
  return Object.fromEntries(
    of.conditions.map((c) => [
      `type-${c.position}`,
      { kind: "choice" as const, label: "contributions.field.type", among: conditionTypes },
    ]),
  );
}

function typeName({ say }: PageAsk, number: number): string {
  return say("contributions.field.type-of", { number });
}

const text: Work = {
  part: "text",
  who: ["legal-officer"],
  body(ask, { contribution: of }, attempt) {
    const { say } = ask;
    const options = conditionTypes.map((value) => ({
      value,
      text: say(isProhibited(value) ? "contributions.condition-prohibited" : "contributions.condition-allowed", {
        type: say(`contributions.condition.${value}`),
      }),
    }));
    return (
      <Form
        action={`/contributions/${of.id}/text`}
        fields={typeFields(of)}
        names={Object.fromEntries(of.conditions.map((c) => [`type-${c.position}`, typeName(ask, c.position)]))}
        faults={attempt.faults}
        typed={ask.form}
        expectedVersion={of.version}
      >
        {of.conditions.length === 0 && <p>{say("contributions.work.text.none")}</p>}
        {of.conditions.map((c) => (
          <Select
            key={c.position}
            name={`type-${c.position}`}
            options={options}
            value={c.type ?? undefined}
            label={typeName(ask, c.position)}
            hint={<bdi dir="auto">{c.words}</bdi>}
          />
        ))}
        <Deeds>
          <Button>{say("contributions.work.text.deed")}</Button>
        </Deeds>
      </Form>
    );
  },
  async send(ask, { contribution: of }) {
    const read = readForm(typeFields(of), ask.form);
    if (!read.ok) return { faults: read.error, refusal: null };
    return outcome(
      await ask.perform("contributions.clear-text", {
        contribution: of.id,
        expectedVersion: expectedVersion(ask.form),
        types: of.conditions.map((c) => read.value[`type-${c.position}`]),
      }),
    );
  },
};

const receiptFields = formFields({
  amount: { kind: "amount", label: "contributions.field.arrived" },
  payerName: { kind: "text", label: "contributions.field.payer", hint: "contributions.hint.payer", max: 200 },
  bankReference: { kind: "text", label: "contributions.field.bank-reference", max: 200 },
});

const receipt: Work = {
  part: "receipt",
  who: ["finance-officer"],
  body(ask, { contribution: of, receivedMinor }, attempt) {
    const { say } = ask;
    return (
      <Form
        action={`/contributions/${of.id}/receipt`}
        fields={receiptFields}
        faults={attempt.faults}
        typed={ask.form}
        expectedVersion={of.version}
      >
        <p>
          {say("contributions.receipts.sentence", {
            received: say.money({ minor: receivedMinor, currency: of.currency }),
            value: say.money({ minor: of.valueMinor, currency: of.currency }),
          })}
        </p>
        <AmountField name="amount" currency={of.currency} />
        <TextField name="payerName" dir="auto" />
        <TextField name="bankReference" dir="ltr" />
        <Notice tone="pending">{say("contributions.hint.apart")}</Notice>
        <Deeds>
          <Button>{say("contributions.work.receipt.deed")}</Button>
        </Deeds>
      </Form>
    );
  },
  async send(ask, { contribution: of }) {
    const read = readForm(receiptFields, ask.form);
    if (!read.ok) return { faults: read.error, refusal: null };
    const { amount, payerName, bankReference } = read.value;
    return outcome(
      await ask.perform("contributions.receive-contribution", {
        contribution: of.id,
        expectedVersion: expectedVersion(ask.form),
        amountMinor: amount.minor.toString(),
        currency: amount.currency,
        payerName,
        bankReference,
      }),
    );
  },
};

const statementFields = formFields({ statementRef: { kind: "text", label: "contributions.field.statement", max: 200 } });
const reconciliation: Work = {
  part: "reconciliation",
  who: ["finance-controller"],
  extra: "entry",
  body(ask, { contribution: of }, attempt) {
    const action = `/contributions/${of.id}/reconciliation/${ask.params["entry"] ?? ""}`;
    return (
      <Form action={action} fields={statementFields} faults={attempt.faults} typed={ask.form}>
        <TextField name="statementRef" dir="ltr" />
        <Deeds>
          <Button>{ask.say("contributions.work.reconciliation.deed")}</Button>
        </Deeds>
      </Form>
    );
  },
  async send(ask) {
    const read = readForm(statementFields, ask.form);
    if (!read.ok) return { faults: read.error, refusal: null };
    return outcome(await ask.perform("contributions.reconcile-entry", { entry: ask.params["entry"] ?? "", ...read.value }));
  },
};

const sendingFields = formFields({ bankReference: { kind: "text", label: "contributions.field.bank-reference", max: 200 } });
const sending: Work = {
  part: "sending-back",
  who: ["finance-officer"],
  extra: "quarantine",
  body(ask, { contribution: of }, attempt) {
    const action = `/contributions/${of.id}/sending-back/${ask.params["quarantine"] ?? ""}`;
    return (
      <Form action={action} fields={sendingFields} faults={attempt.faults} typed={ask.form}>
        <TextField name="bankReference" dir="ltr" />
        <Deeds>
          <Button kind="stop">{ask.say("contributions.work.sending-back.deed")}</Button>
        </Deeds>
      </Form>
    );
  },
  async send(ask) {
    const read = readForm(sendingFields, ask.form);
    if (!read.ok) return { faults: read.error, refusal: null };
    return outcome(
      await ask.perform("contributions.send-back", { quarantine: ask.params["quarantine"] ?? "", ...read.value }),
    );
  },
};

function outcome(done: Awaited<ReturnType<PageAsk["perform"]>>): Attempt | "done" {
  return done.ok ? "done" : attemptOf(done.error);
}

export const workPages: readonly Page[] = [valuation, text, receipt, reconciliation, sending].flatMap(pagesOf);
