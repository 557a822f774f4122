import { iso } from "../../../kernel/instants.ts";
import {
  EmptyState, FiltersSentence, Link, Moment, Name, PageHead, Pagination, Table,
} from "../../../ui/components/index.ts";
import { csvText } from "../../../ui/csv.ts";
import { purposeOf, type Page, type PageAnswer, type PageAsk } from "../../../ui/page.ts";
import { hitReaders, type HitLine, type HitsView } from "../questions.ts";
import { HitStateTag, NameWithReading, officerPage } from "./parts.tsx";

const states = ["raised", "triaged", "dismissal-proposed", "confirmation-proposed", "dismissed", "confirmed",
  "lapsed"];

const hitsPage: Page = {
  method: "GET", path: "/hits", who: hitReaders,
  async handle(ask) {
    const { state = "", words = "", sort = "", after = "" } = ask.query;
    const known = states.includes(state);
    const view = await ask.answer<HitsView>("screening.hits", {
      ...(known ? { state } : {}), ...(words ? { words: words.slice(0, 100) } : {}),
      ...(after ? { after } : {}),
      order: sort === "strongest" ? "strongest" : "oldest",
    }, purposeOf(ask));
    if (!view) return { kind: "not-found" };
    return purposeOf(ask) === "export" ? csvOf(view.lines) : list(ask, view, known ? state : "");
  },
};

function csvOf(lines: readonly HitLine[]): PageAnswer {
  const head = ["hit", "partner", "role", "asked", "listed", "list", "score-bps", "state", "raised", "due"];
  const rows = lines.map(({ hit, partnerName }) => [
    hit.id, partnerName, hit.role, askedName(hit), listedName(hit), hit.source, String(hit.scoreBps),
      hit.state,
    iso(hit.raisedAt), iso(hit.dueAt),
  ]);
  return { kind: "file", bytes: csvText([head, ...rows]), type: "text/csv; charset=utf-8", name: "hits.csv" };
}

export function askedName(hit: HitLine["hit"]): string {
  return hit.explanation.name?.asked ?? hit.asked.names[0]?.text ?? "";
}

export function listedName(hit: HitLine["hit"]): string {
  return hit.explanation.name?.listed ?? hit.ref;
}

function list(ask: PageAsk, view: HitsView, state: string): PageAnswer {
  const { say } = ask;
  const options = states.map((value) => ({ value, text: say(`screening.state.${value}`) }));
  const sentence = state === "" ? say("screening.hits.open") : say("screening.hits.some",
    { state: say(`screening.state.${state}`) });
  const title = say("screening.hits.title");
  return officerPage(title, (
    <>
      <PageHead title={title} answer={say("screening.hits.answer", { count: view.lines.length })}>
        <Link to="/lists">{say("screening.lists.title")}</Link>
      </PageHead>
      <FiltersSentence
        sentence={sentence} search={{ name: "words", label: say("screening.hits.search") }}
        filters={[
          { name: "state", label: say("screening.column.state"), options },
          { name: "sort", label: say("screening.hits.order"),
            options: [{ value: "strongest", text: say("screening.hits.strongest") }] },
        ]}
      />
      <Table
        caption={title} captionHidden dense rows={view.lines} rowKey={(l) => l.hit.id}
        empty={<EmptyState what={say("screening.hits.none")} how={say("screening.hits.first")} />}
        columns={[
          { key: "asked", head: say("screening.column.asked"), rowHead: true,
            cell: (l) => <NameWithReading text={askedName(l.hit)} to={`/hits/${l.hit.id}`} /> },
          { key: "listed", head: say("screening.column.listed"), cell: (l) =>
            <NameWithReading text={listedName(l.hit)} /> },
          { key: "score", head: say("screening.column.score"), numeric: true, cell: (l) =>
            say.share(l.hit.scoreBps) },
          { key: "role", head: say("screening.column.role"), cell: (l) =>
            say(`screening.role.${l.hit.role}`) },
          { key: "partner", head: say("screening.column.partner"), cell: (l) =>
            <Name text={l.partnerName} to={`/partners/${l.hit.file}`} /> },
          { key: "list", head: say("screening.column.list"), cell: (l) =>
            <code dir="ltr">{l.hit.source}</code> },
          { key: "state", head: say("screening.column.state"), cell: (l) =>
            <HitStateTag state={l.hit.state} /> },
          { key: "raised", head: say("screening.column.raised"), cell: (l) =>
            <Moment at={l.hit.raisedAt} ago /> },
          { key: "due", head: say("screening.column.due"), cell: (l) => <Moment at={l.hit.dueAt} ago /> },
        ]}
      />
      <Pagination label={title} after={view.next} shown={view.lines.length} />
      <p><Link to={`/hits?as=csv${state === "" ? "" : `&state=${state}`}`}>{
        say("ui.button.download-csv")}</Link></p>
    </>
  ));
}

export const queuePages: readonly Page[] = [hitsPage];
