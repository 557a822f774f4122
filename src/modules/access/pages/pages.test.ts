import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "../../../kernel/actor.ts";
import { iso, plusDays } from "../../../kernel/instants.ts";
import { langs } from "../../../kernel/lang.ts";
import { newId } from "../../../ports/random.ts";
import { anActor } from "../../../../tests/_build/actors.ts";
import { SoftwareKey } from "../../../../tests/_build/authenticator.ts";
import { visit, type Seen, type Visit } from "../../../../tests/_build/pages.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import { perform } from "../../log/index.ts";
import { deeds, questions } from "../contents.ts";
import { bindFile } from "../people/store-files.ts";
import { requestRole } from "../people/request-role.ts";
import { renewSetup, setup } from "../setup/set-up.ts";
import { codeAt } from "../signing-in/code.ts";
import { sessionActor, startSession } from "../signing-in/sessions.ts";
import { raiseObjection } from "../bureau/raise-objection.ts";
import { pages } from "./pages.ts";

const access = { pages, deeds, questions };

function see(world: TestWorld, path: string, how: Visit = {}): Promise<Seen> {
  return visit(world, access, path, how);
}

async function sessionOf(world: TestWorld, actor: Actor): Promise<string> {
  return world.database.transaction({ isolation: "read-committed" }, (tx) =>
    startSession(world, tx, { account: actor.accountId as `acc_${string}`, way: "password", agent: "" }));
}

/** No message key, no id of the build and no unresolved argument may reach a reader. */
function readable(html: string, what: string): void {
  assert.match(html, /<h1/, what);
  const words = html.replace(/<(code|input|form|a|option|select|label)[^>]*>/g, "");
  assert.doesNotMatch(words, /\baccess\.[a-z]+\.[a-z-]+(?![a-z-]*<\/code>)/, what);
  assert.doesNotMatch(html, /undefined|\[object|\{[a-z]+(, plural)?/, what);
}

test("every page opens in four languages for whom it is for, with words only", async (t) => {
  const world = await aWorld(t);
  const file = newId(world.random, "prt");
  const bureau = await anActor(world, { roles: ["national-bureau"], country: "FR" });
  const officer = await anActor(world, { roles: ["partnership-officer", "compliance-officer"] });
  const hr = await anActor(world, { roles: ["human-resources"] });
  const security = await anActor(world, { roles: ["security-officer"] });
  const admin = await anActor(world, { roles: ["system-administrator"] });
  const auditor = await anActor(world, { roles: ["internal-auditor"] });
  const partner = await anActor(world, { roles: ["partner-contact"], partnerId: file });
  await world.database.transaction({ isolation: "read-committed" }, (tx) =>
    bindFile(tx, { file, country: "FR", name: "Fondation Exemplaire", at: world.clock.now() }));
  const raised = await perform(world, bureau, raiseObjection, { file, kind: "warning", words: "Please look at the chair." });
  assert.ok(raised.ok);
  const asked = await perform(world, hr, requestRole, {
    account: officer.accountId, role: "legal-officer", reason: "joins the legal team",
    validUntil: iso(plusDays(world.clock.now(), 30)),
  });
  assert.ok(asked.ok);
  const tokens = new Map<Actor, string>();
  for (const actor of [bureau, officer, hr, security, admin, auditor, partner]) tokens.set(actor, await sessionOf(world, actor));
  const own = [officer, bureau, partner].flatMap((one) =>
    ["/me", "/me/sessions", "/confirm"].map((path): [string, Actor] => [path, one]));
  const places: [string, Actor | undefined][] = [
    ...own, ["/sign-in", undefined], ["/join", undefined], [`/link/${"A".repeat(43)}`, undefined],
    [`/evaluation/${officer.accountId}`, undefined],
    ["/me/absences", officer], ["/my-colleagues", partner], ["/people", hr], ["/people/invite", hr],
    ["/people?search=nobody", security],
    ...[hr, security, admin, auditor].map((one): [string, Actor] => [`/people/accounts/${officer.accountId}`, one]),
    [`/people/accounts/${hr.accountId}`, hr], ["/people/requests", security], ["/people/requests", hr], ["/people/duties", hr],
    ["/organisation", admin], ["/organisation", auditor], [`/bureau/${file}/objection`, bureau],
    ["/objections", officer], [`/objections/${raised.value.objection}`, officer],
    [`/objections/${raised.value.objection}`, bureau],
    ["/records/reads", auditor], ["/records/letters", security],
  ];
  for (const lang of langs) {
    for (const [path, actor] of places) {
      const seen = await see(world, path, { lang, token: (actor && tokens.get(actor)) ?? null, ...(actor ? { actor } : {}) });
      assert.equal(seen.answer.kind, "page", `${lang} ${path}`);
      readable(seen.html, `${lang} ${path}`);
    }
  }
});

test("a page that is not for the reader is not there, and neither is another country's file", async (t) => {
  const world = await aWorld(t);
  const file = newId(world.random, "prt");
  const bureau = await anActor(world, { roles: ["national-bureau"], country: "ES" });
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  await world.database.transaction({ isolation: "read-committed" }, (tx) => bindFile(tx, {
    file, country: "FR", at: world.clock.now(),
  }));
  const places: [string, Actor][] = [
    ["/people", officer], ["/organisation", officer], ["/records/reads", officer],
    [`/bureau/${file}/objection`, bureau], ["/objections", bureau], ["/people/requests", bureau],
  ];
  for (const [path, actor] of places) assert.equal((await see(world, path, { actor })).answer.kind, "not-found", path);
});

const one = (n: number) => ({ name: `Person ${n} Exemplaire`, email: `first-${n}@example.org`, lang: "fr" as const });

test("a first person comes by the link with a password, signs out, and signs in again", async (t) => {
  const world = await aWorld(t);
  const made = await setup(world, {
    administrator: one(1), humanResources: one(2), security: one(3), custodians: [one(4), one(5), one(6)],
  });
  assert.ok(made.ok);
  const path = new URL(made.value[0]?.url ?? "").pathname;
  const shown = await see(world, path);
  const sealedSeed = /name="sealedSeed" value="([^"]+)"/.exec(shown.html)?.[1] ?? "";
  const secret = /<code dir="ltr">([A-Z2-7 ]+)<\/code>/.exec(shown.html)?.[1] ?? "";
  const seed = base32(secret.replaceAll(" ", ""));
  const weak = await see(world, path, { form: { way: "password", sealedSeed, password: "short", code: "000000" } });
  assert.ok(weak.answer.kind === "page" && weak.answer.faulty);
  assert.ok(weak.html.includes(secret), "the same key is shown again, so that the app need not scan twice");
  const password = "vingt-deux girafes bleues";
  const form = { way: "password", sealedSeed, password, code: codeAt(seed, world.clock.now()) };
  const came = await see(world, path, { form });
  assert.ok(came.answer.kind === "signed-in");
  const token = came.answer.token;
  assert.deepEqual((await sessionActor(world, token))?.roles, ["system-administrator"]);
  assert.equal((await see(world, "/sign-out", { form: {}, token })).answer.kind, "signed-out");
  assert.equal(await sessionActor(world, token), null);
  world.clock.forward(30_000);
  const again = await see(world, "/sign-in", {
    form: {
      way: "password", email: "FIRST-1@example.org", password, code: codeAt(seed, world.clock.now()),
      to: "//evil.example.org",
    },
  });
  assert.ok(again.answer.kind === "signed-in" && again.answer.to === "/desk");
  const wrong = await see(world, "/sign-in", { form: { way: "password", email: "first-1@example.org", password, code: "1" } });
  assert.ok(wrong.answer.kind === "page" && !wrong.html.includes(password));
});

test("the passkey form carries what a browser needs, and its answer opens the account", async (t) => {
  const world = await aWorld(t);
  assert.ok((await setup(world, {
    administrator: one(1), humanResources: one(2), security: one(3), custodians: [one(4), one(5), one(6)],
  })).ok);
  const links = await renewSetup(world);
  assert.ok(links.ok);
  const path = new URL(links.value[0]?.url ?? "").pathname;
  const key = new SoftwareKey("https://partners.example.org", world.random.bytes(20));
  const came = await see(world, path, {
    form: { way: "passkey", posted: key.register(optionsIn((await see(world, path)).html)) },
  });
  assert.equal(came.answer.kind, "signed-in");
  const shown = await see(world, "/sign-in");
  const back = await see(world, "/sign-in", { form: { way: "passkey", posted: key.sign(optionsIn(shown.html)), to: "/people" } });
  assert.ok(back.answer.kind === "signed-in" && back.answer.to === "/people");
  const token = back.answer.token;
  const actor = await sessionActor(world, token);
  assert.ok(actor);
  const confirm = await see(world, "/confirm?back=/people", { actor, token });
  const done = await see(world, "/confirm", {
    actor, token, form: { way: "passkey", posted: key.sign(optionsIn(confirm.html)), back: "/people" },
  });
  assert.ok(done.answer.kind === "go" && done.answer.to === "/people");
  assert.ok(((await sessionActor(world, token))?.freshUntil ?? 0) > world.clock.now());
  const empty = await see(world, "/sign-in", { form: { way: "passkey", posted: "" } });
  assert.match(empty.html, /need scripts/);
});

test("two people change the organisation on its page; what was typed wrongly is shown again beside its fault", async (t) => {
  const world = await aWorld(t);
  const [actor, second] = [await anActor(world, { roles: ["system-administrator"] }), await anActor(world, {
    roles: ["secretary-general"],
  })];
  const shown = await see(world, "/organisation", { actor });
  const form: Record<string, string> = {};
  const inputs = shown.html.matchAll(/<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"/g);
  const areas = shown.html.matchAll(/<textarea[^>]*? name="([^"]+)"[^>]*>([^<]*)<\/textarea>/g);
  for (const [, name = "", value = ""] of [...inputs, ...areas]) if (!name.startsWith("_")) form[name] = decode(value);
  form["authenticLang"] = "en";
  form["reason"] = "the budget was adopted in spring";
  const same = await see(world, "/organisation", { actor, form });
  assert.ok(same.answer.kind === "page" && same.answer.faulty, "nothing differs");
  const wrong = await see(world, "/organisation", { actor, form: { ...form, holidays: "2027-02-30", yearlyIncome: "a lot" } });
  assert.ok(wrong.answer.kind === "page" && wrong.answer.faulty);
  assert.match(wrong.html, /href="#f-holidays"[^]*href="#f-yearlyIncome"/);
  assert.match(wrong.html, /2027-02-30/);
  const proposed = await see(world, "/organisation", {
    actor, form: { ...form, yearlyIncome: "160 000 000.00", holidays: "2028-01-01" },
  });
  assert.equal(proposed.answer.kind, "go", JSON.stringify(proposed.answer).slice(0, 300));
  const own = await see(world, "/organisation/confirm", { actor, form: { expectedVersion: "1" } });
  assert.ok(own.answer.kind === "refusal" && own.answer.refusal.code === "access/two-persons");
  const page = await see(world, "/organisation", { actor: second });
  assert.match(page.html, /<del>[^]*150000000\.00[^]*<ins>[^]*160000000\.00/);
  assert.equal((await see(world, "/organisation/confirm", { actor: second, form: { expectedVersion: "1" } })).answer.kind, "go");
});

test("three people give a role by clicking, and each sees only the step that is theirs", async (t) => {
  const world = await aWorld(t);
  const hr = await anActor(world, { roles: ["human-resources"] });
  const security = await anActor(world, { roles: ["security-officer"] });
  const admin = await anActor(world, { roles: ["system-administrator"] });
  const person = await anActor(world, { name: "<b>Alba</b> Exemple" });
  const at = `/people/accounts/${person.accountId}`;
  const verify = { person: person.personId, documentCountry: "fr", documentNumber: "12AB34567", expectedVersion: "1" };
  assert.equal((await see(world, `${at}/verify`, { actor: hr, form: verify })).answer.kind, "go");
  const role = {
    role: "legal-officer", reason: "joins the legal team", "validUntil.day": "1", "validUntil.month": "9",
    "validUntil.year": "2027", expectedVersion: "1",
  };
  const done = await see(world, `${at}/request-role`, { actor: hr, form: role });
  assert.equal(done.answer.kind, "go", JSON.stringify(done.answer).slice(0, 300));
  const mine = await see(world, "/people/requests", { actor: security });
  const theirs = await see(world, "/people/requests", { actor: hr });
  const grant = /\/people\/grants\/(grt_[a-z0-9]+)\/approve/.exec(mine.html)?.[1];
  assert.ok(grant);
  assert.doesNotMatch(theirs.html, /\/approve"/);
  assert.doesNotMatch(mine.html, /<b>Alba/);
  assert.equal((await see(world, `/people/grants/${grant}/approve`, {
    actor: security, form: { expectedVersion: "1" },
  })).answer.kind, "go");
  assert.equal((await see(world, `/people/grants/${grant}/apply`, {
    actor: admin, form: { expectedVersion: "2" },
  })).answer.kind, "go");
  assert.match((await see(world, at, { actor: hr })).html, /legal officer[^]*in force/);
});

test("locking is refused without a reason, beside the right box, and then closes the account", async (t) => {
  const world = await aWorld(t);
  const security = await anActor(world, { roles: ["security-officer"] });
  const person = await anActor(world, { roles: ["legal-officer"] });
  const at = `/people/accounts/${person.accountId}`;
  const ids = [...(await see(world, at, { actor: security })).html.matchAll(/ id="(f-[^"]+)"/g)].map((m) => m[1]);
  assert.deepEqual(ids, [...new Set(ids)], "every box has an id of its own");
  const empty = await see(world, `${at}/lock`, { actor: security, form: { lockReason: "", expectedVersion: "1" } });
  assert.match(empty.html, /href="#f-lockReason"/);
  const short = await see(world, `${at}/lock`, { actor: security, form: { lockReason: "why", expectedVersion: "1" } });
  assert.match(short.html, /href="#f-lockReason"/);
  const done = await see(world, `${at}/lock`, { actor: security, form: { lockReason: "laptop stolen", expectedVersion: "1" } });
  assert.equal(done.answer.kind, "go");
  assert.match((await see(world, at, { actor: security })).html, /locked/);
});

function optionsIn(html: string): string {
  return decode(/data-options="([^"]+)"/.exec(html)?.[1] ?? "");
}

function decode(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function base32(text: string): Uint8Array {
  const bits = [...text].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
