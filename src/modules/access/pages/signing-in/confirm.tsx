import type { VNode } from "preact";
import { instant } from "../../../../kernel/instants.ts";
import type { Refusal } from "../../../../kernel/refusal.ts";
import { localPath } from "../../../../ui/address.ts";
import {
  Button, Card, Deeds, Form, Moment, Notice, PageHead, RefusalNotice, TextField,
} from "../../../../ui/components/index.ts";
import { formFields } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { makeFresh, type Gesture } from "../../signing-in/fresh.ts";
import { askOptions } from "../../signing-in/passkey.ts";
import { openSession, type OpenSession } from "../../signing-in/sessions.ts";
import { passkeysOf } from "../../signing-in/store-factors.ts";
import { page, typed } from "../answers.ts";
import { PasskeyForm } from "../passkey-form.tsx";

const fields = formFields({
  code: { kind: "text", label: "access.field.code", hint: "access.field.code-hint", max: 40 },
});

/** The gesture of a decision: here the reader shows once more, with passkey or code, that it is they who act. */
export const confirmPage: Page = {
  method: "GET",
  path: "/confirm",
  who: "signed-in",
  handle: (ask) => show(ask, ask.query["back"] ?? "", null),
};

export const confirmDeed: Page = {
  method: "POST",
  path: "/confirm",
  who: "signed-in",
  async handle(ask) {
    const session = await openSession(ask.world, ask.sessionToken);
    if (!session || ask.sessionToken === null) return { kind: "signed-out", to: "/sign-in" };
    const back = typed(ask, "back");
    const refusal = await makeFresh(ask.world, { session, token: ask.sessionToken, gesture: gestureOf(ask) });
    if (refusal?.code === "access/too-many-tries") return { kind: "signed-out", to: "/sign-in", notice: "access.confirm.ended" };
    if (refusal) return show(ask, back, refusal);
    return { kind: "go", to: localPath(back, "/confirm"), notice: "access.confirm.done" };
  },
};

function gestureOf(ask: PageAsk): Gesture {
  const way = typed(ask, "way");
  if (way === "passkey") return { kind: "passkey", posted: typed(ask, "posted") };
  return way === "evaluation" ? { kind: "evaluation" } : { kind: "code", typed: typed(ask, "code") };
}

async function show(ask: PageAsk, back: string, refusal: Refusal | null): Promise<PageAnswer> {
  const session = await openSession(ask.world, ask.sessionToken);
  if (!session) return { kind: "signed-out", to: "/sign-in" };
  const passkeys = await ask.world.database.read((tx) => passkeysOf(tx, session.actor.accountId));
  const options = await askOptions(ask.world, "fresh", { holder: session.id, passkeys });
  const asked = passkeys.length > 0 ? options : null;
  const body = <Confirm ask={ask} session={session} back={back} options={asked} refusal={refusal} />;
  return page(ask, ask.say("access.confirm.title"), body, refusal !== null);
}

interface ConfirmParams {
  readonly ask: PageAsk;
  readonly session: OpenSession;
  readonly back: string;
  readonly options: string | null; // null: the account has no passkey
  readonly refusal: Refusal | null;
}

function Confirm({ ask, session, back, options, refusal }: ConfirmParams): VNode {
  const { say } = ask;
  const freshUntil = session.actor.freshUntil ?? 0;
  const isFresh = freshUntil >= ask.world.clock.now();
  return (
    <>
      <PageHead title={say("access.confirm.title")} answer={say(isFresh ? "access.confirm.fresh" : "access.confirm.answer")} />
      {refusal && <RefusalNotice refusal={refusal} />}
      {isFresh && <Notice tone="verified">{say("access.confirm.until")} <Moment at={instant(freshUntil)} /></Notice>}
      {session.way === "evaluation" && (
        <Card title={say("access.confirm.evaluation")}>
          <p>{say("access.confirm.evaluation-about")}</p>
          <Form action="/confirm" hidden={{ back, way: "evaluation" }} label={say("access.confirm.evaluation")}>
            <Deeds><Button>{say("access.confirm.button")}</Button></Deeds>
          </Form>
        </Card>
      )}
      {options && (
        <Card title={say("access.confirm.passkey")}>
          <PasskeyForm action="/confirm" options={options} deed="ask" hidden={{ back }}>
            {say("access.confirm.passkey-button")}
          </PasskeyForm>
        </Card>
      )}
      {session.way !== "evaluation" && (
        <Card title={say("access.confirm.code")}>
          <Form action="/confirm" fields={fields} hidden={{ back, way: "code" }} label={say("access.confirm.code")}>
            <TextField name="code" inputMode="numeric" autoComplete="one-time-code" width="short" dir="ltr" />
            <Deeds><Button>{say("access.confirm.button")}</Button></Deeds>
          </Form>
        </Card>
      )}
    </>
  );
}
