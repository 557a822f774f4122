import type { VNode } from "preact";
import type { Refusal } from "../../../kernel/refusal.ts";
import type { Result } from "../../../kernel/result.ts";
import type { Role } from "../../../kernel/roles.ts";
import { Button, Deeds, DescriptionList, Form, Moment, PageHead, Table } from "../../../ui/components/index.ts";
import { typedText } from "../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import type { Say } from "../../../ui/say.ts";
import type { AskedRecovery, LogStanding } from "../recovery/standing.ts";

const who: readonly Role[] = ["system-administrator", "key-custodian"];
const path = "/log/recovery";

/** Where two people, each in their own session, let the log continue after a restore. Only "behind" can be repaired. */
export const recoveryPages: readonly Page[] = [
  {
    method: "GET", path, who,
    async handle(ask) {
      const standing = await ask.answer<LogStanding>("log.recovery", {});
      if (!standing) return { kind: "not-found" };
      const title = ask.say("log.recovery.title");
      const body = <Recovery ask={ask} standing={standing} title={title} />;
      return { kind: "page", layout: "officer", title, body };
    },
  },
  {
    method: "POST", path: `${path}/ask`, who,
    handle: async (ask) => answered(await ask.perform("log.ask-recovery", {}), "log.recovery.asked"),
  },
  {
    method: "POST", path: `${path}/grant`, who,
    async handle(ask) {
      const recovery = typedText(ask.form, "recovery") ?? "";
      return answered(await ask.perform("log.grant-recovery", { recovery }), "log.recovery.granted");
    },
  },
];

function answered(done: Result<unknown, Refusal>, notice: string): PageAnswer {
  return done.ok ? { kind: "go", to: path, notice } : { kind: "refusal", refusal: done.error };
}

interface View {
  readonly ask: PageAsk;
  readonly standing: LogStanding;
}

function Recovery({ ask, standing, title }: View & { readonly title: string }): VNode {
  const { say } = ask;
  return (
    <>
      <PageHead
        title={title} answer={sentence(ask, standing)}
        trail={[{ to: "/log", text: say("log.title") }]}
      />
      <DescriptionList columns={2} rows={[
        { term: say("log.recovery.signed"), definition: say.number(standing.signed) },
        { term: say("log.recovery.published"), definition: say.number(standing.published) },
      ]} />
      {standing.state === "behind" && (
        <>
          {standing.asked.length > 0 && <Asked ask={ask} standing={standing} />}
          <Form action={`${path}/ask`}>
            <Deeds><Button kind={standing.asked.length > 0 ? "quiet" : "primary"}>{say("log.task.ask")}</Button></Deeds>
          </Form>
        </>
      )}
    </>
  );
}

function sentence({ say, actor }: PageAsk, { state, signed, published, asked }: LogStanding): string {
  if (state !== "behind") return say(`log.recovery.${state}`);
  if (asked.some((one) => one.isGranted)) return say("log.recovery.waits-sequencer");
  if (asked.length === 0) return say("log.recovery.behind", { count: published - signed });
  const own = asked.every((one) => one.askedBy === actor.personId);
  return say(own ? "log.recovery.waits-other" : "log.recovery.waits-you", { count: published - signed });
}

function Asked({ ask: { say, actor }, standing }: View): VNode {
  return (
    <Table
      caption={say("log.recovery.list")} dense rows={standing.asked} rowKey={(r) => r.recovery}
      columns={[
        { key: "id", head: say("log.subject"), rowHead: true, cell: (r) => <code dir="ltr">{r.recovery}</code> },
        { key: "by", head: say("log.recovery.by"), cell: (r) => <code dir="ltr">{r.askedBy}</code> },
        { key: "at", head: say("log.at"), cell: (r) => <Moment at={r.askedAt} /> },
        { key: "deed", head: say("log.recovery.deed"), cell: (r) => deedOf(say, r, r.askedBy === actor.personId) },
      ]}
    />
  );
}

function deedOf(say: Say, { recovery, isGranted }: AskedRecovery, isOwn: boolean): VNode | string {
  if (isGranted) return say("log.recovery.is-granted");
  if (isOwn) return say("log.recovery.is-own");
  return (
    <Form action={`${path}/grant`} hidden={{ recovery }} label={say("log.task.grant")} dense>
      <Button kind="primary">{say("log.task.grant")}</Button>
    </Form>
  );
}
