import type { VNode } from "preact";
import { hasRole } from "../../../../kernel/actor.ts";
import {
  Card, DescriptionList, Link, Moment, Name, Notice, PageHead, RefusalNotice, StateTag,
} from "../../../../ui/components/index.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import type { Say } from "../../../../ui/say.ts";
import type { Review } from "../../views/review.ts";
import { officerSide } from "../../views/readers.ts";
import { ContentCards } from "./content-cards.tsx";
import { GateTable } from "./gate-table.tsx";
import { decisionOf, IntakeForms } from "./intake-forms.tsx";
import { QuestionsList } from "../questions-list.tsx";
import { civilDateIn } from "../../../../kernel/instants.ts";
import { toneOf } from "./queue.tsx";
import { againOf, versionAfter, type Again } from "../apply/frame.tsx";

export type IntakeDeed = "admit" | "return" | "decline" | "take-over";

/** What the page is shown with after a deed was not done. */
export interface IntakeTry {
  readonly deed: IntakeDeed;
  readonly again: Again;
  readonly version: number;
}

const intake = ["partnership-officer"] as const;

export const reviewPages: readonly Page[] = [
  { method: "GET", path: "/intake/:application", who: officerSide, handle: (ask) => show(ask, null) },
  ...(["admit", "return", "decline", "take-over"] as const).map((deed): Page => ({
    method: "POST", path: `/intake/:application/${deed}`, who: intake, handle: (ask) => act(ask, deed),
  })),
];

async function act(ask: PageAsk, deed: IntakeDeed): Promise<PageAnswer> {
  const { name, asked, faults, notice } = decisionOf(ask, deed);
  if (faults.length > 0) return show(ask, { deed, again: { faults, refusal: null }, version: asked.expectedVersion });
  const done = await ask.perform(name, asked);
  if (done.ok) return { kind: "go", to: `/intake/${asked.application}`, notice };
  if (done.error.kind === "hidden") return { kind: "not-found" };
  return show(ask, { deed, again: againOf(done.error), version: versionAfter(done.error, asked.expectedVersion) });
}

async function show(ask: PageAsk, tried: IntakeTry | null): Promise<PageAnswer> {
  const review = await ask.answer<Review>("partners.review", { application: ask.params["application"] ?? "" });
  if (!review) return { kind: "not-found" };
  const { say } = ask;
  return {
    kind: "page",
    layout: "officer",
    title: say("partners.review.title", { name: review.partner.name }),
    faulty: (tried?.again.faults.length ?? 0) > 0,
    body: <ReviewBody ask={ask} say={say} review={review} tried={tried} />,
  };
}

interface BodyParams {
  readonly ask: PageAsk;
  readonly say: Say;
  readonly review: Review;
  readonly tried: IntakeTry | null;
}

function ReviewBody({ ask, say, review, tried }: BodyParams): VNode {
  const { application, partner, content } = review;
  const mayAct = hasRole(ask.actor, ...intake) && review.intakeRefusal === null;
  return (
    <>
      <PageHead
        kicker={say("partners.review.kicker")}
        title={<Name text={partner.name} lang={partner.names[0]?.lang ?? undefined} />}
        state={<StateTag tone={toneOf(partner.state)} word={say(`partners.state.${partner.state}`)} />}
        answer={answerOf(say, review)} trail={[{ text: say("partners.intake.title"), to: "/intake" }]}
      >
        <Link to={`/partners/${partner.id}`}>{say("partners.review.file")}</Link>
        <Link to={`/partners/${partner.id}/questions`}>{say("partners.questions.ask")}</Link>
      </PageHead>
      {tried?.again.refusal && <RefusalNotice refusal={tried.again.refusal} />}
      {review.offer && <OfferCard say={say} review={review} />}
      {content && <GateTable say={say} gate={review.gate} />}
      {hasRole(ask.actor, ...intake) && review.intakeRefusal && <RefusalNotice refusal={review.intakeRefusal} />}
      {mayAct && <IntakeForms ask={ask} review={review} tried={tried} />}
      {content ? (
        <ContentCards say={say} content={content} documents={review.documents} name={partner.name} />
      ) : (
        <Notice tone="quiet" title={say("partners.review.not-submitted")} />
      )}
      <Card title={say("partners.questions.title")}>
        <QuestionsList
          say={say} side="organisation" questions={review.questions} action={`/partners/${partner.id}/questions`}
          readOnly today={civilDateIn(ask.world.clock.now(), ask.organisation.timeZone)}
        />
      </Card>
      <Card title={say("partners.review.versions")}>
        <DescriptionList
          rows={review.versions.map((v) => ({
            term: say("partners.review.version", { number: v.number }),
            definition: (
              <>
                <Moment at={v.submittedAt} /> <code dir="ltr">{v.contentSha256}</code>
              </>
            ),
          }))}
        />
        <p class="quiet">
          {say("partners.review.officer", { name: review.officerName ?? say("ui.none") })}{" "}
          <Moment at={application.stateSince} ago />
        </p>
      </Card>
    </>
  );
}

/** The sentence: what the gate says now, and what the reader can do. */
function answerOf(say: Say, review: Review): string {
  const { state } = review.application;
  if (state !== "submitted") return say(`partners.review.stands-${state}`);
  const stops = review.gate.filter((g) => g.outcome === "stop").length;
  const looks = review.gate.filter((g) => g.outcome === "look").length;
  return stops > 0 ? say("partners.review.stops", { count: stops }) : say("partners.review.looks", { count: looks });
}

function OfferCard({ say, review }: { readonly say: Say; readonly review: Review }): VNode | null {
  if (!review.offer) return null;
  return (
    <Card title={say("partners.offer.recorded")}>
      <DescriptionList
        rows={[
          { term: say("partners.field.receivedOn"), definition: say.day(review.offer.receivedOn) },
          { term: say("partners.field.channel"), definition: say(`partners.channel.${review.offer.channel}`) },
          {
            term: say("partners.field.offerWords"),
            definition: (
              <bdi dir="auto" class="pre-line">{review.offer.words}</bdi>
            ),
          },
          {
            term: say("partners.offer.contact"),
            definition: review.offer.claimedAt ? say("partners.offer.claimed") : say("partners.offer.waiting"),
          },
        ]}
      />
    </Card>
  );
}
