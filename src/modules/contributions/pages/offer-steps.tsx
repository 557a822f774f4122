import type { VNode } from "preact";
import { parseCivilDate } from "../../../kernel/instants.ts";
import type { Money } from "../../../kernel/money.ts";
import {
  AmountField,
  Button,
  DateField,
  Deeds,
  Form,
  Notice,
  PageHead,
  Radios,
  RefusalNotice,
  Select,
  TextArea,
  TextField,
} from "../../../ui/components/index.ts";
import { expectedVersion, formFields, readForm, typedText } from "../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import type { Draft, DraftContent } from "../contribution.ts";
import { purposesOf } from "../in-force.ts";
import { partnerSide } from "../moves.ts";
import { attemptOf, fresh, page, type Attempt } from "./parts.tsx";
import { purposeText } from "./words.ts";

/** The partner's offer, one decision a page, saved at each: purpose, amount, terms; then check and send. */
export const steps = ["purpose", "amount", "terms"] as const;
export type StepName = (typeof steps)[number];

/** What a step says to save, or what is wrong with it. `wrote`: the amount as typed, read back on the next page. */
type Taken = { readonly part: Record<string, unknown>; readonly wrote?: string } | { readonly faults: Attempt["faults"] };

interface StepRow {
  readonly name: StepName;
  fields(ask: PageAsk, attempt: Attempt, draft: Draft): VNode;
  take(ask: PageAsk): Taken;
}

const purposeFields = (codes: readonly string[]) =>
  formFields({
    purpose: { kind: "choice", label: "contributions.field.purpose", among: codes },
    purposeWords: {
      kind: "text",
      label: "contributions.field.purpose-words",
      hint: "contributions.hint.purpose-words",
      max: 600,
    },
    programme: { kind: "text", label: "contributions.field.programme", hint: "contributions.hint.programme", max: 200 },
  });

const purpose: StepRow = {
  name: "purpose",
  fields(ask, attempt, draft) {
    const codes = Object.keys(purposesOf(ask.world));
    return (
      <StepForm ask={ask} attempt={attempt} draft={draft} step="purpose" fields={purposeFields(codes)}>
        <Select
          name="purpose"
          value={draft.content.purpose}
          options={codes.map((value) => ({ value, text: purposeText(ask, value) }))}
        />
        <TextArea name="purposeWords" rows={4} value={draft.content.purposeWords} />
        <TextField name="programme" value={draft.content.programme} dir="auto" />
      </StepForm>
    );
  },
  take(ask) {
    const read = readForm(purposeFields(Object.keys(purposesOf(ask.world))), ask.form);
    return read.ok
      ? { part: { kind: "funding", accountKind: "trust-fund", partOf: null, ...read.value } }
      : { faults: read.error };
  },
};

const offeredEarmarks = ["none", "programme", "activity"] as const;
const amountFields = formFields({
  amount: { kind: "amount", label: "contributions.field.amount", hint: "contributions.hint.amount" },
  earmark: {
    kind: "choice",
    label: "contributions.field.earmark",
    hint: "contributions.hint.earmark",
    among: offeredEarmarks,
  },
});

const amount: StepRow = {
  name: "amount",
  fields(ask, attempt, draft) {
    const { say, organisation } = ask;
    const options = offeredEarmarks.map((value) => ({ value, text: say(`contributions.earmark.${value}`) }));
    return (
      <StepForm ask={ask} attempt={attempt} draft={draft} step="amount" fields={amountFields}>
        <AmountField name="amount" currency={organisation.currency} money={moneyOf(draft.content) ?? undefined} />
        <Radios name="earmark" value={draft.content.earmark} options={options} />
      </StepForm>
    );
  },
  take(ask) {
    const read = readForm(amountFields, ask.form);
    if (!read.ok) return { faults: read.error };
    const { amount: money, earmark } = read.value;
    return {
      part: { valueMinor: money.minor.toString(), currency: money.currency, earmark },
      wrote: typedText(ask.form, "amount.amount") ?? "",
    };
  },
};

const termsFields = formFields({
  startsOn: { kind: "day", label: "contributions.field.starts-on" },
  endsOn: { kind: "day", label: "contributions.field.ends-on", hint: "contributions.hint.ends-on" },
  conditions: {
    kind: "text",
    label: "contributions.field.conditions",
    hint: "contributions.hint.conditions",
    max: 8_000,
    optional: true,
  },
});

const terms: StepRow = {
  name: "terms",
  fields(ask, attempt, draft) {
    return (
      <StepForm ask={ask} attempt={attempt} draft={draft} step="terms" fields={termsFields}>
        <ReadBack ask={ask} draft={draft} />
        <DateField name="startsOn" value={draft.content.startsOn} />
        <DateField name="endsOn" value={draft.content.endsOn} />
        <TextArea name="conditions" rows={5} value={draft.content.conditions?.join("\n")} />
      </StepForm>
    );
  },
  take(ask) {
    const read = readForm(termsFields, ask.form);
    if (!read.ok) return { faults: read.error };
    const { startsOn, endsOn, conditions } = read.value;
    if (endsOn <= startsOn) return { faults: [{ path: "endsOn", code: "contributions-ends-before-start" }] };
    const lines = (conditions ?? "")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    if (lines.length > 20) return { faults: [{ path: "conditions", code: "contributions-too-many-conditions" }] };
    if (lines.some((line) => line.length > 500))
      return { faults: [{ path: "conditions", code: "text-over-limit", facts: { max: 500 } }] };
    return { part: { startsOn, endsOn, conditions: lines } };
  },
};

const rows: Readonly<Record<StepName, StepRow>> = { purpose, amount, terms };

/** "You wrote 1 234,56: understood as 1,234.56 EUR." — once, on the page after the amount. */
function ReadBack({ ask, draft }: { ask: PageAsk; draft: Draft }): VNode | null {
  const { say } = ask;
  const money = moneyOf(draft.content);
  const wrote = (ask.query["wrote"] ?? "").slice(0, 40);
  if (!money || wrote === "") return null;
  return <Notice tone="quiet" title={say("contributions.read-back", { wrote, understood: say.money(money) })} />;
}

export function moneyOf(content: DraftContent): Money | null {
  return content.valueMinor !== undefined && content.currency !== undefined
    ? { minor: BigInt(content.valueMinor), currency: content.currency }
    : null;
}

function StepForm({
  ask,
  attempt,
  draft,
  step,
  fields,
  children,
}: {
  ask: PageAsk;
  attempt: Attempt;
  draft: Draft;
  step: StepName;
  fields: Parameters<typeof readForm>[0];
  children: VNode | readonly (VNode | null)[];
}): VNode {
  const { say } = ask;
  return (
    <Form
      action={`/offers/${draft.id}/${step}`}
      fields={fields}
      faults={attempt.faults}
      typed={ask.form}
      expectedVersion={draft.version}
      label={say(`contributions.offer.${step}`)}
    >
      {children}
      <Deeds>
        <Button>{say("ui.button.continue")}</Button>
        <Button kind="secondary" name="_later" value="yes" skipChecks>
          {say("ui.button.save-later")}
        </Button>
      </Deeds>
    </Form>
  );
}

async function showStep(ask: PageAsk, row: StepRow, attempt: Attempt): Promise<PageAnswer> {
  const draft = await ask.answer<Draft>("contributions.draft", { contribution: ask.params["contribution"] ?? "" });
  if (!draft) return { kind: "not-found" };
  const { say } = ask;
  const title = say(`contributions.offer.${row.name}`);
  const place = { step: steps.indexOf(row.name) + 1, steps: steps.length + 1 };
  return page("partner", title, {
    attempt,
    body: (
      <>
        <PageHead
          title={title}
          kicker={say("contributions.offer.place", place)}
          answer={say(`contributions.offer.${row.name}.answer`)}
          trail={[{ text: say("contributions.offers"), to: "/offers" }]}
        />
        {attempt.refusal && <RefusalNotice refusal={attempt.refusal} />}
        {row.fields(ask, attempt, draft)}
      </>
    ),
  });
}

async function postStep(ask: PageAsk, row: StepRow): Promise<PageAnswer> {
  const contribution = ask.params["contribution"] ?? "";
  const isLater = typedText(ask.form, "_later") === "yes";
  const taken = row.take(ask);
  if ("faults" in taken) {
    // Saving for later keeps what can be read; a half-filled page is not a fault then.
    return isLater
      ? { kind: "go", to: "/offers", notice: "contributions.done.later" }
      : showStep(ask, row, { faults: taken.faults, refusal: null });
  }
  const done = await ask.perform("contributions.save-offer", {
    contribution,
    expectedVersion: expectedVersion(ask.form),
    part: taken.part,
  });
  if (!done.ok)
    return done.error.kind === "hidden"
      ? { kind: "not-found" }
      : showStep(
          ask,
          row,
          attemptOf(done.error, (p) => p.replace(/^part\./, "")),
        );
  if (isLater) return { kind: "go", to: "/offers", notice: "contributions.done.later" };
  const next = steps[steps.indexOf(row.name) + 1] ?? "check";
  const query = taken.wrote ? `?wrote=${encodeURIComponent(taken.wrote)}` : "";
  return { kind: "go", to: `/offers/${contribution}/${next}${query}` };
}

export const stepPages: readonly Page[] = steps.flatMap((name): Page[] => [
  {
    method: "GET",
    path: `/offers/:contribution/${name}`,
    who: partnerSide,
    handle: (ask) => showStep(ask, rows[name], fresh),
  },
  { method: "POST", path: `/offers/:contribution/${name}`, who: partnerSide, handle: (ask) => postStep(ask, rows[name]) },
]);

/** Which step still lacks something; null when the offer can be sent. */
export function missingStep(content: DraftContent): StepName | null {
  if (!content.purpose || !content.purposeWords || content.purposeWords.length < 10 || !content.programme) return "purpose";
  if (!content.valueMinor || !content.currency || !content.earmark) return "amount";
  const days = [content.startsOn, content.endsOn].every((day) => day !== undefined && parseCivilDate(day) !== null);
  return days && content.conditions !== undefined ? null : "terms";
}
