import { PageHead } from "../../../ui/components/index.ts";
import type { Page } from "../../../ui/page.ts";
import { listQuestion, type NamedGrant } from "../questions.ts";
import { GivenTable } from "./given-table.tsx";

/** Everything given to countries, newest first. */
export const listPage: Page = {
  method: "GET", path: "/given", who: listQuestion.who,
  async handle(ask) {
    const grants = await ask.answer<readonly NamedGrant[]>("custody.grants", {});
    if (!grants) return { kind: "not-found" };
    const { say } = ask;
    return {
      kind: "page", layout: "officer", title: say("custody.list-title"),
      body: (
        <>
          <PageHead title={say("custody.list-title")} answer={say("custody.list-answer", { count: grants.length })} />
          <GivenTable say={say} grants={grants} withCountry />
        </>
      ),
    };
  },
};
