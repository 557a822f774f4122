import {
  Button, DateField, Deeds, Form, PageHead, Radios, RefusalNotice, Select, TextArea, TextField,
} from "../../../../ui/components/index.ts";
import { countryOptions } from "../../../../ui/countries.ts";
import { formFields, readForm } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { kinds } from "../../form/tables.ts";
import { channels } from "../../intake/record-unsolicited-offer.ts";
import { againOf, fresh, type Again } from "../apply/frame.tsx";
import { choices } from "../apply/part-fields.tsx";

const fields = formFields({
  name: { kind: "text", max: 200, label: "partners.start.name", hint: "partners.start.name-hint" },
  kind: { kind: "choice", among: kinds, label: "partners.start.kind" },
  country: { kind: "text", max: 2, label: "partners.start.country", hint: "partners.start.country-hint" },
  contactEmail: { kind: "text", max: 254, label: "partners.field.contactEmail", hint: "partners.hint.contactEmail" },
  receivedOn: { kind: "day", label: "partners.field.receivedOn" },
  channel: { kind: "choice", among: channels, label: "partners.field.channel" },
  words: { kind: "text", max: 4_000, label: "partners.field.offerWords", hint: "partners.hint.offerWords" },
});

const intake = ["partnership-officer"] as const;

export const offerPages: readonly Page[] = [
  { method: "GET", path: "/intake/offers/new", who: intake, handle: async (ask) => show(ask, fresh) },
  { method: "POST", path: "/intake/offers/new", who: intake, handle: record },
];

async function record(ask: PageAsk): Promise<PageAnswer> {
  const read = readForm(fields, ask.form);
  if (!read.ok) return show(ask, { faults: read.error, refusal: null });
  const recorded = await ask.perform<{ application: string }>("partners.record-unsolicited-offer", read.value);
  if (recorded.ok) return { kind: "go", to: `/intake/${recorded.value.application}`, notice: "partners.notice.offer" };
  return show(ask, againOf(recorded.error));
}

function show(ask: PageAsk, again: Again): PageAnswer {
  const { say } = ask;
  return {
    kind: "page", layout: "officer", title: say("partners.offer.title"), faulty: again.faults.length > 0,
    body: (
      <>
        <PageHead
          title={say("partners.offer.title")} answer={say("partners.offer.answer")}
          trail={[{ text: say("partners.intake.title"), to: "/intake" }]}
        />
        {again.refusal && <RefusalNotice refusal={again.refusal} />}
        <Form action="/intake/offers/new" fields={fields} typed={ask.form} faults={again.faults}>
          <TextField name="name" />
          <Radios name="kind" options={choices(say, "kind", kinds)} />
          <Select name="country" options={countryOptions(say.lang)} />
          <TextField name="contactEmail" type="email" dir="ltr" />
          <DateField name="receivedOn" />
          <Radios name="channel" options={choices(say, "channel", channels)} />
          <TextArea name="words" rows={6} />
          <Deeds><Button>{say("partners.offer.button")}</Button></Deeds>
        </Form>
      </>
    ),
  };
}
