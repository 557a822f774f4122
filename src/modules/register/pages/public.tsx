import type { VNode } from "preact";
import type { Register, RegisterVersion } from "../../../../verifier/fold.mjs";
import { parseInstant, type CivilDate } from "../../../kernel/instants.ts";
import type { Money } from "../../../kernel/money.ts";
import {
  Amount,
  Card,
  Day,
  DescriptionList,
  EmptyState,
  FiltersSentence,
  Link,
  Moment,
  Name,
  PageHead,
  Pagination,
  Seal,
  Table,
  type Column,
} from "../../../ui/components/index.ts";
import type { Page } from "../../../ui/page.ts";
import type { Say } from "../../../ui/say.ts";
import { publicEntry, type PublicEntry } from "../public-entry.ts";
import type { EntryAnswer, IndexAnswer, PublicRow } from "../questions.ts";
import { commitmentOfFields } from "../commitment.ts";
import { checkPage, csvPage, jsonPage, proofPage } from "./proof.tsx";

const indexPage: Page = {
  method: "GET",
  path: "/register",
  who: "anyone",
  async handle(ask) {
    const { q, kind, country, sort, after } = ask.query;
    const found = await ask.answer<IndexAnswer>("register.index", {
      ...(q ? { q } : {}),
      ...(kind ? { kind } : {}),
      ...(country ? { country } : {}),
      ...(sort ? { sort } : {}),
      ...(after ? { after } : {}),
    });
    if (!found) return { kind: "not-found" };
    const body = <IndexView say={ask.say} found={found} />;
    return { kind: "page", layout: "public", title: ask.say("register.title"), body };
  },
};

function IndexView({ say, found }: { say: Say; found: IndexAnswer }): VNode {
  const kinds = publicEntry.shape.kind.options.map((value) => ({
    value,
    text: say(`register.kind.${value}`),
  }));
  const countries = found.countries.map((value) => ({ value, text: say.country(value) }));
  const sentence = found.found === found.all ? "register.index.sentence" : "register.index.narrowed";
  return (
    <>
      <PageHead title={say("register.title")} answer={say("register.index.answer", { count: found.all })}>
        <Link to="/register/check">{say("register.check.link")}</Link>
      </PageHead>
      <Totals say={say} totals={found.totals} />
      <FiltersSentence
        sentence={say(sentence, { found: found.found, count: found.all })}
        search={{ name: "q", label: say("register.search") }}
        filters={[
          { name: "kind", label: say("register.kind"), options: kinds },
          { name: "country", label: say("register.country"), options: countries },
        ]}
      />
      <Table
        caption={say("register.index.caption")}
        captionHidden
        rows={found.rows}
        rowKey={(row) => row.registerId}
        empty={<EmptyState what={say("register.index.empty")} how={say("register.index.first")} />}
        columns={indexColumns(say)}
      />
      <Pagination
        label={say("register.title")}
        after={found.next}
        before={found.previous}
        shown={found.rows.length}
      />
      <p>
        <Link to="/register.csv">{say("register.as-csv")}</Link> ·{" "}
        <Link to="/register.json">{say("register.as-json")}</Link>
      </p>
    </>
  );
}

function indexColumns(say: Say): readonly Column<PublicRow>[] {
  return [
    {
      key: "partner",
      head: say("register.partner"),
      sort: "partner",
      rowHead: true,
      cell: (row) => <Name text={row.fields.partner.name} to={`/register/${row.registerId}`} />,
    },
    {
      key: "country",
      head: say("register.country"),
      cell: (row) => say.country(row.fields.partner.country),
    },
    { key: "kind", head: say("register.kind"), cell: (row) => say(`register.kind.${row.fields.kind}`) },
    {
      key: "decided",
      head: say("register.decided-by"),
      cell: (row) => say(`register.authority.${row.fields.decidedBy}`),
    },
    {
      key: "force",
      head: say("register.in-force"),
      cell: (row) => <Day on={row.fields.inForceOn as CivilDate} />,
    },
    {
      key: "value",
      head: say("register.value"),
      numeric: true,
      sort: "value",
      cell: (row) => <Amount of={valueOf(row.fields)} />,
    },
  ];
}

function Totals({ say, totals }: { say: Say; totals: Register["totals"] }): VNode | null {
  const rows = Object.entries(totals);
  if (rows.length === 0) return null;
  return (
    <DescriptionList
      columns={2}
      rows={rows.flatMap(([currency, total]) => [
        {
          term: say("register.total.value"),
          definition: <Amount strong of={{ minor: BigInt(total.valueMinor), currency }} />,
        },
        {
          term: say("register.total.received"),
          definition: <Amount strong of={{ minor: BigInt(total.receivedMinor), currency }} />,
        },
      ])}
    />
  );
}

function valueOf(fields: PublicEntry): Money {
  return { minor: BigInt(fields.valueMinor), currency: fields.currency };
}

function receivedOf(fields: PublicEntry): Money {
  return { minor: BigInt(fields.receivedMinor), currency: fields.currency };
}

const entryPage: Page = {
  method: "GET",
  path: "/register/:registerId",
  who: "anyone",
  async handle(ask) {
    const found = await ask.answer<EntryAnswer>("register.entry", {
      registerId: ask.params["registerId"] ?? "",
    });
    if (!found) return { kind: "not-found" };
    const body = <EntryView say={ask.say} found={found} />;
    return { kind: "page", layout: "public", title: found.current.partner.name, body };
  },
};

function EntryView({ say, found }: { say: Say; found: EntryAnswer }): VNode {
  const { entry, current } = found;
  const last = entry.versions.at(-1);
  const at = last ? parseInstant(last.at) : null;
  return (
    <>
      <PageHead
        kicker={say(`register.kind.${current.kind}`)}
        title={<Name text={current.partner.name} strong />}
        answer={say("register.entry.answer", {
          authority: say(`register.authority.${current.decidedBy}`),
          amount: say.money(valueOf(current)),
          day: say.day(current.decidedOn as CivilDate),
        })}
        trail={[{ text: say("register.title"), to: "/register" }]}
        seal={
          last && (
            <Seal
              commitment={commitmentOfFields(last.fields)}
              state="sealed"
              number={last.leafIndex}
              at={at}
              to={`/register/${entry.registerId}/proof`}
            />
          )
        }
      />
      <Card title={say("register.entry.given")}>
        <DescriptionList rows={givenRows(say, current)} />
      </Card>
      <Card title={say("register.entry.why")}>
        <DescriptionList rows={whyRows(say, current)} />
      </Card>
      <Card title={say("register.entry.partner")}>
        <DescriptionList rows={partnerRows(say, current)} />
      </Card>
      <Card title={say("register.entry.versions")}>
        <Table
          caption={say("register.entry.versions")}
          captionHidden
          rows={[...entry.versions].reverse()}
          rowKey={(v) => String(v.version)}
          columns={versionColumns(say)}
        />
        <p class="quiet">{say("register.entry.nothing-edited")}</p>
      </Card>
    </>
  );
}

function givenRows(say: Say, current: PublicEntry) {
  return [
    { term: say("register.purpose"), definition: <bdi dir="auto">{current.purpose}</bdi> },
    {
      term: say("register.programme"),
      definition: current.programme && <bdi dir="auto">{current.programme}</bdi>,
    },
    { term: say("register.value"), definition: <Amount of={valueOf(current)} strong /> },
    { term: say("register.received"), definition: <Amount of={receivedOf(current)} /> },
    { term: say("register.in-force"), definition: <Day on={current.inForceOn as CivilDate} /> },
    { term: say("register.ends"), definition: <Day on={current.endsOn as CivilDate} /> },
  ];
}

function whyRows(say: Say, current: PublicEntry) {
  return [
    { term: say("register.decided-by"), definition: say(`register.authority.${current.decidedBy}`) },
    { term: say("register.decided-on"), definition: <Day on={current.decidedOn as CivilDate} /> },
    {
      term: say("register.articles"),
      definition: say("register.articles.list", { list: current.articles.join(", ") }),
    },
    { term: say("register.regulation"), definition: <bdi dir="ltr">{current.regulation}</bdi> },
  ];
}

function partnerRows(say: Say, { partner }: PublicEntry) {
  const text = (key: string, value: string) => ({
    term: say(`register.partner.${key}`),
    definition: value && <bdi dir="auto">{value}</bdi>,
  });
  return [
    text("legal-status", partner.legalStatus),
    { term: say("register.country"), definition: say.country(partner.country) },
    text("objective", partner.objective),
    text("governance", partner.governance),
    text("decision-bodies", partner.decisionBodies),
    text("assets", partner.assets),
    text("yearly-income", partner.yearlyIncome),
    text("funding-sources", partner.fundingSources),
    text("affiliations", partner.affiliations),
    {
      term: say("register.partner.website"),
      definition: partner.website && <Link to={partner.website}>{partner.website}</Link>,
    },
  ];
}

function versionColumns(say: Say) {
  const at = (version: RegisterVersion) => parseInstant(version.at);
  return [
    {
      key: "version",
      head: say("register.version"),
      rowHead: true,
      cell: (v: RegisterVersion) => say.number(v.version),
    },
    {
      key: "at",
      head: say("register.published-at"),
      cell: (v: RegisterVersion) => {
        const t = at(v);
        return t && <Moment at={t} />;
      },
    },
    {
      key: "received",
      head: say("register.received"),
      numeric: true,
      cell: (v: RegisterVersion) => (
        <Amount
          of={{
            minor: BigInt(String(v.fields["receivedMinor"] ?? "0")),
            currency: String(v.fields["currency"]),
          }}
        />
      ),
    },
    {
      key: "leaf",
      head: say("register.leaf"),
      numeric: true,
      cell: (v: RegisterVersion) => <Link to={`/log/entries/${v.leafIndex}`}>{say.number(v.leafIndex)}</Link>,
    },
  ];
}

export const publicPages: readonly Page[] = [indexPage, checkPage, jsonPage, csvPage, entryPage, proofPage];
