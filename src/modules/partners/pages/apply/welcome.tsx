import { hasRole } from "../../../../kernel/actor.ts";
import { parameter } from "../../../log/index.ts";
import {
  Button, Card, Deeds, Details, Form, Link, PageHead, Radios, Select, TextField,
} from "../../../../ui/components/index.ts";
import { countryOptions } from "../../../../ui/countries.ts";
import { formFields, readForm } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import type { Started } from "../../apply/start-application.ts";
import { ineligibleKinds, kinds } from "../../form/tables.ts";
import { idleDays } from "../../moves.ts";
import type { MyFile } from "../../views/my-file.ts";
import { partnerSide } from "../../views/readers.ts";
import { againOf, fresh, partnerPage, type Again } from "./frame.tsx";
import { RefusalNotice } from "../../../../ui/components/index.ts";
import { choices } from "./part-fields.tsx";
import { steps, stepPath } from "./steps.ts";

/** What is needed and what will happen, before anybody signs in. */
export const welcomePage: Page = {
  method: "GET", path: "/apply", who: "anyone",
  async handle(ask) {
    const isPartner = hasRole(ask.actor, ...partnerSide);
    const file = isPartner ? await ask.answer<MyFile>("partners.my-file", {}) : null;
    const current = file?.applications.find((a) => a.id === file.partner?.applicationId);
    const isOpen = current && ["draft", "returned"].includes(current.state);
    return {
      kind: "page",
      layout: isPartner ? "partner" : "public",
      title: ask.say("partners.welcome.title"),
      body: welcome(ask, isOpen ? current.id : null, isPartner),
    };
  },
};

function welcome({ say, world, organisation }: PageAsk, open: string | null, isPartner: boolean) {
  const months = parameter({ world, organisation, now: () => world.clock.now() }, "application.refusalMonths");
  const points = (name: string, count: number) => (
    <ul>
      {Array.from({ length: count }, (_, at) => (
        <li key={at}>{say(`partners.welcome.${name}.${at + 1}`, { months, days: idleDays })}</li>
      ))}
    </ul>
  );
  return (
    <>
      <PageHead title={say("partners.welcome.title")} answer={say("partners.welcome.answer")} />
      <Deeds>
        {open && <Link kind="button" to={stepPath(open, "overview")}>{say("partners.welcome.resume")}</Link>}
        {!open && isPartner && <Link kind="button" to="/apply/start">{say("partners.welcome.start")}</Link>}
        {!isPartner && <Link kind="button" to="/join">{say("partners.welcome.join")}</Link>}
        {!isPartner && <Link to="/sign-in?to=/my-file">{say("partners.welcome.sign-in")}</Link>}
      </Deeds>
      <Card title={say("partners.welcome.who")}>{points("who", 3)}</Card>
      <Card title={say("partners.welcome.needed")}>{points("needed", 5)}</Card>
      <Card title={say("partners.welcome.then")}>{points("then", 4)}</Card>
      <Details summary={say("partners.welcome.steps")}>
        <ol>{steps.map((step) => <li key={step}>{say(`partners.step.${step}.title`)}</li>)}</ol>
      </Details>
    </>
  );
}

const startFields = formFields({
  name: { kind: "text", max: 200, label: "partners.start.name", hint: "partners.start.name-hint" },
  kind: {
    kind: "choice",
    among: [...kinds, ...ineligibleKinds],
    label: "partners.start.kind",
    hint: "partners.start.kind-hint",
  },
  country: { kind: "text", max: 2, label: "partners.start.country", hint: "partners.start.country-hint" },
});

export const startPages: readonly Page[] = [
  { method: "GET", path: "/apply/start", who: partnerSide, handle: async (ask) => start(ask, fresh) },
  { method: "POST", path: "/apply/start", who: partnerSide, handle: begin },
];

async function begin(ask: PageAsk): Promise<PageAnswer> {
  const read = readForm(startFields, ask.form);
  if (!read.ok) return start(ask, { faults: read.error, refusal: null });
  const started = await ask.perform<Started>("partners.start-application", read.value);
  if (started.ok)
    return { kind: "go", to: stepPath(started.value.application, "overview"), notice: "partners.notice.started" };
  return start(ask, againOf(started.error));
}

function start(ask: PageAsk, again: Again): PageAnswer {
  const { say } = ask;
  return partnerPage(say("partners.start.title"), (
    <>
      <PageHead title={say("partners.start.title")} answer={say("partners.start.answer")} />
      {again.refusal && <RefusalNotice refusal={again.refusal} />}
      <Form action="/apply/start" fields={startFields} typed={ask.form} faults={again.faults}>
        <TextField name="name" autoComplete="organization" />
        <Radios name="kind" options={choices(say, "kind", [...kinds, ...ineligibleKinds])} />
        <Select name="country" options={countryOptions(say.lang)} />
        <Deeds><Button>{say("partners.start.button")}</Button></Deeds>
      </Form>
    </>
  ), again.faults.length > 0);
}
