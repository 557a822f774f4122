import assert from "node:assert/strict";
import { test } from "node:test";
import { anActor } from "../../../../tests/_build/actors.ts";
import { aDraft, typedParts, aSubmitted, must, run, started } from "../../../../tests/_build/partners.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import type { Result } from "../../../kernel/result.ts";
import { perform } from "../../log/index.ts";
import { versionsOf } from "../stores/store.ts";
import { startApplication } from "./start-application.ts";

function codeOf(result: Result<unknown, Refusal>): string {
  assert.ok(!result.ok, "a refusal was expected");
  return result.error.code;
}

function faultsOf(result: Result<unknown, Refusal>): string[] {
  assert.ok(!result.ok && result.error.kind === "fault", `faults were expected: ${JSON.stringify(result)}`);
  return result.error.faults.map((f) => `${f.path}: ${f.code}`);
}

test("a complete application is handed in and frozen with its hash", async (t) => {
  const world = await aWorld(t);
  const submitted = await aSubmitted(world);
  const [version] = await world.database.read((tx) => versionsOf(tx, submitted.application));
  assert.equal(version?.number, 1);
  assert.match(version?.contentSha256 ?? "", /^[0-9a-f]{64}$/);
  assert.equal(version?.content.profile.yearlyIncome, "1\u00a0234\u00a0567.50 EUR (2026)");
  assert.deepEqual(version?.content.names.map((n) => n.script), ["Latn", "Latn", "Arab"]);
  assert.equal(version?.content.registration.registeredOn, "2001-02-01");
});

test("tells ineligible types before anything is typed", async (t) => {
  const world = await aWorld(t);
  const contact = await anActor(world, { roles: ["partner-contact"] });
  const ask = { name: "Ministère Exemplaire", country: "FR" };
  assert.equal(
    codeOf(await run(world, contact, "start-application", { ...ask, kind: "public-authority" })),
    "partners/other-regime",
  );
  assert.equal(
    codeOf(await run(world, contact, "start-application", { ...ask, kind: "natural-person" })),
    "partners/not-a-legal-person",
  );
  must(await run(world, contact, "start-application", { ...ask, kind: "academic" }));
});

test("an officer cannot apply, and a file has one open application", async (t) => {
  const world = await aWorld(t);
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  const ask = { name: "Exemplaire", kind: "non-profit", country: "FR" };
  assert.equal(codeOf(await run(world, officer, "start-application", ask)), "log/not-your-role");
  const draft = await started(world);
  assert.equal(codeOf(await run(world, draft.contact, "start-application", ask)), "partners/already-open");
});

test("the same form sent twice under one key is one application", async (t) => {
  const world = await aWorld(t);
  const contact = await anActor(world, { roles: ["partner-contact"] });
  const ask = { name: "Fondation Exemplaire", kind: "non-profit", country: "FR" };
  const [first, second] = [await perform(world, contact, startApplication, ask, { idempotencyKey: "k1" }),
    await perform(world, contact, startApplication, ask, { idempotencyKey: "k1" })];
  assert.deepEqual(first, second);
  const other = await perform(world, contact, startApplication, { ...ask, name: "Autre" }, { idempotencyKey: "k1" });
  assert.equal(codeOf(other), "log/idempotency-conflict");
});

test("a draft keeps incomplete and unreadable answers and says what they are", async (t) => {
  const world = await aWorld(t);
  const draft = await started(world);
  const saved = must(
    await run<{ version: number; faults: { path: string; code: string }[] }>(
      world,
      draft.contact,
      "save-application-part",
      {
        application: draft.application,
        expectedVersion: draft.version,
        part: "registration",
        typed: {
          lei: "529900T8BM49AURSDO56",
          "registeredOn.day": "31",
          "registeredOn.month": "2",
          "registeredOn.year": "2001",
          country: "ZZ",
        },
      },
    ),
  );
  const codes = Object.fromEntries(saved.faults.map((f) => [f.path, f.code]));
  assert.equal(codes["lei"], "partners-lei-check");
  assert.equal(codes["registeredOn"], "date-unreadable");
  assert.equal(codes["country"], "not-chosen");
  assert.equal(codes["registerName"], "text-empty");
  const again = must(await run<{ faults: { path: string }[] }>(world, draft.contact, "save-application-part", {
    application: draft.application, expectedVersion: saved.version, part: "registration", typed: { country: "FR" },
  }));
  assert.ok(again.faults.some((f) => f.path === "lei"), "what was typed before is still there");
  assert.ok(!again.faults.some((f) => f.path === "country"));
});

test("text that deceives, breaks or overflows is never kept", async (t) => {
  const world = await aWorld(t);
  const draft = await started(world);
  const save = (typed: unknown): Promise<Result<unknown, Refusal>> => run(world, draft.contact, "save-application-part", {
    application: draft.application, expectedVersion: draft.version, part: "identity", typed,
  });
  assert.deepEqual(faultsOf(await save({ legalName: "Exemplaire \u202eAS" })), ["legalName: text-bidi-control"]);
  assert.deepEqual(faultsOf(await save({ legalName: "Exemplaire \ud800" })), ["legalName: text-lone-surrogate"]);
  assert.deepEqual(faultsOf(await save({ legalName: "x".repeat(201) })), ["legalName: text-too-long"]);
  assert.deepEqual(faultsOf(await save({ legalName: "a\u0000b" })), ["legalName: text-control-character"]);
  assert.deepEqual(faultsOf(await save({ legalName: "Exemplaire", colour: "blue" })), ["typed.colour: ask-unknown-field"]);
  assert.deepEqual(faultsOf(await save({ legalName: 7 })), ["typed.legalName: ask-unreadable"]);
  must(await save({ legalName: "Exemplaire" }));
});

test("a stale version, a foreign file and an absent one change nothing", async (t) => {
  const world = await aWorld(t);
  const [mine, theirs] = [await started(world), await started(world)];
  const save = (application: string, expectedVersion: number): Promise<Result<unknown, Refusal>> =>
    run(world, mine.contact, "save-application-part", { application, expectedVersion, part: "owners", typed: {} });
  assert.equal(codeOf(await save(mine.application, 9)), "partners/moved-on");
  const [foreign, absent] = [await save(theirs.application, 1), await save("app_00000000000000000000000000", 1)];
  assert.equal(codeOf(foreign), "hidden");
  assert.deepEqual(foreign, absent);
  assert.deepEqual(faultsOf(await save("../../etc", 1)), ["application: id-unreadable"]);
  must(await save(mine.application, 1));
});

test("an incomplete draft is not handed in: every gap is named with its step", async (t) => {
  const world = await aWorld(t);
  const draft = await started(world);
  const faults = faultsOf(
    await run(world, draft.contact, "submit-application", { application: draft.application, expectedVersion: 1 }),
  );
  for (const wanted of [
    "identity.legalName: text-empty",
    "people.people: partners-people-missing",
    "owners.remainder: partners-shares-short",
    "documents.documents: partners-document-statutes-missing",
    "declaration.isTrue: not-ticked",
    "profile.income: amount-empty",
  ]) {
    assert.ok(faults.includes(wanted), `${wanted} in ${faults.join(", ")}`);
  }
});

test("a public text that names a person of the file is not handed in: functions stand there, not names", async (t) => {
  const world = await aWorld(t);
  const draft = await aDraft(world);
  const of = { application: draft.application };
  const typed = {
    ...typedParts({}, draft.signatory)["profile"], governance: "Chaired by EXEMPLE, Camille.", decisionBodies: "Board; director.",
  };
  const saved = must(await run(world, draft.contact, "save-application-part", {
    ...of, expectedVersion: draft.version, part: "profile", typed,
  }));
  const submitted = await run(world, draft.contact, "submit-application", { ...of, expectedVersion: saved.version });
  assert.deepEqual(faultsOf(submitted), ["profile.governance: partners-names-a-person"]);
});

test("a declaration counts only when an empowered person signed it, under their own name, recently", async (t) => {
  const world = await aWorld(t);
  const draft = await aDraft(world);
  let version = draft.version;
  const sign = async (typed: Record<string, string>): Promise<string[]> => {
    version = must(
      await run(world, draft.contact, "save-application-part", {
        application: draft.application,
        expectedVersion: version,
        part: "declaration",
        typed,
      }),
    ).version;
    const result = await run(world, draft.contact, "submit-application", {
      application: draft.application,
      expectedVersion: version,
    });
    return result.ok ? [] : faultsOf(result);
  };
  const accountant = must(
    await run<{ version: number; officer: string }>(world, draft.contact, "name-officer", {
      application: draft.application,
      expectedVersion: version,
      name: "Noor Beispiel",
      roleWords: "Accountant",
      birthOn: "1980",
      nationality: "FR",
      signs: "no",
    }),
  );
  const joint = must(
    await run<{ version: number; officer: string }>(world, draft.contact, "name-officer", {
      application: draft.application,
      expectedVersion: accountant.version,
      name: "Sami Ejemplo",
      roleWords: "Treasurer",
      birthOn: "1980-01-02",
      nationality: "FR",
      signs: "jointly",
    }),
  );
  version = joint.version;
  assert.deepEqual(await sign({ signatory: accountant.officer, signedName: "Noor Beispiel" }), [
    "declaration.signatory: partners-signatory-not-empowered",
  ]);
  assert.deepEqual(await sign({ signatory: joint.officer, signedName: "Sami Ejemplo" }), [
    "declaration.secondSignatory: partners-second-signatory-needed",
  ]);
  assert.deepEqual(await sign({ signatory: draft.signatory, signedName: "Somebody Else" }), [
    "declaration.signedName: partners-signature-differs",
  ]);
  assert.deepEqual(await sign({ signedName: "camille exemple", "signedOn.month": "4" }), [
    "declaration.signedOn: partners-day-in-future",
  ]);
  assert.deepEqual(await sign({ "signedOn.month": "11", "signedOn.year": "2026" }), [
    "declaration.signedOn: partners-declaration-old",
  ]);
  assert.deepEqual(
    await sign({
      signatory: joint.officer,
      signedName: "Sami Ejemplo",
      secondSignatory: draft.signatory,
      secondName: "Camille Exemple",
      "signedOn.month": "٣",
      "signedOn.year": "٢٠٢٧",
    }),
    [],
  );
});

test("documents are kept by their bytes: other kinds and too large ones are refused", async (t) => {
  const world = await aWorld(t);
  const draft = await started(world);
  const attach = (bytes: Buffer, name = "extract.pdf"): Promise<Result<unknown, Refusal>> =>
    run(world, draft.contact, "attach-document", {
      application: draft.application,
      expectedVersion: draft.version,
      kind: "register-extract",
      name,
      contentBase64: bytes.toString("base64"),
    });
  assert.deepEqual(faultsOf(await attach(Buffer.from("<html>not a pdf</html>"))), ["file: partners-file-kind"]);
  assert.deepEqual(faultsOf(await attach(Buffer.alloc(0))), ["file: partners-file-kind"]);
  const large = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(10 * 1024 * 1024)]);
  assert.deepEqual(faultsOf(await attach(large)), ["contentBase64: partners-file-too-large"]);
  must(await attach(Buffer.from("%PDF-1.7\n..."), "<script>alert(1)</script>.pdf"));
});

test("a withdrawn application stays withdrawn and another may follow in the same file", async (t) => {
  const world = await aWorld(t);
  const submitted = await aSubmitted(world);
  const withdrawn = must(
    await run(world, submitted.contact, "withdraw-application", {
      application: submitted.application,
      expectedVersion: submitted.version,
      reason: "We changed our plans.",
    }),
  );
  const again = await run(world, submitted.contact, "submit-application", {
    application: submitted.application,
    expectedVersion: withdrawn.version,
  });
  assert.equal(codeOf(again), "partners/wrong-state");
  const next = must(await run<{ partner: string; application: string }>(world, submitted.contact, "start-application", {
    name: "Fondation Exemplaire", kind: "non-profit", country: "FR",
  }));
  assert.equal(next.partner, submitted.partner);
  assert.notEqual(next.application, submitted.application);
});
