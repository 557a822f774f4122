import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { Actor } from "../../../kernel/actor.ts";
import type { AccountId } from "../../../kernel/ids.ts";
import type { Role } from "../../../kernel/roles.ts";
import { anActor } from "../../../../tests/_build/actors.ts";
import { SoftwareKey, type Bend } from "../../../../tests/_build/authenticator.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import { perform } from "../../log/index.ts";
import { setMark } from "../../../ports/database/marks.ts";
import { withClient } from "../../../ports/database/admin.ts";
import { lockAccount } from "../people/lock-account.ts";
import { codeAt, newSeed } from "./code.ts";
import { makeFresh } from "./fresh.ts";
import { askOptions, madeKey, makeOptions } from "./passkey.ts";
import { hashPassword } from "./password.ts";
import { evaluationSession, openSession, sessionActor, signOut } from "./sessions.ts";
import { signInByPasskey, signInByPassword } from "./sign-in.ts";
import { insertPasskey, setCodeSeed, setPassword } from "./store-factors.ts";
import { endSessionsOf } from "./store-sessions.ts";

const origin = "https://partners.example.org";
const password = "vingt-deux girafes bleues";

interface Human {
  readonly actor: Actor;
  readonly email: string;
  readonly seed: Uint8Array;
}

async function aHuman(world: TestWorld, roles: readonly Role[] = ["legal-officer"]): Promise<Human> {
  const actor = await anActor(world, { roles });
  const accountId = actor.accountId as AccountId;
  const seed = newSeed(world.random);
  const hash = await hashPassword(world.random, password);
  await world.database.transaction({ isolation: "read-committed" }, async (tx) => {
    await setPassword(tx, { accountId, hash, at: world.clock.now() });
    const sealedSeed = world.keys.seal(seed, `access/code/${accountId}`);
    await setCodeSeed(tx, { accountId, sealedSeed, lastStep: 0, at: world.clock.now() });
  });
  return { actor, email: `person-${accountId.slice(4, 14)}@example.org`, seed };
}

async function tryIn(world: TestWorld, human: Human, with_: { email?: string; password?: string; code?: string } = {}) {
  const done = await signInByPassword(world, {
    email: human.email, password, code: codeAt(human.seed, world.clock.now()), agent: "test", ...with_,
  });
  return done.ok ? { code: "ok", token: done.value.token } : { code: done.error.code, token: null };
}

async function world0(t: TestContext): Promise<{ world: TestWorld; human: Human }> {
  const world = await aWorld(t);
  return { world, human: await aHuman(world) };
}

test("signs in by password and code, and the token is the only way to the session", async (t) => {
  const { world, human } = await world0(t);
  const { token } = await tryIn(world, human);
  const actor = await sessionActor(world, token);
  assert.equal(actor?.accountId, human.actor.accountId);
  assert.deepEqual(actor?.roles, ["legal-officer"]);
  assert.equal(actor?.freshUntil, undefined);
  for (const forged of [human.actor.accountId, human.email, "", "A".repeat(43), null]) {
    assert.equal(await sessionActor(world, forged), null);
  }
});

test("wrong password, wrong code, unknown address and locked account get one and the same answer (AN-16)", async (t) => {
  const { world, human } = await world0(t);
  const officer = await anActor(world, { roles: ["security-officer"] });
  const wrong = await tryIn(world, human, { password: "another long password" });
  const code = await tryIn(world, human, { code: "000000" });
  const nobody = await tryIn(world, human, { email: "nobody@example.org" });
  const unreadable = await tryIn(world, human, { email: "no address" });
  assert.ok((await perform(world, officer, lockAccount, {
    account: human.actor.accountId, reason: "phone stolen", expectedVersion: 1,
  })).ok);
  world.clock.forward(60_000);
  const locked = await tryIn(world, human);
  for (const one of [wrong, code, nobody, unreadable, locked]) assert.deepEqual(one, {
    code: "access/sign-in-failed", token: null,
  });
});

test("a good code opens once: its replay is refused (AN-05)", async (t) => {
  const { world, human } = await world0(t);
  assert.equal((await tryIn(world, human)).code, "ok");
  assert.equal((await tryIn(world, human)).code, "access/sign-in-failed");
  world.clock.forward(30_000);
  assert.equal((await tryIn(world, human)).code, "ok");
});

test("one code sent twice in the same moment opens one session", async (t) => {
  const { world, human } = await world0(t);
  const both = await Promise.all([tryIn(world, human), tryIn(world, human)]);
  assert.equal(both.filter((one) => one.code === "ok").length, 1);
});

test("the sixth try is refused under every spelling and with right secrets, and later it is not (AN-03, AN-05)", async (t) => {
  const { world, human } = await world0(t);
  const spellings = [human.email, human.email.toUpperCase(), ` ${human.email}`, human.email.replace("p", "ｐ"), human.email];
  for (const email of spellings) {
    assert.equal((await tryIn(world, human, { email, code: "000000" })).code, "access/sign-in-failed");
  }
  assert.equal((await tryIn(world, human)).code, "access/too-many-tries");
  const other = await aHuman(world);
  assert.equal((await tryIn(world, other)).code, "ok");
  world.clock.forward(16 * 60_000);
  assert.equal((await tryIn(world, human)).code, "ok");
});

test("tries sent in parallel do not pass the limit", async (t) => {
  const { world, human } = await world0(t);
  const many = await Promise.all(Array.from({ length: 12 }, () => tryIn(world, human, { code: "000000" })));
  assert.equal(many.filter((one) => one.code === "access/sign-in-failed").length, 5);
});

test("an unknown address is limited like a known one", async (t) => {
  const { world, human } = await world0(t);
  for (let n = 0; n < 5; n++) await tryIn(world, human, { email: "nobody@example.org" });
  assert.equal((await tryIn(world, human, { email: "nobody@example.org" })).code, "access/too-many-tries");
});

test("a session ends after its idle time, fifteen minutes for those who decide, and after twelve hours for all", async (t) => {
  const world = await aWorld(t);
  const [officer, decider] = [await aHuman(world), await aHuman(world, ["director"])];
  const [a, b] = [(await tryIn(world, officer)).token, (await tryIn(world, decider)).token];
  world.clock.forward(15 * 60_000);
  assert.ok(await sessionActor(world, a));
  assert.equal(await sessionActor(world, b), null);
  const session = await openSession(world, a);
  assert.equal(session && session.endsAt - world.clock.now(), 30 * 60_000);
  assert.equal(session && session.endsAt - session.warnAt, 2 * 60_000);
  for (let minutes = 15; minutes < 12 * 60 - 20; minutes += 20) {
    world.clock.forward(20 * 60_000);
    assert.ok(await sessionActor(world, a), `after ${minutes} minutes`);
  }
  world.clock.forward(20 * 60_000);
  assert.equal(await sessionActor(world, a), null);
});

test("signing out, ending everywhere and locking close the session at the next request (AN-10, AN-11)", async (t) => {
  const { world, human } = await world0(t);
  const first = (await tryIn(world, human)).token;
  world.clock.forward(30_000);
  const second = (await tryIn(world, human)).token;
  world.clock.forward(30_000);
  const third = (await tryIn(world, human)).token;
  assert.notEqual(first, second);
  await signOut(world, first);
  assert.equal(await sessionActor(world, first), null);
  assert.ok(await sessionActor(world, second));
  const kept = await openSession(world, third);
  await world.database.transaction({ isolation: "read-committed" }, (tx) =>
    endSessionsOf(tx, human.actor.accountId, world.clock.now(), kept?.id));
  assert.equal(await sessionActor(world, second), null);
  assert.ok(await sessionActor(world, third));
  const officer = await anActor(world, { roles: ["security-officer"] });
  const locked = await perform(world, officer, lockAccount, {
    account: human.actor.accountId, reason: "phone stolen", expectedVersion: 1,
  });
  assert.ok(locked.ok);
  assert.equal(await sessionActor(world, third), null);
});

test("a gesture opens five minutes, by code or passkey, and five wrong ones end the session", async (t) => {
  const { world, human } = await world0(t);
  const { token } = await tryIn(world, human);
  world.clock.forward(30_000);
  const session = await openSession(world, token);
  assert.ok(session && token);
  const gesture = (typed: string) => makeFresh(world, { session, token, gesture: { kind: "code", typed } });
  assert.equal(await gesture(codeAt(human.seed, world.clock.now())), null);
  assert.equal((await sessionActor(world, token))?.freshUntil, world.clock.now() + 5 * 60_000);
  assert.equal((await gesture(codeAt(human.seed, world.clock.now())))?.code, "access/gesture-failed"); // replay
  for (let n = 0; n < 4; n++) assert.equal((await gesture("000000"))?.code, "access/gesture-failed");
  assert.equal((await gesture("000000"))?.code, "access/too-many-tries");
  assert.equal(await sessionActor(world, token), null);
});

test("the one-click gesture of an evaluation does nothing for a real session", async (t) => {
  const { world, human } = await world0(t);
  const { token } = await tryIn(world, human);
  const session = await openSession(world, token);
  assert.ok(session && token);
  const refusal = await makeFresh(world, { session, token, gesture: { kind: "evaluation" } });
  assert.equal(refusal?.code, "access/gesture-failed");
});

test("a session without factors exists only where the database is marked as an evaluation", async (t) => {
  const { world, human } = await world0(t);
  const account = human.actor.accountId as AccountId;
  const before = await evaluationSession(world, account);
  assert.equal(before.ok ? "ok" : before.error.code, "access/not-an-evaluation");
  await withClient(world.adminUrl, (client) => setMark(client, "evaluation", "yes"));
  const after = await evaluationSession(world, account);
  assert.ok(after.ok);
  const session = await openSession(world, after.value.token);
  assert.ok(session);
  assert.equal(await makeFresh(world, { session, token: after.value.token, gesture: { kind: "evaluation" } }), null);
});

async function withKey(world: TestWorld, human: Human): Promise<SoftwareKey> {
  const key = new SoftwareKey(origin, world.random.bytes(20));
  const accountId = human.actor.accountId as AccountId;
  const options = await makeOptions(world, { holder: accountId, accountId, label: human.email, known: [] });
  await world.database.transaction({ isolation: "read-committed" }, async (tx) => {
    const made = await madeKey(world, tx, { posted: key.register(options), holder: accountId, accountId });
    assert.ok(made && (await insertPasskey(tx, made)));
  });
  return key;
}

async function byKey(world: TestWorld, key: SoftwareKey, bend: Bend = {}, options?: string) {
  const asked = options ?? (await askOptions(world, "sign-in", { holder: "", passkeys: [] }));
  const done = await signInByPasskey(world, { posted: key.sign(asked, bend), agent: "test" });
  return done.ok ? "ok" : done.error.code;
}

test("signs in by passkey, again and again", async (t) => {
  const { world, human } = await world0(t);
  const key = await withKey(world, human);
  assert.equal(await byKey(world, key), "ok");
  assert.equal(await byKey(world, key), "ok");
});

test("a passkey answer of another origin, challenge or user, twice, unverified or going back is refused (AN-15)", async (t) => {
  const { world, human } = await world0(t);
  const key = await withKey(world, human);
  assert.equal(await byKey(world, key, { counter: 10 }), "ok");
  const failed = "access/sign-in-failed";
  assert.equal(await byKey(world, key, { origin: "https://partners.example.com", counter: 11 }), failed);
  assert.equal(await byKey(world, key, { challenge: Buffer.from("made up").toString("base64url"), counter: 12 }), failed);
  assert.equal(await byKey(world, key, { unverified: true, counter: 13 }), failed);
  assert.equal(await byKey(world, key, { counter: 9 }), failed);
  assert.equal(await byKey(world, key, { userHandle: "acc_somebody-else", counter: 14 }), failed);
  const once = await askOptions(world, "sign-in", { holder: "", passkeys: [] });
  assert.equal(await byKey(world, key, { counter: 20 }, once), "ok");
  assert.equal(await byKey(world, key, { counter: 21 }, once), failed);
  const old = await askOptions(world, "sign-in", { holder: "", passkeys: [] });
  world.clock.forward(6 * 60_000);
  assert.equal(await byKey(world, key, { counter: 22 }, old), failed);
  const elsewhere = await askOptions(world, "fresh", { holder: "ses_x", passkeys: [] });
  assert.equal(await byKey(world, key, { counter: 23 }, elsewhere), failed);
  const stranger = new SoftwareKey(origin, world.random.bytes(20));
  assert.equal(await byKey(world, stranger), failed);
  for (const posted of ["", "{}", "null", "[]", '{"id":1}', "x".repeat(30_000)]) {
    const done = await signInByPasskey(world, { posted, agent: "" });
    assert.equal(done.ok ? "ok" : done.error.code, failed);
  }
  assert.equal(await byKey(world, key, { counter: 24 }), "ok");
});

test("a challenge handed out for one session does not freshen another", async (t) => {
  const { world, human } = await world0(t);
  const key = await withKey(world, human);
  const [mine, other] = [(await tryIn(world, human)).token, (world.clock.forward(30_000), (await tryIn(world, human)).token)];
  const [session, second] = [await openSession(world, mine), await openSession(world, other)];
  assert.ok(session && second && mine && other);
  const options = await askOptions(world, "fresh", { holder: second.id, passkeys: [] });
  const posted = key.sign(options);
  const wrong = await makeFresh(world, { session, token: mine, gesture: { kind: "passkey", posted } });
  assert.equal(wrong?.code, "access/gesture-failed");
  const right = await makeFresh(world, {
    session: second, token: other, gesture: { kind: "passkey", posted: key.sign(options) },
  });
  assert.equal(right, null);
});
