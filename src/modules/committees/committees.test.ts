import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { anActor } from "../../../tests/_build/actors.ts";
import { aWorld } from "../../../tests/_build/world.ts";
import type { Actor } from "../../kernel/actor.ts";
import type { PartnerId } from "../../kernel/ids.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import type { Result } from "../../kernel/result.ts";
import type { World } from "../../ports/world.ts";
import { takeDuty } from "../access/index.ts";
import { deeds as interestDeeds } from "../interests/index.ts";
import { ask, deed, perform } from "../log/index.ts";
import { z } from "zod";
import { tallyOf, type BallotRecord } from "./ballot.ts";
import { deeds, decisionOf, questions, tasks } from "./index.ts";

const file: PartnerId = "prt_00000000000000000000000001";
const subject = "ctr_00000000000000000000000001";
const question = { file, matter: "accept-contribution", subject, subjectVersion: 4 };

function act<T>(world: World, actor: Actor, name: string, asked: unknown): Promise<Result<T, Refusal>> {
  const found = deeds.find((d) => d.name === `committees.${name}`);
  assert.ok(found, name);
  return perform(world, actor, found, asked) as Promise<Result<T, Refusal>>;
}

async function declared(world: World, actor: Actor): Promise<Actor> {
  const declare = interestDeeds[0];
  assert.ok(declare);
  assert.ok((await perform(world, actor, declare, { file: null, grounds: [], note: "" })).ok);
  return actor;
}

async function aCommittee(t: TestContext) {
  const world = await aWorld(t);
  const secretary = await anActor(world, { roles: ["executive-secretary"] });
  const members: Actor[] = [];
  for (let n = 0; n < 5; n++)
    members.push(await declared(world, await anActor(world, { roles: ["executive-member"] })));
  const opened = await act<{ ballot: string }>(world, secretary, "open-ballot", question);
  assert.ok(opened.ok, JSON.stringify(opened));
  const { ballot } = opened.value;
  const vote = (n: number, how: string) =>
    act(world, members[n] as Actor, "cast-vote", { ballot, vote: how, expectedVersion: 1 });
  const recuse = (n: number) => act(world, members[n] as Actor, "recuse", { ballot, expectedVersion: 1 });
  const close = () =>
    act<{ outcome: string; votesFor: number }>(world, secretary, "close-ballot", { ballot, expectedVersion: 1 });
  const decision = () =>
    world.database.read((tx) => decisionOf(tx, { subject, subjectVersion: 4, matter: "accept-contribution" }));
  return { world, secretary, members, ballot, vote, recuse, close, decision };
}

function codeOf(result: Result<unknown, Refusal>): string {
  return result.ok ? "done" : result.error.code;
}

test("a ballot with quorum and more than half of those present is in favour, and names the voters", async (t) => {
  const { vote, close, decision, members } = await aCommittee(t);
  for (const n of [0, 1]) assert.equal(codeOf(await vote(n, "for")), "done");
  assert.equal(codeOf(await vote(2, "against")), "done");
  const closed = await close();
  assert.equal(closed.ok && closed.value.outcome, "for");
  const found = await decision();
  assert.deepEqual(
    found?.voters,
    members
      .slice(0, 3)
      .map((m) => m.personId)
      .sort(),
  );
});

test("below quorum nothing is decided, however unanimous", async (t) => {
  const { vote, close } = await aCommittee(t);
  for (const n of [0, 1]) await vote(n, "for");
  const closed = await close();
  assert.equal(closed.ok && closed.value.outcome, "below-quorum");
});

test("who stands aside after voting leaves numerator and denominator", async (t) => {
  const { vote, recuse, close, decision, members } = await aCommittee(t);
  for (const n of [0, 1, 2, 3]) await vote(n, n < 2 ? "against" : "for");
  assert.equal(codeOf(await recuse(0)), "done");
  const closed = await close();
  assert.equal(closed.ok && closed.value.outcome, "for");
  const found = await decision();
  assert.deepEqual(found?.recused, [members[0]?.personId]);
  assert.equal(found?.voters.includes(String(members[0]?.personId)), false);
});

test("a member votes once, not after standing aside, and not on a closed ballot", async (t) => {
  const { vote, recuse, close } = await aCommittee(t);
  await vote(0, "for");
  assert.equal(codeOf(await vote(0, "against")), "committees/voted-already");
  await recuse(1);
  assert.equal(codeOf(await vote(1, "for")), "committees/stood-aside");
  await close();
  assert.equal(codeOf(await vote(2, "for")), "committees/wrong-state");
});

test("two accounts of one human have one vote", async (t) => {
  const { world, members, ballot, vote } = await aCommittee(t);
  await vote(0, "for");
  const first = members[0] as Actor;
  const second = await anActor(world, { roles: ["executive-member"], personId: first.personId as `per_${string}` });
  const again = await act(world, second, "cast-vote", { ballot, vote: "for", expectedVersion: 1 });
  assert.equal(codeOf(again), "committees/voted-already");
});

test("a member with an interest, without a declaration or with an earlier duty on the file cannot vote", async (t) => {
  const { world, members, ballot } = await aCommittee(t);
  const ask = { ballot, vote: "for", expectedVersion: 1 };
  const stranger = await anActor(world, { roles: ["executive-member"] });
  assert.equal(codeOf(await act(world, stranger, "cast-vote", ask)), "interests/declaration-expired");
  const shareholder = members[0] as Actor;
  const named = { file, grounds: ["shares"], note: "forty shares since 2025" };
  assert.ok((await perform(world, shareholder, interestDeeds[0]!, named)).ok);
  assert.equal(codeOf(await act(world, shareholder, "cast-vote", ask)), "interests/has-interest");
  const assessor = members[1] as Actor;
  await takesDuty(world, assessor);
  const separated = await act(world, assessor, "cast-vote", ask);
  assert.equal(codeOf(separated), "access/separated-duty");
});

async function takesDuty(world: World, actor: Actor): Promise<void> {
  const review = deed({
    name: "test.review",
    who: actor.roles,
    isolation: "serializable",
    ask: z.strictObject({}),
    async perform(desk) {
      assert.equal(await takeDuty(desk, { file, duty: "review" }), null);
      await desk.record({ type: "case.reviewed", subject: file, body: {} });
      return { ok: true, value: null };
    },
  });
  assert.ok((await perform(world, actor, review, {})).ok);
}

test("only the secretary opens and closes, and one ballot is open per question", async (t) => {
  const { world, members, secretary, ballot } = await aCommittee(t);
  assert.equal(codeOf(await act(world, members[0] as Actor, "open-ballot", question)), "log/not-your-role");
  assert.equal(codeOf(await act(world, secretary, "open-ballot", question)), "committees/ballot-open");
  const early = await act(world, secretary, "close-ballot", { ballot, expectedVersion: 9 });
  assert.equal(codeOf(early), "committees/moved-on");
});

test("a vote needs a gesture made now", async (t) => {
  const { world, ballot } = await aCommittee(t);
  const tired = await declared(world, await anActor(world, { roles: ["executive-member"], stale: true }));
  const late = await act(world, tired, "cast-vote", { ballot, vote: "for", expectedVersion: 1 });
  assert.equal(codeOf(late), "log/gesture-needed");
});

test("a decision on another version finds no ballot", async (t) => {
  const { world, vote, close } = await aCommittee(t);
  for (const n of [0, 1, 2]) await vote(n, "for");
  await close();
  const other = await world.database.read((tx) =>
    decisionOf(tx, { subject, subjectVersion: 5, matter: "accept-contribution" }),
  );
  assert.equal(other, null);
});

test("the ballot is a task of each member who has not spoken, and the secretary's once quorum is present", async (t) => {
  const { world, members, secretary, vote } = await aCommittee(t);
  const tasksOf = (actor: Actor) =>
    world.database.read((tx) =>
      tasks({ tx, actor, world, organisation: world.organisation(), now: () => world.clock.now() }),
    );
  assert.equal((await tasksOf(members[0] as Actor)).length, 1);
  assert.equal((await tasksOf(secretary))[0]?.waitingFor, "others");
  for (const n of [0, 1, 2]) await vote(n, "abstain");
  assert.equal((await tasksOf(members[0] as Actor)).length, 0);
  assert.equal((await tasksOf(secretary))[0]?.waitingFor, "me");
});

test("an outsider of the committee sees no ballot", async (t) => {
  const { world, ballot } = await aCommittee(t);
  const analyst = await anActor(world, { roles: ["diligence-analyst"] });
  const found = questions.find((q) => q.name === "committees.ballot");
  assert.ok(found);
  assert.equal(await ask(world, analyst, found, { ballot }), null);
});

test("counts from the votes: abstentions are present and not in favour", () => {
  const vote = (person: string, how: "for" | "against" | "abstain") => ({
    person,
    account: "",
    vote: how,
    castAt: 0 as never,
  });
  const record: Pick<BallotRecord, "votes" | "recusals"> = {
    votes: [vote("a", "for"), vote("b", "for"), vote("c", "abstain"), vote("d", "abstain")],
    recusals: [],
  };
  assert.equal(tallyOf(record, 3).outcome, "against");
  assert.equal(tallyOf({ ...record, votes: record.votes.slice(0, 3) }, 3).outcome, "for");
});
