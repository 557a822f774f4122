import type { VNode } from "preact";
import {
  Button,
  Deeds,
  DescriptionList,
  Form,
  Link,
  Moment,
  Name,
  Notice,
  PageHead,
  RefusalNotice,
  TextArea,
} from "../../../ui/components/index.ts";
import { expectedVersion, formFields, readForm } from "../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import { hasRole } from "../../../kernel/actor.ts";
import { deciders } from "../deeds/approve-partner.ts";
import type { ApprovalView, OutcomeView } from "../questions.ts";
import { caseReaders } from "../readers.ts";
import { LevelTag, OutcomeTag, officerPage } from "./parts.tsx";

const fields = formFields({
  words: {
    kind: "text",
    max: 1_000,
    optional: true,
    label: "diligence.field.decisionWords",
    hint: "diligence.hint.decisionWords",
  },
});

const approvalPage: Page = {
  method: "GET",
  path: "/partners/:id/approval",
  who: caseReaders,
  handle: async (ask) => {
    const view = await load(ask);
    return view ? show(ask, view) : { kind: "not-found" };
  },
};

function load(ask: PageAsk): Promise<ApprovalView | null> {
  return ask.answer<ApprovalView>("diligence.approval", { partner: ask.params["id"] ?? "" });
}

function show(ask: PageAsk, view: ApprovalView): PageAnswer {
  const { say, organisation } = ask;
  const title = say("diligence.approval.title", { name: view.partnerName });
  const authority =
    view.required === null ? say("ui.unknown") : organisation.authorityTitles[view.required][say.lang];
  const isOpen = view.partnerState === "decision-ready" && view.required !== null;
  const may = isOpen && view.keptOut === null && hasRole(ask.actor, ...deciders);
  return officerPage(
    title,
    <>
      <PageHead
        title={<Name text={view.partnerName} />}
        kicker={say("diligence.approval.kicker")}
        trail={[{ to: `/partners/${ask.params["id"] ?? ""}`, text: view.partnerName }]}
        answer={say(isOpen ? "diligence.approval.answer" : "diligence.approval.closed", { authority })}
      />
      <Standing ask={ask} view={view} />
      {isOpen && view.keptOut && <RefusalNotice refusal={view.keptOut} />}
      {may && (
        <Form
          action={`/partners/${ask.params["id"] ?? ""}/approval`}
          fields={fields}
          expectedVersion={view.partnerVersion}
          label={title}
        >
          <TextArea name="words" rows={3} />
          <Deeds>
            <Button name="_deed" value="approve">
              {say("diligence.approval.deed")}
            </Button>
            <Button kind="stop" name="_deed" value="decline">
              {say("diligence.approval.decline")}
            </Button>
          </Deeds>
        </Form>
      )}
    </>,
  );
}

/** What every guard reads at the instant of the decision. */
function Standing({ ask, view }: { readonly ask: PageAsk; readonly view: ApprovalView }): VNode {
  const { say } = ask;
  const { stands } = view;
  const { verdict } = stands;
  const ethics = verdict?.computed.ethics ?? null;
  const yesNo = (holds: boolean): string => say(holds ? "ui.yes" : "ui.no");
  return (
    <>
      {ethics?.isFavourable === false && <Notice tone="pending" title={say("diligence.approval.overrule")} />}
      <DescriptionList
        columns={2}
        rows={[
          {
            term: say("diligence.column.outcome"),
            definition: verdict && <OutcomeTag verdict={{ outcome: verdict.outcome, end: null }} />,
          },
          { term: say("diligence.column.level"), definition: verdict && <LevelTag level={verdict.level} /> },
          { term: say("diligence.column.until"), definition: verdict && <Moment at={verdict.expiresAt} /> },
          {
            term: say("diligence.column.screened"),
            definition: stands.screeningCheckedAt !== null && <Moment at={stands.screeningCheckedAt} />,
          },
          { term: say("diligence.column.hits"), definition: say.number(stands.openHits) },
          { term: say("diligence.column.red-line"), definition: yesNo(stands.redLine || stands.redLineSuspected) },
          { term: say("diligence.column.suspended"), definition: yesNo(stands.suspended) },
          {
            term: say("diligence.column.opinion"),
            definition:
              ethics && say(ethics.isFavourable ? "diligence.opinion.favourable" : "diligence.opinion.unfavourable"),
          },
        ]}
      />
      {verdict && (
        <p>
          <Link to={`/cases/${verdict.caseId}`}>{say("diligence.approval.case")}</Link>
        </p>
      )}
    </>
  );
}

const decidePage: Page = {
  method: "POST",
  path: "/partners/:id/approval",
  who: deciders,
  async handle(ask) {
    const read = readForm(fields, ask.form);
    if (!read.ok) return { kind: "refusal", refusal: { kind: "fault", code: "input/faulty", faults: read.error } };
    const partner = ask.params["id"] ?? "";
    const isDecline = ask.form["_deed"] === "decline";
    const done = await ask.perform(isDecline ? "diligence.decline-partner" : "diligence.approve-partner", {
      partner,
      expectedVersion: expectedVersion(ask.form),
      words: read.value.words,
    });
    if (!done.ok) return { kind: "refusal", refusal: done.error };
    return {
      kind: "go",
      to: `/partners/${partner}/approval`,
      notice: isDecline ? "diligence.approval.declined" : "diligence.approval.done",
    };
  },
};

/** The partner reads the outcome and its dates, nothing of the assessment. */
const outcomePage: Page = {
  method: "GET",
  path: "/my-file/diligence",
  who: ["partner-contact", "partner-signatory"],
  async handle(ask) {
    const { say, actor } = ask;
    const view = actor.partnerId
      ? await ask.answer<OutcomeView>("diligence.outcome", { partner: actor.partnerId })
      : null;
    if (!view) return { kind: "not-found" };
    const sentence =
      view.verdict !== null
        ? say("diligence.mine.concluded", {
            outcome: say(`diligence.outcome.${view.verdict.outcome}`),
            until: say.dayOf(view.verdict.expiresAt),
          })
        : say(view.state === null || view.state === "closed" ? "diligence.mine.none" : "diligence.mine.working");
    return {
      kind: "page",
      layout: "partner",
      title: say("diligence.mine.title"),
      body: (
        <>
          <PageHead title={say("diligence.mine.title")} answer={sentence} />
          {view.verdict && (
            <p>
              <OutcomeTag verdict={{ outcome: view.verdict.outcome, end: null }} />
            </p>
          )}
          <p>
            <Link to="/diligence/depth">{say("diligence.depth.title")}</Link>
          </p>
        </>
      ),
    };
  },
};

export const approvalPages: readonly Page[] = [approvalPage, decidePage, outcomePage];
