import type { VNode } from "preact";
import { levels } from "../../../engines/regulation/index.ts";
import { ruleOf } from "../../../engines/regulation/index.ts";
import { instant } from "../../../kernel/instants.ts";
import {
  Amount,
  ArticleList,
  Card,
  Details,
  EmptyState,
  Link,
  Matrix,
  Moment,
  Name,
  Notice,
  PageHead,
  RefusalNotice,
  StateTag,
  Table,
  type Article,
} from "../../../ui/components/index.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import { regulationOf } from "../../log/index.ts";
import type { DecisionView, ShownArticle, ShownClause } from "../judging/shown.ts";
import { officers } from "../readers.ts";
import { DecisionForms } from "./decision-forms.tsx";
import { ContributionStateTag, fresh, page, type Attempt } from "./parts.tsx";
import { authorityTitle, factText, house } from "./words.ts";

export async function showDecision(ask: PageAsk, attempt: Attempt): Promise<PageAnswer> {
  const view = await ask.answer<DecisionView>("contributions.decision", { contribution: ask.params["contribution"] ?? "" });
  if (!view) return { kind: "not-found" };
  const title = ask.say("contributions.decision.title", { name: view.partnerName });
  return page("officer", title, { body: <DecisionPage ask={ask} view={view} attempt={attempt} />, attempt });
}

/** The sentence · where the file stands in the table of article 20 · every article · opinions and votes · the act. */
function DecisionPage({ ask, view, attempt }: { ask: PageAsk; view: DecisionView; attempt: Attempt }): VNode {
  const { say } = ask;
  const { contribution: of } = view;
  return (
    <>
      <PageHead
        title={<Name text={view.partnerName} to={`/partners/${of.file}`} />}
        kicker={say("contributions.decision.kicker")}
        answer={sentence(ask, view)}
        state={<ContributionStateTag say={say} state={of.state} />}
        trail={[
          { text: say("contributions.title"), to: "/contributions" },
          { text: say("contributions.one"), to: `/contributions/${of.id}` },
        ]}
      >
        {view.mayDecide && <Link to="#act">{say("contributions.decision.to-act")}</Link>}
      </PageHead>
      {attempt.refusal && <RefusalNotice refusal={attempt.refusal} />}
      {view.openObjections > 0 && (
        <Notice tone="stop" title={say("contributions.decision.objections", { count: view.openObjections })} />
      )}
      <CompetenceMatrix ask={ask} view={view} />
      <Articles ask={ask} view={view} />
      <Opinions ask={ask} view={view} />
      <Ballots ask={ask} view={view} />
      <Together ask={ask} view={view} />
      <DecisionForms ask={ask} view={view} attempt={attempt} />
    </>
  );
}

/** One sentence: who is waited for, since when, for what, and whether this reader can act. */
function sentence(ask: PageAsk, view: DecisionView): string {
  const { say } = ask;
  const { contribution: of } = view;
  if (of.decision) {
    return say(`contributions.decision.fell.${of.decision.kind}`, {
      authority: authorityTitle(ask, of.decision.body),
      day: say.dayOf(of.decision.decidedAt),
    });
  }
  if (of.state !== "pending-decision") return say("contributions.decision.not-yet");
  if (view.required === "nobody") return say("contributions.decision.nobody");
  if (view.required === null) return say("contributions.decision.unknown-authority", { count: view.broken.length });
  const waiting = { authority: authorityTitle(ask, view.required), day: say.dayOf(of.savedAt), value: valueText(ask, view) };
  const isClear = view.permitted && view.mayDecide && !view.needsBallot;
  if (isClear) return say("contributions.decision.yours", waiting);
  return say(view.broken.length > 0 ? "contributions.decision.blocked" : "contributions.decision.waiting", {
    ...waiting,
    count: view.broken.length,
  });
}

function valueText(ask: PageAsk, { contribution: of }: DecisionView): string {
  return ask.say.money(
    of.conversion ? house(ask, of.conversion.houseMinor) : { minor: of.valueMinor, currency: of.currency },
  );
}

function CompetenceMatrix({ ask, view }: { ask: PageAsk; view: DecisionView }): VNode {
  const { say } = ask;
  const { competence, limits } = view;
  const low = say.money(house(ask, limits.delegatedBelowMinor));
  const high = say.money(house(ask, limits.committeeFromMinor));
  const level = competence.level === null ? -1 : levels.indexOf(competence.level);
  return (
    <Card title={say("contributions.decision.competence")}>
      <Matrix
        caption={say("contributions.decision.matrix")}
        acrossLabel={say("contributions.risk")}
        downLabel={say("contributions.value")}
        across={levels.map((l) => say(`contributions.code.${l}`))}
        down={[
          say("contributions.band.below", { low }),
          say("contributions.band.between", { low, high }),
          say("contributions.band.from", { high }),
        ]}
        cells={competence.table.map((row) => row.map((body) => authorityTitle(ask, body)))}
        dot={competence.band === null || level < 0 ? null : { down: competence.band, across: level }}
      />
      {competence.level === null && <p class="quiet">{say("contributions.decision.level-hidden")}</p>}
    </Card>
  );
}

function Articles({ ask, view }: { ask: PageAsk; view: DecisionView }): VNode {
  const { say } = ask;
  const broken = view.articles.filter((a) => a.clauses.some((c) => c.state === "broken"));
  const others = view.articles.filter((a) => !broken.includes(a));
  return (
    <Card title={say("contributions.decision.articles")}>
      <p>{say("contributions.decision.judged", { at: say.moment(view.judgedAt), version: view.regulation })}</p>
      {broken.map((article) => (
        <ArticlePart key={article.number} ask={ask} view={view} article={article} />
      ))}
      {others.map((article) => (
        <ArticlePart key={article.number} ask={ask} view={view} article={article} />
      ))}
    </Card>
  );
}

function ArticlePart({ ask, view, article }: { ask: PageAsk; view: DecisionView; article: ShownArticle }): VNode {
  const { say } = ask;
  const words = regulationOf(ask).articles.find((a) => a.number === article.number);
  const title = say("contributions.article", { number: article.number, title: words?.title[say.lang] ?? "" });
  return (
    <section>
      <h3>{title}</h3>
      <ArticleList label={title} articles={article.clauses.map((clause) => shown(ask, view, clause))} />
      {words && (
        <Details summary={say("contributions.article.whole")}>
          <p>{words.text[say.lang]}</p>
        </Details>
      )}
    </section>
  );
}

function shown(ask: PageAsk, view: DecisionView, clause: ShownClause): Article {
  const { say } = ask;
  const rule = ruleOf(regulationOf(ask), clause.id);
  // The rank of an authority and the authority itself read the same: said once.
  const told = clause.facts.filter((fact) => clause.state !== "not-applicable" || fact.value !== null);
  const facts = [...new Set(told.map((fact) => factText(ask, fact, view.names)))];
  return {
    mark: clause.state,
    number: clause.id.slice(1),
    text: rule?.text[say.lang] ?? clause.id,
    ...(clause.isAboutTheAct ? { fact: say("contributions.decision.at-the-act") } : {}),
    ...(clause.judgedAt ? { fact: say(`contributions.decision.judged-at.${clause.judgedAt}`) } : {}),
    ...(!clause.isAboutTheAct && facts.length > 0 ? { fact: <FactList facts={facts} /> } : {}),
    ...(clause.state === "broken" && rule?.change ? { change: rule.change[say.lang] } : {}),
  };
}

function FactList({ facts }: { facts: readonly string[] }): VNode {
  return (
    <>
      {facts.map((fact, at) => (
        <span key={fact}>
          {at > 0 && "; "}
          <bdi>{fact}</bdi>
        </span>
      ))}
    </>
  );
}

function Opinions({ ask, view }: { ask: PageAsk; view: DecisionView }): VNode {
  const { say } = ask;
  const { ethics, lastEvidenceAt } = view;
  const isOlder = ethics !== null && lastEvidenceAt !== null && ethics.at < lastEvidenceAt;
  return (
    <Card title={say("contributions.decision.opinions")}>
      {ethics === null ? (
        <p>{say("contributions.decision.no-opinion")}</p>
      ) : (
        <p>
          <StateTag
            tone={isOlder || !ethics.isFavourable ? "stop" : "verified"}
            word={say(ethics.isFavourable ? "contributions.opinion.favourable" : "contributions.opinion.unfavourable")}
          />{" "}
          <Moment at={instant(ethics.at)} />
          {isOlder && <> {say("contributions.decision.opinion-older")}</>}
        </p>
      )}
      {lastEvidenceAt !== null && (
        <p class="quiet">{say("contributions.decision.last-evidence", { at: say.moment(instant(lastEvidenceAt)) })}</p>
      )}
    </Card>
  );
}

function Ballots({ ask, view }: { ask: PageAsk; view: DecisionView }): VNode | null {
  const { say } = ask;
  if (view.ballots.length === 0) return null;
  return (
    <Card title={say("contributions.decision.ballots")}>
      <Table
        caption={say("contributions.decision.ballots")}
        captionHidden
        dense
        rows={view.ballots}
        rowKey={(b) => b.id}
        columns={[
          {
            key: "opened",
            head: say("committees.opened-at"),
            rowHead: true,
            cell: (b) => <Link to={`/ballots/${b.id}`}>{say.moment(b.openedAt)}</Link>,
          },
          {
            key: "outcome",
            head: say("committees.state"),
            cell: (b) => say(`committees.outcome.${b.result?.outcome ?? "open"}`),
          },
          {
            key: "tally",
            head: say("committees.tally"),
            cell: (b) =>
              b.result &&
              say("committees.tally-words", {
                ...b.result,
                present: b.result.votesFor + b.result.votesAgainst + b.result.abstentions,
              }),
          },
          { key: "version", head: say("committees.version"), numeric: true, cell: (b) => say.number(b.subjectVersion) },
        ]}
      />
    </Card>
  );
}

/** Article 21: the other offers of the group are laid open, whoever decides. */
function Together({ ask, view }: { ask: PageAsk; view: DecisionView }): VNode {
  const { say } = ask;
  return (
    <Card title={say("contributions.decision.together")}>
      <Table
        caption={say("contributions.decision.together")}
        captionHidden
        dense
        rows={view.groupOthers}
        rowKey={(c) => c.id}
        empty={<EmptyState what={say("contributions.decision.alone")} />}
        columns={[
          {
            key: "day",
            head: say("contributions.offered-on"),
            rowHead: true,
            cell: (c) => <Link to={`/contributions/${c.id}`}>{say.dayOf(c.offeredAt)}</Link>,
          },
          {
            key: "value",
            head: say("contributions.value"),
            numeric: true,
            cell: (c) => (c.houseMinor === null ? say("ui.unknown") : <Amount of={house(ask, c.houseMinor)} />),
          },
        ]}
      />
    </Card>
  );
}

export const decisionPage: Page = {
  method: "GET",
  path: "/contributions/:contribution/decision",
  who: officers,
  handle: (ask) => showDecision(ask, fresh),
};
