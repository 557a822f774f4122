// Goal: what anybody reads of an accepted contribution — page, JSON and CSV — is what was decided, signed and received,
// whole, without a natural person, the same in every form; and nobody publishes what they had a hand in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { anActor } from "../../../tests/_build/actors.ts";
import { anAgreementInForce, type AgreementSpec, type BuiltAgreement } from "../../../tests/_build/agreements.ts";
import { act, aClearedPartner, type ClearedPartner, type ClearedSpec } from "../../../tests/_build/contributions.ts";
import { visit } from "../../../tests/_build/pages.ts";
import { must } from "../../../tests/_build/partners.ts";
import { aReader } from "../../../tests/_build/reader.ts";
import { aWorld, type TestWorld } from "../../../tests/_build/world.ts";
import type { Actor } from "../../kernel/actor.ts";
import { langs } from "../../kernel/lang.ts";
import type { CivilDate } from "../../kernel/instants.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import type { Result } from "../../kernel/result.ts";
import { duties, type Duty } from "../access/index.ts";
import { insertDuty } from "../access/duties/store-duties.ts";
import { subscribers as contributionSubscribers } from "../contributions/index.ts";
import { foldedRegister, perform, settle } from "../log/index.ts";
import * as register from "./index.ts";
import { publicEntry, publicPartner, toPublicEntry } from "./public-entry.ts";
import { entryOfContribution, type RegisterEntry } from "./store.ts";

type T = Parameters<typeof aWorld>[0];
const subscribers = [...contributionSubscribers, ...register.subscribers];
const [publishEntry] = register.deeds;

async function entryOf(world: TestWorld, of: BuiltAgreement): Promise<RegisterEntry> {
  const entry = await world.database.read((tx) => entryOfContribution(tx, of.contribution.id));
  assert.ok(entry, "an agreement in force prepares an entry");
  return entry;
}

async function publish(
  world: TestWorld, of: BuiltAgreement, how: { editor?: Actor; version?: number } = {},
): Promise<Result<unknown, Refusal>> {
  const { registerId, rowVersion } = await entryOf(world, of);
  assert.ok(publishEntry, "the register has one deed");
  const editor = how.editor ?? (await anActor(world, { roles: ["register-editor"] }));
  const done = await perform(world, editor, publishEntry, { registerId, expectedVersion: how.version ?? rowVersion });
  await settle(world, subscribers);
  return done as Result<unknown, Refusal>;
}

async function prepared(t: T, spec: AgreementSpec = {}, cleared: ClearedSpec = {}) {
  const world = await aWorld(t);
  const partner = await aClearedPartner(world, { name: "Fondation Exemplaire", ...cleared });
  const of = await anAgreementInForce(world, partner, spec);
  await settle(world, subscribers);
  return { world, partner, of };
}

/** Two offers in euro and one in dollars, all published; of the first, a part has come and is published too. */
async function threePublished(t: T) {
  const { world, partner, of } = await prepared(t, { offer: { valueMinor: "3000000" } });
  must(await publish(world, of));
  const others = [];
  for (const [valueMinor, currency] of [["10005", "EUR"], ["100001", "USD"]] as const) {
    const other = await anAgreementInForce(world, partner, { offer: { valueMinor, currency } });
    await settle(world, subscribers);
    must(await publish(world, other));
    others.push(other);
  }
  must(await act(world, await anActor(world, { roles: ["finance-officer"] }), "receive-contribution", {
    contribution: of.contribution.id, expectedVersion: of.contribution.version, amountMinor: "1000050", currency: "EUR",
    payerName: "Fondation Exemplaire", bankReference: "SEPA 2027-03-03/0001",
  }));
  await settle(world, subscribers);
  must(await publish(world, of));
  return { world, partner, agreements: [of, ...others] };
}

async function file(world: TestWorld, path: string): Promise<string> {
  const { answer } = await visit(world, register, path);
  assert.ok(answer.kind === "file", path);
  return String(answer.bytes);
}

/** No cell of these tests holds a comma or a quote. */
const cellsOf = (csv: string): string[][] => csv.replace(/^\ufeff/, "").trimEnd().split("\r\n").map((row) => row.split(","));

const publicLeaves = async (world: TestWorld) => (await world.database.read((tx) => foldedRegister(tx))).counts.public;

test("the CSV has a head, one row for each entry as it now stands, and a total for each currency", async (t) => {
  const { world, agreements } = await threePublished(t);
  world.configure({ fictitious: true });
  const marked = cellsOf(await file(world, "/register.csv"));
  assert.equal(marked[0]?.at(-1), "notice");
  assert.ok(marked.slice(1).every((row) => /^Fictitious: /.test(row.at(-1) ?? "")), "an evaluation says so on every row");
  world.configure({ fictitious: false });
  const [head = [], ...rows] = cellsOf(await file(world, "/register.csv"));
  assert.deepEqual(head, [
    "registerId", "version", "leafIndex", "publishedAt", "partner", "country", "legalStatus", "kind", "purpose", "programme",
    "value", "received", "currency", "decidedBy", "decidedOn", "articles", "regulation", "inForceOn", "endsOn",
  ]);
  const table = rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));
  assert.ok(rows.every((row) => row.length === head.length), "each row has a cell for each head");
  const ids = await Promise.all(agreements.map(async (of) => (await entryOf(world, of)).registerId));
  assert.deepEqual(table.map((row) => [row["registerId"], row["version"], row["value"], row["received"], row["currency"]]), [
    [ids[0], "2", "30000.00", "10000.50", "EUR"],
    [ids[1], "1", "100.05", "0.00", "EUR"],
    [ids[2], "1", "1000.01", "0.00", "USD"],
    ["total", "", "30100.05", "10000.50", "EUR"],
    ["total", "", "1000.01", "0.00", "USD"],
  ]);
  const { partner, country, kind, decidedBy, decidedOn, inForceOn, endsOn } = table[0] ?? {};
  assert.deepEqual([partner, country, kind, decidedBy, decidedOn, inForceOn, endsOn],
    ["Fondation Exemplaire", "FR", "funding", "director", "2027-03-03", "2027-03-03", "2029-05-31"]);
  assert.ok(table[0]?.["articles"]?.split(" ").includes("20"), table[0]?.["articles"]);
});

test("index page, JSON and CSV give the same totals, in every language", async (t) => {
  const { world } = await threePublished(t);
  world.configure({ fictitious: false });
  const json = JSON.parse(await file(world, "/register.json")) as { totals: unknown; entries: unknown[] };
  assert.deepEqual(json.totals, {
    EUR: { entries: 2, valueMinor: "3010005", receivedMinor: "1000050" },
    USD: { entries: 1, valueMinor: "100001", receivedMinor: "0" },
  });
  assert.equal(json.entries.length, 3);
  const totals = cellsOf(await file(world, "/register.csv")).filter(([first]) => first === "total");
  assert.deepEqual(totals.map((row) => row.filter(Boolean)), [
    ["total", "30100.05", "10000.50", "EUR"], ["total", "1000.01", "0.00", "USD"],
  ]);
  for (const lang of langs) {
    const { html } = await visit(world, register, "/register", { lang });
    const { say } = aReader(lang);
    const shown = amountsAfter(html, [say("register.total.value"), say("register.total.received")]);
    const money = (minor: bigint, currency: string) => plain(say.money({ minor, currency }));
    assert.deepEqual(shown, [
      money(3_010_005n, "EUR"), money(1_000_050n, "EUR"), money(100_001n, "USD"), money(0n, "USD"),
    ], lang);
  }
});

const plain = (html: string): string =>
  html.replace(/<[^>]*>/g, "").replaceAll("&#39;", "'").replace(/[\s\u00a0\u202f\u200e\u200f\u061c\u2066-\u2069]+/g, "");

/** The definitions that stand after these terms in a description list, in the order of the page. */
function amountsAfter(html: string, terms: readonly string[]): string[] {
  return [...html.matchAll(/<dt[^>]*>(.*?)<\/dt>\s*<dd[^>]*>(.*?)<\/dd>/gs)]
    .filter(([, term = ""]) => terms.map(plain).includes(plain(term))).map(([, , definition = ""]) => plain(definition));
}

test("the entry page says who gave what, who decided and when, and where its proof is, in every language", async (t) => {
  const { world, of } = await prepared(t);
  must(await publish(world, of));
  const { registerId } = await entryOf(world, of);
  const whole = JSON.parse(await file(world, "/register.json")) as { entries: { versions: { leafIndex: number }[] }[] };
  const leaf = whole.entries[0]?.versions[0]?.leafIndex;
  const day = "2027-03-03" as CivilDate;
  for (const lang of langs) {
    const { html } = await visit(world, register, `/register/${registerId}`, { lang });
    const { say } = aReader(lang);
    const text = plain(html);
    const amount = say.money({ minor: 4_999_999n, currency: "EUR" });
    const authority = say("register.authority.director");
    for (const wanted of [
      "Fondation Exemplaire", "Train officers to protect children online.", "Safe childhood", authority, say("register.kind.funding"),
      say("register.entry.answer", { authority, amount, day: say.day(day) }), say.country("FR"), "fondation",
      "Protection of children.", "Board of nine members.", "Board; director.", "EUR 2 million.", "Endowment.",
    ]) assert.ok(text.includes(plain(wanted)), `${lang}: ${wanted}`);
    const rows = (key: string) => amountsAfter(html, [say(key)]);
    assert.deepEqual(rows("register.value"), [plain(amount)], lang);
    assert.deepEqual(rows("register.received"), [plain(say.money({ minor: 0n, currency: "EUR" }))], lang);
    assert.deepEqual(rows("register.decided-by"), [plain(authority)], lang);
    assert.deepEqual(rows("register.decided-on"), [plain(say.day(day))], lang);
    assert.deepEqual(rows("register.in-force"), [plain(say.day(day))], lang);
    assert.deepEqual(rows("register.ends"), [plain(say.day("2029-05-31" as CivilDate))], lang);
    assert.ok(html.includes(`href="/register/${registerId}/proof"`) && html.includes(`href="/log/entries/${leaf}"`), lang);
    const proof = (await visit(world, register, `/register/${registerId}/proof`, { lang })).html;
    for (const path of [`/log/entries/${leaf}`, `/log/proof/${leaf}.tlog-proof`, "/log/checkpoint", "/log/log.vkey"]) {
      assert.ok(proof.includes(`href="${path}"`), `${lang} ${path}`);
    }
  }
});

test("nothing of an entry is public before it is published, and a stale version publishes nothing", async (t) => {
  const { world, of } = await prepared(t);
  const { registerId, rowVersion } = await entryOf(world, of);
  assert.equal((await visit(world, register, `/register/${registerId}`)).answer.kind, "not-found");
  for (const version of [rowVersion - 1, rowVersion + 1].filter((v) => v > 0)) {
    const stale = await publish(world, of, { version });
    assert.equal(!stale.ok && stale.error.code, "register/moved-on");
  }
  assert.equal(await publicLeaves(world), 0);
  must(await publish(world, of));
  const twice = await publish(world, of, { version: rowVersion });
  assert.equal(!twice.ok && twice.error.code, "register/moved-on");
  assert.equal(await publicLeaves(world), 1);
});

/** S10: what the register's editor may not have done on the file. */
const made: readonly Duty[] = ["propose", "intake", "analyse", "review", "issue-verdict", "value", "post", "decide", "represent"];

test("whoever made something of the contribution does not publish it, whatever it was; who made nothing does (S10)", async (t) => {
  const { world, partner, of } = await prepared(t);
  const before = await entryOf(world, of);
  for (const duty of made) {
    const editor = await anEditorWith(world, partner, duty);
    const done = await publish(world, of, { editor });
    assert.ok(!done.ok && done.error.kind === "refused", `${duty} is refused`);
    assert.ok(done.error.clauses?.includes(duty === "represent" ? "S18" : "S10"), JSON.stringify(done.error));
    assert.equal(await publicLeaves(world), 0, duty);
    assert.deepEqual(await entryOf(world, of), before, "a refusal changes nothing");
  }
  const other = await aClearedPartner(world, { name: "Institut Beispiel" });
  must(await publish(world, of, { editor: await anEditorWith(world, other, "decide") }));
  assert.equal(await publicLeaves(world), 1);
});

async function anEditorWith(world: TestWorld, { partner }: ClearedPartner, duty: Duty): Promise<Actor> {
  assert.ok(duties.includes(duty));
  const editor = await anActor(world, { roles: ["register-editor"] });
  const { personId, accountId } = editor;
  await world.database.transaction({ isolation: "read-committed" }, (tx) =>
    insertDuty(tx, { file: partner, duty, subject: "", personId, accountId, at: world.clock.now() }));
  return editor;
}

test("no human of the file, on either side, is named in anything that is public", async (t) => {
  const contact = "Robin Muster";
  const world = await aWorld(t);
  const partner = await aClearedPartner(world, {
    name: "Fondation Exemplaire", contact: await anActor(world, { roles: ["partner-contact"], name: contact }),
  });
  const of = await anAgreementInForce(world, partner);
  await settle(world, subscribers);
  const editor = await anActor(world, { roles: ["register-editor"] });
  must(await publish(world, of, { editor }));
  const people = [partner.analyst, partner.reviewer, partner.compliance, of.freezer, of.reader, of.signatory, editor];
  const { registerId } = await entryOf(world, of);
  const page = await visit(world, register, `/register/${registerId}`);
  for (const shown of [await file(world, "/register.json"), await file(world, "/register.csv"), page.html]) {
    assert.ok(shown.includes("Fondation Exemplaire"));
    for (const name of [contact, "Camille Exemple", ...people.map((p) => p.name)]) assert.ok(!shown.includes(name), name);
    for (const { personId, accountId } of people) assert.ok(!shown.includes(personId) && !shown.includes(accountId));
  }
});

const offered = {
  partner: {
    name: "Fondation Exemplaire", legalStatus: "fondation", country: "FR", objective: "Protection of children.", governance: "Board.",
    decisionBodies: "Board.", assets: "EUR 2 million.", yearlyIncome: "", fundingSources: "", affiliations: "", website: "",
  },
  kind: "funding", purpose: "Train officers.", programme: "", valueMinor: "100", currency: "EUR", receivedMinor: "0",
  decidedBy: "director", decidedOn: "2027-03-03", articles: ["20"], regulation: "2026.1", inForceOn: "2027-03-03",
  endsOn: "2029-03-02",
} as const;

test("the public fields are these and no other: whatever else an event offers is dropped at both levels (R40.2)", () => {
  assert.deepEqual(Object.keys(publicEntry.shape), Object.keys(offered));
  assert.deepEqual(Object.keys(publicPartner.shape), Object.keys(offered.partner));
  const more = {
    ...offered, contact: "camille@example.org", deciders: ["per_1"], verdict: "cleared", constructor: "x",
    partner: { ...offered.partner, officers: [{ name: "Camille Exemple" }], signatory: "Camille Exemple", phone: "0" },
  };
  assert.deepEqual(toPublicEntry(more), offered);
});

test("an offer that lacks a public field, or has it in another shape, is no entry", () => {
  for (const key of Object.keys(offered)) {
    assert.equal(toPublicEntry({ ...offered, [key]: undefined }), null, key);
    assert.equal(toPublicEntry({ ...offered, [key]: { name: "Camille Exemple" } }), null, key);
  }
  for (const key of Object.keys(offered.partner)) {
    assert.equal(toPublicEntry({ ...offered, partner: { ...offered.partner, [key]: ["Camille Exemple"] } }), null, key);
  }
  for (const wrong of [{ valueMinor: "-1" }, { valueMinor: "1e3" }, { valueMinor: "01" }, { currency: "eur" }, { decidedBy: "Camille" }]) {
    assert.equal(toPublicEntry({ ...offered, ...wrong }), null, JSON.stringify(wrong));
  }
  for (const nothing of [null, undefined, "text", 7, []]) assert.equal(toPublicEntry(nothing), null);
});
