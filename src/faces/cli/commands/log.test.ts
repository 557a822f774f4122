import assert from "node:assert/strict";
import { test } from "node:test";
import { withClient } from "../../../ports/database/admin.ts";
import { actorOf } from "../../../../tests/_build/actors.ts";
import { ring } from "../../../../tests/_build/log/bells.ts";
import { restored } from "../../../../tests/_build/log/restored.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import { perform, recordRead, sequence } from "../../../modules/log/index.ts";
import { askRecovery } from "../../../modules/log/recovery/ask-recovery.ts";
import { grantRecovery } from "../../../modules/log/recovery/grant-recovery.ts";
import type { Terminal } from "../terminal.ts";
import { logReads, logRecover, logState } from "./log.ts";

/** What a command wrote, answers and faults together, and its exit code. */
async function told(run: typeof logState, world: TestWorld): Promise<{ text: string; code: number }> {
  const lines: string[] = [];
  const terminal: Terminal = {
    line: (text = "") => void lines.push(text), fault: (text) => void lines.push(text), progress: () => {},
  };
  const code = await run(world, terminal);
  return { text: lines.join("\n"), code };
}

test("a log in order says what is signed, what waits and who follows it", async (t) => {
  const world = await aWorld(t);
  await ring(world, 2);
  await sequence(world);
  await ring(world, 3);
  const state = await told(logState, world);
  assert.match(state.text, /in-order[\s\S]*2 leaves, published 2[\s\S]*3 acts for signature/);
  assert.equal(state.code, 0);
  const recover = await told(logRecover, world);
  assert.match(recover.text, /the log is in order: 5 leaves/);
  assert.equal(recover.code, 0);
});

test("a log behind what it published names the two deeds, the people who may do them and the page", async (t) => {
  const { world } = await restored(t);
  const state = await told(logState, world);
  assert.match(state.text, /behind[\s\S]*nothing is signed/);
  assert.equal(state.code, 1);
  const recover = await told(logRecover, world);
  const { address } = world.organisation();
  const said = ["303 leaves", "signed 300", "log.ask-recovery", "log.grant-recovery", "administrator or key custodian"];
  for (const words of said) {
    assert.ok(recover.text.includes(words), words);
  }
  assert.ok(recover.text.includes(`${address}/log/recovery`));
  assert.equal(recover.code, 1);
});

test("the terminal continues only after two people, and says what was lost", async (t) => {
  const { world } = await restored(t);
  const asked = await perform(world, actorOf({ roles: ["system-administrator"] }), askRecovery, {});
  assert.ok(asked.ok);
  const half = await told(logRecover, world);
  assert.ok(half.text.includes(asked.value.recovery));
  assert.equal(half.code, 1);
  const { recovery } = asked.value;
  assert.ok((await perform(world, actorOf({ roles: ["key-custodian"] }), grantRecovery, { recovery })).ok);
  const whole = await told(logRecover, world);
  assert.match(whole.text, /in order[\s\S]*3 events were lost/);
  assert.equal(whole.code, 0);
});

test("a fork and a foreign checkpoint are never repaired by a command", async (t) => {
  const { lost } = await restored(t);
  const other = { ...await aWorld(t), keys: lost.keys };
  await ring(other, 304);
  await sequence(other);
  const forked = await told(logRecover, { ...other, folders: lost.folders });
  assert.match(forked.text, /No command repairs this/);
  assert.equal(forked.code, 1);
  const foreign = await told(logRecover, { ...await aWorld(t), folders: lost.folders });
  assert.match(foreign.text, /another signature/);
  assert.equal(foreign.code, 1);
});

test("the records of reads are checked, and what somebody changed is named", async (t) => {
  const world = await aWorld(t);
  const actor = actorOf({ roles: ["compliance-officer"] });
  for (let n = 0; n < 3; n++) await recordRead(world, { actor, what: "screening.hit", file: null, purpose: "page" });
  const well = await told(logReads, world);
  assert.match(well.text, /3 records in 3 batches[\s\S]*up to 0/);
  assert.equal(well.code, 0);
  await withClient(world.adminUrl, (client) => client.query(
    "set session_replication_role = replica; delete from log.reads where batch = 2; set session_replication_role = origin"));
  const ill = await told(logReads, world);
  assert.match(ill.text, /batch 2: a record was changed, taken away, added or moved/);
  assert.equal(ill.code, 1);
});
