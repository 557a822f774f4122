import {
  EmptyState,
  FiltersSentence,
  Link,
  Moment,
  Name,
  PageHead,
  Pagination,
  Table,
} from "../../../ui/components/index.ts";
import { csvText } from "../../../ui/csv.ts";
import { iso } from "../../../kernel/instants.ts";
import { purposeOf, type Page, type PageAnswer, type PageAsk } from "../../../ui/page.ts";
import { caseStates } from "../case.ts";
import type { CaseLine, CasesView } from "../questions.ts";
import { outcomeReaders } from "../readers.ts";
import { CaseStateTag, LevelTag, officerPage, OutcomeTag } from "./parts.tsx";

const casesPage: Page = {
  method: "GET",
  path: "/cases",
  who: outcomeReaders,
  async handle(ask) {
    const state = ask.query["state"] ?? "";
    const known = state === "at-work" || (caseStates as readonly string[]).includes(state);
    const after = ask.query["after"];
    const purpose = purposeOf(ask);
    const asked = { ...(known ? { state } : {}), ...(after ? { after } : {}) };
    const view = await ask.answer<CasesView>("diligence.cases", asked, purpose);
    if (!view) return { kind: "not-found" };
    if (purpose === "export") return csvOf(view.cases);
    return list(ask, view, known ? state : "");
  },
};

function csvOf(lines: readonly CaseLine[]): PageAnswer {
  const rows = lines.map(({ of, partnerName, verdict }) => [
    of.id,
    partnerName,
    String(of.number),
    of.state,
    iso(of.stateSince),
    verdict?.outcome ?? "",
    verdict?.level ?? "",
    verdict ? iso(verdict.expiresAt) : "",
  ]);
  const head = ["case", "partner", "number", "state", "since", "outcome", "level", "expires"];
  return { kind: "file", bytes: csvText([head, ...rows]), type: "text/csv; charset=utf-8", name: "cases.csv" };
}

function list(ask: PageAsk, view: CasesView, state: string): PageAnswer {
  const { say } = ask;
  const options = ["at-work", ...caseStates].map((value) => ({ value, text: say(`diligence.state.${value}`) }));
  const sentence =
    state === ""
      ? say("diligence.cases.all")
      : say("diligence.cases.some", { state: say(`diligence.state.${state}`) });
  return officerPage(
    say("diligence.cases.title"),
    <>
      <PageHead
        title={say("diligence.cases.title")}
        answer={say("diligence.cases.answer", { count: view.cases.length })}
      >
        <Link to="/diligence/depth">{say("diligence.depth.title")}</Link>
      </PageHead>
      <FiltersSentence
        sentence={sentence}
        filters={[{ name: "state", label: say("diligence.column.state"), options }]}
      />
      <Table
        caption={say("diligence.cases.title")}
        captionHidden
        dense
        rows={view.cases}
        rowKey={(l) => l.of.id}
        empty={<EmptyState what={say("diligence.cases.none")} how={say("diligence.cases.first")} />}
        columns={[
          {
            key: "partner",
            head: say("diligence.column.partner"),
            rowHead: true,
            cell: (l) => <Name text={l.partnerName} to={`/cases/${l.of.id}`} />,
          },
          {
            key: "number",
            head: say("diligence.column.number"),
            numeric: true,
            cell: (l) => say.number(l.of.number),
          },
          { key: "state", head: say("diligence.column.state"), cell: (l) => <CaseStateTag state={l.of.state} /> },
          { key: "since", head: say("diligence.column.since"), cell: (l) => <Moment at={l.of.stateSince} ago /> },
          {
            key: "outcome",
            head: say("diligence.column.outcome"),
            cell: (l) => l.verdict && <OutcomeTag verdict={l.verdict} />,
          },
          {
            key: "level",
            head: say("diligence.column.level"),
            cell: (l) => l.verdict && <LevelTag level={l.verdict.level} />,
          },
        ]}
      />
      <Pagination label={say("diligence.cases.title")} after={view.next} shown={view.cases.length} />
      <p>
        <Link to={`/cases?as=csv${state === "" ? "" : `&state=${state}`}`}>{say("ui.button.download-csv")}</Link>
      </p>
    </>,
  );
}

export const listPages: readonly Page[] = [casesPage];
