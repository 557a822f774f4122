import type { VNode } from "preact";
import { hasRole, type Actor } from "../../../../kernel/actor.ts";
import { Button, EmptyState, Link, Name, PageHead, Pagination, StateTag, Table } from "../../../../ui/components/index.ts";
import { csvText } from "../../../../ui/csv.ts";
import { purposeOf, type Page, type PageAnswer, type PageAsk } from "../../../../ui/page.ts";
import type { Say } from "../../../../ui/say.ts";
import { inviters } from "../../moves.ts";
import { peopleOfficers, type PeopleList } from "../../people/questions.ts";
import type { Account } from "../../people/store-accounts.ts";
import { settingsQuestion } from "../../organisation/questions.ts";
import { letters, readRecords } from "../../records/questions.ts";
import { page } from "../answers.ts";

/** Everybody with an account. */
export const peoplePage: Page = {
  method: "GET",
  path: "/people",
  who: peopleOfficers,
  async handle(ask) {
    const search = (ask.query["search"] ?? "").slice(0, 100);
    const [purpose, after] = [purposeOf(ask), (ask.query["after"] ?? "").slice(0, 400)];
    const list = await ask.answer<PeopleList>("access.people", { search, after }, purpose);
    if (!list) return { kind: "not-found" };
    if (purpose === "export") return peopleCsv(list);
    return page(ask, ask.say("access.people.title"), <People ask={ask} list={list} search={search} />);
  },
};

function peopleCsv(list: PeopleList): PageAnswer {
  const rows = list.accounts.map((one) => [one.id, one.personId, one.name, one.email, one.side, one.country ?? "", one.state]);
  const head = ["account", "person", "name", "email", "side", "country", "state"];
  return { kind: "file", bytes: csvText([head, ...rows]), type: "text/csv; charset=utf-8", name: "people.csv" };
}

function People({ ask, list, search }: { readonly ask: PageAsk; readonly list: PeopleList; readonly search: string }): VNode {
  const { say } = ask;
  return (
    <>
      <PageHead title={say("access.people.title")} answer={say("access.people.answer", { count: list.accounts.length })}>
        <Link to="/people/requests" kind="button">{say("access.requests.title")}</Link>
        {hasRole(ask.actor, ...inviters) && <Link to="/people/invite" kind="button">{say("access.people.invite")}</Link>}
        <Link to="/people/duties" kind="button">{say("access.staffing.title")}</Link>
        {beside(ask.actor).map(([to, key]) => <Link key={to} to={to} kind="button">{say(key)}</Link>)}
      </PageHead>
      <form class="form form--dense" method="get" action="/people" role="search">
        <label for="people-search">{say("access.people.search")}</label>
        <input class="input input--half" type="search" id="people-search" name="search" value={search} dir="auto" />
        <Button kind="secondary">{say("ui.button.search")}</Button>
      </form>
      <Table
        caption={say("access.people.title")} captionHidden rows={list.accounts} rowKey={(one) => one.id} dense
        empty={<EmptyState what={say("access.people.none")} how={say("access.people.none-how")} />}
        columns={[
          {
            key: "name", head: say("access.field.name"), rowHead: true,
            cell: (one) => <Name text={one.name} to={`/people/accounts/${one.id}`} />,
          },
          { key: "email", head: say("access.field.email"), cell: (one) => <bdi dir="ltr">{one.email}</bdi> },
          { key: "side", head: say("access.account.side"), cell: (one) => sideText(say, one) },
          { key: "state", head: say("access.account.state"), cell: (one) => <AccountState say={say} account={one} /> },
        ]}
      />
      <Pagination label={say("access.people.title")} after={list.after} shown={list.accounts.length} />
      <p><Link to={`/people?as=csv&search=${encodeURIComponent(search)}`}>{say("ui.button.download-csv")}</Link></p>
    </>
  );
}

/** Pages that have no place of their own in the navigation, for those who may open them. */
function beside(actor: Actor): readonly (readonly [to: string, key: string])[] {
  const places = [
    ["/records/letters", "access.letters.title", letters.who], ["/records/reads", "access.reads.title", readRecords.who],
    ["/organisation", "access.settings.title", settingsQuestion.who],
  ] as const;
  return places.filter(([, , who]) => hasRole(actor, ...who)).map(([to, key]) => [to, key] as const);
}

export function sideText(say: Say, account: Account): string {
  const side = say(`access.side.${account.side}`);
  return account.country ? `${side} · ${say.country(account.country)}` : side;
}

export function AccountState({ say, account }: { readonly say: Say; readonly account: Account }): VNode {
  const tone = account.state === "active" ? "verified" : account.state === "invited" ? "pending" : "stop";
  return <StateTag tone={tone} word={say(`access.account.state-${account.state}`)} />;
}
