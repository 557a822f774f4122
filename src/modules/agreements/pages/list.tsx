import { Day, EmptyState, Name, PageHead, StateTag, Table } from "../../../ui/components/index.ts";
import type { Page } from "../../../ui/page.ts";
import { readers } from "../readers.ts";
import type { ListedAgreement } from "../questions.ts";

/** Every agreement this reader may see. */
export const listPage: Page = {
  method: "GET",
  path: "/agreements",
  who: readers,
  async handle(ask) {
    const listed = await ask.answer<readonly ListedAgreement[]>("agreements.list", {});
    if (!listed) return { kind: "not-found" };
    const { say } = ask;
    return {
      kind: "page",
      layout: ask.actor.side === "partner" ? "partner" : "officer",
      title: say("agreements.list"),
      body: (
        <>
          <PageHead
            title={say("agreements.list")}
            answer={say("agreements.list-answer", { count: listed.length })}
          />
          <Table
            caption={say("agreements.list")}
            captionHidden
            rows={listed}
            rowKey={(a) => a.id}
            empty={<EmptyState what={say("agreements.none")} how={say("agreements.first")} />}
            columns={[
              {
                key: "partner",
                head: say("agreements.partner"),
                rowHead: true,
                cell: (a) => <Name text={a.partnerName} to={`/agreements/${a.id}`} />,
              },
              {
                key: "state",
                head: say("agreements.state"),
                cell: (a) => (
                  <StateTag
                    tone={a.state === "in-force" ? "verified" : "pending"}
                    word={say(`agreements.state.${a.state}`)}
                  />
                ),
              },
              { key: "starts", head: say("agreements.starts"), cell: (a) => <Day on={a.startsOn} /> },
              { key: "ends", head: say("agreements.ends"), cell: (a) => <Day on={a.endsOn} /> },
            ]}
          />
        </>
      ),
    };
  },
};
