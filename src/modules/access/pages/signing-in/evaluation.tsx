import { isId } from "../../../../kernel/ids.ts";
import { Button, Deeds, Form, PageHead } from "../../../../ui/components/index.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { accountById } from "../../people/store-accounts.ts";
import { evaluationSession, openSession, signOut } from "../../signing-in/sessions.ts";
import { homeOf, page, typed } from "../answers.ts";

/** Where the sign-in links of the evaluation lead: one button, so that opening a link changes nothing. */
export const evaluationPage: Page = {
  method: "GET",
  path: "/evaluation/:account",
  who: "anyone",
  async handle(ask) {
    const id = ask.params["account"] ?? "";
    const account = await ask.world.database.read((tx) => accountById(tx, id));
    if (!ask.organisation.fictitious || !account) return { kind: "not-found" };
    const { say } = ask;
    return page(ask, say("access.evaluation.title"), (
      <>
        <PageHead title={say("access.evaluation.title")} answer={say("access.evaluation.answer", { name: account.name })} />
        <Form action="/evaluation" hidden={{ account: id }}>
          <Deeds><Button>{say("access.evaluation.button")}</Button></Deeds>
        </Form>
      </>
    ));
  },
};

/** Switches to another of the evaluation's people. Refused in every real installation. */
export const evaluationDeed: Page = {
  method: "POST",
  path: "/evaluation",
  who: "anyone",
  handle: (ask) => enter(ask, typed(ask, "account")),
};

async function enter(ask: PageAsk, account: string): Promise<PageAnswer> {
  if (!isId("acc", account)) return { kind: "not-found" };
  const done = await evaluationSession(ask.world, account);
  if (!done.ok) return { kind: "refusal", refusal: done.error };
  await signOut(ask.world, ask.sessionToken);
  const session = await openSession(ask.world, done.value.token);
  return { kind: "signed-in", to: homeOf(session?.actor.side ?? "public"), token: done.value.token };
}
