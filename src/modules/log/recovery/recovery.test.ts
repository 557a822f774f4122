import assert from "node:assert/strict";
import { test } from "node:test";
import { no } from "../../../kernel/result.ts";
import { refused } from "../../../kernel/refusal.ts";
import { actorOf } from "../../../../tests/_build/actors.ts";
import { ring } from "../../../../tests/_build/log/bells.ts";
import { restored } from "../../../../tests/_build/log/restored.ts";
import { wholeLog } from "../../../../tests/_build/log/whole-log.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import { verifyGrowth } from "../../../../verifier/verify.mjs";
import { withClient } from "../../../ports/database/admin.ts";
import { ask, foldedRegister, LogStopped, perform, sequence } from "../index.ts";
import { entriesQuestion, stateQuestion } from "../questions.ts";
import { askRecovery } from "./ask-recovery.ts";
import { grantRecovery } from "./grant-recovery.ts";

const administrator = actorOf({ roles: ["system-administrator"] });
const custodian = actorOf({ roles: ["key-custodian"] });

test("nothing is signed after a restore until two people agree, and then the leaves are back", async (t) => {
  const { world } = await restored(t);
  const before = (await wholeLog(world)).checkpoint;
  await assert.rejects(sequence(world), (e) => e instanceof LogStopped && e.reason === "behind");
  const asked = await perform(world, administrator, askRecovery, {});
  assert.ok(asked.ok);
  await assert.rejects(sequence(world), LogStopped);
  const { recovery } = asked.value;
  const granted = await perform(world, custodian, grantRecovery, { recovery });
  assert.deepEqual(granted.ok && granted.value, { ownSize: 300, publishedSize: 303, lostEvents: 3 });
  await sequence(world);
  const log = await wholeLog(world, [before.size]);
  verifyGrowth(log, before);
  const register = await world.database.read((tx) => foldedRegister(tx));
  assert.deepEqual(register.entries.map((e) => e.versions[0]?.fields["valueMinor"]), ["500"]);
  assert.deepEqual(
    register.restores.map((r) => r.fields), [{ ownSize: 300, publishedSize: 303, lostEvents: 3 }],
  );
  const state = await ask(world, actorOf({ roles: ["external-auditor"] }), stateQuestion, {});
  assert.deepEqual([state?.lost, state?.waiting, state?.signed], [3, 0, log.leaves.length]);
});

test("events of the restored database keep their bodies when their leaves come back", async (t) => {
  const { world, lost } = await restored(t);
  const asked = await perform(world, administrator, askRecovery, {});
  assert.ok(asked.ok);
  await copyEvents(lost, world);
  const granted = await perform(world, custodian, grantRecovery, { recovery: asked.value.recovery });
  assert.equal(granted.ok && granted.value.lostEvents, 2);
  await sequence(world);
  const page = await ask(world, actorOf({ roles: ["internal-auditor"] }), entriesQuestion, {});
  assert.ok(page?.lines.some((line) => line.leafIndex === 300 && line.public && !line.erased));
});

/** One event of the lost days was saved by other means. */
async function copyEvents(from: TestWorld, to: TestWorld): Promise<void> {
  const columns = "org_id, event_id, type, subject, account_id, person_id, commitment, leaf";
  const { rows } = await withClient(from.adminUrl, (c) =>
    c.query(`select ${columns}, at::text from log.events where octet_length(leaf) > 57`));
  await withClient(to.adminUrl, async (client) => {
    for (const row of rows as Record<string, unknown>[]) {
      await client.query(`insert into log.events (${columns}, at) values ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
        [...columns.split(", "), "at"].map((n) => row[n]));
      await client.query("insert into log.bodies values ('org', $1, 'x')", [row["event_id"]]);
    }
  });
}

test("whoever asked cannot grant, and nobody can grant twice", async (t) => {
  const { world } = await restored(t);
  const asked = await perform(world, administrator, askRecovery, {});
  assert.ok(asked.ok);
  const { recovery } = asked.value;
  assert.deepEqual(
    await perform(world, administrator, grantRecovery, { recovery }), no(refused("log/needs-another-person")),
  );
  const personId = administrator.personId as `per_${string}`;
  const sameHuman = actorOf({ roles: ["key-custodian"], personId });
  assert.deepEqual(
    await perform(world, sameHuman, grantRecovery, { recovery }), no(refused("log/needs-another-person")),
  );
  assert.equal((await perform(world, custodian, grantRecovery, { recovery })).ok, true);
  const again = await perform(world, custodian, grantRecovery, { recovery });
  assert.equal(!again.ok && again.error.kind, "moved-on");
});

test("a permission holds for one published tree only", async (t) => {
  const { world, lost } = await restored(t);
  const asked = await perform(world, administrator, askRecovery, {});
  assert.ok(asked.ok);
  await ring(lost, 1);
  await sequence(lost);
  const granted = await perform(world, custodian, grantRecovery, { recovery: asked.value.recovery });
  assert.equal(!granted.ok && granted.error.kind, "moved-on");
  await assert.rejects(sequence(world), LogStopped);
});

test("a log that is not behind has nothing to recover", async (t) => {
  const world = await aWorld(t);
  await ring(world, 1);
  await sequence(world);
  assert.deepEqual(await perform(world, administrator, askRecovery, {}), no(refused("log/not-behind")));
});

test("a fork is not repaired: leaves that do not make the published root stay out", async (t) => {
  const { lost } = await restored(t);
  const other = { ...await aWorld(t), keys: lost.keys };
  await ring(other, 1);
  await sequence(other);
  const forked = { ...other, folders: lost.folders };
  const asked = await perform(forked, administrator, askRecovery, {});
  assert.ok(asked.ok);
  assert.ok((await perform(forked, custodian, grantRecovery, { recovery: asked.value.recovery })).ok);
  await assert.rejects(sequence(forked), (e) => e instanceof LogStopped && e.reason === "forked");
});
