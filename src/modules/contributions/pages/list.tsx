import { kinds, type Kind } from "../../../engines/regulation/index.ts";
import { decimalText } from "../../../kernel/money.ts";
import {
  Amount,
  EmptyState,
  FiltersSentence,
  Link,
  Name,
  PageHead,
  Pagination,
  Table,
} from "../../../ui/components/index.ts";
import { csvText } from "../../../ui/csv.ts";
import { purposeOf, type Page, type PageAsk } from "../../../ui/page.ts";
import { states, type ContributionState } from "../contribution.ts";
import type { List } from "../questions.ts";
import { officers } from "../readers.ts";
import { ContributionStateTag, page } from "./parts.tsx";
import { purposeText } from "./words.ts";

const listed = states.filter((state) => state !== "drafted");

function chosen(ask: PageAsk): { state: ContributionState | null; kind: Kind | null } {
  return {
    state: listed.find((s) => s === ask.query["state"]) ?? null,
    kind: kinds.find((k) => k === ask.query["kind"]) ?? null,
  };
}

export const listPage: Page = {
  method: "GET",
  path: "/contributions",
  who: officers,
  async handle(ask) {
    const { say } = ask;
    const by = chosen(ask);
    const purpose = purposeOf(ask);
    const list = await ask.answer<List>("contributions.list", { ...by, after: ask.query["after"] ?? null }, purpose);
    if (!list) return { kind: "not-found" };
    if (purpose === "export") return csv(list);
    const title = say("contributions.title");
    return page("officer", title, {
      body: (
        <>
          <PageHead title={title} answer={say("contributions.list.sentence", { count: list.rows.length })} />
          <FiltersSentence
            sentence={say("contributions.list.filter", {
              state: by.state ? say(`contributions.state.${by.state}`) : say("contributions.list.any-state"),
              kind: by.kind ? say(`contributions.code.${by.kind}`) : say("contributions.list.any-kind"),
            })}
            filters={[
              {
                name: "state",
                label: say("contributions.state"),
                options: listed.map((value) => ({ value, text: say(`contributions.state.${value}`) })),
              },
              {
                name: "kind",
                label: say("contributions.kind"),
                options: kinds.map((value) => ({ value, text: say(`contributions.code.${value}`) })),
              },
            ]}
          />
          <Rows ask={ask} list={list} />
          <Pagination label={title} after={list.next} shown={list.rows.length} />
          <p>
            <Link to="/contributions?as=csv">{say("ui.button.download-csv")}</Link>
          </p>
        </>
      ),
    });
  },
};

function Rows({ ask, list }: { ask: PageAsk; list: List }) {
  const { say } = ask;
  return (
    <Table
      caption={say("contributions.title")}
      captionHidden
      dense
      rows={list.rows}
      rowKey={(r) => r.contribution.id}
      empty={<EmptyState what={say("contributions.list.none")} how={say("contributions.list.first")} />}
      columns={[
        {
          key: "partner",
          head: say("contributions.partner"),
          rowHead: true,
          cell: (r) => <Name text={r.partnerName} to={`/contributions/${r.contribution.id}`} />,
        },
        {
          key: "state",
          head: say("contributions.state"),
          cell: (r) => <ContributionStateTag say={say} state={r.contribution.state} />,
        },
        { key: "kind", head: say("contributions.kind"), cell: (r) => say(`contributions.code.${r.contribution.kind}`) },
        { key: "purpose", head: say("contributions.purpose"), cell: (r) => purposeText(ask, r.contribution.purpose) },
        {
          key: "value",
          head: say("contributions.value"),
          numeric: true,
          cell: (r) => <Amount of={{ minor: r.contribution.valueMinor, currency: r.contribution.currency }} />,
        },
        { key: "day", head: say("contributions.offered-on"), cell: (r) => say.day(r.contribution.offeredOn) },
      ]}
    />
  );
}

function csv(list: List) {
  const head = ["contribution", "partner", "state", "kind", "purpose", "value", "currency", "offeredOn"];
  const rows = list.rows.map(({ contribution: c, partnerName }) => [
    c.id,
    partnerName,
    c.state,
    c.kind,
    c.purpose,
    decimalText({ minor: c.valueMinor, currency: c.currency }),
    c.currency,
    c.offeredOn,
  ]);
  return {
    kind: "file" as const,
    bytes: csvText([head, ...rows]),
    type: "text/csv; charset=utf-8",
    name: "contributions.csv",
  };
}
