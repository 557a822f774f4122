import type { VNode } from "preact";
import { langs } from "../../../../kernel/lang.ts";
import type { Fault } from "../../../../kernel/refusal.ts";
import { Button, Deeds, Form, PageHead, Radios, Select, TextField } from "../../../../ui/components/index.ts";
import { formFields, readForm } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { inviters } from "../../moves.ts";
import { linkMinutes } from "../../signing-in/issue-link.ts";
import { page, then } from "../answers.ts";

const fields = formFields({
  name: { kind: "text", label: "access.field.name", hint: "access.people.name-hint", max: 200 },
  email: { kind: "text", label: "access.field.email", max: 254 },
  lang: { kind: "choice", label: "access.field.lang", among: langs },
  side: { kind: "choice", label: "access.account.side", among: ["organisation", "bureau"] },
  country: { kind: "text", label: "access.field.country", hint: "access.field.country-hint", max: 2, optional: true },
  person: { kind: "text", label: "access.field.person", hint: "access.field.person-hint", max: 40, optional: true },
});

export const invitePage: Page = {
  method: "GET",
  path: "/people/invite",
  who: inviters,
  handle: async (ask) => show(ask, []),
};

export const inviteDeed: Page = {
  method: "POST",
  path: "/people/invite",
  who: inviters,
  async handle(ask) {
    const read = readForm(fields, ask.form);
    if (!read.ok) return show(ask, read.error);
    const { country, person, ...rest } = read.value;
    const done = await ask.perform<{ account: string }>("access.invite-person", {
      ...rest, ...(country ? { country: country.toUpperCase() } : {}), ...(person ? { person } : {}),
    });
    if (!done.ok && done.error.kind === "fault") return show(ask, done.error.faults);
    return then(done, done.ok ? `/people/accounts/${done.value.account}` : "/people", "access.people.invited");
  },
};

function show(ask: PageAsk, faults: readonly Fault[]): PageAnswer {
  return page(ask, ask.say("access.people.invite"), <Invite ask={ask} faults={faults} />, faults.length > 0);
}

function Invite({ ask, faults }: { readonly ask: PageAsk; readonly faults: readonly Fault[] }): VNode {
  const { say } = ask;
  return (
    <>
      <PageHead
        title={say("access.people.invite")} answer={say("access.people.invite-answer", { minutes: linkMinutes })}
        trail={[{ text: say("access.people.title"), to: "/people" }]}
      />
      <Form action="/people/invite" fields={fields} faults={faults} typed={ask.form}>
        <TextField name="name" />
        <TextField name="email" type="email" inputMode="email" dir="ltr" />
        <Select name="lang" options={langs.map((lang) => ({ value: lang, text: say(`access.lang.${lang}`) }))} />
        <Radios
          name="side"
          options={[
            { value: "organisation", text: say("access.side.organisation") }, {
              value: "bureau", text: say("access.side.bureau"),
            },
          ]}
        />
        <TextField name="country" width="short" dir="ltr" />
        <TextField name="person" width="half" dir="ltr" />
        <Deeds><Button>{say("access.people.invite-button")}</Button></Deeds>
      </Form>
    </>
  );
}
