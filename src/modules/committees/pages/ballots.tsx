import type { VNode } from "preact";
import { hasRole } from "../../../kernel/actor.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import {
  Button,
  Card,
  Deeds,
  DescriptionList,
  EmptyState,
  Form,
  Link,
  Moment,
  Name,
  Notice,
  PageHead,
  Radios,
  RefusalNotice,
  StateTag,
  Table,
  type Tone,
} from "../../../ui/components/index.ts";
import { expectedVersion, typedText } from "../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import type { Say } from "../../../ui/say.ts";
import { votes, type Ballot } from "../ballot.ts";
import { members, secretaries } from "../moves.ts";
import { readers, type BallotView } from "../reads.ts";

const listPage: Page = {
  method: "GET",
  path: "/ballots",
  who: readers,
  async handle(ask) {
    const ballots = await ask.answer<readonly Ballot[]>("committees.ballots", {});
    if (!ballots) return { kind: "not-found" };
    const { say } = ask;
    const title = say("committees.title");
    const open = ballots.filter((b) => b.state === "open").length;
    return {
      kind: "page",
      layout: "officer",
      title,
      body: (
        <>
          <PageHead title={title} answer={say("committees.sentence", { open })} />
          <BallotTable say={say} ballots={ballots} />
        </>
      ),
    };
  },
};

export function BallotTable({ say, ballots }: { say: Say; ballots: readonly Ballot[] }): VNode {
  return (
    <Table
      caption={say("committees.title")}
      captionHidden
      rows={ballots}
      rowKey={(b) => b.id}
      dense
      empty={<EmptyState what={say("committees.none-yet")} how={say("committees.first")} />}
      columns={[
        {
          key: "matter",
          head: say("committees.matter"),
          rowHead: true,
          cell: (b) => <Link to={`/ballots/${b.id}`}>{say(`committees.matter.${b.matter}`)}</Link>,
        },
        { key: "state", head: say("committees.state"), cell: (b) => <BallotState say={say} ballot={b} /> },
        { key: "opened", head: say("committees.opened-at"), cell: (b) => <Moment at={b.openedAt} /> },
        {
          key: "closed",
          head: say("committees.closed-at"),
          cell: (b) => (b.closedAt === null ? "" : <Moment at={b.closedAt} />),
        },
      ]}
    />
  );
}

function BallotState({ say, ballot }: { say: Say; ballot: Ballot }): VNode {
  const word = ballot.result?.outcome ?? "open";
  const tones: Record<typeof word, Tone> = {
    open: "pending",
    for: "verified",
    against: "stop",
    "below-quorum": "stop",
  };
  return <StateTag tone={tones[word]} word={say(`committees.outcome.${word}`)} />;
}

async function showBallot(ask: PageAsk, refusal: Refusal | null): Promise<PageAnswer> {
  const view = await ask.answer<BallotView>("committees.ballot", { ballot: ask.params["ballot"] ?? "" });
  if (!view) return { kind: "not-found" };
  const title = ask.say(`committees.matter.${view.ballot.matter}`);
  return {
    kind: "page",
    layout: "officer",
    title,
    body: <BallotPage ask={ask} view={view} refusal={refusal} title={title} />,
    ...(refusal ? { faulty: true } : {}),
  };
}

function BallotPage({
  ask,
  view,
  refusal,
  title,
}: {
  ask: PageAsk;
  view: BallotView;
  refusal: Refusal | null;
  title: string;
}): VNode {
  const { say } = ask;
  const { ballot } = view;
  return (
    <>
      <PageHead
        title={title}
        answer={sentence(say, view)}
        state={<BallotState say={say} ballot={ballot} />}
        trail={[{ text: say("committees.title"), to: "/ballots" }]}
      />
      {refusal && <RefusalNotice refusal={refusal} />}
      <DescriptionList
        rows={[
          {
            term: say("committees.about"),
            definition: <Link to={pathOf(ballot)}>{say(`committees.see.${ballot.matter}`)}</Link>,
          },
          { term: say("committees.version"), definition: say.number(ballot.subjectVersion) },
          { term: say("committees.quorum"), definition: say.number(ballot.quorum) },
          { term: say("committees.opened-at"), definition: <Moment at={ballot.openedAt} /> },
          ...(ballot.closedAt === null
            ? []
            : [{ term: say("committees.closed-at"), definition: <Moment at={ballot.closedAt} /> }]),
          {
            term: say("committees.tally"),
            definition: say("committees.tally-words", { ...view.counted, present: view.votes.length }),
          },
        ]}
      />
      <h2>{say("committees.votes")}</h2>
      <VoteTable say={say} view={view} />
      {ballot.state === "open" && <Acts ask={ask} view={view} />}
    </>
  );
}

function pathOf(ballot: Ballot): string {
  return ballot.matter === "accept-contribution" ? `/contributions/${ballot.subject}` : `/partners/${ballot.file}`;
}

function sentence(say: Say, view: BallotView): string {
  const { ballot, counted, mine } = view;
  if (ballot.result) return say(`committees.closed.${ballot.result.outcome}`);
  const present = counted.votesFor + counted.votesAgainst + counted.abstentions;
  if (mine === "nothing") return say("committees.your-turn");
  return say(present < ballot.quorum ? "committees.waiting-quorum" : "committees.quorate", {
    present,
    quorum: ballot.quorum,
  });
}

function VoteTable({ say, view }: { say: Say; view: BallotView }): VNode {
  return (
    <Table
      caption={say("committees.votes")}
      captionHidden
      rows={view.members}
      rowKey={(m) => m.person}
      dense
      empty={<EmptyState what={say("committees.no-members")} />}
      columns={[
        { key: "name", head: say("committees.member"), rowHead: true, cell: (m) => <Name text={m.name} /> },
        { key: "did", head: say("committees.vote"), cell: (m) => say(`committees.did.${m.did}`) },
      ]}
    />
  );
}

function Acts({ ask, view }: { ask: PageAsk; view: BallotView }): VNode {
  const { say, actor } = ask;
  const { ballot } = view;
  const isMember = hasRole(actor, ...members);
  return (
    <>
      {isMember && view.mine === "nothing" && (
        <Card title={say("committees.cast-title")}>
          <Notice tone="pending">{say("committees.cast-notice")}</Notice>
          <Form
            action={`/ballots/${ballot.id}/vote`}
            expectedVersion={ballot.version}
            fields={{ vote: { kind: "choice", label: "committees.your-vote", among: votes } }}
          >
            <Radios
              name="vote"
              options={votes.map((vote) => ({ value: vote, text: say(`committees.did.${vote}`) }))}
            />
            <Deeds>
              <Button>{say("committees.cast")}</Button>
            </Deeds>
          </Form>
        </Card>
      )}
      {isMember && view.mine !== "stood-aside" && (
        <Card title={say("committees.recuse-title")}>
          <p>{say("committees.recuse-words")}</p>
          <Form
            action={`/ballots/${ballot.id}/recuse`}
            expectedVersion={ballot.version}
            label={say("committees.recuse")}
          >
            <Deeds>
              <Button kind="secondary">{say("committees.recuse")}</Button>
            </Deeds>
          </Form>
        </Card>
      )}
      {hasRole(actor, ...secretaries) && (
        <Card title={say("committees.close-title")}>
          <p>{say("committees.close-words")}</p>
          <Form
            action={`/ballots/${ballot.id}/close`}
            expectedVersion={ballot.version}
            label={say("committees.close")}
          >
            <Deeds>
              <Button>{say("committees.close")}</Button>
            </Deeds>
          </Form>
        </Card>
      )}
    </>
  );
}

function post(what: "vote" | "recuse" | "close", who: Page["who"], deed: string): Page {
  return {
    method: "POST",
    path: `/ballots/:ballot/${what}`,
    who,
    async handle(ask) {
      const ballot = ask.params["ballot"] ?? "";
      const vote = what === "vote" ? { vote: typedText(ask.form, "vote") ?? "" } : {};
      const done = await ask.perform(deed, { ballot, expectedVersion: expectedVersion(ask.form), ...vote });
      if (done.ok) return { kind: "go", to: `/ballots/${ballot}`, notice: `committees.done.${what}` };
      return done.error.kind === "hidden" ? { kind: "not-found" } : showBallot(ask, done.error);
    },
  };
}

export const ballotPages: readonly Page[] = [
  listPage,
  { method: "GET", path: "/ballots/:ballot", who: readers, handle: (ask) => showBallot(ask, null) },
  post("vote", members, "committees.cast-vote"),
  post("recuse", members, "committees.recuse"),
  post("close", secretaries, "committees.close-ballot"),
];
