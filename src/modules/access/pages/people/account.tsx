import type { VNode } from "preact";
import { hasRole, type Actor } from "../../../../kernel/actor.ts";
import type { Fault } from "../../../../kernel/refusal.ts";
import { roles } from "../../../../kernel/roles.ts";
import {
  Button, Card, DateField, Deeds, DescriptionList, EmptyState, Form, Link, Moment, Name, Notice, PageHead, Select, Table,
  TextArea, TextField,
} from "../../../../ui/components/index.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { inviters, lockers, recoveryFirst, recoverySecond, requesters, verifiers } from "../../moves.ts";
import { sideOf } from "../../people/grant-guard.ts";
import { peopleOfficers, type AccountView } from "../../people/questions.ts";
import { page } from "../answers.ts";
import { grantColumns } from "../own/me.tsx";
import { fieldsOf } from "./account-fields.ts";
import { AccountState, sideText } from "./list.tsx";

/** One account: who it is, what it may do, and what the reader may ask about it. */
export const accountPage: Page = {
  method: "GET",
  path: "/people/accounts/:account",
  who: peopleOfficers,
  handle: (ask) => showAccount(ask, null),
};

/** @param failed the form whose last attempt had faults; it is shown again with what was typed */
export async function showAccount(ask: PageAsk, failed: { deed: string; faults: readonly Fault[] } | null): Promise<PageAnswer> {
  const view = await ask.answer<AccountView>("access.account", { account: ask.params["account"] ?? "" });
  if (!view) return { kind: "not-found" };
  return page(ask, view.account.name, <AccountPage ask={ask} view={view} failed={failed} />, failed !== null);
}

interface AccountParams {
  readonly ask: PageAsk;
  readonly view: AccountView;
  readonly failed: { readonly deed: string; readonly faults: readonly Fault[] } | null;
}

function AccountPage({ ask, view, failed }: AccountParams): VNode {
  const { say } = ask;
  const { account, person } = view;
  const now = ask.world.clock.now();
  const held = view.grants.filter((one) => one.state === "applied" && one.validUntil > now);
  const isOwn = person.id === ask.actor.personId;
  return (
    <>
      <PageHead
        title={<Name text={account.name} />} kicker={sideText(say, account)} state={<AccountState say={say} account={account} />}
        answer={say("access.account.answer", { roles: held.length, seen: person.verifiedAt === null ? "no" : "yes" })}
        trail={[{ text: say("access.people.title"), to: "/people" }]}
      />
      <DescriptionList
        columns={2}
        rows={[
          { term: say("access.field.email"), definition: <bdi dir="ltr">{account.email}</bdi> },
          { term: say("access.field.lang"), definition: say(`access.lang.${account.lang}`) },
          {
            term: say("access.account.verified"),
            definition: person.verifiedAt === null ? say("ui.no") : <Moment at={person.verifiedAt} />,
          },
          { term: say("access.field.person"), definition: <code dir="ltr">{person.id}</code> },
          { term: say("access.account.others"), definition: view.others.length === 0 ? say("ui.none") : (
            <ul>{view.others.map((one) => <li key={one.id}><Link to={`/people/accounts/${one.id}`}>{one.email}</Link></li>)}</ul>
          ) },
        ]}
      />
      <Card title={say("access.me.roles")}>
        <Table
          caption={say("access.me.roles")} captionHidden rows={view.grants} rowKey={(one) => one.id}
          empty={<EmptyState what={say("access.me.no-roles")} />} columns={grantColumns(say, now)}
        />
      </Card>
      {isOwn ? <Notice tone="quiet">{say("access.account.own")}</Notice>
        : formsFor(ask.actor, view).map((deed) => <DeedForm key={deed} ask={ask} view={view} deed={deed} failed={failed} />)}
    </>
  );
}

/** The forms that this reader's roles and the account's state allow; the deeds judge again. */
function formsFor(actor: Actor, { account, person, grants }: AccountView): string[] {
  const found: string[] = [];
  const may = (...list: Parameters<typeof hasRole>[1][]) => hasRole(actor, ...list);
  const open = account.state === "active" || account.state === "invited";
  if (may(...verifiers) && person.verifiedAt === null) found.push("verify");
  if (may(...requesters) && open) found.push("request-role");
  const holds = grants.some((one) => one.state === "applied");
  if (holds && may(...requesters, "security-officer", "system-administrator")) found.push("revoke-role");
  if (may(...inviters) && account.state === "invited" && account.side !== "partner") found.push("renew-invitation");
  if (may(...recoveryFirst, ...recoverySecond) && account.state === "active") found.push("request-recovery");
  if (may(...lockers) && open) found.push("lock");
  if (may("security-officer") && account.state === "locked") found.push("unlock");
  return found;
}

const stops = ["lock", "revoke-role"];

function DeedForm({ ask, view, deed, failed }: AccountParams & { readonly deed: string }): VNode {
  const { say } = ask;
  const mine = failed?.deed === deed;
  const version = deed === "verify" ? view.person.version : view.account.version;
  return (
    <Card title={say(`access.account.${deed}`)} id={deed}>
      <p>{say(`access.account.${deed}-about`)}</p>
      <Form
        action={`/people/accounts/${view.account.id}/${deed}`} fields={fieldsOf[deed]} label={say(`access.account.${deed}`)}
        faults={mine ? failed.faults : []} typed={mine ? ask.form : {}} expectedVersion={version}
        hidden={deed === "verify" ? { person: view.person.id } : {}}
      >
        <Fields ask={ask} view={view} deed={deed} />
        <Deeds>
          <Button kind={stops.includes(deed) ? "stop" : "primary"}>{say(`access.account.${deed}-button`)}</Button>
        </Deeds>
      </Form>
    </Card>
  );
}

function Fields({ ask, view, deed }: Omit<AccountParams, "failed"> & { readonly deed: string }): VNode | null {
  const { say } = ask;
  switch (deed) {
    case "verify": return (
      <>
        <TextField name="documentCountry" width="short" dir="ltr" />
        <TextField name="documentNumber" width="half" dir="ltr" />
      </>
    );
    case "request-role": return (
      <>
        <Select
          name="role"
          options={roles.filter((one) => one !== "public" && sideOf(one) === view.account.side)
            .map((one) => ({ value: one, text: say(`role.${one}`) }))}
        />
        <DateField name="validUntil" />
        <TextArea name="reason" />
      </>
    );
    case "revoke-role": return (
      <Select
        name="grant"
        options={view.grants.filter((one) => one.state === "applied").map((one) => ({
          value: `${one.id}.${one.version}`, text: say(`role.${one.role}`),
        }))}
      />
    );
    case "renew-invitation": return null;
    default: return <>{Object.keys(fieldsOf[deed] ?? {}).map((name) => <TextArea key={name} name={name} />)}</>;
  }
}
