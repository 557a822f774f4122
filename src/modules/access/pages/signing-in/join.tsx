import type { VNode } from "preact";
import type { Refusal } from "../../../../kernel/refusal.ts";
import { Button, Deeds, Form, Link, PageHead, RefusalNotice, TextField } from "../../../../ui/components/index.ts";
import { formFields, readForm } from "../../../../ui/form.ts";
import type { Page, PageAsk } from "../../../../ui/page.ts";
import { join } from "../../people/join.ts";
import { linkMinutes } from "../../signing-in/issue-link.ts";
import { page } from "../answers.ts";

const fields = formFields({
  name: { kind: "text", label: "access.field.your-name", max: 200 },
  email: { kind: "text", label: "access.field.email", hint: "access.join.email-hint", max: 254 },
});

/** The first page of somebody who wants to become a partner. */
export const joinPage: Page = {
  method: "GET",
  path: "/join",
  who: "anyone",
  handle: async (ask) => page(ask, ask.say("access.join.title"), <Join ask={ask} refusal={null} />),
};

export const joinDeed: Page = {
  method: "POST",
  path: "/join",
  who: "anyone",
  async handle(ask) {
    const { say } = ask;
    const read = readForm(fields, ask.form);
    const done = read.ok
      ? await join(ask.world, { ...read.value, lang: ask.lang })
      : { ok: false as const, error: { kind: "fault" as const, code: "input/faulty", faults: read.error } };
    if (!done.ok) return page(ask, say("access.join.title"), <Join ask={ask} refusal={done.error} />, true);
    return page(ask, say("access.join.sent"), (
      <>
        <PageHead title={say("access.join.sent")} answer={say("access.join.sent-answer", { minutes: linkMinutes })} />
        <p>{say("access.join.sent-about")}</p>
      </>
    ));
  },
};

function Join({ ask, refusal }: { readonly ask: PageAsk; readonly refusal: Refusal | null }): VNode {
  const { say } = ask;
  return (
    <>
      <PageHead title={say("access.join.title")} answer={say("access.join.answer")} />
      {refusal && refusal.kind !== "fault" && <RefusalNotice refusal={refusal} />}
      <Form action="/join" fields={fields} faults={refusal?.kind === "fault" ? refusal.faults : []} typed={ask.form}>
        <TextField name="name" autoComplete="name" />
        <TextField name="email" type="email" inputMode="email" autoComplete="email" dir="ltr" />
        <Deeds><Button>{say("access.join.button")}</Button></Deeds>
      </Form>
      <p><Link to="/sign-in">{say("access.join.known")}</Link></p>
    </>
  );
}
