import { hasRole } from "../../../../kernel/actor.ts";
import {
  EmptyState, FiltersSentence, Link, Moment, Name, PageHead, Pagination, StateTag, Table, type Tone,
} from "../../../../ui/components/index.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { applicationStates, type ApplicationState, type PartnerState } from "../../partner.ts";
import type { Queue } from "../../views/review.ts";
import { officerSide } from "../../views/readers.ts";

export const queuePage: Page = { method: "GET", path: "/intake", who: officerSide, handle: show };

/** Shape and colour of a state, the same wherever it is shown. */
export function toneOf(state: PartnerState): Tone {
  if (state === "active") return "verified";
  if (state === "declined" || state === "suspended") return "stop";
  if (state === "submitted" || state === "returned") return "pending";
  return state === "in-diligence" || state === "decision-ready" ? "primary" : "quiet";
}

async function show(ask: PageAsk): Promise<PageAnswer> {
  const { say } = ask;
  const state = applicationStates.find((s) => s === ask.query["state"]) ?? "";
  const search = (ask.query["q"] ?? "").slice(0, 200);
  const queue = await ask.answer<Queue>("partners.queue", {
    state,
    search,
    after: (ask.query["after"] ?? "").slice(0, 80),
  });
  if (!queue) return { kind: "not-found" };
  const sentence = say("partners.intake.sentence", {
    count: queue.rows.length,
    state: state === "" ? say("partners.intake.all") : say(`partners.state.${state}`),
  });
  return {
    kind: "page", layout: "officer", title: say("partners.intake.title"),
    body: (
      <>
        <PageHead title={say("partners.intake.title")} answer={say("partners.intake.answer")}>
          {hasRole(ask.actor, "partnership-officer") && (
            <Link kind="button" to="/intake/offers/new">{say("partners.offer.title")}</Link>
          )}
        </PageHead>
        <FiltersSentence
          sentence={sentence}
          search={{ name: "q", label: say("partners.intake.search") }}
          filters={[
            {
              name: "state",
              label: say("partners.intake.state"),
              options: applicationStates.map((value) => ({ value, text: say(`partners.state.${value}`) })),
            },
          ]}
        />
        <Table
          caption={say("partners.intake.title")} captionHidden rows={queue.rows} rowKey={(r) => r.id} dense
          empty={<EmptyState what={say("partners.intake.empty")} how={say("partners.intake.empty-how")} />}
          columns={[
            {
              key: "name",
              head: say("partners.intake.partner"),
              rowHead: true,
              cell: (r) => <Name text={r.name} to={`/intake/${r.id}`} />,
            },
            { key: "kind", head: say("partners.start.kind"), cell: (r) => say(`partners.kind.${r.kind}`) },
            { key: "country", head: say("partners.public.country"), cell: (r) => say.country(r.country) },
            { key: "state", head: say("partners.intake.state"), cell: (r) => <State say={say} state={r.state} /> },
            { key: "since", head: say("partners.intake.since"), cell: (r) => <Moment at={r.stateSince} ago /> },
            { key: "origin", head: say("partners.intake.origin"), cell: (r) => say(`partners.origin.${r.origin}`) },
            {
              key: "times",
              head: say("partners.intake.submissions"),
              numeric: true,
              cell: (r) => say.number(r.submissions),
            },
          ]}
        />
        <Pagination label={say("partners.intake.title")} shown={queue.rows.length} after={queue.after} />
      </>
    ),
  };
}

function State({ say, state }: { readonly say: PageAsk["say"]; readonly state: ApplicationState }) {
  return <StateTag tone={toneOf(state)} word={say(`partners.state.${state}`)} />;
}
