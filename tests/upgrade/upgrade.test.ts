// Goal: an installation of the previous schema, full of rows, comes to this one with nothing lost and nothing changed that
// the migration does not name. Method: all migrations but the last, rows that hurt, the last one, and every table compared.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { test, type TestContext } from "node:test";
import { forgetOldAnswers, verifyReads } from "../../src/modules/log/index.ts";
import { copyOut } from "../../src/ports/backup/copy.ts";
import { columnList, quoted, tablesOf, type Table } from "../../src/ports/backup/tables.ts";
import { withClient, type AdminClient } from "../../src/ports/database/admin.ts";
import { connect } from "../../src/ports/database/connect.ts";
import { refuseOtherSchema, refuseTooMuchPrivilege } from "../../src/ports/database/guard.ts";
import { urlsOf } from "../../src/ports/database/logins.ts";
import { migrate, readMigrations } from "../../src/ports/database/migrate.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { aBareDatabase, memoryWorld, projectFile, type BareDatabase } from "../_build/world.ts";

const at = "2027-03-03T09:00:00.000Z";
const migrations = readMigrations(join(projectRoot(), "migrations"));
const previous = migrations.slice(0, -1);

async function aFilledPredecessor(t: TestContext): Promise<BareDatabase> {
  const bare = await aBareDatabase(t);
  await migrate({ adminUrl: bare.adminUrl, migrations: previous, at });
  await withClient(bare.adminUrl, (client) => client.query(projectFile("tests/upgrade/rows.sql")));
  return bare;
}

/** Table → hash of the rows in the columns named, in the order they lie. */
async function contents(client: AdminClient, tables: readonly Table[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const table of tables) {
    const digest = createHash("sha256");
    const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => (digest.update(chunk), done()) });
    const rows = await copyOut(client, `copy ${quoted(table.name)} (${columnList(table)}) to stdout`, sink);
    found.set(table.name, `${rows} ${digest.digest("hex")}`);
  }
  return found;
}

test("the previous schema with rows that hurt comes to this one, every row as it was", async (t) => {
  const { adminUrl, logins } = await aFilledPredecessor(t);
  const { tables, before } = await withClient(adminUrl, async (client) => {
    const list = await tablesOf(client);
    return { tables: list, before: await contents(client, list) };
  });
  assert.ok([...before.values()].filter((one) => !one.startsWith("0 ")).length >= 12, "the fixture fills many tables");
  assert.deepEqual(await migrate({ adminUrl, migrations, at }), [migrations.at(-1)?.name]);
  const after = await withClient(adminUrl, (client) => contents(client, tables));
  assert.deepEqual(after, before);
  const database = connect({ urls: urlsOf(adminUrl, logins) });
  t.after(() => database.close());
  await refuseOtherSchema(database, migrations);
  await refuseTooMuchPrivilege(database);
  const state = mkdtempSync(join(tmpdir(), "entente-upgrade-"));
  t.after(() => rmSync(state, { recursive: true, force: true }));
  const forgotten = await forgetOldAnswers({ ...memoryWorld(state, "upgrade"), database });
  assert.ok(forgotten > 0, "the new code works on the old rows");
});

test("what the last migration is for: older records of reads are chained as the code chains them, and only there may be added", async (t) => {
  const { adminUrl, logins } = await aFilledPredecessor(t);
  await migrate({ adminUrl, migrations, at });
  const database = connect({ urls: urlsOf(adminUrl, logins) });
  t.after(() => database.close());
  const state = mkdtempSync(join(tmpdir(), "entente-upgrade-"));
  t.after(() => rmSync(state, { recursive: true, force: true }));
  const found = await verifyReads({ ...memoryWorld(state, "upgrade"), database });
  assert.deepEqual(found, { batches: 2, reads: 1500, committed: 0, faults: [] });
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query(`select has_table_privilege('entente_app', 'access.read_records', 'insert') as old,
      has_table_privilege('entente_app', 'log.reads', 'insert') as new`);
    assert.deepEqual(rows, [{ old: false, new: true }]);
  });
});

test("the sweep finds old answers by an index, and no foreign key lacks one", async (t) => {
  const { adminUrl } = await aFilledPredecessor(t);
  await migrate({ adminUrl, migrations, at });
  await withClient(adminUrl, async (client) => {
    await client.query("analyze log.idempotency");
    const { rows: plan } = await client.query<{ "QUERY PLAN": string }>(
      "explain delete from log.idempotency where org_id = 'org' and at < '2027-02-12T00:00:00Z'");
    assert.match(plan.map((row) => row["QUERY PLAN"]).join("\n"), /idempotency_by_age/);
    const { rows } = await client.query(unindexedForeignKeys);
    assert.deepEqual(rows.map((row) => row.key), []);
  });
});

/** Foreign keys whose columns begin no index: each makes removing a referred row read the whole table. */
const unindexedForeignKeys = `
  select c.conrelid::regclass || ' ' || c.conname as key from pg_constraint c
  where c.contype = 'f' and not exists (select 1 from pg_index i where i.indrelid = c.conrelid
    and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
    and c.conkey @> (i.indkey::int2[])[0:cardinality(c.conkey) - 1])
  order by 1`;

test("a migration whose connection is killed half-way leaves nothing, and runs again", async (t) => {
  const { adminUrl } = await aFilledPredecessor(t);
  const last = migrations.at(-1);
  assert.ok(last);
  const slow = { ...last, text: `${last.text}\nselect pg_sleep(60);` };
  const running = migrate({ adminUrl, migrations: [...previous, slow], at });
  const killed = assert.rejects(running);
  await withClient(adminUrl, async (client) => {
    for (let killedCount = 0; killedCount === 0;) {
      const { rowCount } = await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()");
      killedCount = rowCount ?? 0;
    }
  });
  await killed;
  assert.deepEqual(await migrate({ adminUrl, migrations, at }), [last.name]);
});

test("on an empty database all migrations together make the same schema as one after the other", async (t) => {
  const [atOnce, stepwise] = [await aBareDatabase(t), await aBareDatabase(t)];
  await migrate({ adminUrl: atOnce.adminUrl, migrations, at });
  for (let count = 1; count <= migrations.length; count++) {
    await migrate({ adminUrl: stepwise.adminUrl, migrations: migrations.slice(0, count), at });
  }
  const shape = (url: string) => withClient(url, async (client) => (await client.query(
    `select table_schema, table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
     where table_schema not in ('pg_catalog', 'information_schema') order by 1, 2, 3`)).rows);
  assert.deepEqual(await shape(stepwise.adminUrl), await shape(atOnce.adminUrl));
});
