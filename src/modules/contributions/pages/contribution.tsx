import type { VNode } from "preact";
import { hasRole } from "../../../kernel/actor.ts";
import {
  Amount,
  Card,
  Link,
  Moment,
  Name,
  PageHead,
  Seal,
  StateTag,
  SteppedLine,
  Table,
  type Step,
} from "../../../ui/components/index.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import type { Contribution, Quarantine } from "../contribution.ts";
import type { OfficerView } from "../questions.ts";
import { officers } from "../readers.ts";
import { ContributionStateTag, OfferList, page } from "./parts.tsx";
import { authorityTitle, house } from "./words.ts";

async function showContribution(ask: PageAsk): Promise<PageAnswer> {
  const view = await ask.answer<OfficerView>("contributions.contribution", {
    contribution: ask.params["contribution"] ?? "",
  });
  if (!view) return { kind: "not-found" };
  const title = ask.say("contributions.one-of", { name: view.partnerName });
  return page("officer", title, { body: <ContributionPage ask={ask} view={view} /> });
}

function ContributionPage({ ask, view }: { ask: PageAsk; view: OfficerView }): VNode {
  const { say } = ask;
  const { contribution: of, decisionProof: proof } = view;
  return (
    <>
      <PageHead
        title={<Name text={view.partnerName} to={`/partners/${of.file}`} />}
        kicker={say("contributions.one")}
        answer={sentence(ask, of)}
        state={<ContributionStateTag say={say} state={of.state} />}
        trail={[{ text: say("contributions.title"), to: "/contributions" }]}
        seal={
          proof && (
            <Seal
              commitment={Buffer.from(proof.commitment, "base64url").toString("hex")}
              number={proof.leafIndex}
              state={proof.leafIndex === null ? "recording" : "sealed"}
              at={of.decision?.decidedAt ?? null}
            />
          )
        }
      >
        <NextDeed ask={ask} of={of} />
      </PageHead>
      <SteppedLine label={say("contributions.path")} steps={steps(ask, of)} />
      <Card title={say("contributions.offer")}>
        <OfferList ask={ask} of={of} />
      </Card>
      {of.valuation && <Valuation ask={ask} of={of} />}
      {of.decision && (
        <Card title={say("contributions.decision")}>
          <p>
            {say(`contributions.decision.fell.${of.decision.kind}`, {
              authority: authorityTitle(ask, of.decision.body),
              day: say.dayOf(of.decision.decidedAt),
            })}
          </p>
          <p>
            <bdi dir="auto">{of.decision.words}</bdi>
          </p>
          <p>
            <Link to={`/contributions/${of.id}/decision`}>{say("contributions.see-decision")}</Link>
          </p>
        </Card>
      )}
      <Receipts ask={ask} view={view} />
      {view.quarantines.length > 0 && <Apart ask={ask} view={view} />}
    </>
  );
}

const waits = {
  offered: "valuation",
  valued: "text",
  "pending-decision": "decision",
  agreed: "receipt",
  received: "receipt",
} as const;

function sentence(ask: PageAsk, of: Contribution): string {
  return ask.say(`contributions.stands.${of.state}`, {
    value: ask.say.money({ minor: of.valueMinor, currency: of.currency }),
    day: ask.say.dayOf(of.savedAt),
  });
}

const doers = {
  valuation: ["finance-officer"],
  text: ["legal-officer"],
  receipt: ["finance-officer"],
} as const;

/** The next deed, for the reader who may do it; the decision page is for everybody who sees the file. */
function NextDeed({ ask, of }: { ask: PageAsk; of: Contribution }): VNode | null {
  const what = of.state in waits ? waits[of.state as keyof typeof waits] : null;
  if (what === null) return null;
  if (what !== "decision" && !hasRole(ask.actor, ...doers[what])) return null;
  return (
    <Link kind="button" to={`/contributions/${of.id}/${what}`}>
      {ask.say(`contributions.next.${what}`)}
    </Link>
  );
}

function steps(ask: PageAsk, of: Contribution): Step[] {
  const { say } = ask;
  const order = ["offered", "valued", "pending-decision", "accepted", "agreed", "received"] as const;
  const ended = of.state === "refused" || of.state === "withdrawn";
  const now = of.state === "refused" ? 3 : of.state === "withdrawn" ? -1 : order.indexOf(of.state as (typeof order)[number]);
  const at: Partial<Record<(typeof order)[number], number>> = {
    offered: of.offeredAt,
    ...(of.valuation ? { valued: of.valuation.valuedAt } : {}),
    ...(of.decision ? { accepted: of.decision.decidedAt } : {}),
  };
  const under: Partial<Record<(typeof order)[number], string>> = {
    valued: "22",
    "pending-decision": "25",
    accepted: "20",
    agreed: "34",
    received: "26",
  };
  return order.map((step, index): Step => ({
    name: say(`contributions.step.${step}`),
    at: at[step] as Step["at"],
    ...(under[step] ? { under: say("ui.article.number", { number: under[step] }) } : {}),
    state:
      ended && index >= Math.max(now, 1)
        ? "stopped"
        : index < now
          ? "done"
          : index === now
            ? step === "received"
              ? "done"
              : "now"
            : "ahead",
  }));
}

function Valuation({ ask, of }: { ask: PageAsk; of: Contribution }): VNode {
  const { say } = ask;
  const { valuation } = of;
  if (!valuation) return <></>;
  return (
    <Card title={say("contributions.valuation")}>
      <p>
        {say("contributions.valuation.sentence", {
          cost: say.money(house(ask, valuation.hiddenCostMinor)),
          line: valuation.budgetLine ?? say("ui.none"),
        })}
      </p>
      {valuation.isLiabilityOpenEnded && (
        <p>
          <StateTag tone="stop" word={say("contributions.valuation.open-ended")} />
        </p>
      )}
      <p>
        <bdi dir="auto">{valuation.words}</bdi>
      </p>
    </Card>
  );
}

function Receipts({ ask, view }: { ask: PageAsk; view: OfficerView }): VNode {
  const { say } = ask;
  const { contribution: of } = view;
  const mayReconcile = hasRole(ask.actor, "finance-controller");
  return (
    <Card title={say("contributions.receipts")} id="receipts">
      <p>
        {say("contributions.receipts.sentence", {
          received: say.money({ minor: view.receivedMinor, currency: of.currency }),
          value: say.money({ minor: of.valueMinor, currency: of.currency }),
        })}{" "}
        {of.state === "received" && <Link to={`/contributions/${of.id}/given`}>{say("contributions.given-link")}</Link>}
      </p>
      <Table
        caption={say("contributions.receipts")}
        captionHidden
        dense
        rows={view.entries}
        rowKey={(e) => e.id}
        empty={<p class="quiet">{say("contributions.receipts.none")}</p>}
        columns={[
          {
            key: "at",
            head: say("ledger.posted-at"),
            rowHead: true,
            cell: (e) => <Link to={`/books/entries/${e.id}`}>{say.moment(e.postedAt)}</Link>,
          },
          { key: "kind", head: say("ledger.kind"), cell: (e) => say(`ledger.kind.${e.kind}`) },
          { key: "evidence", head: say("ledger.evidence"), cell: (e) => <bdi dir="auto">{e.evidence}</bdi> },
          { key: "amount", head: say("ledger.amount"), numeric: true, cell: (e) => <EntryAmount lines={e.lines} /> },
          {
            key: "reconciled",
            head: say("contributions.reconciled"),
            cell: (e) =>
              e.reconciled ? (
                <>
                  <Moment at={e.reconciled.at} dayOnly /> · {e.reconciled.statementRef}
                </>
              ) : mayReconcile && e.postedByPerson !== ask.actor.personId ? (
                <Link to={`/contributions/${of.id}/reconciliation/${e.id}`}>{say("contributions.reconcile")}</Link>
              ) : (
                say("contributions.not-reconciled")
              ),
          },
        ]}
      />
    </Card>
  );
}

function EntryAmount({ lines }: { lines: readonly { readonly unit: string; readonly amountMinor: bigint }[] }): VNode {
  const debit = lines.find((line) => line.amountMinor > 0n);
  return debit ? <Amount of={{ minor: debit.amountMinor, currency: debit.unit }} /> : <></>;
}

function Apart({ ask, view }: { ask: PageAsk; view: OfficerView }): VNode {
  const { say } = ask;
  const may = (held: Quarantine): boolean => held.state === "open" && hasRole(ask.actor, "finance-officer");
  return (
    <Card title={say("contributions.apart")}>
      <p>{say("contributions.apart.sentence")}</p>
      <Table
        caption={say("contributions.apart")}
        captionHidden
        dense
        rows={view.quarantines}
        rowKey={(q) => q.id}
        columns={[
          { key: "payer", head: say("contributions.payer"), rowHead: true, cell: (q) => <bdi dir="auto">{q.payerName}</bdi> },
          {
            key: "amount",
            head: say("ledger.amount"),
            numeric: true,
            cell: (q) => <Amount of={{ minor: q.amountMinor, currency: q.currency }} />,
          },
          {
            key: "why",
            head: say("contributions.why"),
            cell: (q) => q.clauses.map((id) => say("ui.article.number", { number: id.slice(1) })).join(" · "),
          },
          { key: "state", head: say("contributions.state"), cell: (q) => say(`contributions.apart.${q.state}`) },
          {
            key: "deed",
            head: say("contributions.deed"),
            cell: (q) =>
              may(q) && (
                <Link to={`/contributions/${view.contribution.id}/sending-back/${q.id}`}>
                  {say("contributions.send-back")}
                </Link>
              ),
          },
        ]}
      />
    </Card>
  );
}

export const contributionPages: readonly Page[] = [
  { method: "GET", path: "/contributions/:contribution", who: officers, handle: (ask) => showContribution(ask) },
];
