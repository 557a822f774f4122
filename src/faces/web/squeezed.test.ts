import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { gunzipSync } from "node:zlib";
import { h } from "preact";
import { actorOf } from "../../../tests/_build/actors.ts";
import { memoryWorld } from "../../../tests/_build/world.ts";
import { plusMs } from "../../kernel/instants.ts";
import { readBuilt } from "../../ports/built.ts";
import { projectRoot } from "../../ports/project-root.ts";
import { Form } from "../../ui/components/index.ts";
import type { Page } from "../../ui/page.ts";
import { createWebFace } from "./server.ts";
import { takesGzip } from "./squeezed.ts";

const words = h("p", null, "words ".repeat(400));
const plain: Page = {
  method: "GET", path: "/plain", who: "anyone",
  handle: async () => ({ kind: "page", title: "Plain", layout: "public", body: words }),
};
const aForm = h("div", null, h(Form, { action: "/x", children: words }));
const withForm: Page = {
  ...plain, path: "/form",
  handle: async () => ({ kind: "page", title: "Form", layout: "public", body: aForm }),
};

async function aFace(t: TestContext) {
  const world = { ...memoryWorld("/nowhere", "squeezed"), database: undefined as never };
  const actor = actorOf({ roles: ["director"] });
  const endsAt = plusMs(world.clock.now(), 600_000);
  const { app } = await createWebFace({
    world, built: readBuilt(projectRoot()), doors: [], pages: [plain, withForm], checkpoint: async () => null,
    openSession: async (token) => (token === "known" ? { actor, endsAt, warnAt: endsAt } : null),
  });
  t.after(() => app.close());
  return (path: string, headers: Record<string, string> = {}) =>
    app.inject({ url: path, headers: { "accept-encoding": "gzip, deflate, br", ...headers } });
}

test("a page without secrets travels compressed and is the same page", async (t) => {
  const get = await aFace(t);
  const [small, whole] = [await get("/plain"), await get("/plain", { "accept-encoding": "identity" })];
  assert.equal(small.headers["content-encoding"], "gzip");
  assert.equal(gunzipSync(small.rawPayload).toString(), whole.payload);
  assert.ok(small.rawPayload.length * 2 < whole.rawPayload.length);
  assert.equal(whole.headers["content-encoding"], undefined);
  assert.equal(small.headers["set-cookie"], undefined); // nothing of it is bound to this visitor
  for (const answer of [small, whole]) assert.match(String(answer.headers["vary"]), /accept-encoding/);
});

test("a page with a form's token, and every page of a session, travels as it is", async (t) => {
  const get = await aFace(t);
  assert.equal((await get("/form")).headers["content-encoding"], undefined);
  const signedIn = await get("/plain", { cookie: "__Host-session=known" });
  assert.equal(signedIn.statusCode, 200);
  assert.equal(signedIn.headers["content-encoding"], undefined);
});

test("the style sheet travels as the build compressed it", async (t) => {
  const get = await aFace(t);
  const sheet = `/assets/${readBuilt(projectRoot()).assets["entente.css"]}`;
  const answers = await Promise.all(["br", "gzip", "identity"].map((code) => get(sheet, { "accept-encoding": code })));
  assert.deepEqual(answers.map((one) => one.headers["content-encoding"]), ["br", "gzip", undefined]);
  assert.equal(gunzipSync(answers[1]?.rawPayload ?? Buffer.alloc(0)).toString(), answers[2]?.payload);
  for (const one of answers) assert.match(String(one.headers["content-type"]), /^text\/css/);
});

test("gzip is sent only to who takes it", () => {
  const cases: readonly (readonly [string | undefined, boolean])[] = [
    ["gzip", true], ["br;q=1.0, GZIP;q=0.8", true], ["deflate, gzip;q=1.0", true], ["gzip;q=0.05", true],
    ["gzip;q=0", false], ["gzip;q=0.000", false], ["br", false], ["", false], [undefined, false], ["xgzip", false],
  ];
  for (const [header, wanted] of cases) assert.equal(takesGzip(header), wanted, header);
});
