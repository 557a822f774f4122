import type { VNode } from "preact";
import type { Fault, Refusal } from "../../../kernel/refusal.ts";
import type { Role } from "../../../kernel/roles.ts";
import {
  Button,
  Card,
  DateField,
  Day,
  Deeds,
  DescriptionList,
  Form,
  Link,
  Notice,
  PageHead,
  RefusalNotice,
  StateTag,
  SteppedLine,
} from "../../../ui/components/index.ts";
import { expectedVersion, formFields, readForm } from "../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import type { Say } from "../../../ui/say.ts";
import type { Agreement } from "../agreement.ts";
import { drafters } from "../moves.ts";
import { readers } from "../readers.ts";

const dates = formFields({
  startsOn: { kind: "day", label: "agreements.starts", hint: "agreements.starts-hint" },
  endsOn: { kind: "day", label: "agreements.ends", hint: "agreements.ends-hint" },
});

interface Attempt {
  readonly faults: readonly Fault[];
  readonly refusal: Refusal | null;
}
const none: Attempt = { faults: [], refusal: null };

/** Draft the text of one contribution: two dates; everything else comes from the file. */
const newPage: Page = {
  method: "GET",
  path: "/contributions/:contribution/agreement/new",
  who: drafters,
  handle: (ask) => Promise.resolve(showNew(ask, none)),
};

function showNew(ask: PageAsk, attempt: Attempt): PageAnswer {
  const { say } = ask;
  const contribution = ask.params["contribution"] ?? "";
  return {
    kind: "page",
    layout: "officer",
    title: say("agreements.new"),
    ...(attempt === none ? {} : { faulty: true }),
    body: (
      <>
        <PageHead
          title={say("agreements.new")}
          answer={say("agreements.new-answer")}
          trail={[{ text: say("agreements.contribution"), to: `/contributions/${contribution}` }]}
        />
        {attempt.refusal && <RefusalNotice refusal={attempt.refusal} />}
        <Form
          action={`/contributions/${contribution}/agreement/new`}
          fields={dates}
          faults={attempt.faults}
          typed={ask.form}
        >
          <DateField name="startsOn" />
          <DateField name="endsOn" />
          <Deeds>
            <Button>{say("agreements.draft")}</Button>
          </Deeds>
        </Form>
      </>
    ),
  };
}

const draftPage: Page = {
  method: "POST",
  path: "/contributions/:contribution/agreement/new",
  who: drafters,
  async handle(ask) {
    const read = readForm(dates, ask.form);
    if (!read.ok) return showNew(ask, { faults: read.error, refusal: null });
    const contribution = ask.params["contribution"] ?? "";
    const done = await ask.perform<{ agreement: string }>("agreements.draft-agreement", {
      contribution,
      ...read.value,
    });
    if (!done.ok) return turnedDown(done.error) ?? showNew(ask, { faults: [], refusal: done.error });
    return { kind: "go", to: `/agreements/${done.value.agreement}`, notice: "agreements.drafted" };
  },
};

const agreementPage: Page = {
  method: "GET",
  path: "/agreements/:agreement",
  who: readers,
  handle: (ask) => show(ask, null),
};

async function show(ask: PageAsk, refusal: Refusal | null): Promise<PageAnswer> {
  const agreement = await ask.answer<Agreement>("agreements.agreement", {
    agreement: ask.params["agreement"] ?? "",
  });
  if (!agreement) return { kind: "not-found" };
  const layout = ask.actor.side === "partner" ? "partner" : "officer";
  return {
    kind: "page",
    layout,
    title: ask.say("agreements.title"),
    ...(refusal ? { faulty: true } : {}),
    body: <AgreementView ask={ask} agreement={agreement} refusal={refusal} />,
  };
}

function AgreementView({
  ask,
  agreement,
  refusal,
}: {
  ask: PageAsk;
  agreement: Agreement;
  refusal: Refusal | null;
}): VNode {
  const { say } = ask;
  return (
    <>
      <PageHead
        title={say("agreements.title")}
        answer={say(`agreements.answer.${agreement.state}`)}
        state={<AgreementState say={say} agreement={agreement} />}
        trail={[{ text: say("agreements.contribution"), to: `/contributions/${agreement.contribution}` }]}
      />
      {refusal && <RefusalNotice refusal={refusal} />}
      <Path say={say} agreement={agreement} />
      <DescriptionList
        rows={[
          { term: say("agreements.starts"), definition: <Day on={agreement.startsOn} /> },
          { term: say("agreements.ends"), definition: <Day on={agreement.endsOn} /> },
          ...(agreement.text
            ? [
                {
                  term: say("agreements.document"),
                  definition: (
                    <Link to={`/agreements/${agreement.id}/document.pdf`}>{say("agreements.read")}</Link>
                  ),
                },
                {
                  term: "SHA-256",
                  definition: (
                    <code class="hash" dir="ltr">
                      {agreement.text.sha256}
                    </code>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Act ask={ask} agreement={agreement} />
    </>
  );
}

function AgreementState({ say, agreement }: { say: Say; agreement: Agreement }): VNode {
  const tone = agreement.state === "in-force" ? "verified" : "pending";
  return <StateTag tone={tone} word={say(`agreements.state.${agreement.state}`)} />;
}

/** Draft, cleared, signed twice, in force: who and when. */
function Path({ say, agreement }: { say: Say; agreement: Agreement }): VNode {
  const signed = (side: "partner" | "organisation") =>
    agreement.signatures.find((s) => s.side === side)?.signedAt ?? null;
  const marks = [
    { key: "draft", at: agreement.draftedAt },
    { key: "legal-cleared", at: agreement.clearedAt },
    { key: "signed-partner", at: signed("partner") },
    { key: "signed-organisation", at: signed("organisation") },
    { key: "in-force", at: agreement.inForceAt },
  ];
  const next = marks.findIndex((m) => m.at === null);
  return (
    <SteppedLine
      label={say("agreements.path")}
      steps={marks.map((mark, n) => ({
        name: say(`agreements.state.${mark.key}`),
        at: mark.at,
        state: mark.at !== null ? ("done" as const) : n === next ? ("now" as const) : ("ahead" as const),
      }))}
    />
  );
}

/** The one deed this reader may do now, if any. */
function Act({ ask, agreement }: { ask: PageAsk; agreement: Agreement }): VNode | null {
  const { say, actor } = ask;
  const has = (...wanted: readonly Role[]) => actor.roles.some((r) => wanted.includes(r));
  const form = (deed: string, children: VNode) => (
    <Form
      action={`/agreements/${agreement.id}/${deed}`}
      expectedVersion={agreement.version}
      hidden={agreement.text ? { textSha256: agreement.text.sha256 } : {}}
    >
      {children}
    </Form>
  );
  if (agreement.state === "draft" && has("legal-officer")) {
    return (
      <Card title={say("agreements.clear")}>
        <p>{say("agreements.clear-note")}</p>
        {form(
          "clear",
          <Deeds>
            <Button>{say("agreements.clear")}</Button>
          </Deeds>,
        )}
      </Card>
    );
  }
  const mySide =
    agreement.state === "legal-cleared"
      ? has("partner-signatory")
      : agreement.state === "signed-partner" && has("director", "secretary-general");
  if (!mySide) return null;
  return (
    <Card title={say("agreements.sign")}>
      <Notice tone="pending">{say("agreements.sign-note")}</Notice>
      {form(
        "sign",
        <Deeds>
          <Button>{say("agreements.sign")}</Button>
        </Deeds>,
      )}
    </Card>
  );
}

const clearPage: Page = {
  method: "POST",
  path: "/agreements/:agreement/clear",
  who: ["legal-officer"],
  async handle(ask) {
    const agreement = ask.params["agreement"] ?? "";
    const done = await ask.perform("agreements.clear-agreement", {
      agreement,
      expectedVersion: expectedVersion(ask.form),
    });
    if (!done.ok) return turnedDown(done.error) ?? show(ask, done.error);
    return { kind: "go", to: `/agreements/${agreement}`, notice: "agreements.cleared" };
  },
};

const signPage: Page = {
  method: "POST",
  path: "/agreements/:agreement/sign",
  who: ["partner-signatory", "director", "secretary-general"],
  async handle(ask) {
    const agreement = ask.params["agreement"] ?? "";
    const side = ask.actor.side === "partner" ? "partner" : "organisation";
    const textSha256 = typeof ask.form["textSha256"] === "string" ? ask.form["textSha256"] : "";
    const done = await ask.perform(`agreements.sign-as-${side}`, {
      agreement,
      textSha256,
      expectedVersion: expectedVersion(ask.form),
    });
    if (!done.ok) return turnedDown(done.error) ?? show(ask, done.error);
    return { kind: "go", to: `/agreements/${agreement}`, notice: "agreements.signed" };
  },
};

const documentPage: Page = {
  method: "GET",
  path: "/agreements/:agreement/document.pdf",
  who: readers,
  async handle(ask) {
    const id = ask.params["agreement"] ?? "";
    const bytes = await ask.answer<Uint8Array>("agreements.document", { agreement: id });
    if (!bytes) return { kind: "not-found" };
    return { kind: "file", bytes, type: "application/pdf", name: `${id}.pdf`, inline: true };
  },
};

/** What the face answers itself: a missing gesture, and what may not be known to exist. */
function turnedDown(refusal: Refusal): PageAnswer | null {
  const isTheFaces = refusal.code === "log/gesture-needed" || ["hidden", "busy", "no-room"].includes(refusal.kind);
  return isTheFaces ? { kind: "refusal", refusal } : null;
}

export const agreementPages: readonly Page[] = [
  newPage,
  draftPage,
  agreementPage,
  clearPage,
  signPage,
  documentPage,
];
