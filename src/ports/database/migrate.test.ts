// Goal: the schema only moves forward, and what may not be done is refused by privilege, not by our good manners.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { aBareDatabase, aWorld } from "../../../tests/_build/world.ts";
import { StartRefused } from "../start-refused.ts";
import { withClient } from "./admin.ts";
import { connect } from "./connect.ts";
import { refuseOtherSchema, refuseTooMuchPrivilege } from "./guard.ts";
import { migrate, readMigrations } from "./migrate.ts";
import { projectRoot } from "../project-root.ts";

const header = "-- Why: test\n-- Locks: none\n-- Backfill: none\n-- Deploy order: any\n-- How to undo forward: drop\n";
const at = "2027-03-03T09:00:00.000Z";

function aFolder(t: TestContext, files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "entente-migrations-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function refusal(claim: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof StartRefused && claim.test(error.message);
}

test("a migration without its five header lines in order is refused by name", (t) => {
  const folder = aFolder(t, { "0001-one.sql": header.replace("-- Backfill: none\n", "") + "select 1;" });
  assert.throws(() => readMigrations(folder), refusal(/0001-one\.sql: the header lacks a line "-- Backfill/));
});

test("a migration that ends its own transaction, a taken number and a strange name are refused", (t) => {
  assert.throws(() => readMigrations(aFolder(t, { "0001-one.sql": `${header}commit;` })), refusal(/one transaction/));
  assert.throws(() => readMigrations(aFolder(t, { "0001-a.sql": header, "0001-b.sql": header })),
    refusal(/number 0001 is taken/));
  assert.throws(() => readMigrations(aFolder(t, { "one.sql": header })), refusal(/must look like/));
});

test("each file is applied once, in order, and two migrators at once do it once", async (t) => {
  const { adminUrl } = await aBareDatabase(t);
  const folder = aFolder(t, { "0001-a.sql": `${header}create table a (n int);`,
    "0002-b.sql": `${header}alter table a add m int;` });
  const migrations = readMigrations(folder);
  const both = await Promise.all([migrate({ adminUrl, migrations, at }), migrate({ adminUrl, migrations, at })]);
  assert.deepEqual(both.flat(), ["0001-a.sql", "0002-b.sql"]);
  assert.deepEqual(await migrate({ adminUrl, migrations, at }), []);
});

test("a file that fails is undone whole, says its line, and works once it is mended", async (t) => {
  const { adminUrl } = await aBareDatabase(t);
  const broken = aFolder(t, { "0001-a.sql": `${header}create table a (n int);\ncreate table b (n nonsense);` });
  await assert.rejects(migrate({ adminUrl, migrations: readMigrations(broken), at }), /0001-a\.sql:7: .*nonsense/);
  const mended = aFolder(t, { "0001-a.sql": `${header}create table a (n int);\ncreate table b (n int);` });
  assert.deepEqual(await migrate({ adminUrl, migrations: readMigrations(mended), at }), ["0001-a.sql"]);
});

test("a changed, a missing and a late file are refused, each with what to do", async (t) => {
  const { adminUrl } = await aBareDatabase(t);
  const files = { "0001-a.sql": `${header}create table a (n int);`, "0003-c.sql": `${header}create table c (n int);` };
  await migrate({ adminUrl, migrations: readMigrations(aFolder(t, files)), at });
  const again = (changed: Record<string, string>) =>
    migrate({ adminUrl, migrations: readMigrations(aFolder(t, changed)), at });
  await assert.rejects(again({ ...files, "0001-a.sql": `${header}create table a (n int8);` }),
    refusal(/was changed after.*entente -- reset/));
  await assert.rejects(again({ "0001-a.sql": files["0001-a.sql"] }), refusal(/0003-c\.sql was applied .* missing here/));
  await assert.rejects(again({ ...files, "0002-b.sql": header }), refusal(/0002-b\.sql.* give it a later number/));
});

test("an evaluation and a configured start never open each other's database", async (t) => {
  const evaluation = await aBareDatabase(t);
  const migrations = readMigrations(aFolder(t, { "0001-a.sql": `${header}create table a (n int);` }));
  await migrate({ adminUrl: evaluation.adminUrl, migrations, at, mode: "evaluation" });
  await migrate({ adminUrl: evaluation.adminUrl, migrations, at, mode: "evaluation" });
  await assert.rejects(migrate({ adminUrl: evaluation.adminUrl, migrations, at, mode: "configured" }),
    refusal(/fictitious/));
  const real = await aBareDatabase(t);
  await migrate({ adminUrl: real.adminUrl, migrations, at, mode: "configured" });
  await assert.rejects(migrate({ adminUrl: real.adminUrl, migrations, at, mode: "evaluation" }),
    refusal(/real installation/));
});

test("the product's own migrations give the app a login that passes the guard, and the owner's login does not",
  async (t) => {
  const world = await aWorld(t);
  await refuseTooMuchPrivilege(world.database);
  await refuseOtherSchema(world.database, readMigrations(join(projectRoot(), "migrations")));
  const { adminUrl: url } = world;
  const owner = connect({ urls: { app: url, sequencer: url, eraser: url, reader: url } });
  t.after(() => owner.close());
  await assert.rejects(refuseTooMuchPrivilege(owner), refusal(/superuser.*owns the table/));
});

test("a login that may update log.events is refused", async (t) => {
  const world = await aWorld(t);
  await withClient(world.adminUrl, (client) => client.query("grant update on log.events to entente_app"));
  await assert.rejects(refuseTooMuchPrivilege(world.database), refusal(/may change log\.events/));
});

test("code that knows fewer or more migrations than the database does not start", async (t) => {
  const world = await aWorld(t);
  const files = readMigrations(join(projectRoot(), "migrations"));
  const next = { name: "9999-next.sql", text: "", sha256: "0" };
  await assert.rejects(refuseOtherSchema(world.database, [...files, next]), refusal(/lacks migrations\/9999-next\.sql/));
  await assert.rejects(refuseOtherSchema(world.database, files.slice(0, -1)), refusal(/newer version/));
});

test("every migration of the product has its header and stays readable", () => {
  const folder = join(projectRoot(), "migrations");
  const migrations = readMigrations(folder);
  assert.ok(migrations.length > 0);
  for (const { name, text } of migrations) assert.equal(readFileSync(join(folder, name), "utf8"), text);
});
