import type { VNode } from "preact";
import type { Refusal } from "../../../kernel/refusal.ts";
import type { CivilDate } from "../../../kernel/instants.ts";
import {
  Amount,
  Button,
  Card,
  Day,
  Deeds,
  DescriptionList,
  EmptyState,
  Form,
  Link,
  Moment,
  Name,
  Notice,
  PageHead,
  RefusalNotice,
  StateTag,
  Table,
} from "../../../ui/components/index.ts";
import { expectedVersion } from "../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import type { Say } from "../../../ui/say.ts";
import type { PublicEntry } from "../public-entry.ts";
import type { EntryAnswer } from "../questions.ts";
import type { RegisterEntry } from "../store.ts";

const editors = ["register-editor", "legal-officer", "internal-auditor", "external-auditor"] as const;

const waitingPage: Page = {
  method: "GET",
  path: "/register-desk",
  who: editors,
  async handle(ask) {
    const waiting = await ask.answer<readonly RegisterEntry[]>("register.waiting", {});
    if (!waiting) return { kind: "not-found" };
    const { say } = ask;
    const title = say("register.desk.title");
    return {
      kind: "page",
      layout: "officer",
      title,
      body: (
        <>
          <PageHead title={title} answer={say("register.desk.answer", { count: waiting.length })} />
          <Table
            caption={title}
            captionHidden
            rows={waiting}
            rowKey={(e) => e.registerId}
            empty={<EmptyState what={say("register.desk.empty")} how={say("register.desk.first")} />}
            columns={[
              {
                key: "partner",
                head: say("register.partner"),
                rowHead: true,
                cell: (e) => (
                  <Name text={e.draft?.partner.name ?? e.registerId} to={`/register-desk/${e.registerId}`} />
                ),
              },
              { key: "state", head: say("register.state"), cell: (e) => <EntryState say={say} entry={e} /> },
              { key: "force", head: say("register.in-force"), cell: (e) => <Day on={e.inForceOn} /> },
              { key: "due", head: say("register.due"), cell: (e) => <Moment at={e.dueAt} /> },
            ]}
          />
        </>
      ),
    };
  },
};

function EntryState({ say, entry }: { say: Say; entry: RegisterEntry }): VNode {
  const tone = entry.state === "published" ? "verified" : "pending";
  return <StateTag tone={tone} word={say(`register.state.${entry.state}`)} />;
}

const draftPage: Page = {
  method: "GET",
  path: "/register-desk/:registerId",
  who: editors,
  handle: (ask) => showDraft(ask, null),
};

async function showDraft(ask: PageAsk, refusal: Refusal | null): Promise<PageAnswer> {
  const entry = await ask.answer<RegisterEntry>("register.draft", {
    registerId: ask.params["registerId"] ?? "",
  });
  if (!entry) return { kind: "not-found" };
  const shown = await ask.answer<EntryAnswer>("register.entry", { registerId: entry.registerId });
  const title = entry.draft?.partner.name ?? shown?.current.partner.name ?? ask.say("register.desk.title");
  return {
    kind: "page",
    layout: "officer",
    title,
    ...(refusal ? { faulty: true } : {}),
    body: <DraftView ask={ask} entry={entry} refusal={refusal} title={title} />,
  };
}

function DraftView({
  ask,
  entry,
  refusal,
  title,
}: {
  ask: PageAsk;
  entry: RegisterEntry;
  refusal: Refusal | null;
  title: string;
}): VNode {
  const { say } = ask;
  const mayPublish = ask.actor.roles.includes("register-editor");
  const sentence = entry.draft ? (entry.version === 0 ? "waits" : "change-waits") : "public";
  return (
    <>
      <PageHead
        kicker={say("register.desk.entry")}
        title={<Name text={title} strong />}
        state={<EntryState say={say} entry={entry} />}
        answer={say(`register.desk.${sentence}`)}
        trail={[{ text: say("register.desk.title"), to: "/register-desk" }]}
      />
      {refusal && <RefusalNotice refusal={refusal} />}
      {entry.draft && (
        <Card title={say("register.desk.preview")}>
          <p class="quiet">{say("register.desk.preview-note")}</p>
          <Preview say={say} draft={entry.draft} />
        </Card>
      )}
      {entry.draft && mayPublish && (
        <Form action={`/register-desk/${entry.registerId}/publish`} expectedVersion={entry.rowVersion}>
          <Notice tone="pending" title={say("register.desk.for-ever")}>
            {say("register.desk.for-ever-note")}
          </Notice>
          <Deeds>
            <Button>{say("register.desk.publish")}</Button>
          </Deeds>
        </Form>
      )}
      {entry.version > 0 && (
        <p>
          <Link to={`/register/${entry.registerId}`}>{say("register.desk.see-public")}</Link>
        </p>
      )}
    </>
  );
}

function Preview({ say, draft }: { say: Say; draft: PublicEntry }): VNode {
  const text = (key: string, value: string) => ({
    term: say(key),
    definition: value && <bdi dir="auto">{value}</bdi>,
  });
  return (
    <DescriptionList
      columns={2}
      rows={[
        text("register.partner", draft.partner.name),
        text("register.partner.legal-status", draft.partner.legalStatus),
        { term: say("register.country"), definition: say.country(draft.partner.country) },
        text("register.purpose", draft.purpose),
        text("register.programme", draft.programme),
        { term: say("register.kind"), definition: say(`register.kind.${draft.kind}`) },
        {
          term: say("register.value"),
          definition: <Amount of={{ minor: BigInt(draft.valueMinor), currency: draft.currency }} />,
        },
        {
          term: say("register.received"),
          definition: <Amount of={{ minor: BigInt(draft.receivedMinor), currency: draft.currency }} />,
        },
        { term: say("register.decided-by"), definition: say(`register.authority.${draft.decidedBy}`) },
        { term: say("register.decided-on"), definition: <Day on={draft.decidedOn as CivilDate} /> },
        { term: say("register.in-force"), definition: <Day on={draft.inForceOn as CivilDate} /> },
        text("register.partner.objective", draft.partner.objective),
        text("register.partner.governance", draft.partner.governance),
        text("register.partner.funding-sources", draft.partner.fundingSources),
      ]}
    />
  );
}

const publishPage: Page = {
  method: "POST",
  path: "/register-desk/:registerId/publish",
  who: ["register-editor"],
  async handle(ask) {
    const registerId = ask.params["registerId"] ?? "";
    const done = await ask.perform("register.publish-entry", {
      registerId,
      expectedVersion: expectedVersion(ask.form),
    });
    if (!done.ok)
      return done.error.kind === "hidden"
        ? { kind: "refusal", refusal: done.error }
        : showRefused(ask, done.error);
    return { kind: "go", to: `/register-desk/${registerId}`, notice: "register.desk.published" };
  },
};

/** A gesture that is missing is asked for by the face; every other refusal stands on the page it is about. */
function showRefused(ask: PageAsk, refusal: Refusal): Promise<PageAnswer> | PageAnswer {
  return refusal.code === "log/gesture-needed" ? { kind: "refusal", refusal } : showDraft(ask, refusal);
}

export const deskPages: readonly Page[] = [waitingPage, draftPage, publishPage];
