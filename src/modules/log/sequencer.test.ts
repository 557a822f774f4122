import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { test } from "node:test";
import { aBell, aRegisterEvent, record, ring } from "../../../tests/_build/log/bells.ts";
import { aWorld, type TestWorld } from "../../../tests/_build/world.ts";
import { readLeaf } from "../../../verifier/fold.mjs";
import { keyFrom, verifyGrowth, verifyLog, verifyProof, verifyRegister } from "../../../verifier/verify.mjs";
import { logFolder } from "../../ports/log-store.ts";
import { keysFrom, newSecrets } from "../../ports/keys-files.ts";
import {
  checkpoint, foldedRegister, leafBytes, LogStopped, proofFile, provenance, sequence,
} from "./index.ts";
import { headOf, swapHead } from "./store-head.ts";

async function verified(world: TestWorld, sizes: readonly bigint[] = []) {
  const store = logFolder(world.folders.log);
  const key = keyFrom(String(await store.read("log.vkey")));
  return { key, log: await verifyLog((path) => store.read(path), key, { sizes: [...sizes] }) };
}

test("every event is published under a checkpoint a stranger verifies", async (t) => {
  const world = await aWorld(t);
  const ids = await ring(world, 3);
  assert.deepEqual(await sequence(world), { placed: 3, size: 3 });
  const { key, log } = await verified(world);
  assert.equal(log.leaves.length, 3);
  for (const [i, id] of ids.entries()) {
    const [proof, leaf] = [await proofFile(world, i), await leafBytes(world, i)];
    const proved = await verifyProof(Buffer.from(proof ?? ""), leaf ?? new Uint8Array(), key);
    assert.equal(proved.index, BigInt(i));
    const found = await world.database.read((tx) => provenance(tx, id));
    assert.deepEqual([found?.leafIndex, found?.checkpointSize], [i, 3]);
    const committed = proved.leaf?.form === "sealed" ? Buffer.from(proved.leaf.c, "base64url") : null;
    assert.equal(committed?.toString("hex"), found?.commitment);
  }
});

test("a log grows past full tiles, and each tree begins with the one before", async (t) => {
  const world = await aWorld(t);
  const old = [];
  for (const count of [1, 254, 1, 1, 300]) {
    await record(world, Array.from({ length: count }, () => aBell(world)));
    await sequence(world);
    const { log } = await verified(world, old.map((c) => c.size));
    for (const earlier of old) verifyGrowth(log, earlier);
    old.push(log.checkpoint);
  }
  assert.deepEqual(old.map((c) => c.size), [1n, 255n, 256n, 257n, 557n]);
});

test("nothing to do signs nothing", async (t) => {
  const world = await aWorld(t);
  assert.deepEqual(await sequence(world), { placed: 0, size: 0 });
  assert.equal(await checkpoint(world), null);
  await ring(world, 1);
  await sequence(world);
  const first = await checkpoint(world);
  assert.deepEqual(await sequence(world), { placed: 0, size: 1 });
  assert.deepEqual(await checkpoint(world), first);
});

test("the register is the fold of the leaves, and a changed register is found out (R40.3)", async (t) => {
  const world = await aWorld(t);
  await record(world, [aRegisterEvent(world, { currency: "EUR", valueMinor: "12500" }), aBell(world)]);
  await sequence(world);
  const register = await world.database.read((tx) => foldedRegister(tx));
  assert.deepEqual(
    [register.size, register.counts.sealed, register.totals["EUR"]?.valueMinor], [2, 1, "12500"],
  );
  const { log } = await verified(world);
  assert.deepEqual(verifyRegister(log, Buffer.from(JSON.stringify(register))), register);
  const forged = JSON.stringify(register).replace("12500", "12501");
  assert.throws(() => verifyRegister(log, Buffer.from(forged)), /differs/);
  const hidden = JSON.stringify({ ...register, entries: [] });
  assert.throws(() => verifyRegister(log, Buffer.from(hidden)), /missing/);
  const beside = (more: object) => verifyRegister(log, Buffer.from(JSON.stringify({ ...more, ...register })));
  assert.deepEqual(beside({ notice: { en: "Fictitious.", ar: "وهمي" } }), register, "a notice is no part of what is proved");
  assert.throws(() => beside({ notice: { en: { valueMinor: "1" } } }), /notice/);
  assert.throws(() => beside({ notice: { en: "x".repeat(201) } }), /notice/);
  assert.throws(() => beside({ notice: "Fictitious." }), /notice/);
  assert.throws(() => beside({ remark: { en: "Fictitious." } }), /holds more than the fold/);
});

test("from outside, a hit and a note are the same but for random bytes", async (t) => {
  const world = await aWorld(t);
  const same = { matched: "Personne Exemplaire", listed: true };
  await record(world, [
    aBell(world, { type: "hit.raised", body: same }), aBell(world, { type: "note.added", body: same }),
    aBell(world, { type: "note.added", body: { text: "x".repeat(5_000) } }), aBell(world, { body: null }),
  ]);
  await sequence(world);
  const { log } = await verified(world);
  assert.deepEqual(log.leaves.map((leaf) => leaf.length), [57, 57, 57, 57]);
  const shapes = log.leaves.map((leaf) => Buffer.from(leaf).toString().replace(/"[A-Za-z0-9_-]{43}"/, '""'));
  assert.deepEqual(new Set(shapes), new Set(['{"c":"","v":1}']));
  assert.equal(new Set(log.leaves.map((leaf) => Buffer.from(leaf).toString())).size, 4);
});

test("a public leaf shows 16 commitments however much is withheld", async (t) => {
  const world = await aWorld(t);
  const bare = aRegisterEvent(world, { kind: "funding" });
  const registerId = bare.publicPart?.registerId ?? "reg_";
  const withheld = { valueMinor: "12500", purpose: "radio sets" };
  await record(world, [bare, { ...bare, publicPart: { registerId, fields: { kind: "funding" }, withheld } }]);
  await sequence(world);
  const { log } = await verified(world);
  const leaves = log.leaves.map((leaf) => readLeaf(leaf));
  assert.deepEqual(leaves.map((leaf) => leaf?.form === "public" && leaf.commitments.length), [16, 16]);
  assert.ok(log.leaves.every((leaf) => !Buffer.from(leaf).includes("12500")));
});

test("refuses to sign behind the published checkpoint, and places nothing either", async (t) => {
  const world = await aWorld(t);
  const store = logFolder(world.folders.log);
  await ring(world, 2);
  await sequence(world);
  const ahead = await store.read("checkpoint");
  const restored = await aWorld(t);
  const behind = { ...restored, keys: world.keys, folders: world.folders };
  await ring(behind, 1);
  await assert.rejects(sequence(behind), (e) => e instanceof LogStopped && e.reason === "behind");
  assert.deepEqual(await store.read("checkpoint"), ahead);
  assert.equal((await restored.database.read((tx) => headOf(tx))).size, 0n);
});

test("refuses to sign a second history of the same length", async (t) => {
  const world = await aWorld(t);
  await ring(world, 2);
  await sequence(world);
  const other = await aWorld(t);
  const twin = { ...other, keys: world.keys };
  await ring(twin, 3);
  await sequence(twin);
  const forked = { ...twin, folders: world.folders };
  await assert.rejects(sequence(forked), (e) => e instanceof LogStopped && e.reason === "forked");
});

test("refuses a published checkpoint that another key signed", async (t) => {
  const world = await aWorld(t);
  await ring(world, 1);
  await sequence(world);
  const rekeyed = { ...world, keys: keysFrom(newSecrets("log.example.org/other")) };
  await assert.rejects(sequence(rekeyed), (e) => e instanceof LogStopped && e.reason === "foreign");
});

test("writes everything again when the published folder was lost", async (t) => {
  const world = await aWorld(t);
  await record(world, Array.from({ length: 300 }, () => aBell(world)));
  await sequence(world);
  rmSync(world.folders.log, { recursive: true });
  await sequence(world);
  assert.equal((await verified(world)).log.leaves.length, 300);
});

test("the swap of the head lets one of two signers win", async (t) => {
  const world = await aWorld(t);
  await ring(world, 1);
  await sequence(world);
  const old = await world.database.read((tx) => headOf(tx));
  const next = { size: 2n, root: Buffer.alloc(32, 1), note: "note" };
  const mode = { role: "sequencer", isolation: "read-committed" } as const;
  const swap = (root: number) => world.database.transaction(mode, (tx) =>
    swapHead(tx, old, { ...next, root: Buffer.alloc(32, root) }, world.clock.now()));
  assert.deepEqual((await Promise.all([swap(1), swap(2)])).sort(), [false, true]);
});

test("leaves, tiles' roots and checkpoints cannot be changed even by the owner of the tables", async (t) => {
  const { withClient } = await import("../../ports/database/admin.ts");
  const world = await aWorld(t);
  await ring(world, 1);
  await sequence(world);
  await withClient(world.adminUrl, async (client) => {
    for (const statement of [
      "update log.leaves set leaf_index = 7", "delete from log.leaves", "truncate log.leaves",
      "delete from log.checkpoints", "update log.tile_roots set tile = 1",
    ]) {
      await assert.rejects(client.query(statement), /append-only/, statement);
    }
  });
});

test("the application may not change or remove an event, a body or the head", async (t) => {
  const { sql } = await import("kysely");
  const world = await aWorld(t);
  await ring(world, 1);
  for (const statement of [
    sql`update log.events set type = 'bell.cracked'`, sql`delete from log.events`,
    sql`delete from log.bodies`, sql`update log.bodies set sealed = ''`,
    sql`update log.head set size = 9`, sql`delete from log.leaves`,
  ]) {
    const attempt = world.database.transaction(
      { isolation: "read-committed" }, (tx) => statement.execute(tx),
    );
    await assert.rejects(attempt, /permission denied/);
  }
});
