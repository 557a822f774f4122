// Goal: what a country is given was received, is promised to nobody else, leaves by four hands and is seen by its bureau.
// Method: the deeds on a database of their own; what must never happen is tried past the deeds too.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { sql } from "kysely";
import type { Actor } from "../../kernel/actor.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import type { Result } from "../../kernel/result.ts";
import { anActor } from "../../../tests/_build/actors.ts";
import { aClearedPartner, act, anAgreed, anOffered } from "../../../tests/_build/contributions.ts";
import { must } from "../../../tests/_build/partners.ts";
import { aWorld, type TestWorld } from "../../../tests/_build/world.ts";
import { balances, entryOf, receivedMinor } from "../ledger/index.ts";
import { ask, perform } from "../log/index.ts";
import { partnerOf } from "../partners/index.ts";
import { deeds } from "./index.ts";
import { givenFromQuestion, givenToMeQuestion, grantQuestion, listQuestion } from "./questions.ts";
import { tasks } from "./tasks.ts";

type Done = Result<{ grant: string; version: number; entry?: string }, Refusal>;

function run(world: TestWorld, actor: Actor, name: string, asked: object): Promise<Done> {
  const definition = deeds.find((one) => one.name === `custody.${name}`);
  if (!definition) throw new Error(`no deed custody.${name}`);
  return perform(world, actor, definition, asked) as Promise<Done>;
}

const codeOf = (done: Done): string => (done.ok ? "ok" : done.error.code);

/** 49 999.99 EUR received; an officer, two finance officers, bureaus of Egypt and France. */
async function aReceived(t: TestContext) {
  const world = await aWorld(t);
  const partner = await aClearedPartner(world);
  const agreed = await anAgreed(world, partner);
  const poster = await anActor(world, { roles: ["finance-officer"] });
  const egypt = await anActor(world, { roles: ["national-bureau"], country: "EG" });
  const france = await anActor(world, { roles: ["national-bureau"], country: "FR" });
  const payerName = (await world.database.read((tx) => partnerOf(tx, partner.partner)))?.name ?? "";
  const receive = (amountMinor: string, expectedVersion: number, bankReference: string) =>
    act<{ outcome: string; version: number }>(world, poster, "receive-contribution", {
      contribution: agreed.id, expectedVersion, amountMinor, currency: "EUR", payerName, bankReference,
    });
  const received = must(await receive("4000000", agreed.version, "line 1"));
  assert.equal(received.outcome, "received");
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  const propose = (changes: object = {}, by: Actor = officer) => run(world, by, "propose-grant", {
    contribution: agreed.id, country: "EG", amountMinor: "1000000", currency: "EUR", words: "Training of twenty examiners.", ...changes,
  });
  const pay = (done: Done, by: Actor = poster) => {
    const { grant, version } = must(done);
    return run(world, by, "pay-grant", { grant, expectedVersion: version, bankReference: "out 1" });
  };
  return { world, partner, payerName, agreed, officer, poster, egypt, france, propose, pay, receive, received };
}

test("a country is given part of what arrived; its bureau says that it came; everybody reads the same line", async (t) => {
  const { world, partner, payerName, agreed, egypt, propose, pay } = await aReceived(t);
  const proposed = await propose();
  const finance = await anActor(world, { roles: ["finance-officer"] });
  const paid = must(await pay(proposed, finance));
  const arrived = await run(world, egypt, "confirm-arrival", { grant: paid.grant, expectedVersion: paid.version });
  assert.equal(codeOf(arrived), "ok");
  const mine = await ask(world, egypt, givenToMeQuestion, {});
  assert.deepEqual(mine?.map((one) => [one.state, one.amountMinor, one.partnerName]), [["arrived", 1_000_000n, payerName]]);
  const theirs = await ask(world, partner.contact, givenFromQuestion, { contribution: agreed.id });
  assert.deepEqual(theirs?.grants.map((one) => [one.country, one.state]), [["EG", "arrived"]]);
  assert.deepEqual([theirs?.receivedMinor, theirs?.paidMinor, theirs?.leftMinor], [4_000_000n, 1_000_000n, 3_000_000n]);
  const entry = await world.database.read((tx) => entryOf(tx, paid.entry ?? ""));
  assert.deepEqual(entry?.lines.map((l) => [l.account, l.amountMinor]), [
    ["expense:grants", 1_000_000n], ["cash:trust-fund", -1_000_000n],
  ]);
  const sums = new Map<string, bigint>();
  for (const one of await world.database.read(balances)) sums.set(one.unit, (sums.get(one.unit) ?? 0n) + one.amountMinor);
  assert.deepEqual([...sums], [["EUR", 0n]]);
});

test("what left for a country was received all the same: the rest of the agreement may still arrive, and not a cent more", async (t) => {
  const { world, agreed, propose, pay, receive, received } = await aReceived(t);
  must(await pay(await propose()));
  assert.equal(await world.database.read((tx) => receivedMinor(tx, agreed.id, "EUR")), 4_000_000n);
  const over = await receive("1000000", received.version, "line 2");
  assert.equal(over.ok ? "ok" : over.error.code, "contributions/over-receipt");
  assert.equal(must(await receive("999999", received.version, "line 3")).outcome, "received");
});

test("more than is left is not promised, be it by a cent, be it to two countries at once", async (t) => {
  const { world, propose } = await aReceived(t);
  assert.equal(codeOf(await propose({ amountMinor: "4000001" })), "custody/more-than-left");
  const both = await Promise.all([
    propose({ amountMinor: "2500000" }), propose({ amountMinor: "2500000", country: "FR" }),
  ]);
  assert.deepEqual(both.map(codeOf).sort(), ["custody/more-than-left", "ok"]);
  const { rows } = await world.database.read((tx) => sql<{ n: bigint }>`select count(*) as n from custody.grants`.execute(tx));
  assert.equal(rows[0]?.n, 1n);
  assert.equal(codeOf(await propose({ amountMinor: "1500000", country: "FR" })), "ok");
  assert.equal(codeOf(await propose({ amountMinor: "1" })), "custody/more-than-left");
});

test("a withdrawn proposal frees its amount; a paid one is not withdrawn", async (t) => {
  const { world, officer, propose, pay } = await aReceived(t);
  const first = must(await propose({ amountMinor: "4000000" }));
  const withdraw = (of: { grant: string; version: number }) =>
    run(world, officer, "withdraw-grant", { grant: of.grant, expectedVersion: of.version, reason: "The course was moved to another year." });
  assert.equal(codeOf(await withdraw(first)), "ok");
  const second = await propose({ amountMinor: "4000000" });
  const paid = must(await pay(second));
  assert.equal(codeOf(await withdraw(paid)), "custody/wrong-state");
  assert.equal(codeOf(await withdraw(must(second))), "custody/moved-on");
});

test("whoever proposes does not pay, and whoever valued the contribution does not either (S4)", async (t) => {
  const { world, agreed, officer, propose, pay } = await aReceived(t);
  const proposed = await propose();
  const both: Actor = { ...officer, roles: ["partnership-officer", "finance-officer"] };
  assert.equal(codeOf(await pay(proposed, both)), "access/separated-duty");
  assert.equal(codeOf(await pay(proposed, agreed.finance)), "access/separated-duty");
  assert.equal(codeOf(await pay(proposed, officer)), "log/not-your-role");
  assert.equal(codeOf(await pay(proposed, await anActor(world, { roles: ["finance-officer"] }))), "ok");
});

test("nothing is proposed out of money that has not come, in another currency, to a country without bureau, or unread", async (t) => {
  const { world, propose, partner } = await aReceived(t);
  assert.equal(codeOf(await propose({ country: "ES" })), "custody/no-bureau");
  assert.equal(codeOf(await propose({ currency: "USD" })), "custody/other-currency");
  const later = await anOffered(world, partner);
  assert.equal(codeOf(await propose({ contribution: later.contribution })), "custody/not-received");
  assert.equal(codeOf(await propose({ contribution: "ctr_00000000000000000000000000" })), "hidden");
  const faults = [
    { amountMinor: "0" }, { amountMinor: "-1" }, { amountMinor: "1e400" }, { currency: "XXX" }, { country: "Egypt" },
    { words: "short" }, { words: "\u202e turned around the eye" }, { words: "x".repeat(601) }, { extra: 1 },
  ];
  for (const change of faults) assert.equal(codeOf(await propose(change)), "input/faulty", JSON.stringify(change));
  const short = await propose({ words: "short" });
  assert.deepEqual(!short.ok && short.error.kind === "fault" ? short.error.faults : [], [
    { path: "words", code: "text-too-short", facts: { min: 10 } },
  ]);
});

test("a bureau of another country gets the answer of absence, to read and to confirm", async (t) => {
  const { world, egypt, france, propose, pay } = await aReceived(t);
  const paid = must(await pay(await propose()));
  const confirm = (by: Actor, grant: string) => run(world, by, "confirm-arrival", { grant, expectedVersion: paid.version });
  const never = "cgr_00000000000000000000000000";
  assert.deepEqual(await confirm(france, paid.grant), await confirm(france, never));
  assert.equal(await ask(world, france, grantQuestion, { grant: paid.grant }), null);
  assert.deepEqual(await ask(world, france, givenToMeQuestion, {}), []);
  assert.equal(await ask(world, france, listQuestion, {}), null);
  assert.equal(codeOf(await confirm(egypt, paid.grant)), "ok");
  assert.equal(codeOf(await confirm(egypt, paid.grant)), "custody/moved-on");
});

test("finance and then the bureau find it among their tasks; letters tell nothing but that something waits", async (t) => {
  const { world, poster, egypt, france, propose, pay } = await aReceived(t);
  const waiting = async (actor: Actor) => (await world.database.read((tx) => tasks({
    tx, actor, world, organisation: world.organisation(), now: () => world.clock.now(),
  }))).map((one) => one.key);
  const proposed = await propose();
  assert.deepEqual([await waiting(poster), await waiting(egypt)], [["custody.task.pay"], []]);
  must(await pay(proposed));
  assert.deepEqual([await waiting(poster), await waiting(egypt), await waiting(france)], [[], ["custody.task.confirm"], []]);
  const { rows } = await world.database.read((tx) => sql<{ about: string; account_id: string; file: string | null }>`
    select about, account_id, file from access.letters where about = 'custody.letter.given'`.execute(tx));
  assert.deepEqual(rows, [{ about: "custody.letter.given", account_id: egypt.accountId, file: null }]);
});

test("the database refuses what no deed does: rewriting, removing, one person at both ends", async (t) => {
  const { world, officer, propose, pay } = await aReceived(t);
  const { grant } = must(await pay(await propose()));
  const attempt = (statement: ReturnType<typeof sql>) =>
    world.database.transaction({ isolation: "read-committed" }, (tx) => statement.execute(tx));
  await assert.rejects(attempt(sql`update custody.grants set amount_minor = 1 where id = ${grant}`), /not rewritten/);
  await assert.rejects(attempt(sql`update custody.grants set country = 'FR' where id = ${grant}`), /not rewritten/);
  await assert.rejects(attempt(sql`delete from custody.grants`), /permission denied|never removed/);
  const second = must(await propose());
  await assert.rejects(attempt(sql`update custody.grants set state = 'paid', paid_by_person = ${officer.personId},
    paid_at = proposed_at, entry = 'ent_x' where id = ${second.grant}`), /violates check constraint/);
});
