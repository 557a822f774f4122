// Goal: what was backed up comes back, row for row and byte for byte, here and on the other server, and a backup that
// is not whole is refused before anything is touched. Method: real rows by real deeds, COPY both ways, and a second
// backup of the restored database whose hashes must be those of the first.
import assert from "node:assert/strict";
import { appendFileSync, chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { eraseBodies } from "../../src/modules/log/erasure/erase-bodies.ts";
import { eventsOf, perform, sequence } from "../../src/modules/log/index.ts";
import { readDesk } from "../../src/modules/log/desk.ts";
import { backup } from "../../src/ports/backup/backup.ts";
import type { Manifest } from "../../src/ports/backup/manifest.ts";
import { restore, type RestoreAsk } from "../../src/ports/backup/restore.ts";
import { connect } from "../../src/ports/database/connect.ts";
import { withClient } from "../../src/ports/database/admin.ts";
import { urlsOf } from "../../src/ports/database/logins.ts";
import { readMigrations } from "../../src/ports/database/migrate.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { StartRefused } from "../../src/ports/start-refused.ts";
import { actorOf, anActor } from "../_build/actors.ts";
import { aBell, record, ring, ringer } from "../_build/log/bells.ts";
import { aBareDatabase, aWorld, type BareDatabase, type TestWorld } from "../_build/world.ts";

const at = "2027-03-03T10:00:00.000Z";
const migrations = readMigrations(join(projectRoot(), "migrations"));

function aFolder(t: TestContext, name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `entente-${name}-`));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Rows that hurt: Arabic, the longest text, a tab and a backslash (COPY's own marks), nulls; and a published log. */
async function aFilledWorld(t: TestContext): Promise<{ world: TestWorld; blob: Awaited<ReturnType<TestWorld["blobs"]["put"]>> }> {
  const world = await aWorld(t);
  await anActor(world, { roles: ["partnership-officer"], name: "شخص مثال \\N \\. \t Exemplaire" });
  await ring(world, 3);
  await record(world, [aBell(world, { body: { text: "ع".repeat(20_000), path: "C:\\N\t\\.\n" } }), aBell(world)]);
  await sequence(world);
  return { world, blob: await world.blobs.put(Buffer.from("accounts")) };
}

async function aBackup(t: TestContext, world: TestWorld, name = "backup"): Promise<{ folder: string; manifest: Manifest }> {
  const folder = join(aFolder(t, name), "one");
  return { folder, manifest: await backup({ adminUrl: world.adminUrl, ...foldersOf(world), to: folder, at }) };
}

function foldersOf(world: TestWorld): { blobs: string; log: string } {
  return { blobs: join(world.folders.state, "blobs"), log: world.folders.log };
}

function aTarget(t: TestContext, from: string, target: BareDatabase): RestoreAsk {
  const state = aFolder(t, "restored");
  return { from, adminUrl: target.adminUrl, blobs: join(state, "blobs"), log: join(state, "log"), migrations, at };
}

const hashes = (manifest: Manifest) =>
  manifest.files.filter((file) => file.path.startsWith("tables/")).map((file) => `${file.path} ${file.sha256}`);

const refusal = (claim: RegExp) => (error: unknown): boolean => error instanceof StartRefused && claim.test(error.message);

const servers: readonly (readonly [string, string | undefined])[] = [
  ["the same server", process.env["TEST_DATABASE_ADMIN_URL"] ?? ""],
  ["the second server, of another major", process.env["TEST_SECOND_DATABASE_ADMIN_URL"]],
];
for (const [where, serverUrl] of servers) {
  test(`a backup comes back whole on ${where}, and work goes on there`, async (t) => {
    if (serverUrl === undefined) return t.skip("TEST_SECOND_DATABASE_ADMIN_URL is not set");
    const { world, blob } = await aFilledWorld(t);
    const { folder, manifest } = await aBackup(t, world);
    const target = await aBareDatabase(t, serverUrl);
    const ask = aTarget(t, folder, target);
    await restore(ask);
    const second = join(aFolder(t, "again"), "one");
    const again = await backup({ ...ask, to: second });
    assert.deepEqual(hashes(again), hashes(manifest));
    assert.deepEqual(again.sequences, manifest.sequences);
    const home = aTarget(t, second, await aBareDatabase(t)); // and back, from the other major to this one
    await restore(home);
    assert.deepEqual(hashes(await backup({ ...home, to: join(aFolder(t, "home"), "one") })), hashes(manifest));
    const database = connect({ urls: urlsOf(target.adminUrl, target.logins) });
    t.after(() => database.close());
    const restored = { ...world, database, folders: { ...world.folders, log: ask.log } };
    const [event] = await record(restored, [aBell(restored, { subject: "prt_after", body: { went: "on" } })]);
    assert.equal((await sequence(restored)).placed, 1, "only the new event waits: the restored ones have their leaves");
    const timeline = await database.read((tx) => eventsOf(readDesk(restored, ringer, tx), { subject: "prt_after" }, 1));
    assert.deepEqual([timeline[0]?.id, timeline[0]?.body], [event, { went: "on" }]);
    assert.ok(readdirSync(ask.blobs).includes(blob.address.slice(0, 2)));
  });
}

test("a restored installation is muted, and keeps the mark of an evaluation", async (t) => {
  const { world } = await aFilledWorld(t);
  await withClient(world.adminUrl, (client) => client.query("insert into ground.marks values ('evaluation', 'yes')"));
  const { folder } = await aBackup(t, world);
  const target = await aBareDatabase(t);
  await restore(aTarget(t, folder, target));
  const { rows } = await withClient(target.adminUrl, (client) => client.query("select key from ground.marks order by key"));
  assert.deepEqual(rows.map((row) => row.key), ["evaluation", "muted"]);
});

for (const [where, serverUrl] of servers) test(`what was erased after an old backup stays erased when that is restored on ${where}`, async (t) => {
  if (serverUrl === undefined) return t.skip("TEST_SECOND_DATABASE_ADMIN_URL is not set");
  const { world } = await aFilledWorld(t);
  const [event = ""] = await record(world, [aBell(world, { subject: "prt_erased", body: { name: "Personne Exemplaire" } })]);
  const backups = aFolder(t, "backups");
  const take = (name: string, when: string) =>
    backup({ adminUrl: world.adminUrl, ...foldersOf(world), to: join(backups, name), at: when });
  await take("old", "2027-03-03T10:00:00.000Z");
  const officer = actorOf({ roles: ["data-protection-officer"] });
  const erased = await perform(world, officer, eraseBodies, { events: [event], article: "17" });
  assert.ok(erased.ok);
  await take("new", "2027-03-04T10:00:00.000Z");
  const target = await aBareDatabase(t, serverUrl);
  const { erasedAgain } = await restore(aTarget(t, join(backups, "old"), target));
  assert.equal(erasedAgain, 1);
  const { rowCount } = await withClient(target.adminUrl, (client) =>
    client.query("select 1 from log.bodies where event_id = $1", [event]));
  assert.equal(rowCount, 0);
});

test("keys are copied only where they are asked for, readable by their owner alone", async (t) => {
  const { world } = await aFilledWorld(t);
  const keys = aFolder(t, "keys");
  writeFileSync(join(keys, "mac.key"), "secret", { mode: 0o600 });
  chmodSync(keys, 0o700);
  const apart = join(aFolder(t, "apart"), "keys");
  const to = join(aFolder(t, "backup"), "one");
  await backup({ adminUrl: world.adminUrl, ...foldersOf(world), to, at, keys: { from: keys, to: apart } });
  assert.deepEqual(readdirSync(apart), ["mac.key"]);
  assert.ok(!readdirSync(to).includes("keys"));
});

test("a backup with one changed byte, a missing file or no manifest is refused and nothing is touched", async (t) => {
  const { world } = await aFilledWorld(t);
  const target = await aBareDatabase(t);
  const changed = await aBackup(t, world);
  appendFileSync(join(changed.folder, "tables/log.events.copy.gz"), "x");
  await assert.rejects(restore(aTarget(t, changed.folder, target)),
    refusal(/log\.events\.copy\.gz does not match the manifest/));
  const missing = await aBackup(t, world);
  rmSync(join(missing.folder, "log/checkpoint"));
  await assert.rejects(restore(aTarget(t, missing.folder, target)), refusal(/checkpoint is missing/));
  const half = await aBackup(t, world);
  rmSync(join(half.folder, "manifest.json"));
  await assert.rejects(restore(aTarget(t, half.folder, target)), refusal(/interrupted/));
  await restore(aTarget(t, (await aBackup(t, world)).folder, target)); // the target stayed empty all the while
});

test("a database that holds anything, keys in place and somebody else's log are refused", async (t) => {
  const { world } = await aFilledWorld(t);
  const { folder } = await aBackup(t, world);
  await assert.rejects(restore(aTarget(t, folder, { ...(await aBareDatabase(t)), adminUrl: world.adminUrl })),
    refusal(/not empty/));
  const ask = aTarget(t, folder, await aBareDatabase(t));
  const keys = aFolder(t, "keys");
  writeFileSync(join(keys, "mac.key"), "theirs");
  await assert.rejects(restore({ ...ask, keys: { from: aFolder(t, "no-keys"), to: keys } }), refusal(/never overwritten/));
  const log = aFolder(t, "log");
  writeFileSync(join(log, "checkpoint"), "log.example.net/other\n5\n");
  await assert.rejects(restore({ ...ask, log }), refusal(/log of another installation/));
});

test("a published log that survived is kept, since it is newer than the backup", async (t) => {
  const { world } = await aFilledWorld(t);
  const { folder } = await aBackup(t, world);
  await ring(world, 2);
  await sequence(world);
  const published = readFileSync(join(world.folders.log, "checkpoint"), "utf8");
  await restore({ ...aTarget(t, folder, await aBareDatabase(t)), log: world.folders.log });
  assert.equal(readFileSync(join(world.folders.log, "checkpoint"), "utf8"), published);
});

test("a backup of a schema that this version does not know is refused", async (t) => {
  const { world } = await aFilledWorld(t);
  const { folder, manifest } = await aBackup(t, world);
  const newer = { ...manifest, schema: [...manifest.schema, { name: "9999-next.sql", sha256: "0".repeat(64) }] };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(newer));
  await assert.rejects(restore(aTarget(t, folder, await aBareDatabase(t))), refusal(/9999-next\.sql .*newer version/));
});

test("a restore that fails half-way leaves no row behind", async (t) => {
  const { world } = await aFilledWorld(t);
  const { folder, manifest } = await aBackup(t, world);
  const wrong = manifest.tables.map((table) => (table.name === "log.events" ? { ...table, rows: table.rows + 1 } : table));
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ ...manifest, tables: wrong }));
  const target = await aBareDatabase(t);
  await assert.rejects(restore(aTarget(t, folder, target)), refusal(/held 5 rows and the manifest says 6/));
  const { rows } = await withClient(target.adminUrl, (client) =>
    client.query("select (select count(*)::int from access.persons) as persons, (select count(*)::int from " +
      "log.events) as events"));
  assert.deepEqual(rows[0], { persons: 0, events: 0 });
});

test("progress is told table by table, and the backup says what it holds", async (t) => {
  const { world } = await aFilledWorld(t);
  const told: string[] = [];
  const to = join(aFolder(t, "backup"), "one");
  const manifest = await backup({
    adminUrl: world.adminUrl, ...foldersOf(world), to, at, onProgress: ({ what, done, total }) =>
      told.push(`${what} ${done}/${total}`),
  });
  assert.equal(told.filter((one) => one.startsWith("table ")).length, manifest.tables.length);
  assert.ok(!manifest.tables.some((table) => table.name === "access.sessions"), "sessions die with a restore");
  assert.ok(JSON.parse(readFileSync(join(to, "manifest.json"), "utf8")));
});
