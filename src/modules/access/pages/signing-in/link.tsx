import type { VNode } from "preact";
import type { Refusal } from "../../../../kernel/refusal.ts";
import {
  Button, Card, Deeds, Form, Link, Moment, Notice, PageHead, RefusalNotice, TextField,
} from "../../../../ui/components/index.ts";
import { formFields } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { acceptLink, linkHolder, type LinkHolder, type NewFactor } from "../../signing-in/accept-link.ts";
import { enrolment, newSeed } from "../../signing-in/code.ts";
import { makeOptions } from "../../signing-in/passkey.ts";
import { passwordMin } from "../../signing-in/password.ts";
import { homeOf, page, typed } from "../answers.ts";
import { PasskeyForm } from "../passkey-form.tsx";
import { QrSquare } from "./qr-square.tsx";

const fields = formFields({
  password: { kind: "text", label: "access.field.new-password", hint: "access.field.new-password-hint", max: 1000 },
  code: { kind: "text", label: "access.field.code", hint: "access.field.first-code-hint", max: 40 },
});

/** What a one-time link opens. Looking at it spends nothing: mail scanners look too. */
export const linkPage: Page = {
  method: "GET",
  path: "/link/:token",
  who: "anyone",
  handle: (ask) => show(ask, null),
};

export const linkDeed: Page = {
  method: "POST",
  path: "/link/:token",
  who: "anyone",
  async handle(ask) {
    const token = ask.params["token"] ?? "";
    const holder = await linkHolder(ask.world, token);
    const done = await acceptLink(ask.world, { token, factor: factorOf(ask), agent: "" });
    if (!done.ok) return show(ask, done.error);
    return { kind: "signed-in", to: homeOf(holder?.account.side ?? "public"), token: done.value.token };
  },
};

function factorOf(ask: PageAsk): NewFactor {
  if (typed(ask, "way") === "passkey") return { kind: "passkey", posted: typed(ask, "posted") };
  return { kind: "password", password: typed(ask, "password"), code: typed(ask, "code"), sealedSeed: typed(ask, "sealedSeed") };
}

async function show(ask: PageAsk, refusal: Refusal | null): Promise<PageAnswer> {
  const { say } = ask;
  const holder = await linkHolder(ask.world, ask.params["token"] ?? "");
  if (!holder) return page(ask, say("access.link.title"), <DeadLink ask={ask} />, refusal !== null);
  const { link, account } = holder;
  const passkeyOptions = await makeOptions(ask.world, {
    holder: link.id, accountId: account.id, label: account.email, known: [],
  });
  const body = <LiveLink ask={ask} holder={holder} options={passkeyOptions} refusal={refusal} />;
  return page(ask, say("access.link.title"), body, refusal !== null);
}

function DeadLink({ ask }: { readonly ask: PageAsk }): VNode {
  const { say } = ask;
  return (
    <>
      <PageHead title={say("access.link.title")} answer={say("access.link.dead")} />
      <p>{say("access.link.dead-about")}</p>
      <p><Link to="/sign-in" kind="button">{say("ui.button.sign-in")}</Link></p>
    </>
  );
}

interface LiveParams {
  readonly ask: PageAsk;
  readonly holder: LinkHolder;
  readonly options: string;
  readonly refusal: Refusal | null;
}

function LiveLink({ ask, holder, options, refusal }: LiveParams): VNode {
  const { say } = ask;
  const { link, account } = holder;
  const action = `/link/${ask.params["token"] ?? ""}`;
  const faults = refusal?.kind === "fault" ? refusal.faults : [];
  return (
    <>
      <PageHead title={say("access.link.title")} answer={say(`access.link.answer-${link.purpose}`, { name: account.name })} />
      <p>{say("access.link.until")} <Moment at={link.expiresAt} /></p>
      {refusal && refusal.kind !== "fault" && <RefusalNotice refusal={refusal} />}
      {account.side === "organisation" && <Notice tone="quiet">{say("access.link.roles-later")}</Notice>}
      <Card title={say("access.link.passkey")}>
        <p>{say("access.link.passkey-about")}</p>
        <PasskeyForm action={action} options={options} deed="make">{say("access.link.passkey-button")}</PasskeyForm>
      </Card>
      <PasswordCard ask={ask} holder={holder} faults={faults} />
    </>
  );
}

type PasswordParams = Pick<LiveParams, "ask" | "holder"> & { readonly faults: readonly { path: string; code: string }[] };

/** The seed travels sealed inside the form, bound to this link, until a right code shows that the app has it. */
function PasswordCard({ ask, holder, faults }: PasswordParams): VNode {
  const { say, world } = ask;
  const context = `access/enrol/${holder.link.id}`;
  const sent = Buffer.from(typed(ask, "sealedSeed"), "base64url");
  const seed = (sent.length > 0 ? world.keys.open(sent, context) : null) ?? newSeed(world.random);
  const sealedSeed = Buffer.from(world.keys.seal(seed, context)).toString("base64url");
  const { uri, secret } = enrolment(seed, { issuer: ask.organisation.shortName, label: holder.account.email });
  return (
    <Card title={say("access.link.password")}>
      <p>{say("access.link.password-about", { min: passwordMin })}</p>
      <Form
        action={`/link/${ask.params["token"] ?? ""}`} fields={fields} faults={faults} hidden={{ way: "password", sealedSeed }}
        label={say("access.link.password")}
      >
        <input type="text" name="_username" value={holder.account.email} autoComplete="username" readOnly hidden />
        <TextField name="password" type="password" autoComplete="new-password" dir="ltr" />
        <p>{say("access.link.scan")}</p>
        <QrSquare text={uri} label={say("access.link.qr")} />
        <p>{say("access.link.secret")} <code dir="ltr">{secret}</code></p>
        <TextField name="code" inputMode="numeric" autoComplete="one-time-code" width="short" dir="ltr" />
        <Deeds><Button>{say("access.link.password-button")}</Button></Deeds>
      </Form>
    </Card>
  );
}
