import type { VNode } from "preact";
import {
  Amount,
  Button,
  Card,
  Deeds,
  DescriptionList,
  EmptyState,
  Form,
  Link,
  Moment,
  Notice,
  PageHead,
  RefusalNotice,
  SteppedLine,
  Table,
  type Description,
  type Step,
} from "../../../ui/components/index.ts";
import { expectedVersion } from "../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import type { Contribution, Draft } from "../contribution.ts";
import { partnerSide } from "../moves.ts";
import type { Mine, Offer } from "../questions.ts";
import { missingStep, moneyOf, stepPages, steps } from "./offer-steps.tsx";
import { attemptOf, ContributionStateTag, fresh, OfferList, page, type Attempt } from "./parts.tsx";
import { authorityTitle, purposeText } from "./words.ts";

async function showMine(ask: PageAsk, attempt: Attempt): Promise<PageAnswer> {
  const mine = await ask.answer<Mine>("contributions.mine", {});
  if (!mine) return { kind: "not-found" };
  const { say } = ask;
  const title = say("contributions.offers");
  return page("partner", title, {
    attempt,
    body: (
      <>
        <PageHead
          title={title}
          answer={say(mine.mayOffer ? "contributions.offers.answer" : "contributions.offers.not-yet", {
            count: mine.offers.length,
          })}
        />
        {attempt.refusal && <RefusalNotice refusal={attempt.refusal} />}
        {mine.mayOffer && (
          <Form action="/offers/new" label={say("contributions.offers.new")}>
            <Notice tone="quiet">{say("contributions.offers.only-money")}</Notice>
            <Deeds>
              <Button>{say("contributions.offers.new")}</Button>
            </Deeds>
          </Form>
        )}
        {mine.drafts.length > 0 && <Drafts ask={ask} drafts={mine.drafts} />}
        <Card title={say("contributions.offers.made")}>
          <Table
            caption={say("contributions.offers.made")}
            captionHidden
            rows={mine.offers}
            rowKey={(o) => o.contribution.id}
            empty={<EmptyState what={say("contributions.offers.none")} how={say("contributions.offers.first")} />}
            columns={[
              {
                key: "purpose",
                head: say("contributions.purpose"),
                rowHead: true,
                cell: (o) => (
                  <Link to={`/offers/${o.contribution.id}`}>{purposeText(ask, o.contribution.purpose)}</Link>
                ),
              },
              {
                key: "value",
                head: say("contributions.value"),
                numeric: true,
                cell: (o) => <Amount of={{ minor: o.contribution.valueMinor, currency: o.contribution.currency }} />,
              },
              {
                key: "state",
                head: say("contributions.state"),
                cell: (o) => <ContributionStateTag say={say} state={o.contribution.state} />,
              },
              { key: "day", head: say("contributions.offered-on"), cell: (o) => say.day(o.contribution.offeredOn) },
            ]}
          />
        </Card>
      </>
    ),
  });
}

function Drafts({ ask, drafts }: { ask: PageAsk; drafts: readonly Draft[] }): VNode {
  const { say } = ask;
  return (
    <Card title={say("contributions.offers.drafts")}>
      <Table
        caption={say("contributions.offers.drafts")}
        captionHidden
        rows={drafts}
        rowKey={(d) => d.id}
        columns={[
          {
            key: "draft",
            head: say("contributions.purpose"),
            rowHead: true,
            cell: (d) => (
              <Link to={`/offers/${d.id}/${missingStep(d.content) ?? "check"}`}>
                {d.content.purpose ? purposeText(ask, d.content.purpose) : say("contributions.offers.untitled")}
              </Link>
            ),
          },
          { key: "saved", head: say("contributions.saved-at"), cell: (d) => <Moment at={d.savedAt} /> },
        ]}
      />
    </Card>
  );
}

const postNew: Page = {
  method: "POST",
  path: "/offers/new",
  who: partnerSide,
  async handle(ask) {
    const begun = await ask.perform<{ contribution: string }>("contributions.save-offer", {
      contribution: null,
      expectedVersion: 0,
      part: { kind: "funding", accountKind: "trust-fund", partOf: null },
    });
    return begun.ok
      ? { kind: "go", to: `/offers/${begun.value.contribution}/${steps[0]}` }
      : showMine(ask, attemptOf(begun.error));
  },
};

/** Every answer with the address where it can be changed. */
function checkRows(ask: PageAsk, { id, content }: Draft): Description[] {
  const { say } = ask;
  const money = moneyOf(content);
  const at = (step: string): string => `/offers/${id}/${step}`;
  return [
    {
      term: say("contributions.purpose"),
      definition: content.purpose && purposeText(ask, content.purpose),
      change: at("purpose"),
    },
    {
      term: say("contributions.purpose-words"),
      definition: <bdi dir="auto">{content.purposeWords}</bdi>,
      change: at("purpose"),
    },
    {
      term: say("contributions.programme"),
      definition: <bdi dir="auto">{content.programme}</bdi>,
      change: at("purpose"),
    },
    { term: say("contributions.value"), definition: money && <Amount of={money} />, change: at("amount") },
    {
      term: say("contributions.earmark"),
      definition: content.earmark && say(`contributions.earmark.${content.earmark}`),
      change: at("amount"),
    },
    {
      term: say("contributions.period"),
      change: at("terms"),
      definition:
        content.startsOn &&
        content.endsOn &&
        say("contributions.from-to", { from: say.day(content.startsOn), to: say.day(content.endsOn) }),
    },
    {
      term: say("contributions.conditions"),
      change: at("terms"),
      definition:
        content.conditions && content.conditions.length > 0 ? (
          <ol>
            {content.conditions.map((words) => (
              <li key={words}>
                <bdi dir="auto">{words}</bdi>
              </li>
            ))}
          </ol>
        ) : (
          say("contributions.no-conditions")
        ),
    },
  ];
}

async function showCheck(ask: PageAsk, attempt: Attempt): Promise<PageAnswer> {
  const draft = await ask.answer<Draft>("contributions.draft", { contribution: ask.params["contribution"] ?? "" });
  if (!draft) return { kind: "not-found" };
  const { say } = ask;
  const missing = missingStep(draft.content);
  const title = say("contributions.offer.check");
  const at = (step: string): string => `/offers/${draft.id}/${step}`;
  return page("partner", title, {
    attempt,
    body: (
      <>
        <PageHead
          title={title}
          kicker={say("contributions.offer.place", { step: steps.length + 1, steps: steps.length + 1 })}
          answer={say(missing ? "contributions.offer.check.missing" : "contributions.offer.check.answer")}
          trail={[{ text: say("contributions.offers"), to: "/offers" }]}
        />
        {attempt.refusal && <RefusalNotice refusal={attempt.refusal} />}
        {attempt.faults.length > 0 && (
          <RefusalNotice refusal={{ kind: "fault", code: "input/faulty", faults: attempt.faults }} />
        )}
        <DescriptionList rows={checkRows(ask, draft)} />
        <Notice tone="pending">{say("contributions.offer.check.public")}</Notice>
        {missing ? (
          <Deeds>
            <Link kind="button" to={at(missing)}>
              {say("contributions.offer.go-on")}
            </Link>
          </Deeds>
        ) : (
          <Form action={at("check")} expectedVersion={draft.version} label={title}>
            <Deeds>
              <Button>{say("contributions.offer.send")}</Button>
            </Deeds>
          </Form>
        )}
      </>
    ),
  });
}

const postCheck: Page = {
  method: "POST",
  path: "/offers/:contribution/check",
  who: partnerSide,
  async handle(ask) {
    const contribution = ask.params["contribution"] ?? "";
    const draft = await ask.answer<Draft>("contributions.draft", { contribution });
    // Sent already, by this very form or another: the offer's own page says where it stands.
    if (!draft) return { kind: "go", to: `/offers/${contribution}` };
    const done = await ask.perform("contributions.offer-contribution", {
      contribution,
      expectedVersion: expectedVersion(ask.form),
      offer: { partOf: null, ...draft.content },
    });
    return done.ok
      ? { kind: "go", to: `/offers/${contribution}`, notice: "contributions.done.offer" }
      : showCheck(ask, attemptOf(done.error));
  },
};

async function showOffer(ask: PageAsk, attempt: Attempt): Promise<PageAnswer> {
  const found = await ask.answer<Offer>("contributions.offer", { contribution: ask.params["contribution"] ?? "" });
  if (!found) return { kind: "not-found" };
  const { say } = ask;
  const { contribution: of, receivedMinor } = found;
  const title = say("contributions.offer.yours");
  const mayWithdraw = ["offered", "valued", "pending-decision"].includes(of.state);
  return page("partner", title, {
    attempt,
    body: (
      <>
        <PageHead
          title={title}
          answer={say(`contributions.yours.${of.state}`, { day: say.dayOf(of.savedAt) })}
          state={<ContributionStateTag say={say} state={of.state} />}
          trail={[{ text: say("contributions.offers"), to: "/offers" }]}
        />
        {attempt.refusal && <RefusalNotice refusal={attempt.refusal} />}
        {of.decision && (
          <Notice
            tone={of.decision.kind === "accept" ? "verified" : "stop"}
            title={say(`contributions.decision.fell.${of.decision.kind}`, {
              authority: authorityTitle(ask, of.decision.body),
              day: say.dayOf(of.decision.decidedAt),
            })}
          >
            <p>
              <bdi dir="auto">{of.decision.words}</bdi>
            </p>
          </Notice>
        )}
        <SteppedLine label={say("contributions.path")} steps={partnerSteps(ask, of)} />
        <OfferList
          ask={ask}
          of={of}
          more={[
            {
              term: say("contributions.received"),
              definition: <Amount of={{ minor: receivedMinor, currency: of.currency }} />,
            },
          ]}
        />
        {of.state === "received" && (
          <p><Link to={`/contributions/${of.id}/given`}>{say("contributions.given-link")}</Link></p>
        )}
        {mayWithdraw && (
          <Form
            action={`/offers/${of.id}/withdraw`}
            expectedVersion={of.version}
            label={say("contributions.offer.withdraw")}
          >
            <p class="quiet">{say("contributions.offer.withdraw-words")}</p>
            <Deeds>
              <Button kind="secondary">{say("contributions.offer.withdraw")}</Button>
            </Deeds>
          </Form>
        )}
      </>
    ),
  });
}

/** Four stations a partner understands: sent, examined, decided, received. */
function partnerSteps(ask: PageAsk, of: Contribution): Step[] {
  const { say } = ask;
  const reached = {
    offered: 1,
    valued: 1,
    "pending-decision": 2,
    accepted: 3,
    agreed: 3,
    received: 4,
    refused: 2,
    withdrawn: 0,
  }[of.state];
  const stopped = of.state === "refused" || of.state === "withdrawn";
  return (["sent", "examined", "decided", "received"] as const).map((name, index): Step => ({
    name: say(`contributions.station.${name}`),
    ...(name === "sent" ? { at: of.offeredAt } : {}),
    state: index < reached ? "done" : stopped ? "stopped" : index === reached ? "now" : "ahead",
  }));
}

const postWithdraw: Page = {
  method: "POST",
  path: "/offers/:contribution/withdraw",
  who: partnerSide,
  async handle(ask) {
    const contribution = ask.params["contribution"] ?? "";
    const done = await ask.perform("contributions.withdraw-contribution", {
      contribution,
      expectedVersion: expectedVersion(ask.form),
    });
    if (done.ok) return { kind: "go", to: `/offers/${contribution}`, notice: "contributions.done.withdraw" };
    return done.error.kind === "hidden" ? { kind: "not-found" } : showOffer(ask, attemptOf(done.error));
  },
};

export const offerPages: readonly Page[] = [
  { method: "GET", path: "/offers", who: partnerSide, handle: (ask) => showMine(ask, fresh) },
  postNew,
  ...stepPages,
  { method: "GET", path: "/offers/:contribution/check", who: partnerSide, handle: (ask) => showCheck(ask, fresh) },
  postCheck,
  { method: "GET", path: "/offers/:contribution", who: partnerSide, handle: (ask) => showOffer(ask, fresh) },
  postWithdraw,
];
