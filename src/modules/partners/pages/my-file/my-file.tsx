import type { VNode } from "preact";
import {
  Button, Card, Deeds, DescriptionList, Form, Link, Name, Notice, PageHead, RefusalNotice, SteppedLine, TextArea,
  type Step,
} from "../../../../ui/components/index.ts";
import { expectedVersion, formFields, readForm } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import type { Say } from "../../../../ui/say.ts";
import type { ApplicationState, Application } from "../../partner.ts";
import type { MyFile, Turn } from "../../views/my-file.ts";
import { partnerSide } from "../../views/readers.ts";
import { Gaps } from "../apply/check-page.tsx";
import { againOf, fresh, partnerPage, versionAfter, type Again } from "../apply/frame.tsx";
import { stepPath } from "../apply/steps.ts";
import { PublicPreview } from "../public-preview.tsx";

export const myFilePages: readonly Page[] = [
  { method: "GET", path: "/my-file", who: partnerSide, handle: home },
  { method: "GET", path: "/my-file/withdraw", who: partnerSide, handle: async (ask) => withdrawForm(ask, fresh) },
  { method: "POST", path: "/my-file/withdraw", who: partnerSide, handle: withdraw },
];

/** Whose turn it is, what for and until when; what was asked; what the public will read. */
async function home(ask: PageAsk): Promise<PageAnswer> {
  const file = await ask.answer<MyFile>("partners.my-file", {});
  if (!file) return { kind: "not-found" };
  const { say } = ask;
  const current = currentOf(file);
  return partnerPage(say("partners.my-file.title"), (
    <>
      <PageHead
        title={file.partner ? <Name text={file.partner.name} /> : say("partners.my-file.title")}
        kicker={file.partner ? say("partners.my-file.title") : undefined} answer={turnSentence(say, file.turn)}
      >
        <NextLink say={say} turn={file.turn} current={current} />
      </PageHead>
      {file.suspension && (
        <Notice tone="stop" title={say("partners.suspension.yours", { day: say.dayOf(file.suspension.suspendedAt) })}>
          <p><bdi dir="auto" class="pre-line">{file.suspension.words}</bdi></p>
        </Notice>
      )}
      {current?.state === "returned" && current.gaps && <Gaps say={say} words={current.gaps} />}
      {current?.state === "declined" && <Declined say={say} application={current} file={file} />}
      {current && <SteppedLine label={say("partners.path.label")} steps={pathOf(say, current)} />}
      {file.partner && <Questions say={say} file={file} />}
      {file.publicProfile && (
        <Card title={say("partners.preview.title")}>
          <p class="quiet">{say("partners.preview.about")}</p>
          <PublicPreview say={say} profile={file.publicProfile} />
        </Card>
      )}
      {file.applications.length > 0 && <Applications say={say} file={file} />}
    </>
  ));
}

function currentOf(file: MyFile): Application | null {
  return file.applications.find((a) => a.id === file.partner?.applicationId) ?? null;
}

/** One sentence: whose turn, what for, until when. */
function turnSentence(say: Say, turn: Turn): string {
  return turn.until === null
    ? say(`partners.turn.${turn.what}`)
    : say(`partners.turn.${turn.what}-until`, { day: say.day(turn.until) });
}

function NextLink({
  say,
  turn,
  current,
}: {
  readonly say: Say;
  readonly turn: Turn;
  readonly current: Application | null;
}): VNode | null {
  const to =
    turn.what === "start" || turn.what === "ended"
      ? "/apply"
      : turn.what === "answer" || turn.what === "answer-suspension"
        ? "/my-file/questions"
        : current && (turn.what === "finish-draft" || turn.what === "mend-gaps")
          ? stepPath(current.id, "overview")
          : null;
  return to === null ? null : (
    <Link kind="button" to={to}>{say(`partners.turn.${turn.what}-link`)}</Link>
  );
}

const order: readonly ApplicationState[] = ["draft", "submitted", "in-diligence", "decision-ready", "active"];

function pathOf(say: Say, application: Application): Step[] {
  const ended = !order.includes(application.state) && application.state !== "returned";
  const at = application.state === "returned" ? 0 : order.indexOf(application.state);
  const reached = ended ? (application.submissions > 0 ? 1 : 0) : at;
  return order.map((state, index) => ({
    name: say(`partners.path.${state}`),
    state:
      index < reached
        ? "done"
        : index > reached
          ? "ahead"
          : ended
            ? "stopped"
            : application.state === "active"
              ? "done"
              : "now",
    at: index === reached ? application.stateSince : index === 0 ? application.startedAt : null,
    ...(state === "submitted" ? { under: say("partners.path.under-intake") } : {}),
  }));
}

function Declined({
  say,
  application,
  file,
}: {
  readonly say: Say;
  readonly application: Application;
  readonly file: MyFile;
}): VNode {
  return (
    <Notice tone="stop" title={say(`partners.declined.${application.declineGround ?? "inadmissible"}`)}>
      <p><bdi dir="auto" class="pre-line">{application.declineWords}</bdi></p>
      {file.mayApplyAgainFrom && <p>{say("partners.declined.until", { day: say.day(file.mayApplyAgainFrom) })}</p>}
    </Notice>
  );
}

function Questions({ say, file }: { readonly say: Say; readonly file: MyFile }): VNode {
  const open = file.questions.filter((q) => q.state === "open");
  const counts = {
    mine: open.filter((q) => q.askedOf === "partner").length,
    theirs: open.filter((q) => q.askedOf === "organisation").length,
  };
  return (
    <Card
      title={say("partners.questions.title")}
      aside={<Link to="/my-file/questions">{say("partners.questions.all", { count: file.questions.length })}</Link>}
    >
      <p>{say("partners.questions.counts", counts)}</p>
    </Card>
  );
}

function Applications({ say, file }: { readonly say: Say; readonly file: MyFile }): VNode {
  const mayWithdraw =
    currentOf(file) &&
    ["draft", "submitted", "returned", "in-diligence", "decision-ready"].includes(currentOf(file)?.state ?? "");
  return (
    <Card title={say("partners.my-file.applications")}>
      <DescriptionList rows={file.applications.map((a) => ({
        term: say("partners.my-file.started", { day: say.dayOf(a.startedAt) }),
        definition: say(`partners.state.${a.state}`),
        ...(["draft", "returned"].includes(a.state) ? { change: stepPath(a.id, "overview") } : {}),
      }))} />
      {mayWithdraw && <Link kind="quiet" to="/my-file/withdraw">{say("partners.withdraw.title")}</Link>}
    </Card>
  );
}

const withdrawFields = formFields({
  reason: { kind: "text", max: 1_000, optional: true, label: "partners.field.withdrawReason" },
});

async function withdrawForm(ask: PageAsk, again: Again, version?: number): Promise<PageAnswer> {
  const { say } = ask;
  const file = await ask.answer<MyFile>("partners.my-file", {});
  const current = file && currentOf(file);
  if (!current) return { kind: "not-found" };
  return partnerPage(say("partners.withdraw.title"), (
    <>
      <PageHead
        title={say("partners.withdraw.title")} answer={say("partners.withdraw.answer")}
        trail={[{ text: say("partners.my-file.title"), to: "/my-file" }]}
      />
      {again.refusal && <RefusalNotice refusal={again.refusal} />}
      <Form
        action="/my-file/withdraw" fields={withdrawFields} faults={again.faults} typed={ask.form}
        expectedVersion={version ?? current.version} hidden={{ _application: current.id }}
      >
        <TextArea name="reason" rows={4} />
        <Deeds>
          <Button kind="stop">{say("partners.withdraw.button")}</Button>
          <Link to="/my-file">{say("ui.button.back")}</Link>
        </Deeds>
      </Form>
    </>
  ), again.faults.length > 0);
}

async function withdraw(ask: PageAsk): Promise<PageAnswer> {
  const read = readForm(withdrawFields, ask.form);
  if (!read.ok) return withdrawForm(ask, { faults: read.error, refusal: null });
  const sent = expectedVersion(ask.form);
  const done = await ask.perform("partners.withdraw-application", {
    application: ask.form["_application"] ?? "",
    expectedVersion: sent,
    ...read.value,
  });
  if (done.ok) return { kind: "go", to: "/my-file", notice: "partners.notice.withdrawn" };
  if (done.error.kind === "hidden") return { kind: "not-found" };
  return withdrawForm(ask, againOf(done.error), versionAfter(done.error, sent));
}
