// Goal: when a disk is full, whoever asks is told that nothing was recorded and who must act, nothing is half done, and
// the same key works once there is room. Method: the served API and pages; a document store without room, and a server
// that says 53100 as PostgreSQL does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withClient } from "../../src/ports/database/admin.ts";
import { DiskFull } from "../../src/ports/disk-full.ts";
import { FaultPlan, hostileBlobs } from "../../src/ports/hostile.ts";
import type { Problem } from "../../src/faces/api/problem.ts";
import { anActor } from "../_build/actors.ts";
import { anApi } from "../_build/api.ts";
import { started, tinyPdf } from "../_build/partners.ts";
import { aServedDraft, rowsOf } from "../_build/served-draft.ts";
import { aWorld, type TestWorld } from "../_build/world.ts";

const langs = ["en", "fr", "es", "ar"] as const;
const start = "partners/start-application";
const name = { name: "Fondation Exemplaire", kind: "non-profit", country: "FR" };

/** The server has no room for one more event, until `makeRoom`. */
async function fillServer(world: TestWorld): Promise<{ makeRoom(): Promise<void> }> {
  const run = (text: string): Promise<void> => withClient(world.adminUrl, async (client) => void (await client.query(text)));
  await run(`
    create function public.no_room() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
    create trigger no_room before insert on log.events for each row execute function public.no_room()`);
  return { makeRoom: () => run("drop trigger no_room on log.events") };
}

function problem(payload: string): Problem {
  return JSON.parse(payload) as Problem;
}

test("a full disk of the database is 507 with who must act; nothing is recorded, and the same key works once there is room", async (t) => {
  const world = await aWorld(t);
  const api = await anApi(t, world);
  const as = await anActor(world, { roles: ["partner-contact"] });
  const before = await rowsOf(world);
  const { makeRoom } = await fillServer(world);
  const full = await api.post(start, name, { as, key: "once" });
  assert.match(String(full.headers["content-type"]), /^application\/problem\+json/);
  const { status, code, title } = problem(full.payload);
  assert.deepEqual([full.statusCode, status, code], [507, 507, "no-room"], full.payload);
  assert.match(title, /no room left\. Nothing was recorded\. The system administrator must make room/);
  assert.deepEqual(await rowsOf(world), before);
  await makeRoom();
  const first = await api.post(start, name, { as, key: "once" });
  assert.equal(first.statusCode, 200, first.payload);
  const again = await api.post(start, name, { as, key: "once" });
  assert.deepEqual([again.statusCode, again.payload], [200, first.payload]);
  const after = await rowsOf(world);
  assert.equal(after["partners.applications"], (before["partners.applications"] ?? 0) + 1);
});

test("a full disk of the documents is the same answer, in each language; the document is taken once there is room", async (t) => {
  const plain = await aWorld(t);
  const plan = new FaultPlan();
  const world = { ...plain, blobs: hostileBlobs(plain.blobs, plan) };
  const built = await started(world);
  const api = await anApi(t, world);
  const asked = {
    application: built.application, expectedVersion: built.version, kind: "accounts", name: "a.pdf", contentBase64: tinyPdf,
  };
  const before = await rowsOf(world);
  const titles = new Set<string>();
  const send = (lang: string) => api.post("partners/attach-document", asked, {
    as: { ...built.contact, lang: lang as "en" }, key: "once", headers: { "accept-language": lang },
  });
  for (const lang of langs) {
    plan.fail("put", "not-done");
    const full = await send(lang);
    assert.deepEqual([full.statusCode, problem(full.payload).code], [507, "no-room"], full.payload);
    titles.add(problem(full.payload).title);
  }
  assert.equal(titles.size, langs.length);
  assert.deepEqual(await rowsOf(world), before);
  assert.equal((await send("en")).statusCode, 200);
  assert.equal((await rowsOf(world))["partners.documents"], (before["partners.documents"] ?? 0) + 1);
});

const sentences = {
  en: /no room left\. Nothing was recorded\. The system administrator/, fr: /n’a plus de place\. Rien n’a été enregistré\. L’administrateur/,
  es: /no tiene espacio libre\. No se registró nada\. El administrador/, ar: /ولم يُسجَّل شيء\. على مدير النظام/,
};

for (const disk of ["documents", "database"] as const) {
  test(`a page says in four languages that there is no room (${disk}), keeps nothing, and takes the form once there is`, async (t) => {
    const plan = new FaultPlan();
    const plain = await aWorld(t);
    const world = { ...plain, blobs: hostileBlobs(plain.blobs, plan) };
    const { send } = await aServedDraft(t, { world, draft: await started(world) });
    const before = await rowsOf(world);
    const room = disk === "database" ? await fillServer(world) : null;
    for (const lang of langs) {
      if (!room) plan.fail("put", "not-done");
      const full = await send(lang);
      assert.equal(full.statusCode, 507, full.body.slice(0, 400));
      assert.match(full.body, sentences[lang]);
      assert.match(full.body, /name="kind"/, "the form is still there");
    }
    assert.deepEqual(await rowsOf(world), before);
    await room?.makeRoom();
    const taken = await send("en");
    assert.equal(taken.statusCode, 303, taken.body);
    assert.equal((await rowsOf(world))["partners.documents"], (before["partners.documents"] ?? 0) + 1);
  });
}

test("a question that needs room where there is none is the same answer", async (t) => {
  const world = await aWorld(t);
  const as = await anActor(world, { roles: ["external-auditor"] });
  const full = { ...world, database: { ...world.database, read: () => Promise.reject(new DiskFull("no room to sort")) } };
  const answer = await (await anApi(t, full)).get("log/state", { as });
  assert.deepEqual([answer.statusCode, problem(answer.payload).code], [507, "no-room"]);
});
