import type { VNode } from "preact";
import { Card, DescriptionList, Link, PageHead } from "../../../ui/components/index.ts";
import type { Page } from "../../../ui/page.ts";
import type { Say } from "../../../ui/say.ts";
import type { ShownRegister } from "../fictitious.ts";
import type { EntryAnswer } from "../questions.ts";
import { registerCsv } from "../register-csv.ts";

/** Proof of one entry, in plain words: what to download and which sentence of the verifier to expect. */
export const proofPage: Page = {
  method: "GET",
  path: "/register/:registerId/proof",
  who: "anyone",
  async handle(ask) {
    const found = await ask.answer<EntryAnswer>("register.entry", {
      registerId: ask.params["registerId"] ?? "",
    });
    const last = found?.entry.versions.at(-1);
    if (!found || !last) return { kind: "not-found" };
    const { say } = ask;
    const title = say("register.proof.title");
    return {
      kind: "page",
      layout: "public",
      title,
      body: (
        <>
          <PageHead
            title={title}
            answer={say("register.proof.answer", { leaf: last.leafIndex, size: found.size })}
            trail={[
              { text: say("register.title"), to: "/register" },
              { text: found.current.partner.name, to: `/register/${found.entry.registerId}` },
            ]}
          />
          <DescriptionList
            rows={[
              {
                term: say("register.proof.leaf"),
                definition: <Link to={`/log/entries/${last.leafIndex}`}>{`entries/${last.leafIndex}`}</Link>,
              },
              {
                term: say("register.proof.file"),
                definition: (
                  <Link to={`/log/proof/${last.leafIndex}.tlog-proof`}>{`${last.leafIndex}.tlog-proof`}</Link>
                ),
              },
              {
                term: say("register.proof.checkpoint"),
                definition: <Link to="/log/checkpoint">checkpoint</Link>,
              },
              { term: say("register.proof.key"), definition: <Link to="/log/log.vkey">log.vkey</Link> },
            ]}
          />
          <CheckSteps say={say} address={ask.organisation.address} />
        </>
      ),
    };
  },
};

function CheckSteps({ say, address }: { say: Say; address: string }): VNode {
  const command = `node verifier/entente-verify.mjs ${address}/log/ --register ${address}/register.json`;
  return (
    <Card title={say("register.check.title")}>
      <ol>
        <li>{say("register.check.signature")}</li>
        <li>{say("register.check.inclusion")}</li>
        <li>{say("register.check.consistency")}</li>
        <li>{say("register.check.replay")}</li>
      </ol>
      <p>{say("register.check.command")}</p>
      <p>
        <code dir="ltr">{command}</code>
      </p>
      <p class="quiet">{say("register.check.limits")}</p>
    </Card>
  );
}

export const checkPage: Page = {
  method: "GET",
  path: "/register/check",
  who: "anyone",
  async handle(ask) {
    const { say } = ask;
    const title = say("register.check.link");
    return {
      kind: "page",
      layout: "public",
      title,
      body: (
        <>
          <PageHead
            title={title}
            answer={say("register.check.answer")}
            trail={[{ text: say("register.title"), to: "/register" }]}
          />
          <div
            data-island="check-register"
            data-log="/log/"
            data-register="/register.json"
            data-start={say("register.check.start")}
            data-working={say("register.check.working")}
            data-signed={say("register.check.did-signed")}
            data-rooted={say("register.check.did-rooted")}
            data-replayed={say("register.check.did-replayed")}
            data-holds={say("register.check.holds")}
            data-fails={say("register.check.fails")}
          />
          <CheckSteps say={say} address={ask.organisation.address} />
        </>
      ),
    };
  },
};

export const jsonPage: Page = {
  method: "GET",
  path: "/register.json",
  who: "anyone",
  async handle(ask) {
    const register = await ask.answer<ShownRegister>("register.whole", {});
    if (!register) return { kind: "not-found" };
    const bytes = JSON.stringify(register, null, 1);
    return {
      kind: "file",
      bytes,
      type: "application/json; charset=utf-8",
      name: "register.json",
      inline: true,
    };
  },
};

export const csvPage: Page = {
  method: "GET",
  path: "/register.csv",
  who: "anyone",
  async handle(ask) {
    const register = await ask.answer<ShownRegister>("register.whole", {});
    if (!register) return { kind: "not-found" };
    return {
      kind: "file",
      bytes: registerCsv(register),
      type: "text/csv; charset=utf-8",
      name: "register.csv",
    };
  },
};
