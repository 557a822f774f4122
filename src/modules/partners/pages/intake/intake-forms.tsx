import type { VNode } from "preact";
import type { Fault } from "../../../../kernel/refusal.ts";
import { Button, Card, Deeds, Details, Form, Radios, TextArea } from "../../../../ui/components/index.ts";
import { expectedVersion, formFields, readForm, type Fields } from "../../../../ui/form.ts";
import type { PageAsk } from "../../../../ui/page.ts";
import { gateChecks } from "../../intake/gate.ts";
import type { Review } from "../../views/review.ts";
import type { IntakeDeed, IntakeTry } from "./review.tsx";

const clauses = ["R1.2", "R6.1", "R6.2", "R39.4"] as const;

/** Message keys and reading limits of intake's deeds; a reason per noticed thing is added by `judgedFields`. */
const fieldsOf = {
  admit: formFields({}),
  return: formFields({ gaps: { kind: "text", max: 4_000, label: "partners.field.gaps", hint: "partners.hint.gaps" } }),
  decline: formFields({
    clause: { kind: "choice", among: clauses, label: "partners.field.clause" },
    words: { kind: "text", max: 2_000, label: "partners.field.declineWords", hint: "partners.hint.declineWords" },
  }),
  "take-over": formFields({ reason: { kind: "text", max: 500, label: "partners.field.takeOverReason" } }),
} as const satisfies Record<IntakeDeed, Fields>;

function judgedFields(checks: readonly string[]): Fields {
  return Object.fromEntries(
    checks.map((check) => [
      `judged-${check}`,
      { kind: "text" as const, max: 1_000, label: `partners.judged.${check}`, hint: "partners.hint.judged" },
    ]),
  );
}

export interface Decision {
  readonly name: string;
  readonly asked: { readonly application: string; readonly expectedVersion: number } & Readonly<Record<string, unknown>>;
  readonly faults: readonly Fault[];
  readonly notice: string;
}

/** The posted form as the deed's ask, with its faults. */
export function decisionOf(ask: PageAsk, deed: IntakeDeed): Decision {
  const application = ask.params["application"] ?? "";
  const base = { application, expectedVersion: expectedVersion(ask.form) };
  const name = deed === "take-over" ? "partners.take-over" : `partners.${deed}-application`;
  const notice = `partners.notice.${deed}`;
  const shown = gateChecks.filter((check) => Object.hasOwn(ask.form, `judged-${check}`));
  const read = readForm(deed === "admit" ? judgedFields(shown) : fieldsOf[deed], ask.form);
  if (!read.ok) return { name, asked: base, faults: read.error, notice };
  const values: Readonly<Record<string, unknown>> = read.value;
  const rest = deed === "admit" ? { judged: shown.map((check) => ({ check, reason: values[`judged-${check}`] })) } : values;
  return { name, asked: { ...base, ...rest }, faults: [], notice };
}

interface FormsParams {
  readonly ask: PageAsk;
  readonly review: Review;
  readonly tried: IntakeTry | null;
}

/** What this officer can do now: admit, send back, decline, take over. */
export function IntakeForms({ ask, review, tried }: FormsParams): VNode {
  const { say } = ask;
  const looks = review.gate.filter((g) => g.outcome === "look").map((g) => g.check);
  const stopped = review.gate.some((g) => g.outcome === "stop");
  const isSubmitted = review.application.state === "submitted";
  const isOther = review.application.officer !== ask.actor.accountId && review.officerName !== null;
  return (
    <>
      {isSubmitted && !stopped && (
        <Card title={say("partners.admit.title")}>
          <DeedForm ask={ask} review={review} tried={tried} deed="admit" fields={judgedFields(looks)}>
            {looks.map((check) => <TextArea key={check} name={`judged-${check}`} rows={2} />)}
            <Deeds><Button>{say("partners.admit.button")}</Button></Deeds>
          </DeedForm>
        </Card>
      )}
      {isSubmitted && (
        <Card title={say("partners.return.title")}>
          <DeedForm ask={ask} review={review} tried={tried} deed="return" fields={fieldsOf.return}>
            <TextArea name="gaps" rows={5} />
            <Deeds><Button kind="secondary">{say("partners.return.button")}</Button></Deeds>
          </DeedForm>
        </Card>
      )}
      {isSubmitted && (
        <Details summary={say("partners.decline.title")} open={tried?.deed === "decline"}>
          <DeedForm ask={ask} review={review} tried={tried} deed="decline" fields={fieldsOf.decline}>
            <Radios
              name="clause"
              options={clauses.map((value) => ({ value, text: say(`partners.clause.${value.toLowerCase()}`) }))}
            />
            <TextArea name="words" rows={4} />
            <Deeds><Button kind="stop">{say("partners.decline.button")}</Button></Deeds>
          </DeedForm>
        </Details>
      )}
      {isOther && !["declined", "withdrawn", "lapsed"].includes(review.application.state) && (
        <Details summary={say("partners.take-over.title")} open={tried?.deed === "take-over"}>
          <DeedForm ask={ask} review={review} tried={tried} deed="take-over" fields={fieldsOf["take-over"]}>
            <TextArea name="reason" rows={2} />
            <Deeds><Button kind="secondary">{say("partners.take-over.button")}</Button></Deeds>
          </DeedForm>
        </Details>
      )}
    </>
  );
}

interface DeedFormParams extends FormsParams {
  readonly deed: IntakeDeed;
  readonly fields: Fields;
  readonly children: VNode | (VNode | VNode[])[];
}

function DeedForm({ ask, review, tried, deed, fields, children }: DeedFormParams): VNode {
  const mine = tried?.deed === deed ? tried : null;
  const faults = (mine?.again.faults ?? []).map((fault) => onField(fault, review));
  return (
    <Form
      action={`/intake/${review.application.id}/${deed}`} fields={fields}
      expectedVersion={mine?.version ?? review.application.version} faults={faults} typed={mine ? ask.form : {}}
      label={ask.say(`partners.${deed}.title`)}
    >
      {children}
    </Form>
  );
}

/** "judged.0.reason" as the deed names it is the field "judged-near-name" as the page does. */
function onField(fault: Fault, review: Review): Fault {
  const at = /^judged\.(\d+)\./.exec(fault.path)?.[1];
  const check =
    at === undefined
      ? undefined
      : gateChecks.filter((c) => review.gate.some((g) => g.check === c && g.outcome === "look"))[Number(at)];
  return check ? { ...fault, path: `judged-${check}` } : fault;
}
