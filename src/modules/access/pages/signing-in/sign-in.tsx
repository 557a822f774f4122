import type { VNode } from "preact";
import type { Refusal } from "../../../../kernel/refusal.ts";
import { localPath } from "../../../../ui/address.ts";
import { Button, Card, Deeds, Form, Link, Notice, PageHead, RefusalNotice, TextField } from "../../../../ui/components/index.ts";
import { formFields } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { askOptions } from "../../signing-in/passkey.ts";
import { openSession, signOut } from "../../signing-in/sessions.ts";
import { signInByPasskey, signInByPassword } from "../../signing-in/sign-in.ts";
import { homeOf, page, typed } from "../answers.ts";
import { PasskeyForm } from "../passkey-form.tsx";

const fields = formFields({
  email: { kind: "text", label: "access.field.email", max: 254 },
  password: { kind: "text", label: "access.field.password", max: 1000 },
  code: { kind: "text", label: "access.field.code", hint: "access.field.code-hint", max: 40 },
});

export const signInPage: Page = {
  method: "GET",
  path: "/sign-in",
  who: "anyone",
  handle: (ask) => show(ask, ask.query["to"] ?? "", null),
};

export const signInDeed: Page = {
  method: "POST",
  path: "/sign-in",
  who: "anyone",
  async handle(ask) {
    const to = typed(ask, "to");
    const done = typed(ask, "way") === "passkey"
      ? await signInByPasskey(ask.world, { posted: typed(ask, "posted"), agent: "" })
      : await signInByPassword(ask.world, {
        email: typed(ask, "email"), password: typed(ask, "password"), code: typed(ask, "code"), agent: "",
      });
    if (!done.ok) return show(ask, to, done.error);
    await signOut(ask.world, ask.sessionToken); // whoever was signed in here is not any more
    const session = await openSession(ask.world, done.value.token);
    return { kind: "signed-in", to: localPath(to, homeOf(session?.actor.side ?? "public")), token: done.value.token };
  },
};

async function show(ask: PageAsk, to: string, refusal: Refusal | null): Promise<PageAnswer> {
  const options = await askOptions(ask.world, "sign-in", { holder: "", passkeys: [] });
  const title = ask.say("access.sign-in.title");
  return page(ask, title, <SignIn ask={ask} to={to} options={options} refusal={refusal} />, refusal !== null);
}

interface SignInParams {
  readonly ask: PageAsk;
  readonly to: string;
  readonly options: string;
  readonly refusal: Refusal | null;
}

function SignIn({ ask, to, options, refusal }: SignInParams): VNode {
  const { say } = ask;
  const emptyPasskey = refusal !== null && typed(ask, "way") === "passkey" && typed(ask, "posted") === "";
  return (
    <>
      <PageHead title={say("access.sign-in.title")} answer={say("access.sign-in.answer")} />
      {refusal && <RefusalNotice refusal={refusal} />}
      {emptyPasskey && <Notice tone="pending">{say("access.passkey.no-scripts")}</Notice>}
      <Card title={say("access.sign-in.passkey")}>
        <p>{say("access.sign-in.passkey-about")}</p>
        <PasskeyForm action="/sign-in" options={options} deed="ask" hidden={{ to }}>
          {say("access.sign-in.passkey-button")}
        </PasskeyForm>
      </Card>
      <Card title={say("access.sign-in.password")}>
        <Form
          action="/sign-in" fields={fields} typed={ask.form} hidden={{ to, way: "password" }}
          label={say("access.sign-in.password")}
        >
          <TextField name="email" type="email" inputMode="email" autoComplete="username" dir="ltr" />
          <TextField name="password" type="password" autoComplete="current-password" dir="ltr" />
          <TextField name="code" inputMode="numeric" autoComplete="one-time-code" width="short" dir="ltr" />
          <Deeds><Button>{say("ui.button.sign-in")}</Button></Deeds>
        </Form>
      </Card>
      <p>{say("access.sign-in.lost")}</p>
      <p><Link to="/join">{say("access.sign-in.join")}</Link></p>
    </>
  );
}

export const signOutDeed: Page = {
  method: "POST",
  path: "/sign-out",
  who: "anyone",
  async handle(ask) {
    await signOut(ask.world, ask.sessionToken);
    return { kind: "signed-out", to: "/sign-in", notice: "access.sign-out.done" };
  },
};
