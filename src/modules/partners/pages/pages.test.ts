import assert from "node:assert/strict";
import { test } from "node:test";
import { anActor } from "../../../../tests/_build/actors.ts";
import { visit, type Seen, type Visit } from "../../../../tests/_build/pages.ts";
import {
  aDraft,
  anActivePartner,
  anAdmitted,
  aSubmitted,
  must,
  run,
  started,
  typedParts,
  type BuiltPartner,
} from "../../../../tests/_build/partners.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import type { Actor } from "../../../kernel/actor.ts";
import { langs } from "../../../kernel/lang.ts";
import * as door from "../index.ts";
import { accountById } from "../../access/index.ts";

function open(world: TestWorld, path: string, how: Visit): Promise<Seen> {
  return visit(world, door, path, how);
}

/** Follows the form on a page: its hidden version and what a person typed. */
async function post(
  world: TestWorld,
  actor: Actor,
  path: string,
  typed: Visit["form"] = {},
  more: Partial<Visit> = {},
): Promise<Seen> {
  const page = await open(
    world,
    path.replace(/\/(remove|ask|answer|close|admit|return|decline|take-over|suspend|ratify|lift|ask-to-lift)$/, ""),
    { actor },
  );
  const version = /name="expectedVersion" value="(\d+)"/.exec(page.html)?.[1] ?? "1";
  return open(world, path, { actor, form: { _key: "k", expectedVersion: version, ...typed }, ...more });
}

function goesTo(seen: Seen): string {
  assert.equal(seen.answer.kind, "go", seen.html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").slice(0, 600));
  return seen.answer.kind === "go" ? seen.answer.to : "";
}

const pdf = { field: "file", name: "extract.pdf", type: "application/pdf", bytes: Buffer.from("%PDF-1.7\n...") };

test("a partner applies through the forms alone, in local digits, and sees whose turn it is", async (t) => {
  const world = await aWorld(t);
  const first = await anActor(world, { roles: ["partner-contact"] });
  const start = await post(world, first, "/apply/start", { name: "مؤسسة المثال", kind: "non-profit", country: "MA" });
  const path = goesTo(start);
  const application = path.split("/")[2] ?? "";
  const contact = { ...first, partnerId: await fileOf(world, first) };
  const person = await post(world, contact, `${path}/people/new`, {
    name: "كاميل مثال",
    otherName: "Camille Exemple",
    roleWords: "المديرة",
    "birthOn.day": "",
    "birthOn.month": "٤",
    "birthOn.year": "١٩٧٠",
    nationality: "MA",
    signs: "alone",
    publicFunction: "",
  });
  assert.equal(goesTo(person), `${path}/people`);
  const list = await open(world, `${path}/people`, { actor: contact, lang: "ar" });
  const signatory = /name="officer" value="(ofc_[a-z0-9]+)"/.exec(list.html)?.[1] ?? "";
  for (const kind of ["register-extract", "statutes"]) {
    goesTo(await post(world, contact, `${path}/documents`, { kind }, { files: [pdf] }));
  }
  const holder = await post(world, contact, `${path}/owners/new`, {
    _kind: "natural",
    name: "ليلى مثال",
    otherName: "",
    country: "MA",
    "birthOn.day": "١",
    "birthOn.month": "٢",
    "birthOn.year": "١٩٨٠",
    heldIn: "",
    share: "١٢٫٥",
    form: "registered",
    controlWords: "",
  });
  assert.equal(goesTo(holder), `${path}/owners`);
  const owners = await open(world, `${path}/owners`, { actor: contact, lang: "ar" });
  assert.match(owners.html, /12[.,٫]5/);
  goesTo(await post(world, contact, `${path}/owners`, { remainder: "٨٧٫٥ ٪", remainderWords: "أعضاء الجمعية." }));
  for (const [part, typed] of Object.entries(typedParts({ name: "مؤسسة المثال", country: "MA" }, signatory))) {
    if (part === "owners") continue;
    const values =
      part === "identity"
        ? { ...typed, latinName: "Muassasat al-Mithal" }
        : part === "declaration"
          ? { ...typed, signedName: "Camille Exemple", "signedOn.year": "٢٠٢٧" }
          : typed;
    goesTo(await post(world, contact, `${path}/${part}`, values));
  }
  const check = await open(world, `${path}/check`, { actor: contact, lang: "ar" });
  assert.match(check.html, /1[\s ,.٬]?234[\s ,.٬]?567[.,٫]50/u);
  assert.equal(goesTo(await post(world, contact, `${path}/check`)), "/my-file");
  const home = await open(world, "/my-file", { actor: contact, lang: "en" });
  assert.match(home.html, /organisation’s turn: an officer checks/);
  assert.ok(application.startsWith("app_"));
});

async function fileOf(world: TestWorld, actor: Actor): Promise<BuiltPartner["partner"]> {
  const account = await world.database.read((tx) => accountById(tx, actor.accountId));
  assert.ok(account?.partnerId);
  return account.partnerId;
}

test("faults stand beside the field and on top, and nothing typed is lost", async (t) => {
  const world = await aWorld(t);
  const { contact, application } = await started(world);
  const seen = await post(world, contact, `/apply/${application}/registration`, {
    legalForm: "foundation",
    legalFormName: "fondation",
    country: "FR",
    registerName: "Registre <b>exemplaire</b>",
    registerNumber: "1",
    lei: "529900T8BM49AURSDO56",
    "registeredOn.day": "31",
    "registeredOn.month": "2",
    "registeredOn.year": "2001",
  });
  assert.ok(seen.answer.kind === "page" && seen.answer.faulty);
  assert.match(seen.html, /class="error-summary"/);
  assert.match(seen.html, /id="f-lei-fault"/);
  assert.match(seen.html, /href="#f-registeredOn"/);
  assert.match(seen.html, /value="529900T8BM49AURSDO56"/);
  assert.match(seen.html, /Registre &lt;b>exemplaire/);
  assert.doesNotMatch(seen.html, /<b>exemplaire/);
  const later = await open(world, `/apply/${application}/registration`, { actor: contact });
  assert.match(later.html, /value="529900T8BM49AURSDO56"/, "kept for the next day");
});

test("text that may never be kept is refused beside its field, and still shown to be mended", async (t) => {
  const world = await aWorld(t);
  const { contact, application } = await started(world);
  const seen = await post(world, contact, `/apply/${application}/identity`, {
    legalName: "Exemplaire\u202eAS",
    latinName: "",
    otherNames: "",
    groupName: "",
    legalNameLang: "",
  });
  assert.match(seen.html, /id="f-legalName-fault"/);
});

test("what was saved elsewhere meanwhile does not swallow what was typed here", async (t) => {
  const world = await aWorld(t);
  const { contact, application } = await started(world);
  must(
    await run(world, contact, "save-application-part", {
      application,
      expectedVersion: 1,
      part: "identity",
      typed: { groupName: "Groupe Exemplaire" },
    }),
  );
  const typed = {
    _key: "k",
    expectedVersion: "1",
    legalName: "Typed in the other window",
    legalNameLang: "",
    latinName: "",
    otherNames: "",
    groupName: "",
  };
  const seen = await open(world, `/apply/${application}/identity`, { actor: contact, form: typed });
  assert.match(seen.html, /Typed in the other window/);
  assert.match(seen.html, /saved elsewhere meanwhile/);
  assert.match(seen.html, /name="expectedVersion" value="2"/, "the next send can succeed");
});

test("the island's save answers with the next version and keeps unreadable answers", async (t) => {
  const world = await aWorld(t);
  const { contact, application } = await started(world);
  const seen = await open(world, `/apply/${application}/registration`, {
    actor: contact,
    form: { _autosave: "1", expectedVersion: "1", lei: "half an" },
  });
  assert.ok(seen.answer.kind === "file");
  const saved = JSON.parse(String(seen.answer.bytes)) as { version: number; saved: string };
  assert.equal(saved.version, 2);
  assert.match(saved.saved, /^Saved: /);
});

test("a share of zero, a negative one and 1e400 are faults, not holders", async (t) => {
  const world = await aWorld(t);
  const { contact, application } = await started(world);
  for (const share of ["0", "-5", "1e400", "100,001", "101"]) {
    const seen = await post(world, contact, `/apply/${application}/owners/new`, {
      _kind: "natural",
      name: "Alex Beispiel",
      otherName: "",
      country: "FR",
      "birthOn.day": "1",
      "birthOn.month": "2",
      "birthOn.year": "1980",
      heldIn: "",
      share,
      form: "registered",
      controlWords: "",
    });
    assert.match(seen.html, /id="f-share-fault"/, share);
  }
});

test("somebody else's application is not there", async (t) => {
  const world = await aWorld(t);
  const mine = await started(world);
  const theirs = await started(world);
  for (const place of ["", "/identity", "/people", "/owners", "/documents", "/check"]) {
    assert.equal(
      (await open(world, `/apply/${theirs.application}${place}`, { actor: mine.contact })).answer.kind,
      "not-found",
      place,
    );
  }
  const administrator = await anActor(world, { roles: ["system-administrator"] });
  assert.equal((await open(world, `/intake/${mine.application}`, { actor: administrator })).answer.kind, "not-found");
});

test("a document is shown to who may see its file, under its own name, and to nobody else", async (t) => {
  const world = await aWorld(t);
  const submitted = await aSubmitted(world);
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  const review = await open(world, `/intake/${submitted.application}`, { actor: officer });
  const path = /href="(\/partners\/documents\/doc_[a-z0-9]+)"/.exec(review.html)?.[1] ?? "";
  const seen = await open(world, path, { actor: officer });
  assert.ok(seen.answer.kind === "file" && seen.answer.type === "application/pdf");
  assert.match(Buffer.from(seen.answer.bytes as Uint8Array).toString(), /^%PDF-/);
  const stranger = await started(world);
  assert.equal((await open(world, path, { actor: stranger.contact })).answer.kind, "not-found");
});

test("an officer sees every gate result with reason and source, returns with gaps, and the partner reads them", async (t) => {
  const world = await aWorld(t);
  const submitted = await aSubmitted(world);
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  const path = `/intake/${submitted.application}`;
  const review = await open(world, path, { actor: officer });
  assert.equal(review.html.match(/class="state state--verified"/g)?.length, 8);
  assert.match(review.html, /No earlier refusal still holds/);
  const short = await post(world, officer, `${path}/return`, { gaps: "too short" });
  assert.match(short.html, /id="f-gaps-fault"/);
  assert.match(short.html, /too short<\/textarea>/);
  assert.equal(
    goesTo(await post(world, officer, `${path}/return`, { gaps: "The statutes lack the page with signatures." })),
    path,
  );
  const home = await open(world, "/my-file", { actor: submitted.contact });
  assert.match(home.html, /statutes lack the page/);
  assert.match(home.html, /before 2 May 2027/);
});

test("a noticed point needs its reason in the form before the application is admitted", async (t) => {
  const world = await aWorld(t);
  await aSubmitted(world, { name: "Examplia Forensics SA" });
  const near = await aSubmitted(world, { name: "Exemplia Forensic Ltd" });
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  const path = `/intake/${near.application}`;
  const empty = await post(world, officer, `${path}/admit`, { "judged-near-name": "" });
  assert.match(empty.html, /id="f-judged-near-name-fault"/);
  const brief = await post(world, officer, `${path}/admit`, { "judged-near-name": "other" });
  assert.match(brief.html, /id="f-judged-near-name-fault"/);
  assert.equal(
    goesTo(await post(world, officer, `${path}/admit`, { "judged-near-name": "Another body; see both extracts." })),
    path,
  );
});

test("a question goes to the partner and its reply comes back through the forms", async (t) => {
  const world = await aWorld(t);
  const { partner, contact, officer } = await anAdmitted(world);
  const path = `/partners/${partner}/questions`;
  const day = { "dueOn.day": "20", "dueOn.month": "3", "dueOn.year": "2027" };
  goesTo(await post(world, officer, `${path}/ask`, { wanted: "document", words: "The accounts of 2026, please.", ...day }));
  const mine = await open(world, "/my-file/questions", { actor: contact });
  const question = /name="question" value="(qst_[a-z0-9]+)"/.exec(mine.html)?.[1] ?? "";
  const without = await post(world, contact, "/my-file/questions/answer", { question, words: "Here they are." });
  assert.match(without.html, /id="f-file-fault"/);
  assert.match(without.html, /Here they are\.<\/textarea>/);
  goesTo(await post(world, contact, "/my-file/questions/answer", { question, words: "Here they are." }, { files: [pdf] }));
  assert.match((await open(world, path, { actor: officer })).html, /Here they are\./);
});

test("suspending, ratifying and lifting by two go through their page", async (t) => {
  const world = await aWorld(t);
  const { partner } = await anActivePartner(world);
  const path = `/partners/${partner}/suspension`;
  const head = await anActor(world, { roles: ["secretary-general"] });
  const second = await anActor(world, { roles: ["compliance-officer"] });
  goesTo(
    await post(world, head, `${path}/suspend`, {
      ground: "breach",
      words: "A credible report of a breach is being examined.",
    }),
  );
  assert.match((await open(world, path, { actor: second })).html, /must ratify by 2 April 2027/);
  goesTo(await post(world, head, `${path}/ask-to-lift`, { words: "The report was found to be mistaken; see file." }));
  assert.match((await post(world, head, `${path}/lift`)).html, /two different persons.*article 38\.3/s);
  goesTo(await post(world, second, `${path}/lift`));
});

test("every page speaks all four languages", async (t) => {
  const world = await aWorld(t);
  const draft = await aDraft(world);
  const submitted = await aSubmitted(world, { name: "Institut Beispiel" });
  const active = await anActivePartner(world, { name: "Examplia Forensics SA" });
  const officer = await anActor(world, {
    roles: ["partnership-officer", "secretary-general", "executive-secretary"],
  });
  must(
    await run(world, officer, "ask-question", {
      partner: active.partner,
      wanted: "document",
      words: "Accounts?",
      dueOn: "2027-04-01",
    }),
  );
  const head = await anActor(world, { roles: ["secretary-general"] });
  must(
    await run(world, head, "suspend-partner", {
      partner: active.partner,
      expectedVersion: active.version,
      ground: "breach",
      words: "Being examined, at length.",
    }),
  );
  const a = `/apply/${draft.application}`;
  const partnerPaths = [
    "/apply",
    "/apply/start",
    a,
    ...[
      "identity",
      "registration",
      "address",
      "activity",
      "profile",
      "people",
      "people/new",
      "owners",
      "owners/new?kind=legal",
      "owners/new?kind=natural",
      "owners/new?kind=state",
      "documents",
      "declaration",
      "check",
    ].map((p) => `${a}/${p}`),
    "/my-file",
    "/my-file/questions",
    "/my-file/withdraw",
  ];
  const officerPaths = [
    "/intake",
    "/intake?state=draft",
    "/intake/offers/new",
    `/intake/${submitted.application}`,
    `/intake/${draft.application}`,
    `/partners/${active.partner}/questions`,
    `/partners/${active.partner}/suspension`,
    `/partners/${submitted.partner}/suspension`,
  ];
  for (const lang of langs) {
    for (const path of partnerPaths)
      assert.match((await open(world, path, { actor: draft.contact, lang })).html, /<h1>/, `${lang} ${path}`);
    for (const path of officerPaths)
      assert.match((await open(world, path, { actor: officer, lang })).html, /<h1>/, `${lang} ${path}`);
    for (const contact of [submitted.contact, active.contact]) {
      for (const path of ["/my-file", "/my-file/questions"])
        assert.match((await open(world, path, { actor: contact, lang })).html, /<h1>/, `${lang} ${path}`);
    }
    assert.match((await open(world, "/apply", { lang })).html, /<h1>/);
  }
});

test("tasks say whose turn it is on both sides", async (t) => {
  const world = await aWorld(t);
  const submitted = await aSubmitted(world);
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  const asked = async (actor: Actor): Promise<string[]> =>
    world.database.read(async (tx) =>
      (await door.tasks({ tx, actor, world, organisation: world.organisation(), now: () => world.clock.now() })).map(
        (task) => `${task.waitingFor} ${task.key}`,
      ),
    );
  assert.deepEqual(await asked(officer), ["me partners.task.review-application"]);
  assert.deepEqual(await asked(submitted.contact), ["others partners.task.application-checked"]);
  const analyst = await anActor(world, { roles: ["diligence-analyst"] });
  assert.deepEqual(await asked(analyst), []);
});
