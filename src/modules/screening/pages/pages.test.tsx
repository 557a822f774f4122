// Goal: what officers see of screening says why, in four languages, and shows nothing to who may not see it.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { z } from "zod";
import { anActor } from "../../../../tests/_build/actors.ts";
import { demoFiles, listsInForce } from "../../../../tests/_build/lists.ts";
import { must, started } from "../../../../tests/_build/partners.ts";
import { aReader, htmlOf } from "../../../../tests/_build/reader.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import { systemActor, type Actor } from "../../../kernel/actor.ts";
import type { PartnerId } from "../../../kernel/ids.ts";
import { langs, type Lang } from "../../../kernel/lang.ts";
import { ok } from "../../../kernel/result.ts";
import type { PageAnswer, PageAsk } from "../../../ui/page.ts";
import { ask as answerTo, deed, perform, readsPage, type QuestionDefinition } from "../../log/index.ts";
import { deeds, importListFiles, openHits, pages, questions, screenFile, watch } from "../index.ts";

const watchDeed = deed({
  name: "test.watch", who: "system", isolation: "serializable", ask: z.strictObject({ file: z.string() }),
  async perform(desk, { file }) {
    const owner = { role: "owner", kind: "person", names: ["Viktor Beispielov"], birthOn: "1968-11-02",
      countries: ["BG"], ids: [] } as const;
    await watch(desk, { file: file as PartnerId, subjects: [owner] });
    return ok(await screenFile(desk, file as PartnerId));
  },
});

async function aHit(t: TestContext) {
  const world = await aWorld(t);
  await listsInForce(world);
  const { partner } = await started(world, { name: "Examplia Forensics SA" });
  const screened = must(await perform(world, systemActor, watchDeed, { file: partner }));
  const hit = screened.raised[0];
  assert.ok(hit);
  const analyst = await anActor(world, { roles: ["diligence-analyst"] });
  const officer = await anActor(world, { roles: ["compliance-officer"] });
  return { world, partner, hit, analyst, officer };
}

interface Visit {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly form?: Record<string, string>;
  readonly lang?: Lang;
}

/** Opens a page as its face would: role first, then the page's own questions and deeds. */
async function visit(world: TestWorld, actor: Actor, route: string, with_: Visit = {}): Promise<PageAnswer> {
  const [method, path] = route.split(" ");
  const page = pages.find((p) => p.method === method && p.path === path);
  assert.ok(page, route);
  const lang = with_.lang ?? "en";
  const asked: PageAsk = {
    world, organisation: world.organisation(), actor, lang, say: aReader(lang).say,
      params: with_.params ?? {},
    query: with_.query ?? {}, form: with_.form ?? {}, files: [], idempotencyKey: "k", sessionToken: null,
    perform: (name, what) => {
      const definition = deeds.find((d) => d.name === name);
      assert.ok(definition, name);
      return perform(world, actor, definition, what) as never;
    },
    answer: (name, what, purpose) => {
      const definition = questions.find((q) => q.name === name) as QuestionDefinition | undefined;
      assert.ok(definition, name);
      return answerTo(world, actor, definition, what, purpose) as never;
    },
  };
  return page.handle(asked);
}

function html(answer: PageAnswer, lang: Lang = "en"): string {
  assert.equal(answer.kind, "page");
  return answer.kind === "page" ? htmlOf(answer.body, lang) : "";
}

test("a hit shows both sides, the relation in words and the entry as published, in four languages", async (t) => {
  const { world, hit, analyst } = await aHit(t);
  for (const lang of langs) {
    const text = html(await visit(world, analyst, "GET /hits/:id", { params: { id: hit }, lang }), lang);
    assert.ok(text.includes("Beispielov") && text.includes("Beispielow"), lang);
    assert.ok(text.includes(aReader(lang).say("screening.relation.other-year")), lang);
    assert.ok(text.includes("Samplehaven Trading House"), "a published field");
    assert.ok(text.includes("Виктор") && text.includes("Viktor Beyspiloff"),
      "own script with its reading beneath");
  }
});

test("the points shown beside the features add up to the score", async (t) => {
  const { world, hit, analyst } = await aHit(t);
  const text = html(await visit(world, analyst, "GET /hits/:id", { params: { id: hit } }));
  const shown = [...text.matchAll(/screening-points" dir="ltr">([+−])([\d.]+)/g)]
    .map((m) => Number(m[2]) * (m[1] === "−" ? -1 : 1));
  const score = Number(/<strong>([\d.]+)/.exec(text)?.[1]);
  assert.equal(Math.round(shown.reduce((a, b) => a + b, 0) * 100), Math.round(score * 100));
});

test("reading a hit is recorded: who, what, which file, for what", async (t) => {
  const { world, partner, hit, analyst } = await aHit(t);
  await visit(world, analyst, "GET /hits/:id", { params: { id: hit } });
  const [record] = await world.database.read((tx) =>
    readsPage(tx, { file: partner, person: analyst.personId, before: null, limit: 5 }));
  assert.equal(record?.what, "screening.hit");
  assert.equal(record?.purpose, "page");
});

test("the analyst proposes and the officer decides through the pages; what was typed is not lost on a fault",
  async (t) => {
  const { world, partner, hit, analyst, officer } = await aHit(t);
  const params = { id: hit };
  const faulty = await visit(world, analyst, "POST /hits/:id/triage",
    { params, form: { reason: "no", expectedVersion: "1" } });
  assert.match(html(faulty), /<textarea[^>]*>no<\/textarea>/);
  const reason = "born in another year; a seaman, not an investor";
  for (const [actor, path, version] of [[analyst, "triage", "1"], [analyst, "dismiss", "2"],
    [officer, "dismiss", "3"]] as const) {
    const done = await visit(world, actor, `POST /hits/:id/${path}`,
      { params, form: { reason, expectedVersion: version } });
    assert.equal(done.kind, "go", JSON.stringify(done));
  }
  assert.deepEqual(await world.database.read((tx) => openHits(tx, partner)), []);
  const after = html(await visit(world, officer, "GET /hits/:id", { params }));
  assert.ok(after.includes("Two people decided"));
  assert.ok(!after.includes("<textarea"), "nothing is left to decide");
});

test("the proposer's page says why they cannot decide", async (t) => {
  const { world, hit, analyst } = await aHit(t);
  const both = await anActor(world, { roles: ["diligence-analyst", "compliance-officer"],
    personId: analyst.personId as `per_${string}` });
  const reason = "born in another year; a seaman";
  const params = { id: hit };
  await visit(world, analyst, "POST /hits/:id/triage", { params, form: { reason, expectedVersion: "1" } });
  await visit(world, analyst, "POST /hits/:id/dismiss", { params, form: { reason, expectedVersion: "2" } });
  const text = html(await visit(world, both, "GET /hits/:id", { params }));
  assert.ok(!text.includes("<textarea"));
});

test("the queue finds by name in any case, filters by state, pages by keyset and exports without formulas",
  async (t) => {
  const { world, analyst } = await aHit(t);
  const queue = async (query: Record<string, string>) => visit(world, analyst, "GET /hits", { query });
  assert.ok(html(await queue({ words: "BEISPIEL" })).includes("Beispielov"));
  assert.ok(html(await queue({ words: "beispielow" })).includes("Beispielov"), "by the listed name");
  assert.ok(!html(await queue({ words: "primary" })).includes("Beispielov"), "not by words of our own");
  assert.ok(!html(await queue({ words: "%" })).includes("Beispielov"), "a sign of the pattern is only a sign");
  assert.ok(!html(await queue({ state: "dismissed" })).includes("Beispielov"));
  const file = await queue({ as: "csv" });
  assert.ok(file.kind === "file" && String(file.bytes).includes("Viktor Beispielov"));
  assert.equal((await queue({ after: "'; drop table" })).kind, "not-found");
});

test("a hit that does not exist is not found, and neither is one for a role that reads none", async (t) => {
  const { world, hit, analyst } = await aHit(t);
  assert.equal((await visit(world, analyst, "GET /hits/:id",
    { params: { id: `hit_${"0".repeat(26)}` } })).kind, "not-found");
  const finance = await anActor(world, { roles: ["finance-officer"] });
  assert.equal((await visit(world, finance, "GET /hits/:id", { params: { id: hit } })).kind, "not-found");
});

test("the page of a list shows a refused import with its reason and that the last good version stays",
  async (t) => {
  const { world, analyst } = await aHit(t);
  world.clock.forward(1_000);
  const page = { name: "list.xml",
    bytes: new TextEncoder().encode("<!doctype html><html><body>Not now</body></html>") };
  await importListFiles(world, { source: "demo-un", files: [page] });
  const text = html(await visit(world, analyst, "GET /lists/:source", { params: { source: "demo-un" } }));
  assert.ok(text.includes("a web page, not a list"));
  assert.ok(text.includes("The last good version stays in force"));
  const lists = html(await visit(world, analyst, "GET /lists"));
  assert.ok(lists.includes("last import refused"));
  assert.ok(demoFiles("demo-un").length > 0);
});
