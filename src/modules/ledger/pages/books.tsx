import type { VNode } from "preact";
import type { AccountCode } from "../../../engines/postings/rules.ts";
import type { Money } from "../../../kernel/money.ts";
import { decimalText } from "../../../kernel/money.ts";
import { iso } from "../../../kernel/instants.ts";
import {
  Amount,
  DescriptionList,
  EmptyState,
  Link,
  Moment,
  PageHead,
  Pagination,
  StateTag,
  Table,
} from "../../../ui/components/index.ts";
import { csvText } from "../../../ui/csv.ts";
import { purposeOf, type Page, type PageAsk, type PageAnswer } from "../../../ui/page.ts";
import type { Say } from "../../../ui/say.ts";
import type { Balance, Entry } from "../entry.ts";
import { readers, type EntriesAnswer } from "../questions.ts";

interface Books {
  readonly balances: readonly Balance[];
  readonly isBalanced: boolean;
}

/** The account's name in the reader's language, its code for whoever compares with the finance system. */
export function accountName(say: Say, code: AccountCode): string {
  return say(`ledger.account.${code.replace(":", ".")}`);
}

/** Debit positive in the books; shown with its side in words, since a minus sign tells a layman nothing. */
function side(say: Say, minor: bigint): string {
  return minor === 0n ? "" : say(minor > 0n ? "ledger.side.debit" : "ledger.side.credit");
}

function absolute(amountMinor: bigint, unit: string): Money {
  return { minor: amountMinor < 0n ? -amountMinor : amountMinor, currency: unit };
}

const booksPage: Page = {
  method: "GET",
  path: "/books",
  who: readers,
  async handle(ask) {
    const books = await ask.answer<Books>("ledger.books", {});
    const recent = await ask.answer<EntriesAnswer>("ledger.entries", {});
    if (!books || !recent) return { kind: "not-found" };
    return page(
      ask,
      ask.say("ledger.books.title"),
      <BooksView say={ask.say} books={books} entries={recent.entries} />,
    );
  },
};

function BooksView({ say, books, entries }: { say: Say; books: Books; entries: readonly Entry[] }): VNode {
  const count = books.balances.reduce((most, b) => Math.max(most, b.entries), 0);
  const sentence =
    count === 0
      ? "ledger.books.none-yet"
      : books.isBalanced
        ? "ledger.books.balanced"
        : "ledger.books.broken";
  return (
    <>
      <PageHead title={say("ledger.books.title")} answer={say(sentence)} />
      <h2>{say("ledger.books.balances")}</h2>
      <Table
        caption={say("ledger.books.balances")}
        captionHidden
        rows={books.balances}
        rowKey={(b) => `${b.account}/${b.unit}`}
        empty={<EmptyState what={say("ledger.books.none-yet")} how={say("ledger.books.first")} />}
        columns={[
          {
            key: "account",
            head: say("ledger.account"),
            rowHead: true,
            cell: (b) => (
              <Link to={`/books/accounts/${encodeURIComponent(b.account)}`}>
                {accountName(say, b.account)}
              </Link>
            ),
          },
          { key: "entries", head: say("ledger.entries"), numeric: true, cell: (b) => say.number(b.entries) },
          { key: "side", head: say("ledger.side"), cell: (b) => side(say, b.amountMinor) },
          {
            key: "amount",
            head: say("ledger.amount"),
            numeric: true,
            cell: (b) => <Amount of={absolute(b.amountMinor, b.unit)} />,
          },
        ]}
      />
      <h2>{say("ledger.books.recent")}</h2>
      <EntryTable say={say} entries={entries} />
      <p>
        <Link to="/books/accounts/all">{say("ledger.books.all")}</Link>
      </p>
    </>
  );
}

/** Entries newest first, one row each; the link leads to its lines. */
export function EntryTable({ say, entries }: { say: Say; entries: readonly Entry[] }): VNode {
  return (
    <Table
      caption={say("ledger.entries")}
      captionHidden
      rows={entries}
      rowKey={(e) => e.id}
      dense
      empty={<EmptyState what={say("ledger.books.none-yet")} how={say("ledger.books.first")} />}
      columns={[
        { key: "at", head: say("ledger.posted-at"), cell: (e) => <Moment at={e.postedAt} /> },
        {
          key: "kind",
          head: say("ledger.kind"),
          rowHead: true,
          cell: (e) => <Link to={`/books/entries/${e.id}`}>{say(`ledger.kind.${e.kind}`)}</Link>,
        },
        { key: "evidence", head: say("ledger.evidence"), cell: (e) => <bdi dir="auto">{e.evidence}</bdi> },
        { key: "state", head: say("ledger.state"), cell: (e) => <EntryState say={say} entry={e} /> },
        { key: "amount", head: say("ledger.amount"), numeric: true, cell: (e) => <Amount of={moved(e)} /> },
      ]}
    />
  );
}

/** What the entry moved: the sum of its debits in the unit of its first line. */
function moved(entry: Entry): Money {
  const unit = entry.lines[0]?.unit ?? "EUR";
  const debits = entry.lines.filter((l) => l.unit === unit && l.amountMinor > 0n);
  return { minor: debits.reduce((sum, l) => sum + l.amountMinor, 0n), currency: unit };
}

function EntryState({ say, entry }: { say: Say; entry: Entry }): VNode {
  if (entry.reversedBy) return <StateTag tone="stop" word={say("ledger.state.reversed")} />;
  if (entry.reconciled) return <StateTag tone="verified" word={say("ledger.state.reconciled")} />;
  return <StateTag tone="pending" word={say("ledger.state.to-reconcile")} />;
}

const accountPage: Page = {
  method: "GET",
  path: "/books/accounts/:account",
  who: readers,
  async handle(ask) {
    const account = ask.params["account"] ?? "";
    const found = await ask.answer<EntriesAnswer>("ledger.entries", {
      ...(account === "all" ? {} : { account }),
      ...(ask.query["after"] ? { before: ask.query["after"] } : {}),
    }, purposeOf(ask));
    if (!found) return { kind: "not-found" };
    const { say } = ask;
    const title = account === "all" ? say("ledger.books.all") : accountName(say, account as AccountCode);
    if (purposeOf(ask) === "export") return entriesCsv(found.entries);
    return page(
      ask,
      title,
      <>
        <PageHead
          title={title}
          answer={say("ledger.account.sentence", { count: found.entries.length })}
          trail={[{ text: say("ledger.books.title"), to: "/books" }]}
        />
        <EntryTable say={say} entries={found.entries} />
        <Pagination label={say("ledger.entries")} after={found.next} shown={found.entries.length} />
        <p>
          <Link to={`/books/accounts/${encodeURIComponent(account)}?as=csv`}>{say("ledger.as-csv")}</Link>
        </p>
      </>,
    );
  },
};

function entriesCsv(entries: readonly Entry[]): PageAnswer {
  const rows = entries.flatMap((e) =>
    e.lines.map((l) => [
      e.id,
      e.kind,
      iso(e.postedAt),
      e.bookedOn,
      l.account,
      l.unit,
      decimalText({ minor: l.amountMinor, currency: l.unit }),
      e.evidence,
      e.reverses ?? "",
    ]),
  );
  const head = ["entry", "kind", "postedAt", "bookedOn", "account", "unit", "amount", "evidence", "reverses"];
  return {
    kind: "file",
    bytes: csvText([head, ...rows]),
    type: "text/csv; charset=utf-8",
    name: "entries.csv",
  };
}

const entryPage: Page = {
  method: "GET",
  path: "/books/entries/:entry",
  who: readers,
  async handle(ask) {
    const entry = await ask.answer<Entry>("ledger.entry", { entry: ask.params["entry"] ?? "" });
    if (!entry) return { kind: "not-found" };
    const { say } = ask;
    const title = say(`ledger.kind.${entry.kind}`);
    return page(ask, title, <EntryView say={say} entry={entry} title={title} />);
  },
};

function EntryView({ say, entry, title }: { say: Say; entry: Entry; title: string }): VNode {
  const sentence = entry.reversedBy
    ? "ledger.entry.reversed"
    : entry.reconciled
      ? "ledger.entry.reconciled"
      : "ledger.entry.open";
  const toEntry = (id: string): VNode => <Link to={`/books/entries/${id}`}>{id}</Link>;
  return (
    <>
      <PageHead
        title={title}
        answer={say(sentence)}
        state={<EntryState say={say} entry={entry} />}
        trail={[{ text: say("ledger.books.title"), to: "/books" }]}
      />
      <DescriptionList
        rows={[
          { term: say("ledger.entry.number"), definition: <code>{entry.id}</code> },
          { term: say("ledger.posted-at"), definition: <Moment at={entry.postedAt} /> },
          { term: say("ledger.evidence"), definition: <bdi dir="auto">{entry.evidence}</bdi> },
          ...(entry.contribution
            ? [
                {
                  term: say("ledger.contribution"),
                  definition: <Link to={`/contributions/${entry.contribution}`}>{entry.contribution}</Link>,
                },
              ]
            : []),
          ...(entry.reverses ? [{ term: say("ledger.reverses"), definition: toEntry(entry.reverses) }] : []),
          ...(entry.reversedBy
            ? [{ term: say("ledger.reversed-by"), definition: toEntry(entry.reversedBy) }]
            : []),
          ...(entry.reconciled
            ? [{ term: say("ledger.statement"), definition: entry.reconciled.statementRef }]
            : []),
        ]}
      />
      <h2>{say("ledger.postings")}</h2>
      <Table
        caption={say("ledger.postings")}
        captionHidden
        rows={entry.lines}
        rowKey={(l) => `${l.account}/${l.unit}`}
        columns={[
          {
            key: "account",
            head: say("ledger.account"),
            rowHead: true,
            cell: (l) => accountName(say, l.account),
          },
          { key: "side", head: say("ledger.side"), cell: (l) => side(say, l.amountMinor) },
          {
            key: "amount",
            head: say("ledger.amount"),
            numeric: true,
            cell: (l) => <Amount of={absolute(l.amountMinor, l.unit)} />,
          },
        ]}
      />
    </>
  );
}

function page(_ask: PageAsk, title: string, body: VNode): PageAnswer {
  return { kind: "page", layout: "officer", title, body };
}

export const bookPages: readonly Page[] = [booksPage, accountPage, entryPage];
