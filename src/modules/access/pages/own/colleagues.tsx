import type { VNode } from "preact";
import { langs } from "../../../../kernel/lang.ts";
import type { Fault } from "../../../../kernel/refusal.ts";
import {
  Button, Card, Deeds, Form, Name, PageHead, Radios, Select, Table, TextField,
} from "../../../../ui/components/index.ts";
import { formFields, readForm } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { accountsOfPartner, type Account } from "../../people/store-accounts.ts";
import { page, then } from "../answers.ts";
import { AccountState } from "../people/list.tsx";

const fields = formFields({
  name: { kind: "text", label: "access.field.name", max: 200 },
  email: { kind: "text", label: "access.field.email", max: 254 },
  lang: { kind: "choice", label: "access.field.lang", among: langs },
  role: { kind: "choice", label: "access.colleagues.role", among: ["partner-contact", "partner-signatory"] },
});

/** A partner's own people: who writes in the file and who signs. */
export const colleaguesPage: Page = {
  method: "GET",
  path: "/my-colleagues",
  who: ["partner-contact"],
  handle: (ask) => show(ask, []),
};

export const inviteColleagueDeed: Page = {
  method: "POST",
  path: "/my-colleagues",
  who: ["partner-contact"],
  async handle(ask) {
    const read = readForm(fields, ask.form);
    if (!read.ok) return show(ask, read.error);
    const done = await ask.perform("access.invite-colleague", read.value);
    if (!done.ok && done.error.kind === "fault") return show(ask, done.error.faults);
    return then(done, "/my-colleagues", "access.people.invited");
  },
};

async function show(ask: PageAsk, faults: readonly Fault[]): Promise<PageAnswer> {
  const file = ask.actor.partnerId;
  const accounts = file ? await ask.world.database.read((tx) => accountsOfPartner(tx, file)) : [];
  const body = <Colleagues ask={ask} accounts={accounts} faults={faults} hasFile={file !== undefined} />;
  return page(ask, ask.say("access.colleagues.title"), body, faults.length > 0);
}

interface ColleaguesParams {
  readonly ask: PageAsk;
  readonly accounts: readonly Account[];
  readonly faults: readonly Fault[];
  readonly hasFile: boolean;
}

function Colleagues({ ask, accounts, faults, hasFile }: ColleaguesParams): VNode {
  const { say } = ask;
  const answer = hasFile ? say("access.colleagues.answer", { count: accounts.length }) : say("access.colleagues.no-file");
  return (
    <>
      <PageHead title={say("access.colleagues.title")} answer={answer} trail={[{ text: say("access.me.title"), to: "/me" }]} />
      {accounts.length > 0 && (
        <Table
          caption={say("access.colleagues.title")} captionHidden rows={accounts} rowKey={(one) => one.id}
          columns={[
            { key: "name", head: say("access.field.name"), rowHead: true, cell: (one) => <Name text={one.name} /> },
            { key: "email", head: say("access.field.email"), cell: (one) => <bdi dir="ltr">{one.email}</bdi> },
            {
              key: "state", head: say("access.account.state"),
              cell: (one) => <AccountState say={say} account={one} />,
            },
          ]}
        />
      )}
      {hasFile && (
        <Card title={say("access.colleagues.invite")}>
          <Form action="/my-colleagues" fields={fields} faults={faults} typed={ask.form} label={say("access.colleagues.invite")}>
            <TextField name="name" />
            <TextField name="email" type="email" dir="ltr" />
            <Select name="lang" options={langs.map((lang) => ({ value: lang, text: say(`access.lang.${lang}`) }))} />
            <Radios
              name="role"
              options={[
                { value: "partner-contact", text: say("role.partner-contact"), hint: say("access.colleagues.contact-hint") },
                {
                  value: "partner-signatory", text: say("role.partner-signatory"),
                  hint: say("access.colleagues.signatory-hint"),
                },
              ]}
            />
            <Deeds><Button>{say("access.people.invite-button")}</Button></Deeds>
          </Form>
        </Card>
      )}
    </>
  );
}
