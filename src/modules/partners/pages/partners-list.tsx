import {
  EmptyState, FiltersSentence, Name, PageHead, Pagination, StateTag, Table,
} from "../../../ui/components/index.ts";
import type { Page } from "../../../ui/page.ts";
import { applicationStates, type PartnerState } from "../partner.ts";
import { officerSide } from "../views/readers.ts";
import type { PartnerList } from "../views/list.ts";

const states: readonly PartnerState[] = [...applicationStates, "suspended"];

function toneOf(state: PartnerState): "verified" | "stop" | "pending" {
  if (state === "active") return "verified";
  return state === "suspended" || state === "declined" ? "stop" : "pending";
}

/** Every file this reader may see, by name, with search in any script. */
export const listPage: Page = {
  method: "GET",
  path: "/partners",
  who: officerSide,
  async handle(ask) {
    const { q, state, after } = ask.query;
    const { say } = ask;
    const list = await ask.answer<PartnerList>("partners.list", {
      ...(q ? { q } : {}), ...(state ? { state } : {}), ...(after ? { after } : {}),
    });
    if (!list) return { kind: "not-found" };
    const title = say("partners.list.title");
    return {
      kind: "page", layout: "officer", title,
      body: (
        <>
          <PageHead title={title} answer={say("partners.list.answer", { count: list.partners.length })} />
          <FiltersSentence
            sentence={say("partners.list.sentence")} search={{ name: "q", label: say("partners.list.search") }}
            filters={[{
              name: "state", label: say("partners.list.state"),
              options: states.map((value) => ({ value, text: say(`partners.state.${value}`) })),
            }]}
          />
          <Table
            caption={title} captionHidden rows={list.partners} rowKey={(p) => p.id} dense
            empty={<EmptyState what={say("partners.list.empty")} how={say("partners.list.first")} />}
            columns={[
              {
                key: "name", head: say("partners.list.name"), rowHead: true,
                cell: (p) => (
                  <Name
                    text={p.name} latin={p.names.find((n) => n.kind === "latin")?.text ?? null} to={`/partners/${p.id}`}
                  />
                ),
              },
              { key: "country", head: say("partners.list.country"), cell: (p) => say.country(p.country) },
              { key: "group", head: say("partners.list.group"), cell: (p) => p.groupName && <bdi dir="auto">{p.groupName}</bdi> },
              {
                key: "state", head: say("partners.list.state"),
                cell: (p) => <StateTag tone={toneOf(p.state)} word={say(`partners.state.${p.state}`)} />,
              },
            ]}
          />
          <Pagination label={title} after={list.next} shown={list.partners.length} />
        </>
      ),
    };
  },
};
