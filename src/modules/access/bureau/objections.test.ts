import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { newId } from "../../../ports/random.ts";
import { anActor } from "../../../../tests/_build/actors.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import { ask, perform } from "../../log/index.ts";
import { bindFile } from "../people/store-files.ts";
import { answerObjection } from "./answer-objection.ts";
import { bureauView, objectionsWaiting, objectionView } from "./questions.ts";
import { raiseObjection } from "./raise-objection.ts";
import { openObjections } from "./store-objections.ts";

const words = "The foundation's chair is under investigation here.";
const answer = "Read with thanks; the case now asks for the court's record.";

test("a bureau objects to a partner of its country; the file is open until an officer answered in writing", async (t) => {
  const world = await aWorld(t);
  const file = newId(world.random, "prt");
  await world.database.transaction({ isolation: "read-committed" }, (tx) => bindFile(tx, {
    file, name: "Fondation Exemplaire", country: "FR", at: world.clock.now(),
  }));
  const bureau = await anActor(world, { roles: ["national-bureau"], country: "FR" });
  const officer = await anActor(world, { roles: ["partnership-officer"], lang: "fr" });
  const done = await perform(world, bureau, raiseObjection, { file, kind: "objection", words });
  assert.ok(done.ok, JSON.stringify(done));
  const open = () => world.database.read((tx) => openObjections(tx, file));
  assert.equal((await open()).length, 1);
  assert.equal((await ask(world, officer, objectionsWaiting, {}))?.length, 1);
  assert.deepEqual((await ask(world, bureau, bureauView, {}))?.files, [{ file, name: "Fondation Exemplaire" }]);
  const short = await perform(world, officer, answerObjection, {
    objection: done.value.objection, answer: "Noted.", expectedVersion: 1,
  });
  assert.equal(short.ok ? "ok" : short.error.kind, "fault");
  const legal = await anActor(world, { roles: ["legal-officer"] });
  const other = await perform(world, legal, answerObjection, { objection: done.value.objection, answer, expectedVersion: 1 });
  assert.equal(other.ok ? "ok" : other.error.code, "log/not-your-role");
  assert.ok((await perform(world, officer, answerObjection, { objection: done.value.objection, answer, expectedVersion: 1 })).ok);
  assert.deepEqual(await open(), []);
  assert.equal((await ask(world, bureau, objectionView, { objection: done.value.objection }))?.answer, answer);
  const again = await perform(world, officer, answerObjection, { objection: done.value.objection, answer, expectedVersion: 1 });
  assert.equal(again.ok ? "ok" : again.error.kind, "moved-on");
  const letters = await world.database.read(async (tx) =>
    (await sql<{ about: string }>`select about from access.letters order by created_at, id`.execute(tx)).rows);
  assert.deepEqual(letters.map((one) => one.about).sort(), ["access.letter.objection", "access.letter.objection-answered"]);
});

test("a bureau of another country gets the answer of absence, for file and objection alike", async (t) => {
  const world = await aWorld(t);
  const file = newId(world.random, "prt");
  await world.database.transaction({ isolation: "read-committed" }, (tx) => bindFile(tx, {
    file, name: "Fondation Exemplaire", country: "FR", at: world.clock.now(),
  }));
  const own = await anActor(world, { roles: ["national-bureau"], country: "FR" });
  const foreign = await anActor(world, { roles: ["national-bureau"], country: "ES" });
  const done = await perform(world, own, raiseObjection, { file, kind: "warning", words });
  assert.ok(done.ok);
  const there = await perform(world, foreign, raiseObjection, { file, kind: "warning", words });
  const absent = await perform(world, foreign, raiseObjection, { file: newId(world.random, "prt"), kind: "warning", words });
  assert.deepEqual(there, absent);
  assert.equal(await ask(world, foreign, objectionView, { objection: done.value.objection }), null);
});
