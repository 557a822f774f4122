// Goal: a machine gets exactly one clear answer to whatever it sends, and nothing happens twice. Method: the served API
// with real doors on a database of its own.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { LightMyRequestResponse } from "fastify";
import { actorOf, anActor } from "../../../tests/_build/actors.ts";
import { anApi, type Api } from "../../../tests/_build/api.ts";
import { started, aSubmitted, type BuiltPartner } from "../../../tests/_build/partners.ts";
import { aWorld, type TestWorld } from "../../../tests/_build/world.ts";
import { Busy } from "../../ports/database/database.ts";
import { withClient } from "../../ports/database/admin.ts";
import type { Problem } from "./problem.ts";

const start = "partners/start-application";
const name = { name: "Fondation Exemplaire", kind: "non-profit", country: "FR" };

/** The problem of an answer; every problem of the API has this form. */
function problem(answer: LightMyRequestResponse): Problem {
  assert.match(String(answer.headers["content-type"]), /^application\/problem\+json/, answer.payload.slice(0, 200));
  const read = answer.json<Problem>();
  assert.equal(read.status, answer.statusCode);
  assert.match(read.type, /^urn:entente:problem:[a-z:-]+$/);
  assert.ok(read.title.length > 3 && read.code.length > 3);
  return read;
}
const codes = (answer: LightMyRequestResponse): readonly string[] =>
  (problem(answer).faults ?? []).map((fault) => `${fault.path} ${fault.code}`);

async function served(t: TestContext): Promise<{ world: TestWorld; api: Api; built: BuiltPartner; draft: string }> {
  const world = await aWorld(t);
  const built = await started(world);
  return { world, api: await anApi(t, world), built, draft: `partners/draft?application=${built.application}` };
}

const events = (world: TestWorld): Promise<number> => withClient(world.adminUrl, async (client) =>
  Number((await client.query("select count(*) as n from log.events")).rows[0]?.n));

test("a deed runs once for its key: the same body gets the same answer, another body is refused", async (t) => {
  const world = await aWorld(t);
  const api = await anApi(t, world);
  const contact = await anActor(world, { roles: ["partner-contact"] });
  const first = await api.post(start, name, { as: contact, key: "once" });
  assert.equal(first.statusCode, 200, first.payload);
  const count = await events(world);
  const again = await api.post(start, name, { as: contact, key: "once" });
  assert.deepEqual([again.statusCode, again.payload], [200, first.payload]);
  const other = await api.post(start, { ...name, country: "DE" }, { as: contact, key: "once" });
  assert.deepEqual([other.statusCode, problem(other).code], [422, "log/idempotency-conflict"]);
  assert.equal(await events(world), count);
});

test("two requests with one key at the same moment are one deed", async (t) => {
  const world = await aWorld(t);
  const api = await anApi(t, world);
  const contact = await anActor(world, { roles: ["partner-contact"] });
  const both = await Promise.all([1, 2].map(() => api.post(start, name, { as: contact, key: "twice" })));
  assert.deepEqual(both.map((one) => one.statusCode), [200, 200]);
  assert.equal(both[0]?.payload, both[1]?.payload);
});

test("a deed without a key, or with one that is too long, is not run", async (t) => {
  const { api, built, world } = await served(t);
  const before = await events(world);
  const none = await api.post("partners/withdraw-application", {}, { as: built.contact, key: "" });
  assert.deepEqual([none.statusCode, problem(none).code], [400, "api/key-needed"]);
  const asked = { application: built.application, expectedVersion: built.version, reason: "x" };
  const long = await api.post("partners/withdraw-application", asked, { as: built.contact, key: "k".repeat(201) });
  assert.deepEqual([long.statusCode, problem(long).code], [400, "log/idempotency-key-unusable"]);
  assert.equal(await events(world), before);
});

test("a version that has passed is 409, in the body or as If-Match; the version that stands is taken", async (t) => {
  const { api, built } = await served(t);
  const asked = { application: built.application };
  const as = built.contact;
  const withdraw = "partners/withdraw-application";
  const stale = await api.post(withdraw, { ...asked, expectedVersion: built.version + 1 }, { as });
  assert.equal(stale.statusCode, 409);
  assert.match(problem(stale).code, /moved-on/);
  const header = await api.post(withdraw, asked, { as, headers: { "if-match": `"v${built.version + 1}"` } });
  assert.equal(header.statusCode, 409);
  const differ = await api.post(withdraw, { ...asked, expectedVersion: 7 }, { as, headers: { "if-match": '"v1"' } });
  assert.deepEqual(codes(differ), ["expectedVersion api-versions-differ"]);
  for (const unreadable of ["*", '"abc"', "v1x", '"v1", "v2"']) {
    const sent = { as, headers: { "if-match": unreadable } };
    const answer = await api.post(withdraw, { ...asked, expectedVersion: built.version }, sent);
    assert.deepEqual([answer.statusCode, ...codes(answer)], [422, "If-Match api-if-match-unreadable"], unreadable);
  }
  const done = await api.post(withdraw, asked, { as, headers: { "if-match": `"v${built.version}"` } });
  assert.equal(done.statusCode, 200, done.payload);
  assert.match(String(done.headers["etag"]), /^"v\d+-/);
});

test("an answer the asker holds already is 304, until it changes", async (t) => {
  const { api, built, draft } = await served(t);
  const as = built.contact;
  const first = await api.get(draft, { as });
  assert.equal(first.statusCode, 200);
  const etag = String(first.headers["etag"]);
  for (const held of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await api.get(draft, { as, headers: { "if-none-match": held } });
    assert.deepEqual([again.statusCode, again.payload], [304, ""], held);
  }
  const { application, version: expectedVersion } = built;
  const asked = { application, expectedVersion, part: "address", typed: { city: "Exempleville" } };
  assert.equal((await api.post("partners/save-application-part", asked, { as })).statusCode, 200);
  assert.equal((await api.get(draft, { as, headers: { "if-none-match": etag } })).statusCode, 200);
});

test("the ETag of a thing with a version is taken back as If-Match", async (t) => {
  const world = await aWorld(t);
  const api = await anApi(t, world);
  const contact = await anActor(world, { roles: ["partner-contact"] });
  const made = await api.post(start, name, { as: contact });
  const etag = String(made.headers["etag"]);
  assert.match(etag, /^"v1-[\w-]{16}"$/);
  const asked = { application: made.json<{ application: string }>().application };
  const as = { ...contact, partnerId: made.json<{ partner: `prt_${string}` }>().partner };
  const done = await api.post("partners/withdraw-application", asked, { as, headers: { "if-match": etag } });
  assert.equal(done.statusCode, 200, done.payload);
});

test("every fault of a body is named at once, whether of its form, its text or its fields", async (t) => {
  const { api, built, world } = await served(t);
  const before = await events(world);
  const body = `{"name":"a\\ud800","name":"b","kind":5,"extra":1,"country":"x\u202ey","n":1e400,"__proto__":{"a":1}}`;
  const answer = await api.post(start, body, { as: built.contact });
  assert.equal(answer.statusCode, 422);
  assert.deepEqual([...codes(answer)].sort(), [
    "__proto__ json-key-forbidden", "country text-bidi-control", "extra ask-unknown-field", "kind ask-unreadable",
    "n json-number-too-large", "name json-key-twice", "name text-lone-surrogate",
  ]);
  for (const fault of problem(answer).faults ?? []) assert.ok(fault.detail.length > 10 && !fault.detail.includes(fault.code));
  assert.equal(await events(world), before);
});

test("wrong types, missing, unknown and over-long fields are 422 and name the field, never the value", async (t) => {
  const { api, built } = await served(t);
  const cases: readonly (readonly [unknown, readonly string[]])[] = [
    [{ ...name, name: 5 }, ["name ask-unreadable"]],
    [{ ...name, name: null }, ["name ask-unreadable"]],
    [{ name: "x", kind: "non-profit" }, ["country ask-missing"]],
    [{ ...name, secretField: "hunter2" }, ["secretField ask-unknown-field"]],
    [{ ...name, name: "x".repeat(201) }, ["name text-too-long"]],
    [{ ...name, name: "" }, ["name text-empty"]],
    [{ ...name, name: "a\u0000b" }, ["name text-control-character"]],
    [[], [" ask-unreadable"]],
    [null, [" ask-unreadable"]],
    ["text", []],
  ];
  for (const [body, wanted] of cases) {
    const answer = await api.post(start, body === "text" ? '"text"' : body, { as: built.contact });
    assert.equal(answer.statusCode, 422, JSON.stringify(body).slice(0, 80));
    if (wanted.length > 0) assert.deepEqual(codes(answer), wanted, JSON.stringify(body).slice(0, 80));
    assert.doesNotMatch(answer.payload, /hunter2|xxxx/);
  }
});

test("what is not JSON is 400 with the place, what is not sent as JSON is 415, what is too large is 413", async (t) => {
  const { api, built } = await served(t);
  const as = built.contact;
  for (const body of ["", "{", '{"a":1,}', "name=x", "NaN", Buffer.from([0x7b, 0xff, 0x7d])]) {
    const answer = await api.post(start, body, { as });
    assert.equal(answer.statusCode, 400, String(body));
    assert.equal(problem(answer).code, "api/malformed", String(body));
  }
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/xml", "application/jsonp"]) {
    const answer = await api.post(start, JSON.stringify(name), { as, headers: { "content-type": type } });
    assert.deepEqual([answer.statusCode, problem(answer).code], [415, "api/json-only"], type);
  }
  const multipart = await api.post(start, "--x--", { as, headers: { "content-type": "multipart/form-data; boundary=x" } });
  assert.equal(multipart.statusCode, 415);
  const charset = await api.post(start, name, { as, headers: { "content-type": "application/json; charset=utf-8" } });
  assert.notEqual(charset.statusCode, 415);
  const huge = await api.post(start, JSON.stringify({ ...name, name: "x".repeat(1_100_000) }), { as });
  assert.deepEqual([huge.statusCode, problem(huge).code], [413, "api/too-large"]);
});

test("a browser on another site is refused, whatever it knows", async (t) => {
  const { api, world } = await served(t);
  const contact = await anActor(world, { roles: ["partner-contact"] });
  const before = await events(world);
  const others: readonly Readonly<Record<string, string>>[] = [
    { origin: "https://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ];
  for (const headers of others) {
    const answer = await api.post(start, name, { as: contact, headers });
    assert.deepEqual([answer.statusCode, problem(answer).code], [403, "api/other-origin"], JSON.stringify(headers));
    assert.equal(answer.headers["access-control-allow-origin"], undefined);
  }
  assert.equal(await events(world), before);
  const own = await api.post(start, name, { as: contact, headers: { origin: world.organisation().address } });
  assert.equal(own.statusCode, 200, own.payload);
});

test("somebody else's id and an id that does not exist get the same bytes, for questions and for deeds", async (t) => {
  const { api, built, world } = await served(t);
  const stranger = (await started(world)).contact;
  const absent = "app_00000000000000000000000000";
  const seen = (answer: LightMyRequestResponse) => {
    const { date: _date, ...headers } = answer.headers;
    return { code: answer.statusCode, payload: answer.payload, headers: Object.keys(headers).sort() };
  };
  const theirs = await api.get(`partners/draft?application=${built.application}`, { as: stranger });
  assert.equal(theirs.statusCode, 404);
  assert.deepEqual(seen(theirs), seen(await api.get(`partners/draft?application=${absent}`, { as: stranger })));
  const withdraw = (application: string) =>
    api.post("partners/withdraw-application", { application, expectedVersion: 1 }, { as: stranger });
  const refused = await withdraw(built.application);
  assert.equal(refused.statusCode, 404);
  assert.deepEqual(seen(refused), seen(await withdraw(absent)));
  assert.deepEqual(problem(refused).code, problem(await api.get("nothing/at-all", { as: stranger })).code);
});

test("nobody signed in is 401, a role that may not is 403, a gesture that is missing is 401 and says so", async (t) => {
  const { api, world } = await served(t);
  const nobody = await api.post(start, name);
  assert.deepEqual([nobody.statusCode, problem(nobody).code], [401, "api/sign-in-needed"]);
  assert.ok(nobody.headers["www-authenticate"]);
  assert.equal((await api.get("log/state")).statusCode, 401);
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  for (const answer of [await api.post(start, name, { as: officer }), await api.get("log/state", { as: officer })]) {
    assert.deepEqual([answer.statusCode, problem(answer).code], [403, "log/not-your-role"]);
  }
  const stale = actorOf({ roles: ["system-administrator"], stale: true });
  const gesture = await api.post("log/ask-recovery", {}, { as: stale });
  assert.deepEqual([gesture.statusCode, problem(gesture).code], [401, "log/gesture-needed"]);
  assert.equal((await api.get("log/public")).statusCode, 200);
});

test("a deed of the system has no address", async (t) => {
  const { api } = await served(t);
  const { allDeeds } = await import("../doors.ts");
  const own = allDeeds.filter((deed) => deed.who === "system");
  assert.ok(own.length > 0);
  for (const deed of own) assert.equal((await api.post(deed.name.replace(".", "/"), {})).statusCode, 404, deed.name);
});

test("numbers and objects of a question can be asked; what cannot be read is named", async (t) => {
  const { api } = await served(t);
  const as = actorOf({ roles: ["external-auditor"] });
  const lines = await api.get("log/entries?limit=1&before=5", { as });
  assert.equal(lines.statusCode, 200, lines.payload);
  const before = await api.get("access/letters?before[at]=1700000000000&before[id]=ltr_x", { as });
  assert.notEqual(before.statusCode, 500, before.payload);
  const faulty = await api.get("log/entries?limit=many&nothing=1", { as });
  assert.equal(faulty.statusCode, 422);
  assert.deepEqual([...codes(faulty)].sort(), ["limit ask-unreadable", "nothing ask-unknown-field"]);
  const list = await api.get("contributions/list?state=offered", { as });
  assert.equal(list.statusCode, 200, list.payload);
});

test("an address that takes another method says which", async (t) => {
  const { api } = await served(t);
  const get = await api.get(start);
  assert.deepEqual([get.statusCode, get.headers["allow"]], [405, "POST"]);
  const post = await api.post("log/state", {});
  assert.deepEqual([post.statusCode, post.headers["allow"], problem(post).code], [405, "GET, HEAD", "api/no-such-method"]);
});

test("too many requests of one account are 429, and those of others go on", async (t) => {
  const world = await aWorld(t);
  const api = await anApi(t, world, { limits: { deeds: 2, questions: 2 } });
  const [one, other] = [actorOf({ roles: ["external-auditor"] }), actorOf({ roles: ["external-auditor"] })];
  const asked = async (as: typeof one) => api.get("log/state", { as });
  assert.deepEqual([(await asked(one)).statusCode, (await asked(one)).statusCode], [200, 200]);
  const third = await asked(one);
  assert.equal(problem(third).code, "api/too-many");
  assert.ok(third.headers["retry-after"]);
  assert.equal((await asked(other)).statusCode, 200);
});

test("a database that is away is 503 with when to come back, a bug is 500 with a number and nothing else", async (t) => {
  const world = await aWorld(t);
  const actor = await anActor(world, { roles: ["external-auditor"] });
  const away = { ...world, database: { ...world.database, read: () => Promise.reject(new Busy("away")),
    transaction: () => Promise.reject(new Busy("away")) } };
  const api = await anApi(t, away);
  const contact = actorOf({ roles: ["partner-contact"] });
  for (const answer of [await api.get("log/state", { as: actor }), await api.post(start, name, { as: contact })]) {
    assert.deepEqual([answer.statusCode, problem(answer).code, answer.headers["retry-after"]], [503, "busy", "2"]);
  }
  const broken = { ...world, database: { ...world.database, read: () => Promise.reject(new Error("secret of the house")) } };
  const bug = await (await anApi(t, broken)).get("log/state", { as: actor });
  assert.equal(bug.statusCode, 500);
  assert.ok((problem(bug).reference ?? "").length > 0);
  assert.doesNotMatch(bug.payload, /secret of the house/);
});

test("problems speak the asker's language", async (t) => {
  const { api } = await served(t);
  const titles = new Set<string>();
  for (const lang of ["en", "fr", "es", "ar"]) {
    const answer = await api.post(start, name, { headers: { "accept-language": lang } });
    assert.equal(answer.headers["content-language"], lang);
    titles.add(problem(answer).title);
  }
  assert.equal(titles.size, 4);
});

test("sealed data read by a machine leaves its record before it is shown, and is not shown when it cannot", async (t) => {
  const world = await aWorld(t);
  const { application, partner } = await aSubmitted(world);
  const officer = await anActor(world, { roles: ["compliance-officer"] });
  const path = `partners/review?application=${application}`;
  const seen = await (await anApi(t, world)).get(path, { as: officer });
  assert.equal(seen.statusCode, 200, seen.payload.slice(0, 300));
  const { rows } = await withClient(world.adminUrl, (client) =>
    client.query("select account_id, what, file, purpose from log.reads"));
  assert.deepEqual(rows, [{ account_id: officer.accountId, what: "partners.review", file: partner, purpose: "api" }]);
  const mute = { ...world, database: { ...world.database, transaction: () => Promise.reject(new Busy("away")) } };
  const unseen = await (await anApi(t, mute)).get(path, { as: officer });
  assert.equal(problem(unseen).code, "busy");
});

test("no answer carries the keys of documents", async (t) => {
  const world = await aWorld(t);
  const { application } = await aSubmitted(world);
  const officer = await anActor(world, { roles: ["compliance-officer"] });
  const review = await (await anApi(t, world)).get(`partners/review?application=${application}`, { as: officer });
  assert.match(review.payload, /"documents":\[\{/);
  assert.doesNotMatch(review.payload, /sealedKey|sealed_key/);
});
