// Goal: an offer goes its way from the first word to the money, and everything else is refused and changes nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { anActor } from "../../../tests/_build/actors.ts";
import {
  aBallot,
  act,
  aClearedPartner,
  aDecider,
  anAgreed,
  anOffered,
  anOfferOf,
  aPending,
  decide,
  noCosts,
  read,
} from "../../../tests/_build/contributions.ts";
import { must, run } from "../../../tests/_build/partners.ts";
import { aWorld } from "../../../tests/_build/world.ts";
import type { Actor } from "../../kernel/actor.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import type { Result } from "../../kernel/result.ts";
import type { World } from "../../ports/world.ts";
import { balances, entriesOf, receivedMinor } from "../ledger/index.ts";
import { eventsOf, settle } from "../log/index.ts";
import type { Received } from "./deeds/receive-contribution.ts";
import { draftById } from "./store.ts";
import { quarantinesOf } from "./store-quarantines.ts";

const codeOf = (result: Result<unknown, Refusal>): string => (result.ok ? "done" : result.error.code);
const faultsOf = (result: Result<unknown, Refusal>): string[] =>
  !result.ok && result.error.kind === "fault" ? result.error.faults.map((f) => `${f.path}:${f.code}`) : [];

function receive(world: World, actor: Actor, on: { id: string; version: number }, changes: Record<string, unknown> = {}) {
  return act<Received>(world, actor, "receive-contribution", {
    contribution: on.id,
    expectedVersion: on.version,
    amountMinor: "4999999",
    currency: "EUR",
    payerName: "Fondation Exemplaire",
    bankReference: "SEPA 2027-07-01/0001",
    ...changes,
  });
}

test("a partner writes an offer page by page, comes back to it and sends it", async (t) => {
  const world = await aWorld(t);
  const partner = await aClearedPartner(world);
  const save = (contribution: string | null, expectedVersion: number, part: Record<string, unknown>) =>
    act<{ contribution: string; version: number }>(world, partner.contact, "save-offer", {
      contribution,
      expectedVersion,
      part,
    });
  const begun = must(await save(null, 0, { kind: "funding", purpose: "training" }));
  const went = must(await save(begun.contribution, begun.version, { valueMinor: "123456", currency: "EUR" }));
  assert.equal(codeOf(await save(begun.contribution, begun.version, { programme: "Late" })), "contributions/moved-on");
  const draft = await world.database.read((tx) => draftById(tx, begun.contribution));
  assert.deepEqual(draft?.content, { kind: "funding", purpose: "training", valueMinor: "123456", currency: "EUR" });
  const ask = { contribution: begun.contribution, expectedVersion: went.version, offer: anOfferOf({ valueMinor: "123456" }) };
  must(await act(world, partner.contact, "offer-contribution", ask));
  assert.equal((await read(world, begun.contribution))?.state, "offered");
  assert.equal(codeOf(await act(world, partner.contact, "offer-contribution", ask)), "contributions/offered-already");
});

test("five of the six kinds are refused with the kind's name, in a draft and in an offer", async (t) => {
  const world = await aWorld(t);
  const { contact } = await aClearedPartner(world);
  for (const kind of ["secondment", "software", "equipment", "premises", "other"]) {
    const offered = await act(world, contact, "offer-contribution", {
      contribution: null,
      expectedVersion: 0,
      offer: anOfferOf({ kind }),
    });
    assert.deepEqual(offered, {
      ok: false,
      error: { kind: "refused", code: "contributions/kind-not-open", facts: { kind } },
    });
    const saved = await act(world, contact, "save-offer", { contribution: null, expectedVersion: 0, part: { kind } });
    assert.equal(codeOf(saved), "contributions/kind-not-open");
  }
});

test("bad input is named field by field and nothing is written", async (t) => {
  const world = await aWorld(t);
  const { contact } = await aClearedPartner(world);
  const offer = (changes: Record<string, unknown>) =>
    act(world, contact, "offer-contribution", { contribution: null, expectedVersion: 0, offer: anOfferOf(changes) });
  const cases: [Record<string, unknown>, string][] = [
    [{ valueMinor: "-1" }, "offer.valueMinor:amount-not-positive"],
    [{ valueMinor: "0" }, "offer.valueMinor:amount-not-positive"],
    [{ valueMinor: "1e400" }, "offer.valueMinor:amount-unreadable"],
    [{ valueMinor: "9007199254740992" }, "offer.valueMinor:amount-too-large"],
    [{ valueMinor: 5 }, "offer.valueMinor:ask-unreadable"],
    [{ currency: "XYZ" }, "offer.currency:currency-unknown"],
    [{ purposeWords: "a\u202eb reversed text" }, "offer.purposeWords:text-bidi-control"],
    [{ purposeWords: "broken \ud800 half" }, "offer.purposeWords:text-lone-surrogate"],
    [{ programme: "x".repeat(201) }, "offer.programme:text-too-long"],
    [{ purpose: "world-domination" }, "offer.purpose:not-chosen"],
    [{ kind: "jewellery" }, "offer.kind:not-chosen"],
    [{ endsOn: "2027-02-30" }, "offer.endsOn:date-unreadable"],
    [{ endsOn: "2027-05-31" }, "offer.endsOn:contributions-ends-before-start"],
    [{ purposeWords: "A training led by Camille Exemple." }, "offer.purposeWords:contributions-names-a-person"],
    [{ programme: "Programme EXEMPLE Camille" }, "offer.purposeWords:contributions-names-a-person"],
    [{ colour: "red" }, "offer.colour:ask-unknown-field"],
  ];
  for (const [changes, fault] of cases) assert.deepEqual(faultsOf(await offer(changes)), [fault], JSON.stringify(changes));
  const { rows } = await world.database.read((tx) =>
    sql<{ n: number }>`select count(*)::int as n from contributions.contributions`.execute(tx),
  );
  assert.equal(rows[0]?.n, 0);
});

test("nobody offers without being a partner, while suspended, or for another's file", async (t) => {
  const world = await aWorld(t);
  const partner = await aClearedPartner(world);
  const stranger = await anActor(world, { roles: ["partner-contact"] });
  const ask = { contribution: null, expectedVersion: 0, offer: anOfferOf() };
  assert.equal(codeOf(await act(world, stranger, "offer-contribution", ask)), "contributions/no-partner-file");
  const other = await aClearedPartner(world, { registerNumber: "RX-7" });
  const mine = await anOffered(world, partner);
  const theirs = await act(world, other.contact, "withdraw-contribution", {
    contribution: mine.contribution,
    expectedVersion: mine.version,
  });
  assert.equal(codeOf(theirs), "hidden");
  const joined = await act(world, other.contact, "offer-contribution", {
    ...ask,
    offer: anOfferOf({ partOf: mine.contribution }),
  });
  assert.equal(codeOf(joined), "hidden");
  const general = await aDecider(world, "secretary-general");
  must(
    await run(world, general, "suspend-partner", {
      partner: partner.partner,
      expectedVersion: partner.version,
      ground: "breach",
      words: "A duty was breached; please explain.",
    }),
  );
  assert.equal(codeOf(await act(world, partner.contact, "offer-contribution", ask)), "contributions/partner-suspended");
});

test("another currency is valued at the rate of the day of the offer, and not at all without one", async (t) => {
  const world = await aWorld(t);
  const partner = await aClearedPartner(world);
  const finance = await anActor(world, { roles: ["finance-officer"] });
  const value = (on: { contribution: string; version: number }) =>
    act<{ houseMinor: bigint }>(world, finance, "value-contribution", {
      contribution: on.contribution,
      expectedVersion: on.version,
      costs: noCosts,
      budgetLine: null,
      isLiabilityOpenEnded: false,
      words: "Money at its face value.",
    });
  const dollars = await anOffered(world, partner, { valueMinor: "1000001", currency: "USD" });
  const valued = must(await value(dollars));
  assert.equal(valued.houseMinor, 920_001n); // 10 000.01 × 0.92 = 9 200.0092, rounded up
  const kept = await read(world, dollars.contribution);
  assert.equal(kept?.conversion?.rateSource, "Example rates, January 2027");
  const yen = await anOffered(world, partner, { valueMinor: "100000", currency: "JPY" });
  assert.equal(codeOf(await value(yen)), "contributions/no-rate");
});

test("who proposed for the partner does not value, and who valued does not post", async (t) => {
  const world = await aWorld(t);
  const partner = await aClearedPartner(world, { name: "Fondation Exemplaire" });
  const offered = await anOffered(world, partner, { valueMinor: "100" });
  const both = await anActor(world, { roles: ["finance-officer"], personId: partner.contact.personId as `per_${string}` });
  const valued = await act(world, both, "value-contribution", {
    contribution: offered.contribution,
    expectedVersion: offered.version,
    costs: noCosts,
    budgetLine: null,
    isLiabilityOpenEnded: false,
    words: "Money at its face value.",
  });
  assert.equal(codeOf(valued), "access/separated-duty");
  const agreed = await anAgreed(world, partner, { offer: { valueMinor: "4000000" } });
  assert.equal(codeOf(await receive(world, agreed.finance, agreed)), "access/separated-duty");
});

test("money from the partner under an agreement is received in parts, in balanced entries, and never beyond it", async (t) => {
  const world = await aWorld(t);
  const partner = await aClearedPartner(world, { name: "Fondation Exemplaire" });
  const agreed = await anAgreed(world, partner);
  const poster = await anActor(world, { roles: ["finance-officer"] });
  const first = must(await receive(world, poster, agreed, { amountMinor: "4000000", payerName: "FONDATION  EXEMPLAIRE" }));
  assert.equal(first.outcome, "received");
  const on = { id: agreed.id, version: first.version };
  const over = await receive(world, poster, on, { amountMinor: "1000000" });
  assert.deepEqual(over, {
    ok: false,
    error: { kind: "refused", code: "contributions/over-receipt", facts: { remaining: "9999.99", currency: "EUR" } },
  });
  const rest = must(await receive(world, poster, on, { amountMinor: "999999" }));
  assert.equal(rest.outcome === "received" && rest.receivedMinor, 4_999_999n);
  assert.equal((await read(world, agreed.id))?.state, "received");
  const books = await world.database.read(async (tx) => ({
    sums: await balances(tx),
    entries: await entriesOf(tx, agreed.id),
    received: await receivedMinor(tx, agreed.id, "EUR"),
  }));
  assert.equal(books.entries.length, 2);
  assert.equal(books.received, 4_999_999n);
  assert.equal(
    books.sums.reduce((sum, b) => sum + b.amountMinor, 0n),
    0n,
  );
  const events = await world.database.read((tx) => eventsOf({ tx, world }, { subject: agreed.id }, 20));
  const body = events.find((e) => e.type === "contribution.received")?.body;
  assert.deepEqual((body as { public: unknown }).public, { receivedMinor: "4999999", currency: "EUR" });
});

test("two receipts racing for one remainder: one is received and the other refused", async (t) => {
  const world = await aWorld(t);
  const agreed = await anAgreed(world, await aClearedPartner(world, { name: "Fondation Exemplaire" }));
  const posters = [
    await anActor(world, { roles: ["finance-officer"] }),
    await anActor(world, { roles: ["finance-officer"] }),
  ];
  const done = await Promise.all(posters.map((poster) => receive(world, poster, agreed)));
  assert.equal(done.filter((d) => d.ok).length, 1, JSON.stringify(done.map(codeOf)));
  assert.equal(await world.database.read((tx) => receivedMinor(tx, agreed.id, "EUR")), 4_999_999n);
});

test("money from another payer is set apart with its clause, changes no state and can be sent back", async (t) => {
  const world = await aWorld(t);
  const agreed = await anAgreed(world, await aClearedPartner(world, { name: "Fondation Exemplaire" }));
  const poster = await anActor(world, { roles: ["finance-officer"] });
  const apart = must(await receive(world, poster, agreed, { payerName: "Holding Exemplaire SA" }));
  assert.deepEqual(apart.outcome === "set-apart" && apart.clauses, ["R26.2"]);
  assert.equal((await read(world, agreed.id))?.state, "agreed");
  assert.equal(await world.database.read((tx) => receivedMinor(tx, agreed.id, "EUR")), 0n);
  const [held] = await world.database.read((tx) => quarantinesOf(tx, agreed.id));
  assert.equal(held?.state, "open");
  must(await act(world, poster, "send-back", { quarantine: held?.id, bankReference: "SEPA 2027-07-04/0009" }));
  const sums = await world.database.read((tx) => balances(tx));
  assert.ok(
    sums.every((b) => b.amountMinor === 0n),
    JSON.stringify(sums, (_, v: unknown) => String(v)),
  );
  const again = await act(world, poster, "send-back", { quarantine: held?.id, bankReference: "SEPA 2027-07-04/0010" });
  assert.equal(codeOf(again), "contributions/sent-back-already");
});

test("money on an undecided offer stays apart and the offer stays where it was", async (t) => {
  const world = await aWorld(t);
  const pending = await aPending(world, await aClearedPartner(world, { name: "Fondation Exemplaire" }));
  const poster = await anActor(world, { roles: ["finance-officer"] });
  const apart = must(await receive(world, poster, pending));
  assert.deepEqual(apart.outcome === "set-apart" && apart.clauses, ["R4.2"]);
  assert.equal((await read(world, pending.id))?.state, "pending-decision");
});

test("the controller reconciles what another posted, never their own", async (t) => {
  const world = await aWorld(t);
  const agreed = await anAgreed(world, await aClearedPartner(world, { name: "Fondation Exemplaire" }));
  const poster = await anActor(world, { roles: ["finance-officer", "finance-controller"] });
  const { entry } = must(await receive(world, poster, agreed));
  const ask = { entry, statementRef: "Statement 7/2027" };
  assert.equal(codeOf(await act(world, poster, "reconcile-entry", ask)), "access/separated-duty");
  const controller = await anActor(world, { roles: ["finance-controller"] });
  assert.equal(codeOf(await act(world, controller, "reconcile-entry", ask)), "done");
  assert.equal(codeOf(await act(world, controller, "reconcile-entry", ask)), "ledger/reconciled-already");
});

test("an offer can be withdrawn until it is decided", async (t) => {
  const world = await aWorld(t);
  const partner = await aClearedPartner(world);
  const pending = await aPending(world, partner);
  const ask = { contribution: pending.id, expectedVersion: pending.version };
  const withdrawn = must(await act(world, partner.contact, "withdraw-contribution", ask));
  const director = await aDecider(world, "director");
  assert.equal(
    codeOf(await decide(world, director, { id: pending.id, version: withdrawn.version })),
    "contributions/wrong-state",
  );
  const other = await aPending(world, partner);
  must(await decide(world, director, other));
  const late = await act(world, partner.contact, "withdraw-contribution", {
    contribution: other.id,
    expectedVersion: other.version + 1,
  });
  assert.equal(codeOf(late), "contributions/wrong-state");
});

test("the database itself refuses an acceptance without a decision and a change of one", async (t) => {
  const world = await aWorld(t);
  const pending = await aPending(world, await aClearedPartner(world));
  const write = (query: ReturnType<typeof sql>) =>
    world.database.transaction({ isolation: "read-committed" }, (tx) => query.execute(tx).then(() => undefined));
  await assert.rejects(
    write(sql`update contributions.contributions set state = 'accepted', decided_at = offered_at
    where id = ${pending.id}`),
    /has no decision/,
  );
  must(await decide(world, await aDecider(world, "director"), pending));
  await assert.rejects(write(sql`update contributions.decisions set words = 'other' where contribution_id = ${pending.id}`));
});

test("two ways of one committee decision in the same instant leave one decision", async (t) => {
  const world = await aWorld(t);
  const partner = await aClearedPartner(world);
  const pending = await aPending(world, partner, { offer: { valueMinor: "50000000" } });
  const { secretary } = await aBallot(world, { file: partner.partner, ...pending });
  const done = await Promise.all([decide(world, secretary, pending), decide(world, secretary, pending)]);
  assert.equal(done.filter((d) => d.ok).length, 1, JSON.stringify(done.map(codeOf)));
  await settle(world, []);
});
