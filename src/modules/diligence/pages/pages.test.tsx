// Every page answers first, in four languages, from the deeds and questions that run; a reader who may not, sees nothing.
import assert from "node:assert/strict";
import test from "node:test";
import { anActor } from "../../../../tests/_build/actors.ts";
import { aReader, htmlOf } from "../../../../tests/_build/reader.ts";
import {
  aConcludedCase,
  anOfficer,
  anOpenCase,
  answerAll,
  aReviewedCase,
  conclusionAsk,
  conditionAsk,
  on,
  seen,
  type BuiltCase,
} from "../../../../tests/_build/diligence.ts";
import { must } from "../../../../tests/_build/partners.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import { publicActor, type Actor } from "../../../kernel/actor.ts";
import { langs, type Lang } from "../../../kernel/lang.ts";
import { depths } from "../../../engines/scoring/index.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import type { World } from "../../../ports/world.ts";
import { ask as askQuestion, perform } from "../../log/index.ts";
import { deeds, pages, questions } from "../index.ts";

interface Visit {
  readonly lang?: Lang;
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly form?: PageAsk["form"];
  readonly files?: PageAsk["files"];
}

function visit(world: World, actor: Actor, visited: Visit): PageAsk {
  const lang = visited.lang ?? "en";
  return {
    world,
    organisation: world.organisation(),
    actor: { ...actor, lang },
    lang,
    say: aReader(lang).say,
    params: visited.params ?? {},
    query: visited.query ?? {},
    form: visited.form ?? {},
    files: visited.files ?? [],
    idempotencyKey: "key-of-a-page-test-1",
    sessionToken: null,
    perform: (name, ask) => {
      const definition = deeds.find((d) => d.name === name);
      assert.ok(definition, name);
      return perform(world, actor, definition, ask) as never;
    },
    answer: (name, ask, purpose) => {
      const definition = questions.find((q) => q.name === name);
      assert.ok(definition, name);
      return askQuestion(world, actor, definition, ask, purpose) as never;
    },
  };
}

function page(method: Page["method"], path: string): Page {
  const found = pages.find((p) => p.method === method && p.path === path);
  assert.ok(found, `${method} ${path}`);
  return found;
}

async function html(world: World, actor: Actor, path: string, visited: Visit = {}): Promise<string> {
  const answer = await page("GET", path).handle(visit(world, actor, visited));
  assert.equal(answer.kind, "page", `${path}: ${answer.kind}`);
  return answer.kind === "page" ? htmlOf(answer.body, visited.lang ?? "en") : "";
}

function post(built: BuiltCase, actor: Actor, path: string, visited: Visit): Promise<PageAnswer> {
  return page("POST", path).handle(
    visit(built.world, actor, { ...visited, params: { id: built.caseId, ...visited.params } }),
  );
}

const casePaths = [
  "/cases/:id",
  "/cases/:id/people",
  "/cases/:id/scope",
  "/cases/:id/questions/:question",
  "/cases/:id/evidence",
  "/cases/:id/return",
  "/cases/:id/send",
  "/cases/:id/review",
  "/cases/:id/opinion",
  "/cases/:id/red-line",
  "/cases/:id/red-lines/:letter",
  "/cases/:id/conditions",
  "/cases/:id/conditions/:condition",
  "/cases/:id/raise",
  "/cases/:id/deepen",
  "/cases/:id/conclusion",
  "/cases/:id/reopen",
];

test("every page of a case speaks four languages, whoever's turn it is", async (t) => {
  const world = await aWorld(t);
  const chair = await anOfficer(world, "ethics-chair");
  const built = await anOpenCase(world);
  await answerAll(built, { answers: { A1: { score: 3 } } });
  must(await on(built, built.analyst, "suspect-red-line", { letter: "h", reason: "Its leaflet shows our emblem." }));
  must(await on(built, built.compliance, "set-condition", conditionAsk("A1")));
  const params = { id: built.caseId, question: "C2", letter: "h", condition: "cnd_0" };
  for (const lang of langs) {
    for (const actor of [built.analyst, built.reviewer, built.compliance, chair]) {
      for (const path of casePaths) assert.match(await html(world, actor, path, { lang, params }), /<h1/);
    }
  }
});

test("the case page answers first, marks the deciding criterion and shows grade and hash", async (t) => {
  const world = await aWorld(t);
  const built = await aReviewedCase(world, { answers: { B1: { score: 2 } } });
  const text = await html(world, built.compliance, "/cases/:id", { params: { id: built.caseId } });
  assert.match(text, /the compliance officer issues the conclusion/);
  assert.match(text, /worst: decides/);
  const hash = (await seen(built)).detail?.file.evidence[0]?.sha256 ?? "";
  assert.ok(text.includes(hash));
  assert.match(text, /Issue the conclusion/);
});

test("a concluded case shows its seal and its partner the way to the decision", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  const text = await html(world, built.compliance, "/cases/:id", { params: { id: built.caseId } });
  assert.match(text, /class="seal/);
  const director = await anOfficer(world, "director");
  for (const lang of langs) {
    const decision = await html(world, director, "/partners/:id/approval", { lang, params: { id: built.partner } });
    assert.match(decision, /<form/);
  }
  assert.doesNotMatch(
    await html(world, built.analyst, "/partners/:id/approval", { params: { id: built.partner } }),
    /<form/,
  );
});

test("an authority below the one that article 20 names reads why, and finds no button", async (t) => {
  const world = await aWorld(t);
  const built = await aReviewedCase(world, { answers: { B1: { score: 2 } } });
  must(await on(built, built.compliance, "issue-verdict", conclusionAsk()));
  const params = { id: built.partner };
  const director = await html(world, await anOfficer(world, "director"), "/partners/:id/approval", { params });
  assert.match(director, /Article 20 asks for the Secretary General/);
  assert.doesNotMatch(director, /<form/);
  const general = await html(world, await anOfficer(world, "secretary-general"), "/partners/:id/approval", { params });
  assert.match(general, /Take the partner on/);
});

test("the list narrows by state, downloads as CSV and is empty in words", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  for (const lang of langs) assert.match(await html(world, built.compliance, "/cases", { lang }), /<table/);
  assert.match(await html(world, built.compliance, "/cases", { query: { state: "issued" } }), /No case yet/);
  const csv = await page("GET", "/cases").handle(visit(world, built.compliance, { query: { as: "csv" } }));
  assert.ok(csv.kind === "file" && String(csv.bytes).includes(built.caseId));
});

/** The body rows of the tables of a page: for each cell the words of its list, or its text. */
function tablesOf(text: string): string[][][][] {
  const plain = (part: string) => part.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
  const cellWords = (cell: string) => {
    const items = [...cell.matchAll(/<li[^>]*>(.*?)<\/li>/gs)].map(([, item = ""]) => plain(item));
    return /<ul/.test(cell) ? items : [plain(cell)];
  };
  return [...text.matchAll(/<tbody.*?>(.*?)<\/tbody>/gs)].map(([, body = ""]) =>
    [...body.matchAll(/<tr.*?>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => cellWords(cell))));
}

test("the published table says for each depth how many answers, which three people and whose opinion", async (t) => {
  const world = await aWorld(t);
  for (const lang of langs) {
    const { say } = aReader(lang);
    const [needs = []] = tablesOf(await html(world, publicActor, "/diligence/depth", { lang }));
    assert.deepEqual(needs.map(([depth]) => depth?.join()), depths.map((depth) => say(`diligence.depth.${depth}`)), lang);
    for (const [, , people, opinions] of needs) {
      const three = ["diligence-analyst", "diligence-reviewer", "compliance-officer"] as const;
      assert.deepEqual(people, three.map((role) => say(`role.${role}`)), lang);
      assert.deepEqual(opinions, [say("diligence.depth.ethics-from", { level: say("diligence.level.substantial") })], lang);
    }
  }
});

test("each depth asks what the table counts, basic at most fifteen answers and never one that a deeper case does not ask", async (t) => {
  const world = await aWorld(t);
  for (const lang of langs) {
    const [asked, notAsked] = [aReader(lang).say("diligence.depth.asked"), aReader(lang).say("diligence.depth.not-asked")];
    const [needs = [], rows = []] = tablesOf(await html(world, publicActor, "/diligence/depth", { lang }));
    const marks = rows.map((row) => row.slice(-depths.length).map((cell) => cell.join()));
    assert.ok(marks.flat().every((mark) => mark === asked || mark === notAsked), lang);
    const counts = depths.map((_, at) => marks.filter((row) => row[at] === asked).length);
    assert.deepEqual(counts.map(String), needs.map(([, count]) => count?.join()), lang);
    assert.ok((counts[0] ?? 99) > 0 && (counts[0] ?? 99) <= 15, `${lang}: basic asks ${counts[0]}`);
    const isNested = (row: readonly string[]) => row.every((mark, at) => mark === notAsked || row.slice(at).every((m) => m === asked));
    assert.ok(marks.every(isNested), lang);
    const ids = rows.map(([question]) => question?.join().split(" ")[0]);
    for (const id of ["S1", "S18", "A1", "A13", "B1", "B12", "C1", "C12"]) assert.ok(ids.includes(id), `${lang} ${id}`);
    assert.equal(new Set(ids).size, 18 + 13 + 12 + 12);
  }
});

test("the partner's page says the outcome in words and holds nothing of the case", async (t) => {
  const world = await aWorld(t);
  const built = await aConcludedCase(world);
  for (const lang of langs) await html(world, built.contact, "/my-file/diligence", { lang });
  const text = await html(world, built.contact, "/my-file/diligence");
  assert.match(text, /cleared/);
  assert.doesNotMatch(text, /low risk|Criterion|evidence/i);
});

test("an answer is typed, refused with its fault beside the field, and kept", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const expectedVersion = String((await seen(built)).version);
  const params = { question: "C2" };
  const form = { expectedVersion, value: "0", reason: "As the legal note shows.", "fact-neutrality-political": "no" };
  const faulty = await post(built, built.analyst, "/cases/:id/questions/:question", { params, form });
  assert.ok(faulty.kind === "page" && faulty.faulty);
  assert.match(htmlOf(faulty.body), /As the legal note shows\./);
  const whole = { ...form };
  for (const c of ["political", "military", "religious", "racial"]) {
    Object.assign(whole, { [`fact-neutrality-${c}`]: "no", [`reason-neutrality-${c}`]: "Nothing of the kind." });
  }
  const done = await post(built, built.analyst, "/cases/:id/questions/:question", { params, form: whole });
  assert.equal(done.kind, "go");
  const answer = (await seen(built)).detail?.file.answers.find((a) => a.question === "C2");
  assert.equal(answer?.score, 0);
});

test("a document is uploaded, shown by name, and downloaded as it was", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const bytes = Buffer.from("%PDF-1.7\n% fictitious annex\n");
  const done = await post(built, built.analyst, "/cases/:id/evidence", {
    form: {
      expectedVersion: String((await seen(built)).version),
      grade: "E2",
      source: "Example Gazette",
      url: "",
      note: "",
      corrects: "",
      "capturedOn.day": "1",
      "capturedOn.month": "3",
      "capturedOn.year": "2027",
    },
    files: [{ field: "document", name: "annexe <1>.pdf", type: "application/pdf", bytes }],
  });
  assert.equal(done.kind, "go");
  const evidence = (await seen(built)).detail?.file.evidence.at(-1)?.id ?? "";
  const file = await page("GET", "/cases/:id/evidence/:evidence").handle(
    visit(world, built.analyst, { params: { id: built.caseId, evidence } }),
  );
  assert.ok(file.kind === "file" && Buffer.from(file.bytes as Uint8Array).equals(bytes));
});

test("the whole review is pressed by hand: send, agree, approve, conclude", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  await answerAll(built, { answers: { A7: { value: "not-applicable", score: null } } });
  const press = async (actor: Actor, path: string, form: Record<string, string | string[]> = {}) => {
    const answer = await post(built, actor, path, {
      form: { expectedVersion: String((await seen(built)).version), ...form },
    });
    assert.equal(answer.kind, "go", `${path}: ${answer.kind === "refusal" ? answer.refusal.code : answer.kind}`);
  };
  await press(built.analyst, "/cases/:id/send");
  await press(built.reviewer, "/cases/:id/review/agree", { question: "A7" });
  await press(built.reviewer, "/cases/:id/review");
  await press(built.compliance, "/cases/:id/conclusion", {
    outcome: "cleared",
    purposes: ["training"],
    reason: "All three criteria were tested and passed.",
    partnerWords: "",
  });
  assert.equal((await seen(built)).state, "issued");
});

test("who may not know of the case sees what they would see if it were not there", async (t) => {
  const world = await aWorld(t);
  const built = await anOpenCase(world);
  const stranger = await anActor(world, { roles: ["diligence-analyst"] });
  const answer = await page("GET", "/cases/:id").handle(visit(world, stranger, { params: { id: built.caseId } }));
  assert.equal(answer.kind, "not-found");
});
