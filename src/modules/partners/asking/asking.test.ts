import assert from "node:assert/strict";
import { test } from "node:test";
import { anActor } from "../../../../tests/_build/actors.ts";
import { anAdmitted, must, run, started, tinyPdf } from "../../../../tests/_build/partners.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import type { Result } from "../../../kernel/result.ts";
import { eventsOf } from "../../log/index.ts";
import { questionsOfPartner } from "../stores/store-questions.ts";

function codeOf(result: Result<unknown, Refusal>): string {
  assert.ok(!result.ok, "a refusal was expected");
  return result.error.code;
}

test("an officer asks with a day, the partner answers, the officer closes", async (t) => {
  const world = await aWorld(t);
  const { partner, contact, officer } = await anAdmitted(world);
  const ask = { partner, wanted: "reply", words: "Who audits the accounts?", dueOn: "2027-03-20" };
  assert.equal(codeOf(await run(world, officer, "ask-question", { ...ask, dueOn: "2027-03-03" })), "input/faulty");
  assert.equal(
    codeOf(await run(world, officer, "ask-question", { partner, wanted: "reply", words: "Who?" })),
    "input/faulty",
  );
  const { question } = must(await run<{ question: string }>(world, officer, "ask-question", ask));
  assert.equal(
    codeOf(await run(world, officer, "answer-question", { question, expectedVersion: 1, words: "Me." })),
    "partners/not-asked-of-you",
  );
  assert.equal(
    codeOf(await run(world, contact, "close-question", { question, expectedVersion: 1 })),
    "partners/not-your-question",
  );
  const { version } = must(
    await run(world, contact, "answer-question", { question, expectedVersion: 1, words: "Examplia Audit SA." }),
  );
  assert.equal(
    codeOf(await run(world, contact, "answer-question", { question, expectedVersion: 1, words: "Again." })),
    "partners/moved-on",
  );
  const closed = must(await run(world, officer, "close-question", { question, expectedVersion: version }));
  assert.equal(
    codeOf(
      await run(world, contact, "answer-question", { question, expectedVersion: closed.version, words: "Late." }),
    ),
    "partners/question-closed",
  );
  const [kept] = await world.database.read((tx) => questionsOfPartner(tx, partner));
  assert.deepEqual(kept?.replies.map((r) => r.words), ["Examplia Audit SA."]);
  const types = (await world.database.read((tx) => eventsOf({ tx, world }, { subject: question }, 9))).map((e) => e.type);
  assert.deepEqual(types, ["question.closed", "question.answered", "question.asked"]);
});

test("a wanted document is answered with a document", async (t) => {
  const world = await aWorld(t);
  const { partner, contact, officer } = await anAdmitted(world);
  const { question } = must(await run<{ question: string }>(world, officer, "ask-question", {
    partner, wanted: "document", words: "Accounts of 2026, please.", dueOn: "2027-04-01",
  }));
  const answer = { question, expectedVersion: 1, words: "Attached." };
  assert.equal(codeOf(await run(world, contact, "answer-question", answer)), "input/faulty");
  const document = { kind: "accounts", name: "accounts.pdf", contentBase64: tinyPdf };
  must(await run(world, contact, "answer-question", { ...answer, document }));
  const [kept] = await world.database.read((tx) => questionsOfPartner(tx, partner));
  assert.equal(kept?.replies[0]?.documentName, "accounts.pdf");
});

test("the organisation's ten days do not end on its holiday", async (t) => {
  const world = await aWorld(t);
  const { partner, contact } = await anAdmitted(world);
  world.configure({ holidays: ["2027-03-15", "2027-03-16"] });
  const asked = must(await run<{ dueOn: string }>(world, contact, "ask-question", {
    partner, wanted: "reply", words: "When will it be decided?",
  }));
  assert.equal(asked.dueOn, "2027-03-17");
});

test("a partner asks too, and the organisation has ten days", async (t) => {
  const world = await aWorld(t);
  const { partner, contact, officer } = await anAdmitted(world);
  const asked = must(await run<{ question: string; dueOn: string }>(world, contact, "ask-question", {
    partner, wanted: "reply", words: "When will it be decided?",
  }));
  assert.equal(asked.dueOn, "2027-03-15", "the tenth day is a Saturday: the next working day");
  must(await run(world, officer, "answer-question", { question: asked.question, expectedVersion: 1, words: "In April." }));
});

test("nobody asks in, answers in or learns of another partner's file", async (t) => {
  const world = await aWorld(t);
  const { partner, officer } = await anAdmitted(world);
  const { question } = must(await run<{ question: string }>(world, officer, "ask-question", {
    partner, wanted: "reply", words: "Who audits the accounts?", dueOn: "2027-03-20",
  }));
  const stranger = await started(world, { name: "Institut Beispiel" });
  assert.equal(
    codeOf(await run(world, stranger.contact, "ask-question", { partner, wanted: "reply", words: "Hello?" })),
    "hidden",
  );
  const theirs = await run(world, stranger.contact, "answer-question", {
    question,
    expectedVersion: 1,
    words: "Hello",
  });
  const none = await run(world, stranger.contact, "answer-question", {
    question: "qst_00000000000000000000000000",
    expectedVersion: 1,
    words: "Hello",
  });
  assert.deepEqual(theirs, none);
  const administrator = await anActor(world, { roles: ["system-administrator"] });
  assert.equal(
    codeOf(await run(world, administrator, "close-question", { question, expectedVersion: 1 })),
    "log/not-your-role",
  );
});
