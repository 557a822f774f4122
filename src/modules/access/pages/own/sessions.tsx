import type { VNode } from "preact";
import { Button, Card, Deeds, EmptyState, Form, Moment, PageHead, StateTag, Table } from "../../../../ui/components/index.ts";
import type { Page, PageAsk } from "../../../../ui/page.ts";
import { makeOptions } from "../../signing-in/passkey.ts";
import { openSession, type OpenSession } from "../../signing-in/sessions.ts";
import { passkeysOf, type Passkey } from "../../signing-in/store-factors.ts";
import { endSessionsOf, sessionsOf, type Session } from "../../signing-in/store-sessions.ts";
import { page, then, typed } from "../answers.ts";
import { PasskeyForm } from "../passkey-form.tsx";

/** Where one is signed in, and with what one can sign in. */
export const sessionsPage: Page = {
  method: "GET",
  path: "/me/sessions",
  who: "signed-in",
  async handle(ask) {
    const session = await openSession(ask.world, ask.sessionToken);
    const { accountId } = ask.actor;
    if (!session || accountId === "system" || accountId === "public") return { kind: "signed-out", to: "/sign-in" };
    const [sessions, passkeys] = await ask.world.database.read(async (tx) =>
      [await sessionsOf(tx, accountId), await passkeysOf(tx, accountId)] as const);
    const options = await makeOptions(ask.world, { holder: accountId, accountId, label: ask.actor.name, known: passkeys });
    const title = ask.say("access.sessions.title");
    return page(ask, title, <Sessions ask={ask} session={session} sessions={sessions} passkeys={passkeys} options={options} />);
  },
};

/** Ends every session but this one. */
export const endSessionsDeed: Page = {
  method: "POST",
  path: "/me/sessions/end",
  who: "signed-in",
  async handle(ask) {
    const session = await openSession(ask.world, ask.sessionToken);
    await ask.world.database.transaction({ isolation: "read-committed" }, (tx) =>
      endSessionsOf(tx, ask.actor.accountId, ask.world.clock.now(), session?.id));
    return { kind: "go", to: "/me/sessions", notice: "access.sessions.ended" };
  },
};

export const addPasskeyDeed: Page = {
  method: "POST",
  path: "/me/passkeys",
  who: "signed-in",
  handle: async (ask) =>
    then(await ask.perform("access.add-passkey", { posted: typed(ask, "posted") }), "/me/sessions", "access.passkey.added"),
};

export const removePasskeyDeed: Page = {
  method: "POST",
  path: "/me/passkeys/remove",
  who: "signed-in",
  async handle(ask) {
    const done = await ask.perform("access.remove-passkey", { passkey: typed(ask, "passkey") });
    return then(done, "/me/sessions", "access.passkey.removed");
  },
};

interface SessionsParams {
  readonly ask: PageAsk;
  readonly session: OpenSession;
  readonly sessions: readonly Session[];
  readonly passkeys: readonly Passkey[];
  readonly options: string;
}

function Sessions({ ask, session, sessions, passkeys, options }: SessionsParams): VNode {
  const { say } = ask;
  const live = sessions.filter((one) => one.absoluteUntil > ask.world.clock.now());
  return (
    <>
      <PageHead
        title={say("access.sessions.title")} answer={say("access.sessions.answer", { count: live.length, keys: passkeys.length })}
        trail={[{ text: say("access.me.title"), to: "/me" }]}
      />
      <Card title={say("access.sessions.where")}>
        <Table
          caption={say("access.sessions.where")} captionHidden rows={live} rowKey={(one) => one.id}
          columns={[
            { key: "way", head: say("access.sessions.way"), rowHead: true, cell: (one) => say(`access.way.${one.way}`) },
            { key: "since", head: say("access.sessions.since"), cell: (one) => <Moment at={one.createdAt} /> },
            { key: "seen", head: say("access.sessions.seen"), cell: (one) => <Moment at={one.seenAt} /> },
            { key: "until", head: say("access.sessions.until"), cell: (one) => <Moment at={one.absoluteUntil} /> },
            {
              key: "this", head: say("access.sessions.this"),
              cell: (one) => one.id === session.id ? <StateTag tone="verified" word={say("ui.yes")} /> : say("ui.no"),
            },
          ]}
        />
        <Form action="/me/sessions/end" label={say("access.sessions.end")}>
          <Deeds><Button kind="stop">{say("access.sessions.end")}</Button></Deeds>
        </Form>
      </Card>
      <Card title={say("access.passkeys.title")}>
        <Passkeys ask={ask} passkeys={passkeys} />
        <PasskeyForm action="/me/passkeys" options={options} deed="make">{say("access.passkeys.add")}</PasskeyForm>
      </Card>
    </>
  );
}

function Passkeys({ ask, passkeys }: Pick<SessionsParams, "ask" | "passkeys">): VNode {
  const { say } = ask;
  return (
    <Table
      caption={say("access.passkeys.title")} captionHidden rows={passkeys} rowKey={(one) => one.id}
      empty={<EmptyState what={say("access.passkeys.none")} how={say("access.passkeys.how")} />}
      columns={[
        { key: "made", head: say("access.passkeys.made"), rowHead: true, cell: (one) => <Moment at={one.createdAt} /> },
        {
          key: "used", head: say("access.passkeys.used"),
          cell: (one) => one.usedAt === null ? say("ui.none") : <Moment at={one.usedAt} />,
        },
        {
          key: "kind", head: say("access.passkeys.kind"),
          cell: (one) => say(one.isDeviceBound ? "access.passkeys.bound" : "access.passkeys.synced"),
        },
        {
          key: "remove", head: say("access.passkeys.remove"),
          cell: (one) => (
            <Form action="/me/passkeys/remove" hidden={{ passkey: one.id }} dense label={say("access.passkeys.remove")}>
              <Button kind="quiet">{say("access.passkeys.remove")}</Button>
            </Form>
          ),
        },
      ]}
    />
  );
}
