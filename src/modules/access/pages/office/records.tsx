import type { VNode } from "preact";
import { iso } from "../../../../kernel/instants.ts";
import { EmptyState, Link, Moment, PageHead, Pagination, StateTag, Table } from "../../../../ui/components/index.ts";
import { csvText } from "../../../../ui/csv.ts";
import { purposeOf, type Page, type PageAnswer, type PageAsk } from "../../../../ui/page.ts";
import type { QueuedLetter } from "../../letters/store-letters.ts";
import { letters, readRecords } from "../../records/questions.ts";
import type { ReadRecord } from "../../../log/index.ts";
import { page } from "../answers.ts";

type Letter = Omit<QueuedLetter, "sealedLink">;

const pageFull = 100;

/** "2027-03-03T09:00:00.000Z~rdr_…": where the next page starts. Attacker-chosen; the question's schema judges it. */
function cursor(ask: PageAsk): { before?: { at: string; id: string } } {
  const [at, id] = (ask.query["after"] ?? "").split("~");
  return at && id ? { before: { at, id } } : {};
}

function nextOf<Row>(rows: readonly Row[], key: (row: Row) => string): string | null {
  const last = rows.at(-1);
  return rows.length === pageFull && last ? key(last) : null;
}

/** Who read which sealed thing, when and why; as a table and as CSV, which is itself recorded first. */
export const readsPage: Page = {
  method: "GET",
  path: "/records/reads",
  who: readRecords.who,
  async handle(ask) {
    const file = ask.query["file"] ? { file: ask.query["file"] } : {};
    const person = ask.query["person"] ? { person: ask.query["person"] } : {};
    const purpose = purposeOf(ask);
    const rows = await ask.answer<readonly ReadRecord[]>("access.read-records", { ...file, ...person, ...cursor(ask) }, purpose);
    if (!rows) return { kind: "not-found" };
    if (purpose === "export") return readsCsv(rows);
    return page(ask, ask.say("access.reads.title"), <Reads ask={ask} rows={rows} />);
  },
};

function readsCsv(rows: readonly ReadRecord[]): PageAnswer {
  const body = rows.map((row) => [
    iso(row.at), row.accountId, row.personId, row.what, row.subject ?? "", row.file ?? "", row.purpose,
  ]);
  const head = ["at", "account", "person", "what", "subject", "file", "purpose"];
  return { kind: "file", bytes: csvText([head, ...body]), type: "text/csv; charset=utf-8", name: "reads.csv" };
}

function Reads({ ask, rows }: { readonly ask: PageAsk; readonly rows: readonly ReadRecord[] }): VNode {
  const { say } = ask;
  const next = nextOf(rows, (row) => `${iso(row.at)}~${row.id}`);
  return (
    <>
      <PageHead title={say("access.reads.title")} answer={say("access.reads.answer", { count: rows.length })}>
        <Link to="/records/reads?as=csv" kind="button">{say("ui.button.download-csv")}</Link>
      </PageHead>
      <Table
        caption={say("access.reads.title")} captionHidden rows={rows} rowKey={(row) => row.id} dense
        empty={<EmptyState what={say("access.reads.none")} how={say("access.reads.none-how")} />}
        columns={[
          { key: "at", head: say("access.reads.at"), cell: (row) => <Moment at={row.at} /> },
          {
            key: "person", head: say("access.reads.person"), rowHead: true,
            cell: (row) => <Link to={`/records/reads?person=${row.personId}`}><code dir="ltr">{row.personId}</code></Link>,
          },
          { key: "what", head: say("access.reads.what"), cell: (row) => <What read={row} /> },
          { key: "file", head: say("access.file"), cell: (row) => <FileLink ask={ask} file={row.file} /> },
          { key: "purpose", head: say("access.reads.purpose"), cell: (row) => <bdi dir="auto">{row.purpose}</bdi> },
        ]}
      />
      <Pagination label={say("access.reads.title")} after={next} shown={rows.length} />
    </>
  );
}

function What({ read }: { readonly read: ReadRecord }): VNode {
  return <><code dir="ltr">{read.what}</code>{read.subject !== null && <> <code dir="ltr">{read.subject}</code></>}</>;
}

function FileLink({ ask, file }: { readonly ask: PageAsk; readonly file: string | null }): VNode {
  if (file === null) return <span>{ask.say("ui.none")}</span>;
  return <Link to={`/records/reads?file=${file}`}><code dir="ltr">{file}</code></Link>;
}

/** Every letter that left or waits. Letters carry no content, so neither does this page. */
export const lettersPage: Page = {
  method: "GET",
  path: "/records/letters",
  who: letters.who,
  async handle(ask) {
    const rows = await ask.answer<readonly Letter[]>("access.letters", cursor(ask));
    if (!rows) return { kind: "not-found" };
    return page(ask, ask.say("access.letters.title"), <Letters ask={ask} rows={rows} />);
  },
};

function Letters({ ask, rows }: { readonly ask: PageAsk; readonly rows: readonly Letter[] }): VNode {
  const { say } = ask;
  const next = nextOf(rows, (row) => `${iso(row.createdAt)}~${row.id}`);
  const waiting = rows.filter((row) => row.sentAt === null && row.givenUpAt === null).length;
  return (
    <>
      <PageHead title={say("access.letters.title")} answer={say("access.letters.answer", { count: rows.length, waiting })} />
      <Table
        caption={say("access.letters.title")} captionHidden rows={rows} rowKey={(row) => row.id} dense
        empty={<EmptyState what={say("access.letters.none")} how={say("access.letters.none-how")} />}
        columns={[
          { key: "at", head: say("access.letters.at"), cell: (row) => <Moment at={row.createdAt} /> },
          { key: "to", head: say("access.letters.to"), rowHead: true, cell: (row) => <bdi dir="ltr">{row.to}</bdi> },
          { key: "lang", head: say("access.field.lang"), cell: (row) => say(`access.lang.${row.lang}`) },
          {
            key: "about", head: say("access.letters.about"),
            cell: (row) => say.has(row.about) ? say(row.about) : <code dir="ltr">{row.about}</code>,
          },
          {
            key: "path", head: say("access.letters.link"),
            cell: (row) => row.path === ""
              ? say("access.letters.one-time") : <Link to={row.path}>{say("access.letters.open")}</Link>,
          },
          { key: "state", head: say("access.grant.state"), cell: (row) => <LetterState ask={ask} row={row} /> },
        ]}
      />
      <Pagination label={say("access.letters.title")} after={next} shown={rows.length} />
    </>
  );
}

function LetterState({ ask, row }: { readonly ask: PageAsk; readonly row: Letter }): VNode {
  const { say } = ask;
  if (row.sentAt !== null) return <StateTag tone="verified" word={say("access.letters.sent")} />;
  if (row.givenUpAt !== null) return <StateTag tone="stop" word={say("access.letters.given-up")} />;
  return <StateTag tone="pending" word={say("access.letters.waiting", { tries: row.tries })} />;
}
