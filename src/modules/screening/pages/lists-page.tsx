import type { VNode } from "preact";
import { iso } from "../../../kernel/instants.ts";
import {
  Card, DescriptionList, EmptyState, Link, Moment, Name, Notice, PageHead, StateTag, Table,
} from "../../../ui/components/index.ts";
import { csvText } from "../../../ui/csv.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import { useReader } from "../../../ui/reader.ts";
import { listReaders, type ListLine } from "../questions.ts";
import type { ListFault } from "../sources/faults.ts";
import { Hash, officerPage, textIn } from "./parts.tsx";

const hourMs = 3_600_000;

const listsPage: Page = {
  method: "GET", path: "/lists", who: listReaders,
  async handle(ask) {
    const lines = await ask.answer<readonly ListLine[]>("screening.lists", {});
    if (!lines) return { kind: "not-found" };
    return ask.query["as"] === "csv" ? csvOf(lines) : officerPage(ask.say("screening.lists.title"),
      <Lists ask={ask} lines={lines} />);
  },
};

function csvOf(lines: readonly ListLine[]): PageAnswer {
  const head = ["list", "adopted", "version", "entries", "names", "published", "imported", "checked",
    "screened", "root"];
  const at = (value: number | null | undefined) => (value === null || value === undefined ? ""
    : iso(value as Parameters<typeof iso>[0]));
  const rows = lines.map(({ id, isAdopted, state: s }) => [
    id, isAdopted ? "yes" : "no", String(s?.version ?? 0), String(s?.entries ?? 0), String(s?.names ?? 0),
      s?.publishedOn ?? "",
    at(s?.importedAt), at(s?.checkedAt), at(s?.coveredAt), s?.versionSha256 ?? "",
  ]);
  return { kind: "file", bytes: csvText([head, ...rows]), type: "text/csv; charset=utf-8",
    name: "lists.csv" };
}

function isOverdue(line: ListLine, now: number): boolean {
  return line.isAdopted && (line.state?.coveredAt ?? 0) + line.refreshHours * hourMs < now;
}

/** One word for where a list stands, the worst first. */
export function ListStateTag({ line }: { readonly line: ListLine }): VNode {
  const { say, now } = useReader();
  if (!line.isAdopted) return <StateTag tone="quiet" word={say("screening.list.not-adopted")} />;
  if (line.state === null) return <StateTag tone="stop" word={say("screening.list.never")} />;
  if (line.state.coveredVersion !== line.state.version) return <StateTag tone="pending" word={
    say("screening.list.behind")} />;
  if (isOverdue(line, now)) return <StateTag tone="stop" word={say("screening.list.overdue")} />;
  if (line.lastImport?.outcome === "refused") return <StateTag tone="pending" word={
    say("screening.list.last-refused")} />;
  return <StateTag tone="verified" word={say("screening.list.current")} />;
}

function Lists({ ask, lines }: { readonly ask: PageAsk; readonly lines: readonly ListLine[] }): VNode {
  const { say } = ask;
  const adopted = lines.filter((l) => l.isAdopted);
  const late = adopted.filter((l) => l.state === null || isOverdue(l, ask.world.clock.now())).length;
  const entries = adopted.reduce((sum, l) => sum + (l.state?.entries ?? 0), 0);
  const answer = late > 0 ? say("screening.lists.late", { count: late }) : say("screening.lists.answer",
    { lists: adopted.length, entries });
  return (
    <>
      <PageHead title={say("screening.lists.title")} answer={answer} trail={[{ to: "/hits",
        text: say("screening.hits.title") }]} />
      <Table
        caption={say("screening.lists.title")} captionHidden dense rows={lines} rowKey={(l) => l.id}
        empty={<EmptyState what={say("screening.lists.none")} how={say("screening.lists.first")} />}
        columns={[
          { key: "list", head: say("screening.column.list"), rowHead: true,
            cell: (l) => <Name text={textIn(say, l.title)} to={`/lists/${l.id}`} /> },
          { key: "state", head: say("screening.column.state"), cell: (l) => <ListStateTag line={l} /> },
          { key: "entries", head: say("screening.column.entries"), numeric: true, cell: (l) => l.state &&
            say.number(l.state.entries) },
          { key: "names", head: say("screening.column.names"), numeric: true, cell: (l) => l.state &&
            say.number(l.state.names) },
          { key: "checked", head: say("screening.column.checked"), cell: (l) => l.state?.checkedAt &&
            <Moment at={l.state.checkedAt} ago /> },
          { key: "screened", head: say("screening.column.screened"), cell: (l) => l.state?.coveredAt &&
            <Moment at={l.state.coveredAt} ago /> },
          { key: "version", head: say("screening.column.version"), numeric: true, cell: (l) => l.state &&
            say.number(l.state.version) },
          { key: "root", head: say("screening.column.root"), cell: (l) => l.state?.versionSha256 &&
            <Hash sha256={l.state.versionSha256} /> },
          { key: "faults", head: say("screening.column.faults"), numeric: true, cell: (l) =>
            say.number(faultCount(l)) },
        ]}
      />
      <p><Link to="/lists?as=csv">{say("ui.button.download-csv")}</Link></p>
    </>
  );
}

function faultCount(line: ListLine): number {
  return (line.versions[0]?.faults ?? []).reduce((sum, f) => sum + f.count, 0);
}

const listPage: Page = {
  method: "GET", path: "/lists/:source", who: listReaders,
  async handle(ask) {
    const line = await ask.answer<ListLine>("screening.list", { source: ask.params["source"] ?? "" });
    return line ? officerPage(textIn(ask.say, line.title), <List ask={ask} line={line} />)
      : { kind: "not-found" };
  },
};

function List({ ask, line }: { readonly ask: PageAsk; readonly line: ListLine }): VNode {
  const { say } = ask;
  const { state } = line;
  const answer = state === null ? say("screening.list.answer-never")
    : say("screening.list.answer", { entries: state.entries, names: state.names, version: state.version });
  const refused = line.lastImport?.outcome === "refused" ? line.lastImport : null;
  return (
    <>
      <PageHead
        title={<Name text={textIn(say, line.title)} />} answer={answer} kicker={say("screening.list.kicker")}
        trail={[{ to: "/lists", text: say("screening.lists.title") }]} state={<ListStateTag line={line} />}
      />
      {refused?.fault && (
        <Notice tone="stop" title={say("screening.list.refused-at", { moment: say.moment(refused.at) })}>
          <p>{say(`screening.fault.${refused.fault.code}`)} <FaultWords fault={refused.fault} /></p>
          <p>{say("screening.list.last-good-kept")}</p>
        </Notice>
      )}
      <DescriptionList
        columns={2}
        rows={[
          { term: say("screening.list.publisher"), definition: textIn(say, line.publisher) },
          { term: say("screening.list.page"), definition: line.page &&
            <Link to={line.page}>{line.page}</Link> },
          { term: say("screening.list.licence"), definition: <bdi lang="en">{line.licence}</bdi> },
          { term: say("screening.list.published"), definition: state?.publishedOn &&
            <bdi dir="ltr">{state.publishedOn}</bdi> },
          { term: say("screening.column.checked"), definition: state?.checkedAt &&
            <Moment at={state.checkedAt} /> },
          { term: say("screening.column.screened"), definition: state?.coveredAt &&
            <Moment at={state.coveredAt} /> },
          { term: say("screening.list.due"), definition: say("screening.list.every",
            { hours: line.refreshHours }) },
          { term: say("screening.column.root"), definition: state?.versionSha256 &&
            <code dir="ltr">{state.versionSha256}</code> },
        ]}
      />
      <Oddities line={line} />
      <Versions line={line} />
    </>
  );
}

function Oddities({ line }: { readonly line: ListLine }): VNode {
  const { say } = useReader();
  return (
    <Card title={say("screening.list.oddities")}>
      <Table
        caption={say("screening.list.oddities")} captionHidden dense rows={line.versions[0]?.faults ?? []}
        rowKey={(f) => f.code + f.detail} empty={<EmptyState what={say("screening.list.no-oddities")} />}
        columns={[
          { key: "what", head: say("screening.column.oddity"), rowHead: true, cell: (f) =>
            say(`screening.fault.${f.code}`) },
          { key: "detail", head: say("screening.column.detail"), cell: (f) =>
            <bdi dir="auto">{f.detail}</bdi> },
          { key: "count", head: say("screening.column.times"), numeric: true, cell: (f) =>
            say.number(f.count) },
          { key: "at", head: say("screening.column.first-at"), cell: (f) =>
            <bdi dir="ltr">{f.firstAt}</bdi> },
        ]}
      />
    </Card>
  );
}

function Versions({ line }: { readonly line: ListLine }): VNode {
  const { say } = useReader();
  return (
    <Card title={say("screening.list.versions")}>
      <Table
        caption={say("screening.list.versions")} captionHidden dense rows={line.versions} rowKey={(v) =>
          String(v.version)}
        empty={<EmptyState what={say("screening.list.answer-never")} />}
        columns={[
          { key: "version", head: say("screening.column.version"), rowHead: true, numeric: true,
            cell: (v) => say.number(v.version) },
          { key: "at", head: say("screening.column.imported"), cell: (v) => <Moment at={v.importedAt} /> },
          { key: "entries", head: say("screening.column.entries"), numeric: true, cell: (v) =>
            say.number(v.entries) },
          { key: "added", head: say("screening.column.added"), numeric: true, cell: (v) =>
            say.number(v.added) },
          { key: "removed", head: say("screening.column.removed"), numeric: true, cell: (v) =>
            say.number(v.removed) },
          { key: "root", head: say("screening.column.root"), cell: (v) =>
            <Hash sha256={v.versionSha256} /> },
        ]}
      />
    </Card>
  );
}

function FaultWords({ fault }: { readonly fault: ListFault }): VNode {
  return <bdi dir="auto">{[fault.detail, fault.firstAt].filter((t) => t !== "").join(" · ")}</bdi>;
}

export const listPages: readonly Page[] = [listsPage, listPage];
