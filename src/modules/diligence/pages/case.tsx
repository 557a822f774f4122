import type { VNode } from "preact";
import { hasRole } from "../../../kernel/actor.ts";
import {
  Button,
  Card,
  DescriptionList,
  Form,
  Link,
  Moment,
  Name,
  Notice,
  PageHead,
  RefusalNotice,
  Seal,
  SteppedLine,
  Table,
  type Step,
} from "../../../ui/components/index.ts";
import type { Page, PageAsk } from "../../../ui/page.ts";
import { useSay } from "../../../ui/reader.ts";
import type { Event } from "../moves.ts";
import type { CaseDetail, CaseView } from "../questions.ts";
import { outcomeReaders } from "../readers.ts";
import { Conditions, EvidenceTable, Opinions, RedLines, Verdicts } from "./case-parts.tsx";
import { questionnaireOf } from "../spec/in-force.ts";
import { Questions } from "./case-questions.tsx";
import { CaseStateTag, caseTrail, depthWord, LevelTag, loadCase, officerPage, Person, textIn } from "./parts.tsx";

const casePage: Page = {
  method: "GET",
  path: "/cases/:id",
  who: outcomeReaders,
  async handle(ask) {
    const view = await loadCase(ask);
    if (!view) return { kind: "not-found" };
    const { say } = ask;
    const title = say("diligence.case.page-title", { name: view.partnerName });
    return officerPage(
      title,
      <>
        <PageHead
          kicker={say("diligence.case.kicker", { number: view.of.number })}
          title={<Name text={view.partnerName} />}
          answer={sentence(ask, view)}
          state={<CaseStateTag state={view.of.state} />}
          trail={caseTrail(say, view).slice(0, 1)}
          seal={view.seal && <Seal {...view.seal} />}
        >
          <NextDeeds view={view} />
        </PageHead>
        {view.keptOut && <RefusalNotice refusal={view.keptOut} />}
        <Renewal ask={ask} view={view} />
        <SteppedLine label={say("diligence.case.path")} steps={steps(ask, view)} />
        {view.detail ? <Detail ask={ask} view={view} detail={view.detail} /> : <Verdicts view={view} />}
      </>,
    );
  },
};

/** A renewal is a case of its own; the standing conclusion holds until the new one is issued. */
function Renewal({ ask, view }: { readonly ask: PageAsk; readonly view: CaseView }): VNode | null {
  const mine = hasRole(ask.actor, "partnership-officer", "compliance-officer");
  const due = ["issued", "expired"].includes(view.of.state) && view.partnerState === "active";
  if (!mine || !due) return null;
  return (
    <Form action={`/cases/${view.of.id}/renew`} dense label={ask.say("diligence.renew.deed")}>
      <Button kind="secondary">{ask.say("diligence.renew.deed")}</Button>
    </Form>
  );
}

const renewPage: Page = {
  method: "POST",
  path: "/cases/:id/renew",
  who: ["partnership-officer", "compliance-officer"],
  async handle(ask) {
    const view = await loadCase(ask);
    if (!view) return { kind: "not-found" };
    const done = await ask.perform<{ caseId: string }>("diligence.open-renewal", { partner: view.of.file });
    if (!done.ok) return { kind: "refusal", refusal: done.error };
    return { kind: "go", to: `/cases/${done.value.caseId}`, notice: "diligence.renew.done" };
  },
};

/** Where things stand, in one sentence. */
function sentence({ say }: PageAsk, view: CaseView): string {
  const { of, verdict, detail } = view;
  const open = detail === null ? 0 : detail.weighing.unanswered.length + detail.weighing.gateOpen.length;
  const level = say(`diligence.level.${detail?.weighing.level ?? verdict?.level ?? "low"}`);
  switch (of.state) {
    case "opened":
      return say(of.analyst === null ? "diligence.case.answer.unassigned" : "diligence.case.answer.opened");
    case "collecting":
    case "assessing":
      return say("diligence.case.answer.assessing", { open });
    case "verdict-pending":
      return say("diligence.case.answer.verdict-pending", { level });
    case "issued":
      return verdict === null
        ? ""
        : say("diligence.case.answer.issued", {
            outcome: say(`diligence.outcome.${verdict.outcome}`),
            until: say.moment(verdict.expiresAt),
          });
    case "expired":
      return say("diligence.case.answer.expired", { at: say.moment(verdict?.expiresAt ?? of.stateSince) });
    default:
      return say(`diligence.case.answer.${of.state}`);
  }
}

/** The path of the case: who, when, under what. */
function steps({ say }: PageAsk, view: CaseView): Step[] {
  const { of, verdict, detail } = view;
  const order = ["opened", "collecting", "second-review", "ethics-review", "verdict-pending"];
  const now = of.state === "assessing" ? 1 : order.includes(of.state) ? order.indexOf(of.state) : order.length;
  const stateOf = (at: number): Step["state"] =>
    of.state === "closed" ? "stopped" : at < now ? "done" : at === now ? "now" : "ahead";
  const opinion = detail?.file.opinions.at(-1);
  const needed = detail === null || detail.weighing.needsOpinion || opinion !== undefined;
  return [
    {
      name: say("diligence.step.opened"),
      state: stateOf(0),
      at: of.openedAt,
      under: say("diligence.under", { articles: "12" }),
    },
    {
      name: say("diligence.step.assessed"),
      state: stateOf(1),
      who: <Person view={view} id={of.analyst} />,
      at: of.assessedAt,
      under: say("diligence.under", { articles: "13 · 14 · 17" }),
    },
    {
      name: say("diligence.step.reviewed"),
      state: stateOf(2),
      who: <Person view={view} id={of.reviewer} />,
      at: of.reviewedAt,
      under: say("diligence.under", { articles: "16" }),
    },
    ...(needed
      ? [
          {
            name: say("diligence.step.opinion"),
            state: stateOf(3),
            at: opinion?.at ?? null,
            under: say("diligence.under", { articles: "16" }),
          },
        ]
      : []),
    {
      name: say("diligence.step.concluded"),
      state: stateOf(4),
      who: <Person view={view} id={of.complianceOfficer} />,
      at: verdict?.issuedAt ?? null,
      under: say("diligence.under", { articles: "12 · 18" }),
    },
  ];
}

/** Where each deed is done; those the reader may do now are offered, the others are not shown. */
const places: readonly (readonly [Event, string, string])[] = [
  ["assign", "/people", "diligence.people.link"],
  ["draw-scope", "/scope", "diligence.scope.link"],
  ["add-evidence", "/evidence", "diligence.evidence.link"],
  ["send", "/send", "diligence.send.link"],
  ["approve", "/review", "diligence.review.link"],
  ["give-opinion", "/opinion", "diligence.opinion.link"],
  ["set-condition", "/conditions", "diligence.condition.link"],
  ["suspect", "/red-line", "diligence.suspect.link"],
  ["raise", "/raise", "diligence.raise.link"],
  ["raise", "/deepen", "diligence.deepen.link"],
  ["issue", "/conclusion", "diligence.conclusion.link"],
  ["reopen", "/reopen", "diligence.reopen.link"],
];

/** The first question without an answer: whoever answers fifty goes from one to the next, not through the table each time. */
function nextQuestion(view: CaseView): string | null {
  if (!view.may.includes("answer") || view.of.scope.at === null) return null;
  return view.detail?.weighing.unanswered[0] ?? null;
}

function NextDeeds({ view }: { readonly view: CaseView }): VNode {
  const say = useSay();
  const offered = places.filter(([event]) => view.may.includes(event));
  const next = nextQuestion(view);
  return (
    <>
      {next !== null && (
        <Link kind="button" to={`/cases/${view.of.id}/questions/${next}`}>
          {say("diligence.next-question.link")}
        </Link>
      )}
      {offered.map(([, path, text]) => (
        <Link key={path} kind="button" to={`/cases/${view.of.id}${path}`}>
          {say(text)}
        </Link>
      ))}
      {view.partnerState === "decision-ready" && (
        <Link to={`/partners/${view.of.file}/approval`}>{say("diligence.approval.link")}</Link>
      )}
    </>
  );
}

function Detail({
  ask,
  view,
  detail,
}: {
  readonly ask: PageAsk;
  readonly view: CaseView;
  readonly detail: CaseDetail;
}): VNode {
  return (
    <>
      <Obstacles view={view} detail={detail} />
      <Criteria detail={detail} />
      <ScopeCard ask={ask} view={view} detail={detail} />
      <RedLines ask={ask} view={view} detail={detail} />
      <Questions ask={ask} view={view} detail={detail} />
      <EvidenceTable view={view} detail={detail} />
      <Conditions ask={ask} view={view} detail={detail} />
      <Opinions view={view} detail={detail} />
      <Verdicts view={view} />
    </>
  );
}

/** What stands between the case and its conclusion; nothing here when nothing does. */
function Obstacles({ view, detail }: { readonly view: CaseView; readonly detail: CaseDetail }): VNode | null {
  const say = useSay();
  const { weighing } = detail;
  const rows = [
    view.of.returnWords !== null && say("diligence.obstacle.returned", { words: view.of.returnWords }),
    weighing.isRedLineEstablished && say("diligence.obstacle.red-line-established"),
    weighing.isRedLineSuspected && say("diligence.obstacle.red-line-suspected"),
    detail.openHits > 0 && say("diligence.obstacle.hits", { count: detail.openHits }),
    weighing.unanswered.length > 0 && say("diligence.obstacle.unanswered", { count: weighing.unanswered.length }),
    weighing.gateOpen.length > 0 &&
      say("diligence.obstacle.gate", { count: weighing.gateOpen.length, ids: weighing.gateOpen.join(", ") }),
    weighing.mitigations.some((m) => m.state === "missing") &&
      say("diligence.obstacle.conditions", {
        ids: weighing.mitigations
          .filter((m) => m.state === "missing")
          .map((m) => m.indicator)
          .join(", "),
      }),
    weighing.needsOpinion && weighing.opinion === null && say("diligence.obstacle.opinion"),
  ].filter((row) => row !== false);
  if (
    rows.length === 0 ||
    !["opened", "collecting", "assessing", "second-review", "ethics-review", "verdict-pending"].includes(
      view.of.state,
    )
  )
    return null;
  return (
    <Notice tone={weighing.isRedLineEstablished ? "stop" : "pending"} title={say("diligence.obstacle.title")}>
      <ul>
        {rows.map((row) => (
          <li key={row}>
            <bdi dir="auto">{row}</bdi>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Three criteria; the worst is marked, since it decides. */
function Criteria({ detail }: { readonly detail: CaseDetail }): VNode {
  const say = useSay();
  const { assessment, level, mildest } = detail.weighing;
  return (
    <Card title={say("diligence.criteria.title")} id="criteria" aside={<LevelTag level={level} />}>
      <Table
        caption={say("diligence.criteria.title")}
        captionHidden
        rows={assessment.criteria}
        rowKey={(c) => c.criterion}
        columns={[
          {
            key: "criterion",
            head: say("diligence.column.criterion"),
            rowHead: true,
            cell: (c) => say(`diligence.criterion.${c.criterion}`),
          },
          {
            key: "sum",
            head: say("diligence.column.sum"),
            numeric: true,
            cell: (c) => say("diligence.criteria.sum", { weighted: c.weighted, full: c.full }),
          },
          { key: "points", head: say("diligence.column.points"), numeric: true, cell: (c) => say.number(c.points) },
          { key: "level", head: say("diligence.column.level"), cell: (c) => <LevelTag level={c.level} /> },
          {
            key: "decides",
            head: say("diligence.column.decides"),
            cell: (c) =>
              assessment.decides.includes(c.criterion) ? <strong>{say("diligence.criteria.decides")}</strong> : "",
          },
        ]}
      />
      <ul>
        {assessment.raises.map((reason) => (
          <li key={reason}>{say(`diligence.raises.${reason}`)}</li>
        ))}
        {detail.raises.map((raise) => (
          <li key={String(raise.at)}>
            {say("diligence.raises.by-hand", { to: say(`diligence.${raise.what}.${raise.to}`) })}{" "}
            <bdi dir="auto">{raise.reason}</bdi>
          </li>
        ))}
      </ul>
      <p>{say("diligence.criteria.mildest", { outcome: say(`diligence.outcome.${mildest}`) })}</p>
    </Card>
  );
}

function ScopeCard({
  ask,
  view,
  detail,
}: {
  readonly ask: PageAsk;
  readonly view: CaseView;
  readonly detail: CaseDetail;
}): VNode {
  const { say } = ask;
  const { scope } = view.of;
  const { floor, depth } = detail.weighing;
  const money = { minor: scope.valueUpToMinor, currency: ask.organisation.currency };
  const because = floor.because.map((why) => say(`diligence.because.${why}`)).join(" · ");
  const yesNo = (holds: boolean): string => say(holds ? "ui.yes" : "ui.no");
  return (
    <Card title={say("diligence.scope.heading")} id="scope">
      <DescriptionList
        columns={2}
        rows={
          scope.at === null
            ? [{ term: say("diligence.scope.heading"), definition: say("diligence.scope.not-drawn") }]
            : [
                {
                  term: say("diligence.field.kinds"),
                  definition: scope.kinds.map((k) => say(`diligence.kind.${k}`)).join(" · "),
                },
                { term: say("diligence.field.purposes"), definition: <Purposes ask={ask} codes={scope.purposes} /> },
                { term: say("diligence.field.valueUpTo"), definition: say.money(money) },
                { term: say("diligence.field.softwareTouchesData"), definition: yesNo(scope.softwareTouchesData) },
                { term: say("diligence.field.threatExchange"), definition: yesNo(scope.threatExchange) },
                { term: say("diligence.column.depth"), definition: depthWord(say, depth) },
                ...(because === "" ? [] : [{ term: say("diligence.column.because"), definition: because }]),
                { term: say("diligence.column.since"), definition: <Moment at={scope.at} /> },
              ]
        }
      />
    </Card>
  );
}

export function Purposes({ ask, codes }: { readonly ask: PageAsk; readonly codes: readonly string[] }): VNode {
  const { purposes } = questionnaireOf(ask.world);
  return (
    <ul class="plain">
      {codes.map((code) => (
        <li key={code}>{purposes[code] ? textIn(ask.say, purposes[code]) : code}</li>
      ))}
    </ul>
  );
}

export const casePageList: readonly Page[] = [casePage, renewPage];
