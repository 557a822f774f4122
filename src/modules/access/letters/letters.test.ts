import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { systemActor } from "../../../kernel/actor.ts";
import type { AccountId } from "../../../kernel/ids.ts";
import { iso, plusDays } from "../../../kernel/instants.ts";
import type { Lang } from "../../../kernel/lang.ts";
import { ok } from "../../../kernel/result.ts";
import { setMark } from "../../../ports/database/marks.ts";
import { withClient } from "../../../ports/database/admin.ts";
import type { Say } from "../../../ui/say.ts";
import { anActor } from "../../../../tests/_build/actors.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import { ask, deed, perform, recordRead } from "../../log/index.ts";
import { declareAbsence } from "../people/absences.ts";
import { readRecords } from "../records/questions.ts";
import { notify } from "./notify.ts";
import { sendLetters } from "./send-letters.ts";

const sayFor = (lang: Lang): Say => ((key: string) => `${lang}:${key}`) as unknown as Say;

async function tell(world: TestWorld, to: readonly AccountId[]): Promise<void> {
  const telling = deed({
    name: "access.tell-in-test", who: "system", isolation: "serializable", ask: z.strictObject({}),
    async perform(desk) {
      await notify(desk, { to, about: "partners.letter.question", file: "prt_x", path: "/files/prt_x" });
      await desk.record({ type: "question.asked", subject: "prt_x", body: {} });
      return ok(true);
    },
  });
  assert.ok((await perform(world, systemActor, telling, {})).ok);
}

test("each reader gets one letter in their own language, with a link and no content; an absent one's deputy too", async (t) => {
  const world = await aWorld(t);
  const one = await anActor(world, { roles: ["legal-officer"], lang: "ar" });
  const two = await anActor(world, { roles: ["legal-officer"], lang: "fr" });
  const now = world.clock.now();
  assert.ok((await perform(world, one, declareAbsence, {
    deputy: two.accountId, from: iso(now), until: iso(plusDays(now, 3)),
  })).ok);
  await tell(world, [one.accountId as AccountId]);
  assert.equal(await sendLetters(world, sayFor), 2);
  const texts = world.mail.letters.map((letter) => letter.text).sort();
  assert.match(texts[0] ?? "", /^ar:partners\.letter\.question\n\nhttps:\/\/partners\.example\.org\/files\/prt_x/);
  assert.match(texts[1] ?? "", /^fr:/);
  assert.equal(await sendLetters(world, sayFor), 0);
});

test("a letter that fails is tried again later, as the same letter, and given up after eight tries", async (t) => {
  const world = await aWorld(t);
  const one = await anActor(world, { roles: ["legal-officer"] });
  await tell(world, [one.accountId as AccountId]);
  const ids: string[] = [];
  const failing: TestWorld = { ...world, mail: Object.assign(Object.create(world.mail), {
    send: async (letter: { messageId: string }) => {
      ids.push(letter.messageId);
      throw new Error("relay is away");
    },
  }) };
  for (let n = 0; n < 12; n++) {
    await sendLetters(failing, sayFor);
    world.clock.forward(3 * 3_600_000);
  }
  assert.equal(ids.length, 8);
  assert.equal(new Set(ids).size, 1);
});

test("a restored database sends nothing", async (t) => {
  const world = await aWorld(t);
  const one = await anActor(world, { roles: ["legal-officer"] });
  await tell(world, [one.accountId as AccountId]);
  await withClient(world.adminUrl, (client) => setMark(client, "muted", "restored"));
  assert.equal(await sendLetters(world, sayFor), 0);
});

test("who read what and why is there for the auditor, and for nobody who reads files", async (t) => {
  const world = await aWorld(t);
  const reader = await anActor(world, { roles: ["legal-officer"] });
  const auditor = await anActor(world, { roles: ["internal-auditor"] });
  await recordRead(world, { actor: reader, what: "diligence.evidence", file: "prt_x", purpose: "page" });
  const rows = await ask(world, auditor, readRecords, {});
  const told = rows?.map((row) => [row.personId, row.what, row.file, row.purpose]);
  assert.deepEqual(told, [[reader.personId, "diligence.evidence", "prt_x", "page"]]);
  assert.equal(await ask(world, reader, readRecords, {}), null);
});

test("a read record cannot be changed or taken away, not even by the owner's own statement", async (t) => {
  const world = await aWorld(t);
  const reader = await anActor(world, { roles: ["legal-officer"] });
  await recordRead(world, { actor: reader, what: "diligence.evidence", file: null, purpose: "export" });
  await withClient(world.adminUrl, async (client) => {
    await assert.rejects(client.query("update log.reads set purpose = 'none'"), /append-only/);
    await assert.rejects(client.query("delete from log.reads"), /append-only/);
  });
});
