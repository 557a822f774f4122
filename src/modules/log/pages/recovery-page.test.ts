import assert from "node:assert/strict";
import { test } from "node:test";
import { langs } from "../../../kernel/lang.ts";
import { actorOf } from "../../../../tests/_build/actors.ts";
import { ring } from "../../../../tests/_build/log/bells.ts";
import { restored } from "../../../../tests/_build/log/restored.ts";
import { visit } from "../../../../tests/_build/pages.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import type { Actor } from "../../../kernel/actor.ts";
import { readDesk } from "../desk.ts";
import * as log from "../index.ts";

const administrator = actorOf({ roles: ["system-administrator"] });
const custodian = actorOf({ roles: ["key-custodian"] });
const path = "/log/recovery";

const tasksOf = (world: TestWorld, actor: Actor) =>
  world.database.read((tx) => log.tasks(readDesk(world, actor, tx)));

test("two people let the log continue from this page, one after the other, and it says whose turn it is", async (t) => {
  const { world } = await restored(t);
  const shown = async (actor: Actor) => (await visit(world, log, path, { actor })).html;
  assert.match(await shown(administrator), /3 published entries are missing/);
  assert.deepEqual((await tasksOf(world, custodian)).map((task) => task.key), ["log.task.ask"]);
  const asked = await visit(world, log, `${path}/ask`, { actor: administrator, form: {} });
  assert.equal(asked.answer.kind, "go");
  assert.match(await shown(administrator), /must grant it on this page, in a session of their own/);
  assert.doesNotMatch(await shown(administrator), /action="\/log\/recovery\/grant"/);
  const waiting = await shown(custodian);
  assert.match(waiting, /A colleague asks to take back 3 entries/);
  assert.deepEqual((await tasksOf(world, administrator)).map((task) => task.waitingFor), ["others"]);
  const recovery = /name="recovery" value="(rcv_\w+)"/.exec(waiting)?.[1] ?? "";
  const granted = await visit(world, log, `${path}/grant`, { actor: custodian, form: { recovery } });
  assert.equal(granted.answer.kind, "go");
  assert.match(await shown(custodian), /taken back within half a minute/);
  await log.sequence(world);
  assert.match(await shown(custodian), /The log is in order/);
  assert.deepEqual(await tasksOf(world, custodian), []);
});

test("one person cannot do both, and a stale session is asked to confirm first", async (t) => {
  const { world } = await restored(t);
  const stale = actorOf({ roles: ["system-administrator"], stale: true });
  const unsure = await visit(world, log, `${path}/ask`, { actor: stale, form: {} });
  assert.equal(unsure.answer.kind === "refusal" && unsure.answer.refusal.code, "log/gesture-needed");
  await visit(world, log, `${path}/ask`, { actor: administrator, form: {} });
  const { asked } = await world.database.read((tx) => log.logStanding(world, tx));
  const own = { recovery: asked[0]?.recovery ?? "" };
  const refused = await visit(world, log, `${path}/grant`, { actor: administrator, form: own });
  assert.equal(refused.answer.kind === "refusal" && refused.answer.refusal.code, "log/needs-another-person");
});

test("nobody else opens the page, and auditors read on the log's own page that it stands still", async (t) => {
  const { world } = await restored(t);
  for (const role of ["director", "partnership-officer", "external-auditor"] as const) {
    assert.equal((await visit(world, log, path, { actor: actorOf({ roles: [role] }) })).answer.kind, "not-found", role);
  }
  const auditor = await visit(world, log, "/log", { actor: actorOf({ roles: ["external-auditor"] }) });
  assert.match(auditor.html, /page-head__answer">The log has stopped/);
  assert.doesNotMatch(auditor.html, /href="\/log\/recovery"/);
  const { html } = await visit(world, log, "/log", { actor: custodian });
  assert.match(html, /href="\/log\/recovery"/);
});

test("a fork and a foreign checkpoint offer no deed: they say what to look at", async (t) => {
  const { lost } = await restored(t);
  const other = { ...await aWorld(t), keys: lost.keys };
  await ring(other, 304);
  await log.sequence(other);
  const forked = await visit({ ...other, folders: lost.folders }, log, path, { actor: custodian });
  assert.match(forked.html, /no recovery can repair this/);
  const foreign = await visit({ ...await aWorld(t), folders: lost.folders }, log, path, { actor: custodian });
  assert.match(foreign.html, /not signed with this installation/);
  for (const { html } of [forked, foreign]) assert.doesNotMatch(html, /<form/);
});

test("the page speaks four languages in every state", async (t) => {
  const { world } = await restored(t);
  const everyLanguage = async (): Promise<void> => {
    for (const lang of langs) {
      const { html } = await visit(world, log, path, { actor: custodian, lang });
      assert.doesNotMatch(html, /log\.[a-z]+\.[a-z]+</, lang);
    }
  };
  await everyLanguage();
  await visit(world, log, `${path}/ask`, { actor: administrator, form: {} });
  await everyLanguage();
  const { asked } = await world.database.read((tx) => log.logStanding(world, tx));
  await visit(world, log, `${path}/grant`, { actor: custodian, form: { recovery: asked[0]?.recovery ?? "" } });
  await everyLanguage();
  await log.sequence(world);
  await everyLanguage();
});
