import type { VNode } from "preact";
import { hasRole } from "../../../kernel/actor.ts";
import {
  DescriptionList, EmptyState, Link, Moment, PageHead, Pagination, StateTag, Table,
} from "../../../ui/components/index.ts";
import type { Page } from "../../../ui/page.ts";
import type { Say } from "../../../ui/say.ts";
import type { LogStanding } from "../recovery/standing.ts";
import type { CheckpointLine, LogLine, LogState, PublicLog, SubscriberLine } from "../questions.ts";

interface Entries {
  readonly lines: readonly LogLine[];
  readonly next: number | null;
}

/** For everybody: what was signed, and how to check it. For auditors and administrators also what happened. */
export const logPage: Page = {
  method: "GET",
  path: "/log",
  who: "anyone",
  async handle(ask) {
    const log = await ask.answer<PublicLog>("log.public", {});
    if (!log) return { kind: "not-found" };
    const { after } = ask.query;
    const state = await ask.answer<LogState>("log.state", {});
    const standing = await ask.answer<LogStanding>("log.recovery", {});
    const hasStopped = standing !== null && standing.state !== "in-order";
    const entries = await ask.answer<Entries>("log.entries", after ? { before: after } : {});
    const signed = await ask.answer<readonly CheckpointLine[]>("log.checkpoints", { limit: 10 });
    return {
      kind: "page", layout: ask.actor.side === "organisation" ? "officer" : "public", title: ask.say("log.title"),
      body: (
        <>
          <PageHead
            title={ask.say("log.title")}
            answer={hasStopped ? ask.say("log.task.why") : answer(ask.say, log, state)}
          >
            {hasStopped && hasRole(ask.actor, "system-administrator", "key-custodian") &&
              <Link to="/log/recovery" kind="button">{ask.say("log.recovery.title")}</Link>}
          </PageHead>
          <Signed say={ask.say} log={log} address={ask.organisation.address} />
          {entries && <EntryTable say={ask.say} entries={entries} />}
          {state && <StateView say={ask.say} state={state} />}
          {signed && signed.length > 0 && <CheckpointTable say={ask.say} signed={signed} />}
        </>
      ),
    };
  },
};

/** One sentence: officers hear first what is wrong, everybody else what stands. */
function answer(say: Say, log: PublicLog, state: LogState | null): string {
  if (state !== null && state.subscribers.some((s) => s.failures > 0)) return say("log.answer.stuck");
  if (state !== null && state.lost > 0) return say("log.answer.lost", { count: state.lost });
  if (log.checkpoint === null) return say("log.answer.empty");
  return say("log.answer.signed", { count: log.checkpoint.size, at: say.moment(log.checkpoint.at) });
}

function Signed({ say, log, address }: { say: Say; log: PublicLog; address: string }): VNode {
  const command = `node entente-verify.mjs ${address}/log --key log.vkey`;
  return (
    <section>
      <h2>{say("log.check")}</h2>
      <p>{say("log.check.how")}</p>
      <DescriptionList rows={[
        { term: say("log.checkpoint"), definition: log.checkpoint && <Link to="/log/checkpoint">checkpoint</Link> },
        { term: say("log.root"), definition: log.checkpoint && <code dir="ltr">{log.checkpoint.root}</code> },
        { term: say("log.key"), definition: <code dir="ltr">{log.verifierKey}</code> },
        { term: say("log.command"), definition: <code dir="ltr">{command}</code> },
      ]} />
    </section>
  );
}

function EntryTable({ say, entries }: { say: Say; entries: Entries }): VNode {
  return (
    <section>
      <h2>{say("log.entries")}</h2>
      <Table
        caption={say("log.entries")} captionHidden dense rows={entries.lines} rowKey={(l) => l.eventId}
        empty={<EmptyState what={say("log.answer.empty")} how={say("log.entries.first")} />}
        columns={[
          {
            key: "index", head: say("log.entry"), numeric: true, rowHead: true,
            cell: (l) => <Link to={`/log/entries/${l.leafIndex}`}>{say.number(l.leafIndex)}</Link>,
          },
          { key: "at", head: say("log.at"), cell: (l) => <Moment at={l.at} /> },
          { key: "type", head: say("log.type"), cell: (l) => <code dir="ltr">{l.type}</code> },
          { key: "subject", head: say("log.subject"), cell: (l) => <code dir="ltr">{l.subject}</code> },
          { key: "actor", head: say("log.actor"), cell: (l) => <code dir="ltr">{l.actor}</code> },
          { key: "form", head: say("log.form"), cell: (l) => <Form say={say} line={l} /> },
          {
            key: "proof", head: say("log.proof"),
            cell: (l) => <Link to={`/log/proof/${l.leafIndex}.tlog-proof`}>{`${l.leafIndex}.tlog-proof`}</Link>,
          },
        ]}
      />
      <Pagination
        label={say("log.entries")} shown={entries.lines.length}
        after={entries.next === null ? null : String(entries.next)}
      />
    </section>
  );
}

function Form({ say, line }: { say: Say; line: LogLine }): VNode {
  if (line.erased) return <StateTag tone="stop" word={say("log.form.erased")} />;
  return line.public
    ? <StateTag tone="verified" word={say("log.form.public")} />
    : <StateTag tone="quiet" word={say("log.form.sealed")} />;
}

function StateView({ say, state }: { say: Say; state: LogState }): VNode {
  return (
    <section>
      <h2>{say("log.state")}</h2>
      <DescriptionList columns={2} rows={[
        { term: say("log.state.signed"), definition: say.number(state.signed) },
        { term: say("log.state.waiting"), definition: say.number(state.waiting + state.placed - state.signed) },
        { term: say("log.state.erased"), definition: say.number(state.erased) },
        { term: say("log.state.lost"), definition: say.number(state.lost) },
      ]} />
      <SubscriberTable say={say} lines={state.subscribers} />
    </section>
  );
}

function SubscriberTable({ say, lines }: { say: Say; lines: readonly SubscriberLine[] }): VNode {
  return (
    <Table
      caption={say("log.subscribers")} dense rows={lines} rowKey={(s) => s.name} empty={null}
      columns={[
        { key: "name", head: say("log.subscriber"), rowHead: true, cell: (s) => <code dir="ltr">{s.name}</code> },
        { key: "seen", head: say("log.subscriber.seen"), numeric: true, cell: (s) => say.number(s.seen) },
        {
          key: "failures", head: say("log.subscriber.state"),
          cell: (s) => s.failedAt === null
            ? <StateTag tone="verified" word={say("log.subscriber.well")} />
            : <StateTag tone="stop" word={say("log.subscriber.failed", { count: s.failures, at: say.moment(s.failedAt) })} />,
        },
      ]}
    />
  );
}

function CheckpointTable({ say, signed }: { say: Say; signed: readonly CheckpointLine[] }): VNode {
  return (
    <Table
      caption={say("log.checkpoints")} dense rows={signed} rowKey={(c) => String(c.size)}
      columns={[
        { key: "size", head: say("log.entries"), numeric: true, rowHead: true, cell: (c) => say.number(c.size) },
        { key: "at", head: say("log.at"), cell: (c) => <Moment at={c.at} /> },
        { key: "root", head: say("log.root"), cell: (c) => <code dir="ltr">{c.root}</code> },
      ]}
    />
  );
}
