// Goal: no page has to guard itself. Method: pages that only record that they ran, behind the real server.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { refused } from "../../kernel/refusal.ts";
import { Busy } from "../../ports/database/database.ts";
import { DiskFull } from "../../ports/disk-full.ts";
import { Form, TextField } from "../../ui/components/index.ts";
import type { Page, PageAnswer, PageAsk } from "../../ui/page.ts";
import { aWebFace, cookieOf, secretsOf, secure } from "../../../tests/_build/web.ts";

const ran: PageAsk[] = [];
const body = (
  <Form action="/officer">
    <TextField name="reason" label="Reason" />
  </Form>
);
const shown: PageAnswer = { kind: "page", title: "A page", layout: "officer", body };
let answer: PageAnswer = { kind: "go", to: "/officer", notice: "ui.button.save" };

const pages: readonly Page[] = [
  {
    method: "GET",
    path: "/public",
    who: "anyone",
    handle: async () => ({ kind: "page", title: "P", layout: "public", body: <p>open</p> }),
  },
  { method: "GET", path: "/form", who: "anyone", handle: async () => ({ ...shown, layout: "public" }) },
  { method: "GET", path: "/officer", who: ["partnership-officer"], handle: async () => shown },
  { method: "GET", path: "/signed-in", who: "signed-in", handle: async () => shown },
  {
    method: "POST",
    path: "/officer",
    who: ["partnership-officer"],
    handle: async (ask) => {
      ran.push(ask);
      return answer;
    },
  },
  {
    method: "GET",
    path: "/bug",
    who: "anyone",
    handle: async () => {
      throw new Error("secret of the inside");
    },
  },
  {
    method: "GET",
    path: "/busy",
    who: "anyone",
    handle: async () => {
      throw new Busy("database away");
    },
  },
  {
    method: "GET",
    path: "/full",
    who: "anyone",
    handle: async () => {
      throw new DiskFull("no room");
    },
  },
];

async function opened(t: TestContext) {
  ran.length = 0;
  answer = { kind: "go", to: "/officer", notice: "ui.button.save" };
  const face = await aWebFace(t, { pages });
  const html = (await face.app.inject({ url: "/officer", headers: cookieOf("officer") })).body;
  const post = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    face.app.inject({
      method: "POST",
      url: "/officer",
      payload: new URLSearchParams(form).toString(),
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: secure,
        ...cookieOf("officer"),
        ...headers,
      },
    });
  return { ...face, post, secrets: secretsOf(html) };
}

test("every answer carries a policy that lets nothing inline or foreign run, and cannot be framed", async (t) => {
  const { app } = await opened(t);
  for (const url of ["/public", "/officer", "/nowhere", "/bug", "/health", "/emblem.svg"]) {
    const { headers } = await app.inject({ url });
    assert.match(String(headers["content-security-policy"]), /default-src 'none'/, url);
    assert.equal(headers["x-content-type-options"], "nosniff", url);
  }
  const { headers, body: html } = await app.inject({ url: "/public" });
  assert.match(String(headers["content-security-policy"]), /frame-ancestors 'none'/);
  assert.match(String(headers["strict-transport-security"]), /max-age=31536000/);
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
});

test("a page without a form leaves no cookie with a visitor; one with a form leaves one that no script can read", async (t) => {
  const { app } = await opened(t);
  assert.equal((await app.inject({ url: "/public" })).headers["set-cookie"], undefined);
  const cookie = String((await app.inject({ url: "/form" })).headers["set-cookie"]);
  assert.match(cookie, /^__Host-visit=[\w-]{32}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
});

test("who is not signed in is asked to sign in and comes back; who may not sees what they would see if it were not there", async (t) => {
  const { app } = await opened(t);
  const asked = await app.inject({ url: "/officer?x=1" });
  assert.equal(asked.statusCode, 303);
  assert.equal(asked.headers["location"], "/sign-in?to=%2Fofficer%3Fx%3D1");
  const forbidden = await app.inject({ url: "/officer", headers: cookieOf("director") });
  const absent = await app.inject({ url: "/nowhere", headers: cookieOf("director") });
  assert.equal(forbidden.statusCode, 404);
  assert.equal(forbidden.body.replaceAll("/officer", "/nowhere"), absent.body);
});

test("a role taken away a moment ago is gone with the next click", async (t) => {
  const { app, sessions } = await opened(t);
  const officer = sessions.get("officer");
  assert.ok(officer);
  sessions.set("officer", { ...officer, roles: [] });
  assert.equal((await app.inject({ url: "/officer", headers: cookieOf("officer") })).statusCode, 404);
});

test("a form with the session's token runs once with its key and says so on the next page only", async (t) => {
  const { app, post, secrets } = await opened(t);
  const done = await post({ ...secrets, reason: "because" });
  assert.equal(done.statusCode, 303);
  assert.equal(ran[0]?.idempotencyKey, secrets._key);
  assert.equal(ran[0]?.form["reason"], "because");
  const notice = String(done.headers["set-cookie"]).split(";")[0] ?? "";
  const next = await app.inject({
    url: "/officer",
    headers: { cookie: `${cookieOf("officer").cookie}; ${notice}` },
  });
  assert.match(next.body, /role="status"[\s\S]{0,400}Save/);
  assert.match(String(next.headers["set-cookie"]), /__Host-notice=;/);
});

test("words that somebody else put into the notice cookie are not shown", async (t) => {
  const { app } = await opened(t);
  const { body: html } = await app.inject({
    url: "/public",
    headers: { cookie: "__Host-notice=forged.ui.button.save" },
  });
  assert.doesNotMatch(html, /role="status"/);
});

const forgeries: readonly (readonly [
  claim: string,
  form: (s: Record<string, string>) => Record<string, string>,
  headers: Record<string, string>,
])[] = [
  ["another site's origin", (s) => s, { origin: "https://evil.example" }],
  ["the origin null", (s) => s, { origin: "null" }],
  ["the same host over http", (s) => s, { origin: "http://partners.example.org" }],
  ["a cross-site fetch", (s) => s, { "sec-fetch-site": "cross-site" }],
  ["a sister site's fetch", (s) => s, { "sec-fetch-site": "same-site" }],
  ["no token", () => ({}), {}],
  ["a made-up token", (s) => ({ ...s, _csrf: "A".repeat(43) }), {}],
  ["the token of a session that is not this one", (s) => s, cookieOf("director")],
];
for (const [claim, form, headers] of forgeries) {
  test(`refuses a form with ${claim}, and nothing runs`, async (t) => {
    const { post, secrets } = await opened(t);
    const refusal = await post(form(secrets), headers);
    assert.ok([403, 404].includes(refusal.statusCode), String(refusal.statusCode));
    assert.equal(ran.length, 0);
  });
}

test("what was typed is kept when the session ended meanwhile, and offered to be sent again", async (t) => {
  const { post, secrets, sessions } = await opened(t);
  sessions.delete("officer");
  const again = await post({ ...secrets, reason: "a long <reason>" });
  assert.equal(again.statusCode, 403);
  assert.match(again.body, /Your session has ended/);
  assert.match(again.body, /<input type="hidden" name="reason" value="a long &lt;reason>"/);
  assert.doesNotMatch(again.body, new RegExp(secrets._csrf));
});

test("a forged form is never offered to be sent: without the browser's word for its origin nothing is kept", async (t) => {
  const { app, sessions } = await opened(t);
  sessions.delete("officer");
  const forged = await app.inject({
    method: "POST",
    url: "/officer",
    payload: "reason=planted",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  assert.equal(forged.statusCode, 403);
  assert.doesNotMatch(forged.body, /planted/);
});

test("a deed that needs a gesture keeps the form and says where to confirm", async (t) => {
  const { post, secrets } = await opened(t);
  answer = { kind: "refusal", refusal: refused("log/gesture-needed") };
  const again = await post({ ...secrets, reason: "decided" });
  assert.equal(again.statusCode, 403);
  assert.match(again.body, /href="\/confirm"/);
  assert.match(again.body, /name="reason" value="decided"/);
});

test("every kind of refusal has its status, its sentence and its reasons", async (t) => {
  const { post, secrets } = await opened(t);
  const cases: readonly (readonly [Extract<PageAnswer, { kind: "refusal" }>["refusal"], number, RegExp])[] = [
    [
      { kind: "refused", code: "x/unknown", clauses: ["S3"] },
      403,
      /The rules do not allow this\.[\s\S]*rule S3/,
    ],
    [{ kind: "hidden", code: "hidden" }, 404, /There is nothing here/],
    [{ kind: "moved-on", code: "x/unknown" }, 409, /changed while you were reading/],
    [{ kind: "busy", code: "busy" }, 503, /recorded nothing/],
    [{ kind: "no-room", code: "no-room" }, 507, /Nothing was recorded/],
    [
      { kind: "fault", code: "input/faulty", faults: [{ path: "a", code: "text-empty" }] },
      422,
      /still empty/,
    ],
  ];
  for (const [refusal, code, words] of cases) {
    answer = { kind: "refusal", refusal };
    const told = await post(secrets);
    assert.equal(told.statusCode, code);
    assert.match(told.body, words);
  }
});

test("a page never sends its reader to another site", async (t) => {
  const { post, secrets } = await opened(t);
  for (const to of ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1"]) {
    answer = { kind: "go", to };
    assert.equal((await post(secrets)).headers["location"], "/", to);
  }
});

test("signing in gives a new cookie that no script reads and no other site sends; signing out takes it", async (t) => {
  const { post, secrets } = await opened(t);
  answer = { kind: "signed-in", to: "/officer", token: "fresh-token" };
  const cookies = [(await post(secrets)).headers["set-cookie"]].flat().map(String);
  assert.ok(cookies.includes("__Host-session=fresh-token; Path=/; HttpOnly; Secure; SameSite=Lax"));
  assert.ok(
    cookies.some((c) => c.startsWith("__Host-visit=;")),
    "nothing a visitor brought along stays",
  );
  answer = { kind: "signed-out", to: "/" };
  assert.match(String((await post(secrets)).headers["set-cookie"]), /__Host-session=;/);
});

test("a bug shows a number and nothing of the inside; the trace has the rest", async (t) => {
  const { app, told } = await opened(t);
  const { statusCode, body: html } = await app.inject({ url: "/bug" });
  assert.equal(statusCode, 500);
  assert.match(html, /the number req-\w+/);
  assert.doesNotMatch(html, /secret of the inside|at .*\.ts/);
  assert.match(String(told[0]), /secret of the inside/);
});

test("a busy database is said to be busy, with a time to try again", async (t) => {
  const { app } = await opened(t);
  const { statusCode, headers } = await app.inject({ url: "/busy" });
  assert.equal(statusCode, 503);
  assert.ok(Number(headers["retry-after"]) > 0);
});

test("a full disk is said to be full, to whom it matters, and never as something that a moment cures", async (t) => {
  const { app, told } = await opened(t);
  const full = await app.inject({ url: "/full" });
  assert.deepEqual([full.statusCode, full.headers["retry-after"]], [507, undefined]);
  assert.match(full.body, /No room on this machine/);
  assert.ok(told[0] instanceof DiskFull, "the operator's trace has it");
});

test("a server that cannot keep up says that it is busy, until it can; inside the process nobody is turned away", async (t) => {
  const held = (ms: number): void => {
    for (const end = Date.now() + ms; Date.now() < end;);
  };
  const { app } = await aWebFace(t, { pages, limits: { loopDelayMs: 50 } });
  const inside = await aWebFace(t, { pages, limits: { loopDelayMs: 0 } });
  const told: number[] = [];
  for (let n = 0; n < 20 && !told.includes(503); n++) {
    held(1_200);
    await new Promise((done) => setTimeout(done, 5));
    const answer = await app.inject({ url: "/public" });
    told.push(answer.statusCode);
    if (answer.statusCode === 503) assert.ok(Number(answer.headers["retry-after"]) > 0);
    assert.equal((await inside.app.inject({ url: "/public" })).statusCode, 200);
  }
  assert.ok(told.includes(503), `only ${told.join(" ")}`);
  for (let n = 0; n < 100 && told.at(-1) !== 200; n++) {
    await new Promise((done) => setTimeout(done, 100));
    told.push((await app.inject({ url: "/public" })).statusCode);
  }
  assert.equal(told.at(-1), 200);
});

test("other methods, overridden methods and other bodies do nothing", async (t) => {
  const { app, secrets } = await opened(t);
  const send = (
    method: "PUT" | "PATCH" | "DELETE" | "POST",
    headers: Record<string, string>,
    payload: string,
  ) =>
    app.inject({
      method,
      url: "/officer",
      payload,
      headers: { origin: secure, ...cookieOf("officer"), ...headers },
    });
  for (const method of ["PUT", "PATCH", "DELETE"] as const) {
    assert.equal(
      (await send(method, { "content-type": "application/x-www-form-urlencoded" }, "a=1")).statusCode,
      405,
    );
  }
  const json = JSON.stringify(secrets);
  for (const type of ["text/plain", "application/xml"]) {
    assert.ok((await send("POST", { "content-type": type }, json)).statusCode >= 400, type);
  }
  await app.inject({
    url: "/officer",
    headers: { ...cookieOf("officer"), "x-http-method-override": "POST" },
  });
  assert.equal(ran.length, 0);
});

test("a form over one megabyte is refused in words", async (t) => {
  const { post, secrets } = await opened(t);
  const told = await post({ ...secrets, reason: "x".repeat(1024 * 1024) });
  assert.equal(told.statusCode, 413);
  assert.match(told.body, /may hold 1 MB of text/);
});

test("too many requests of one account stop that account only; a forwarded address names nobody", async (t) => {
  const { app } = await aWebFace(t, { pages, limits: { perAccount: 3 } });
  const get = (headers: Record<string, string>) => app.inject({ url: "/public", headers });
  const codes: number[] = [];
  for (let n = 0; n < 5; n++)
    codes.push((await get({ ...cookieOf("officer"), "x-forwarded-for": `10.0.0.${n}` })).statusCode);
  assert.deepEqual(codes, [200, 200, 200, 429, 429]);
  assert.equal((await get(cookieOf("director"))).statusCode, 200);
  for (let n = 0; n < 3; n++) await get({ "x-forwarded-for": `10.0.1.${n}` });
  assert.equal((await get({ "x-forwarded-for": "10.0.1.9", "x-real-ip": "10.0.1.9" })).statusCode, 429);
});

test("the language is the one asked for, then the one chosen before, the account's, the browser's, the house's", async (t) => {
  const { app } = await opened(t);
  const langOf = async (url: string, headers: Record<string, string>) =>
    /<html lang="(\w+)" dir="(\w+)"/
      .exec((await app.inject({ url, headers })).body)
      ?.slice(1)
      .join(" ");
  const accept = { "accept-language": "de, es-MX;q=0.8, fr;q=0.5" };
  assert.equal(await langOf("/public", {}), "en ltr");
  assert.equal(await langOf("/public", accept), "es ltr");
  assert.equal(await langOf("/public", { ...accept, ...cookieOf("director") }), "fr ltr");
  assert.equal(await langOf("/public", { ...accept, cookie: "__Host-lang=ar" }), "ar rtl");
  assert.equal(await langOf("/public?lang=en", { cookie: "__Host-lang=ar" }), "en ltr");
  assert.equal(await langOf("/public?lang=%22%3E%3Cscript", { cookie: "__Host-lang=xx" }), "en ltr");
});
