import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "../../../kernel/actor.ts";
import type { Lang } from "../../../kernel/lang.ts";
import type { Say } from "../../../ui/say.ts";
import { anActor } from "../../../../tests/_build/actors.ts";
import { SoftwareKey } from "../../../../tests/_build/authenticator.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import { perform } from "../../log/index.ts";
import { sendLetters } from "../letters/send-letters.ts";
import { letters } from "../records/questions.ts";
import { ask } from "../../log/index.ts";
import { invitePerson } from "../people/invite-person.ts";
import { join } from "../people/join.ts";
import { accountByEmailKey } from "../people/store-accounts.ts";
import { renewSetup, setup } from "../setup/set-up.ts";
import { acceptLink, linkHolder } from "./accept-link.ts";
import { codeAt, newSeed } from "./code.ts";
import { makeOptions } from "./passkey.ts";
import { confirmRecovery, requestRecovery } from "./recover-account.ts";
import { sessionActor } from "./sessions.ts";
import { signInByPassword } from "./sign-in.ts";

const password = "vingt-deux girafes bleues";
const sayFor = (_lang: Lang): Say => ((key: string) => key) as unknown as Say;

/** Sends what is queued and reads the token out of the newest letter to `to`. */
async function mailed(world: TestWorld, to: string): Promise<string> {
  await sendLetters(world, sayFor);
  const letter = world.mail.letters.filter((one) => one.to === to).at(-1);
  const token = /\/link\/([A-Za-z0-9_-]{43})/.exec(letter?.text ?? "")?.[1];
  assert.ok(token, `no link for ${to}`);
  return token;
}

async function accept(world: TestWorld, token: string, with_ = password) {
  const holder = await linkHolder(world, token);
  const seed = newSeed(world.random);
  const sealed = world.keys.seal(seed, `access/enrol/${holder?.link.id ?? ""}`);
  const done = await acceptLink(world, { token, agent: "test", factor: {
    kind: "password", password: with_, code: codeAt(seed, world.clock.now()),
    sealedSeed: Buffer.from(sealed).toString("base64url"),
  } });
  return { seed, code: done.ok ? "ok" : done.error.code, token: done.ok ? done.value.token : null };
}

async function invite(world: TestWorld, email: string, by?: Actor): Promise<string> {
  const hr = by ?? (await anActor(world, { roles: ["human-resources"] }));
  const done = await perform(world, hr, invitePerson, { name: "Alba Exemple", email, lang: "fr", side: "organisation" });
  assert.ok(done.ok, JSON.stringify(done));
  return mailed(world, email);
}

test("an invitation opens once, within a quarter of an hour, and signs its holder in without any role", async (t) => {
  const world = await aWorld(t);
  const token = await invite(world, "alba@example.org");
  const done = await accept(world, token);
  assert.equal(done.code, "ok");
  assert.deepEqual((await sessionActor(world, done.token))?.roles, []);
  assert.equal((await accept(world, token)).code, "access/link-not-valid");
  const late = await invite(world, "late@example.org");
  world.clock.forward(15 * 60_000);
  assert.equal((await accept(world, late)).code, "access/link-not-valid");
});

test("two who open one link in the same moment are one", async (t) => {
  const world = await aWorld(t);
  const token = await invite(world, "alba@example.org");
  const both = await Promise.all([accept(world, token), accept(world, token)]);
  assert.equal(both.filter((one) => one.code === "ok").length, 1);
});

test("an invitation is accepted by passkey as well", async (t) => {
  const world = await aWorld(t);
  const token = await invite(world, "alba@example.org");
  const holder = await linkHolder(world, token);
  assert.ok(holder);
  const key = new SoftwareKey("https://partners.example.org", world.random.bytes(20));
  const options = await makeOptions(world, { holder: holder.link.id, accountId: holder.account.id, label: "a", known: [] });
  const done = await acceptLink(world, { token, agent: "", factor: { kind: "passkey", posted: key.register(options) } });
  assert.ok(done.ok, JSON.stringify(done));
});

test("a weak password and a wrong code are faults and leave the link unspent", async (t) => {
  const world = await aWorld(t);
  const token = await invite(world, "alba@example.org");
  assert.equal((await accept(world, token, "too short")).code, "input/faulty");
  assert.equal((await accept(world, token)).code, "ok");
});

test("tokens stand neither in the tables nor on the outbox page; only the sender sees a link", async (t) => {
  const world = await aWorld(t);
  const token = await invite(world, "alba@example.org");
  const officer = await anActor(world, { roles: ["security-officer"] });
  const shown = await ask(world, officer, letters, {});
  assert.equal(shown?.length, 1);
  assert.ok(!JSON.stringify(shown).includes(token));
  assert.equal(shown?.[0]?.path, "");
});

test("recovery takes two officers other than the person; then older factors and sessions are gone (AN-13, AN-14)", async (t) => {
  const world = await aWorld(t);
  const hr = await anActor(world, { roles: ["human-resources"] });
  const first = await accept(world, await invite(world, "alba@example.org", hr));
  const account = await world.database.read((tx) => accountByEmailKey(tx, "alba@example.org"));
  assert.ok(account);
  const asked = await perform(world, hr, requestRecovery, { account: account.id, reason: "lost the phone on a train" });
  assert.ok(asked.ok);
  const confirm = { recovery: asked.value.recovery, expectedVersion: 1 };
  const twin = await anActor(world, { roles: ["security-officer"], personId: hr.personId as `per_${string}` });
  const alone = await perform(world, twin, confirmRecovery, confirm);
  assert.equal(alone.ok ? "ok" : alone.error.code, "access/two-officers");
  const admin = await anActor(world, { roles: ["system-administrator"] });
  const technical = await perform(world, admin, confirmRecovery, confirm);
  assert.equal(technical.ok ? "ok" : technical.error.code, "log/not-your-role");
  const self = await anActor(world, { roles: ["security-officer"], personId: account.personId });
  const own = await perform(world, self, confirmRecovery, confirm);
  assert.equal(own.ok ? "ok" : own.error.code, "access/not-to-self");
  await sendLetters(world, sayFor);
  assert.equal(world.mail.letters.length, 1);
  const security = await anActor(world, { roles: ["security-officer"] });
  assert.ok((await perform(world, security, confirmRecovery, confirm)).ok);
  assert.ok(await sessionActor(world, first.token));
  const again = await accept(world, await mailed(world, "alba@example.org"), "another very long secret");
  assert.equal(again.code, "ok");
  assert.equal(await sessionActor(world, first.token), null);
  world.clock.forward(30_000);
  const old = await signInByPassword(world, {
    email: "alba@example.org", password, code: codeAt(first.seed, world.clock.now()), agent: "",
  });
  assert.equal(old.ok ? "ok" : old.error.code, "access/sign-in-failed");
});

test("joining answers a known and an unknown address alike, and only the mailbox learns which", async (t) => {
  const world = await aWorld(t);
  const fresh = await join(world, { name: "Fondation Exemplaire", email: "contact@example.net", lang: "es" });
  const token = await mailed(world, "contact@example.net");
  const done = await accept(world, token);
  assert.deepEqual((await sessionActor(world, done.token))?.roles, ["partner-contact"]);
  const known = await join(world, { name: "Somebody", email: "Contact@Example.net", lang: "en" });
  assert.deepEqual(known, fresh);
  await sendLetters(world, sayFor);
  assert.match(world.mail.letters.at(-1)?.text ?? "", /access\.letter\.known/);
  await join(world, { name: "Somebody", email: "contact@example.net", lang: "en" });
  const flood = await join(world, { name: "Somebody", email: "contact@example.net", lang: "en" });
  assert.equal(flood.ok ? "ok" : flood.error.code, "access/too-many-tries");
});

const one = (n: number) => ({ name: `Person ${n} Exemplaire`, email: `first-${n}@example.org`, lang: "en" as const });
const first = { administrator: one(1), humanResources: one(2), security: one(3), custodians: [one(4), one(5), one(6)] };

test("set-up makes the first people once, each by a one-time link, and refuses one human in two duties", async (t) => {
  const world = await aWorld(t);
  const twice = await setup(world, { ...first, security: { ...one(3), email: "FIRST-1@example.org" } });
  assert.equal(twice.ok ? "ok" : twice.error.kind, "fault");
  const done = await setup(world, first);
  assert.ok(done.ok);
  assert.equal(done.value.length, 6);
  assert.match(done.value[0]?.url ?? "", /^https:\/\/partners\.example\.org\/link\//);
  const again = await setup(world, first);
  assert.equal(again.ok ? "ok" : again.error.code, "access/already-set-up");
  const admin = await accept(world, done.value[0]?.url.split("/").at(-1) ?? "");
  assert.deepEqual((await sessionActor(world, admin.token))?.roles, ["system-administrator"]);
});

test("set-up links that ran out are renewed for those who have not come, and the old ones stay dead", async (t) => {
  const world = await aWorld(t);
  const done = await setup(world, first);
  assert.ok(done.ok);
  const tokens = done.value.map((link) => link.url.split("/").at(-1) ?? "");
  assert.equal((await accept(world, tokens[0] ?? "")).code, "ok");
  world.clock.forward(20 * 60_000);
  const renewed = await renewSetup(world);
  assert.ok(renewed.ok);
  assert.equal(renewed.value.length, 5);
  assert.equal((await accept(world, tokens[1] ?? "")).code, "access/link-not-valid");
  for (const link of renewed.value) assert.equal((await accept(world, link.url.split("/").at(-1) ?? "")).code, "ok");
  const over = await renewSetup(world);
  assert.equal(over.ok ? "ok" : over.error.code, "access/already-set-up");
});

test("two set-ups started at once are one", async (t) => {
  const world = await aWorld(t);
  const both = await Promise.all([setup(world, first), setup(world, first)]);
  assert.equal(both.filter((done) => done.ok).length, 1);
});
