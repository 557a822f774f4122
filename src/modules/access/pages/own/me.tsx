import type { VNode } from "preact";
import {
  Button, Card, Deeds, Details, EmptyState, Form, Link, Moment, Name, PageHead, StateTag, Table,
} from "../../../../ui/components/index.ts";
import type { Page, PageAsk } from "../../../../ui/page.ts";
import type { Say } from "../../../../ui/say.ts";
import type { FileDuties, WhatMayIDo } from "../../duties/questions.ts";
import type { Grant } from "../../people/store-grants.ts";
import { page } from "../answers.ts";

/** What may I do, and why not. Everybody has this page, and everybody's shows only their own. */
export const mePage: Page = {
  method: "GET",
  path: "/me",
  who: "signed-in",
  async handle(ask) {
    const view = await ask.answer<WhatMayIDo>("access.what-may-i-do", {});
    const { say } = ask;
    const title = say("access.me.title");
    return page(ask, title, <Me ask={ask} view={view ?? { grants: [], excludedRoles: [], files: [] }} />);
  },
};

function Me({ ask, view }: { readonly ask: PageAsk; readonly view: WhatMayIDo }): VNode {
  const { say } = ask;
  const now = ask.world.clock.now();
  const held = view.grants.filter((one) => one.state === "applied" && one.validUntil > now);
  return (
    <>
      <PageHead
        title={<Name text={ask.actor.name} />} kicker={say("access.me.title")}
        answer={say("access.me.answer", { roles: held.length, files: view.files.length })}
      >
        <Link to="/me/sessions" kind="button">{say("access.sessions.title")}</Link>
        {ask.actor.side !== "partner" && <Link to="/me/absences" kind="button">{say("access.absences.title")}</Link>}
        {ask.actor.roles.includes("partner-contact") && (
          <Link to="/my-colleagues" kind="button">{say("access.colleagues.title")}</Link>
        )}
      </PageHead>
      <Card title={say("access.me.roles")}>
        <Table
          caption={say("access.me.roles")} captionHidden rows={view.grants} rowKey={(one) => one.id}
          empty={<EmptyState what={say("access.me.no-roles")} how={say("access.me.no-roles-how")} />}
          columns={grantColumns(say, now)}
        />
      </Card>
      <Card title={say("access.me.excluded")}>
        <Excluded say={say} view={view} />
      </Card>
      <Card title={say("access.me.files")}>
        <p>{say("access.me.files-about")}</p>
        <FilesTable say={say} files={view.files} />
      </Card>
      <Form action="/sign-out" label={say("ui.button.sign-out")}>
        <Deeds><Button kind="secondary">{say("ui.button.sign-out")}</Button></Deeds>
      </Form>
    </>
  );
}

/** Also used on the page of one account. */
export function grantColumns(say: Say, now: number) {
  return [
    { key: "role", head: say("access.grant.role"), rowHead: true, cell: (one: Grant) => say(`role.${one.role}`) },
    { key: "state", head: say("access.grant.state"), cell: (one: Grant) => <GrantState say={say} grant={one} now={now} /> },
    { key: "until", head: say("access.grant.until"), cell: (one: Grant) => <Moment at={one.validUntil} /> },
    { key: "reason", head: say("access.grant.reason"), cell: (one: Grant) => <bdi dir="auto">{one.reason}</bdi> },
  ];
}

const tones = { requested: "pending", approved: "pending", applied: "verified", declined: "stop", revoked: "stop" } as const;

function GrantState({ say, grant, now }: { readonly say: Say; readonly grant: Grant; readonly now: number }): VNode {
  if (grant.state === "applied" && grant.validUntil <= now) return <StateTag tone="stop" word={say("access.grant.over")} />;
  return <StateTag tone={tones[grant.state]} word={say(`access.grant.state-${grant.state}`)} />;
}

function Excluded({ say, view }: { readonly say: Say; readonly view: WhatMayIDo }): VNode {
  const rules = new Map<string, { text: string; roles: string[] }>();
  for (const one of view.excludedRoles) {
    const known = rules.get(one.rule.rule) ?? { text: say(one.rule.text), roles: [] };
    rules.set(one.rule.rule, { ...known, roles: [...known.roles, say(`role.${one.role}`)] });
  }
  if (rules.size === 0) return <EmptyState what={say("access.me.nothing-excluded")} />;
  return (
    <>
      {[...rules].map(([rule, { text, roles }]) => (
        <Details key={rule} summary={`${rule} · ${text}`}><ul>{roles.map((role) => <li key={role}>{role}</li>)}</ul></Details>
      ))}
    </>
  );
}

function FilesTable({ say, files }: { readonly say: Say; readonly files: readonly FileDuties[] }): VNode {
  return (
    <Table
      caption={say("access.me.files")} captionHidden rows={files} rowKey={(one) => one.file} dense
      empty={<EmptyState what={say("access.me.no-files")} />}
      columns={[
        { key: "file", head: say("access.file"), rowHead: true, cell: (one) => <Name text={one.name ?? one.file} /> },
        {
          key: "taken", head: say("access.me.taken"),
          cell: (one) => (
            <ul>
              {one.taken.map((past) => (
                <li key={past.duty + past.subject}>{say(`access.duty.${past.duty}`)}, <Moment at={past.takenAt} /></li>
              ))}
            </ul>
          ),
        },
        {
          key: "excluded", head: say("access.me.not-any-more"),
          cell: (one) => one.excluded.length === 0 ? say("ui.none") : (
            <ul>
              {one.excluded.map((no) => (
                <li key={no.duty}>
                  {say("access.me.because", {
                    duty: say(`access.duty.${no.duty}`), because: say(`access.duty.${no.because}`), rule: no.rule,
                  })}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}
