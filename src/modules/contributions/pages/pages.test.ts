// Goal: each page says where things stand, in four languages, shows facts only to whom they belong, and loses no input.
import assert from "node:assert/strict";
import { test } from "node:test";
import { anActor } from "../../../../tests/_build/actors.ts";
import {
  aBallot,
  act,
  aClearedPartner,
  aDecider,
  anAgreed,
  aPending,
  decide,
  read,
} from "../../../../tests/_build/contributions.ts";
import { visit, type Module } from "../../../../tests/_build/pages.ts";
import { must } from "../../../../tests/_build/partners.ts";
import { aReader } from "../../../../tests/_build/reader.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import { regulationInForce } from "../../../engines/regulation/index.ts";
import { langs } from "../../../kernel/lang.ts";
import { specFolder } from "../../../ports/spec-folder.ts";
import * as committees from "../../committees/index.ts";
import * as contributions from "../index.ts";

const module: Module = {
  pages: [...contributions.pages, ...committees.pages],
  deeds: [...contributions.deeds, ...committees.deeds],
  questions: [...contributions.questions, ...committees.questions],
};

function goesTo(answer: { kind: string; to?: string }): string {
  return answer.kind === "go" ? (answer.to ?? "") : answer.kind;
}

test("a partner makes an offer page by page, in local digits, and reads back what was understood", async (t) => {
  const world = await aWorld(t);
  const { contact } = await aClearedPartner(world);
  const begun = goesTo((await visit(world, module, "/offers/new", { actor: contact, form: {} })).answer as never);
  assert.match(begun, /^\/offers\/ctr_[0-9a-z]{26}\/purpose$/);
  const at = (step: string): string => begun.replace(/purpose$/, step);
  const post = async (step: string, form: Record<string, string>) =>
    goesTo((await visit(world, module, at(step), { actor: contact, form })).answer as never);
  const words = {
    purpose: "training",
    purposeWords: "Train officers to protect children.",
    programme: "Safe childhood",
  };
  assert.equal(await post("purpose", { ...words, expectedVersion: "1" }), at("amount"));
  const terms = await post("amount", {
    "amount.amount": "١٢٣٤٫٥٦",
    "amount.currency": "EUR",
    earmark: "programme",
    expectedVersion: "2",
  });
  const readBack = await visit(world, module, terms, { actor: contact });
  assert.match(readBack.html, /You wrote “١٢٣٤٫٥٦”: understood as 1\u202f234\.56\u00a0EUR/);
  const days = { "startsOn.day": "1", "startsOn.month": "6", "startsOn.year": "2027" };
  const backwards = { ...days, "endsOn.day": "1", "endsOn.month": "6", "endsOn.year": "2027", expectedVersion: "3" };
  const faulty = await visit(world, module, at("terms"), {
    actor: contact,
    form: { ...backwards, conditions: "A report." },
  });
  assert.match(faulty.html, /The last day must come after the first/);
  assert.match(faulty.html, /A report\./);
  const good = {
    ...backwards,
    "endsOn.year": "2029",
    conditions: "A yearly report.\n\nReturn of what is not spent.",
  };
  assert.equal(await post("terms", good), at("check"));
  const check = await visit(world, module, at("check"), { actor: contact });
  assert.match(check.html, /A yearly report\./);
  const sent = await post("check", { expectedVersion: "4" });
  assert.equal(sent, at("purpose").replace("/purpose", ""));
  const stored = await read(world, sent.split("/").at(-1) ?? "");
  assert.equal(stored?.valueMinor, 123_456n);
  assert.deepEqual(stored?.conditionWords, ["A yearly report.", "Return of what is not spent."]);
});

test("another partner's offer, draft and pages are not there", async (t) => {
  const world = await aWorld(t);
  const pending = await aPending(world, await aClearedPartner(world));
  const other = await aClearedPartner(world, { registerNumber: "RX-55" });
  assert.equal(
    (await visit(world, module, `/offers/${pending.id}`, { actor: other.contact })).answer.kind,
    "not-found",
  );
  assert.equal(
    (await visit(world, module, `/contributions/${pending.id}`, { actor: other.contact })).answer.kind,
    "not-found",
  );
  const mine = await visit(world, module, `/offers/${pending.id}`, { actor: pending.partner.contact });
  assert.match(mine.html, /the competent authority decides/);
});

/** Per article of the page, in its own order: number, and mark of each of its clauses by clause number. */
function articlesOf(html: string): [number, Record<string, string>][] {
  return html.split("<h3>").slice(1).filter((part) => part.includes('class="articles"')).map((part) => {
    const rows = [...part.matchAll(/articles__row--([a-z-]+)"[^]*?articles__number">[^<]*?(\d+)\.(\d+)/g)];
    const clauses = rows.map(([, mark = "", article, clause]) => [`${article}.${clause}`, mark] as const);
    return [Number(/\d+/.exec(part.slice(0, part.indexOf("<")))?.[0]), Object.fromEntries(clauses)];
  });
}

/** What one reads of a whole article: broken if any clause is, else satisfied if any is. */
function markOf(clauses: Readonly<Record<string, string>>): string {
  return ["broken", "satisfied", "not-applicable"].find((mark) => Object.values(clauses).includes(mark)) ?? "without a row";
}

/** An offer of 500 000.00 with a prohibited condition, read by the Secretary General. */
const marks: Readonly<Record<string, readonly number[]>> = {
  broken: [20, 25],
  satisfied: [1, 2, 3, 4, 6, 7, 12, 16, 18, 19, 22, 23, 24, 26, 34, 38],
  "not-applicable": [11, 13, 14, 15, 17, 21, 27, 40],
};

test("the decision page lists every article with its facts and what would change it, in four languages", async (t) => {
  const world = await aWorld(t);
  const pending = await aPending(world, await aClearedPartner(world), {
    offer: { valueMinor: "50000000" },
    types: ["exclusivity"],
  });
  const general = await aDecider(world, "secretary-general");
  const regulation = regulationInForce(specFolder(world.folders.root, "regulation"), world.organisation().parameters);
  const inForce = regulation.articles.map((article) => article.number);
  for (const lang of langs) {
    const { html } = await visit(world, module, `/contributions/${pending.id}/decision`, { actor: general, lang });
    const shown = articlesOf(html);
    const others = inForce.filter((number) => !marks["broken"]?.includes(number));
    assert.deepEqual(shown.map(([number]) => number), [...(marks["broken"] ?? []), ...others], `${lang}: each article once`);
    const read = Object.keys(marks).map((mark) =>
      [mark, shown.filter(([, clauses]) => markOf(clauses) === mark).map(([number]) => number)]);
    assert.deepEqual(Object.fromEntries(read), marks, lang);
    assert.ok(shown.every(([number, clauses]) => Object.keys(clauses).every((id) => id.startsWith(`${number}.`))), lang);
    const { say } = aReader(lang);
    for (const [act, times] of [["issue-verdict", 6], ["publish", 2]] as const) {
      assert.equal(html.split(say(`contributions.decision.judged-at.${act}`)).length - 1, times, `${lang} ${act}`);
    }
    assert.equal((html.match(/articles__row--broken/g) ?? []).length, 2, lang);
    assert.match(html, /matrix__here/);
  }
  const { html } = await visit(world, module, `/contributions/${pending.id}/decision`, { actor: general });
  assert.match(html, /2 clauses stand in the way of acceptance; authority “Executive Committee”/);
  assert.match(html, /The partner withdraws the condition in a new offer/);
  assert.match(html, /<bdi>value: 500\u202f000\.00\u00a0EUR<\/bdi>/);
});

test("facts of diligence are read by those who decide and said to be hidden from others", async (t) => {
  const world = await aWorld(t);
  const partner = await aClearedPartner(world);
  const pending = await aPending(world, partner);
  const path = `/contributions/${pending.id}/decision`;
  const director = await aDecider(world, "director");
  const inside = await visit(world, module, path, { actor: director });
  assert.match(inside.html, /risk level: low/);
  const outside = await visit(world, module, path, {
    actor: await anActor(world, { roles: ["partnership-officer"] }),
  });
  assert.doesNotMatch(outside.html, /risk level: low/);
  assert.match(outside.html, /risk level: known, not shown to your role/);
  assert.doesNotMatch(outside.html, /matrix__here/);
});

test("the form of the act records the decision, and a refused one shows its clauses and keeps the reason", async (t) => {
  const world = await aWorld(t);
  const pending = await aPending(world, await aClearedPartner(world), { offer: { valueMinor: "5000000" } });
  const path = `/contributions/${pending.id}/decision`;
  const form = { decision: "accept", words: "It serves the programme.", expectedVersion: String(pending.version) };
  const low = await visit(world, module, path, { actor: await aDecider(world, "director"), form });
  assert.match(
    low.html,
    /The contribution cannot go on: one clause stands in the way\.<\/p><ul><li>[^<]*article 20\.1/,
  );
  assert.match(low.html, /It serves the programme\./);
  const general = await aDecider(world, "secretary-general");
  const done = await visit(world, module, path, { actor: general, form });
  assert.equal(goesTo(done.answer as never), path);
  const after = await visit(world, module, path, { actor: general });
  assert.match(after.html, /Accepted by the authority “Secretary General”/);
  const own = await visit(world, module, `/offers/${pending.id}`, { actor: pending.partner.contact });
  assert.match(own.html, /It serves the programme\./);
  assert.doesNotMatch(own.html, /risk level/);
});

test("the secretary puts the contribution to the vote from its page", async (t) => {
  const world = await aWorld(t);
  const partner = await aClearedPartner(world);
  const pending = await aPending(world, partner, { offer: { valueMinor: "50000000" } });
  const secretary = await anActor(world, { roles: ["executive-secretary"] });
  const path = `/contributions/${pending.id}/decision`;
  assert.match((await visit(world, module, path, { actor: secretary })).html, /Open the ballot/);
  const opened = await visit(world, module, `/contributions/${pending.id}/ballot`, {
    actor: secretary,
    form: { expectedVersion: String(pending.version) },
  });
  const ballot = goesTo(opened.answer as never);
  assert.match(ballot, /^\/ballots\/bal_/);
  const one = await aDecider(world, "executive-member");
  for (const lang of langs) assert.notEqual((await visit(world, module, ballot, { actor: one, lang })).html, "");
  const voted = await visit(world, module, `${ballot}/vote`, {
    actor: one,
    form: { vote: "for", expectedVersion: "1" },
  });
  assert.equal(goesTo(voted.answer as never), ballot);
});

test("officers work through valuation, text, receipt and comparison on their own pages", async (t) => {
  const world = await aWorld(t);
  const partner = await aClearedPartner(world, { name: "Fondation Exemplaire" });
  const pending = await aPending(world, partner, { offer: { valueMinor: "100" } });
  const sentBack = must(await decide(world, await aDecider(world, "director"), pending, { decision: "ask-more" }));
  const { finance, legal, id } = pending;
  const value = {
    "staff.amount": "0",
    "staff.currency": "EUR",
    "exit.amount": "1 234,5",
    "exit.currency": "EUR",
    budgetLine: "IT 2027",
    liability: "no",
    words: "Exit costs only.",
    expectedVersion: String(sentBack.version),
  };
  const path = `/contributions/${id}`;
  const bad = await visit(world, module, `${path}/valuation`, {
    actor: finance,
    form: { ...value, "exit.amount": "1,234" },
  });
  assert.match(bad.html, /This could mean a thousand or a fraction/);
  const valued = await visit(world, module, `${path}/valuation`, { actor: finance, form: value });
  assert.equal(goesTo(valued.answer as never), path);
  assert.equal((await read(world, id))?.valuation?.hiddenCostMinor, 123_450n);
  const typed = { "type-1": "reporting", expectedVersion: String(sentBack.version + 1) };
  assert.equal(
    goesTo((await visit(world, module, `${path}/text`, { actor: legal, form: typed })).answer as never),
    path,
  );
  assert.equal((await read(world, id))?.state, "pending-decision");
  const agreed = await anAgreed(world, partner, { offer: { valueMinor: "4000000" } });
  const poster = await anActor(world, { roles: ["finance-officer"] });
  const receipt = {
    "amount.amount": "40 000",
    "amount.currency": "EUR",
    payerName: "Fondation Exemplaire",
    bankReference: "SEPA 1",
    expectedVersion: String(agreed.version),
  };
  const posted = await visit(world, module, `/contributions/${agreed.id}/receipt`, { actor: poster, form: receipt });
  assert.equal(goesTo(posted.answer as never), `/contributions/${agreed.id}`);
  const controller = await anActor(world, { roles: ["finance-controller"] });
  const page = await visit(world, module, `/contributions/${agreed.id}`, { actor: controller });
  const link = /href="(\/contributions\/[^"]+\/reconciliation\/[^"]+)"/.exec(page.html)?.[1] ?? "";
  const compared = await visit(world, module, link, { actor: controller, form: { statementRef: "Statement 7" } });
  assert.equal(goesTo(compared.answer as never), `/contributions/${agreed.id}`);
});

test("every page of every state opens in four languages", async (t) => {
  const world = await aWorld(t);
  const partner = await aClearedPartner(world, { name: "Fondation =Exemplaire" });
  const pending = await aPending(world, partner, { offer: { valueMinor: "4000000", currency: "USD" } });
  const agreed = await anAgreed(world, partner, { offer: { valueMinor: "900000" } });
  const poster = await anActor(world, { roles: ["finance-officer"] });
  await act(world, poster, "receive-contribution", {
    contribution: agreed.id,
    expectedVersion: agreed.version,
    amountMinor: "1",
    currency: "EUR",
    payerName: "Other",
    bankReference: "x",
  });
  const all = await anActor(world, {
    roles: ["finance-officer", "legal-officer", "finance-controller", "secretary-general"],
  });
  await aBallot(world, { file: partner.partner, ...pending });
  const officer = ["", "/decision", "/valuation", "/text", "/receipt"];
  for (const lang of langs) {
    for (const id of [pending.id, agreed.id]) {
      for (const part of officer) {
        const seen = await visit(world, module, `/contributions/${id}${part}`, { actor: all, lang });
        assert.equal(seen.answer.kind, "page", `${lang} ${part}`);
      }
      assert.notEqual((await visit(world, module, `/offers/${id}`, { actor: partner.contact, lang })).html, "");
    }
    for (const path of ["/contributions", "/contributions?state=agreed", "/ballots"]) {
      assert.notEqual((await visit(world, module, path, { actor: all, lang })).html, "", `${lang} ${path}`);
    }
    assert.notEqual((await visit(world, module, "/offers", { actor: partner.contact, lang })).html, "");
  }
  const csv = await visit(world, module, "/contributions?as=csv", { actor: all });
  assert.equal(csv.answer.kind === "file" && String(csv.answer.bytes).includes("Fondation =Exemplaire"), true);
});

test("each waiting step is a task of the role that does it, and a decision is mine only where I am competent", async (t) => {
  const world = await aWorld(t);
  const pending = await aPending(world, await aClearedPartner(world), { offer: { valueMinor: "5000000" } });
  const tasksOf = async (roles: Parameters<typeof anActor>[1]) => {
    const actor = await anActor(world, roles);
    return world.database.read((tx) =>
      contributions.tasks({ tx, actor, world, organisation: world.organisation(), now: () => world.clock.now() }),
    );
  };
  const [general] = await tasksOf({ roles: ["secretary-general"] });
  assert.equal(general?.key, "contributions.task.decide");
  assert.equal(general?.waitingFor, "me");
  assert.equal(general?.path, `/contributions/${pending.id}/decision`);
  assert.equal((await tasksOf({ roles: ["director"] }))[0]?.waitingFor, "others");
  assert.equal((await tasksOf({ roles: ["finance-officer"] })).length, 0);
});
