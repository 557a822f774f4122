// Goal: whatever happens to the wire, a caller gets its answer or `Busy` in bounded time, and nothing is half done.
// Method: the real database behind a wire that the test cuts.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { sql } from "kysely";
import { connect } from "../../src/ports/database/connect.ts";
import { Busy, type Database } from "../../src/ports/database/database.ts";
import { withClient } from "../../src/ports/database/admin.ts";
import { aProxy, type Proxy } from "../_build/proxy.ts";
import { aWorld } from "../_build/world.ts";

interface Wired {
  readonly database: Database;
  readonly wire: Proxy;
  count(): Promise<number>;
}

/** A table of this test behind the wire; `count` looks at it from the other side. */
async function aWiredTable(t: TestContext, lostMs: number): Promise<Wired> {
  const { adminUrl } = await aWorld(t);
  await withClient(adminUrl, (client) => client.query("create table public.fault_rows (n int not null)"));
  const wire = await aProxy(t, adminUrl);
  const { url } = wire;
  const database = connect({ urls: { app: url, sequencer: url, eraser: url, reader: url },
    patience: { conflictMs: 2_000, lostMs } });
  t.after(() => database.close());
  const count = async (): Promise<number> =>
    withClient(adminUrl, async (client) =>
      Number((await client.query("select count(*) as n from public.fault_rows")).rows[0]?.n));
  return { database, wire, count };
}

const insertOne = (database: Database): Promise<unknown> =>
  database.transaction({ isolation: "serializable" }, async (tx) => {
    await sql`insert into public.fault_rows values (1)`.execute(tx);
    await sql`insert into public.fault_rows values (2)`.execute(tx);
  });

test("a database that stays away is answered with Busy, and the next call after its return works", async (t) => {
  const { database, wire, count } = await aWiredTable(t, 200);
  await insertOne(database);
  wire.cut();
  await assert.rejects(insertOne(database), Busy);
  await assert.rejects(database.read((tx) => sql`select 1`.execute(tx)), Busy);
  wire.mend();
  await insertOne(database);
  assert.equal(await count(), 4);
});

test("a database that comes back in time is waited for, and nobody notices", async (t) => {
  const { database, wire, count } = await aWiredTable(t, 10_000);
  wire.cut();
  const waiting = insertOne(database);
  setTimeout(() => wire.mend(), 300);
  await waiting;
  assert.equal(await count(), 2);
});

test("a wire cut between two statements rolls back and is tried again whole", async (t) => {
  const { database, wire, count } = await aWiredTable(t, 10_000);
  wire.cutAt("values (2)", "before");
  const waiting = insertOne(database);
  setTimeout(() => wire.mend(), 200);
  await waiting;
  assert.equal(await count(), 2);
});

test("a commit that never arrived is Busy and has changed nothing", async (t) => {
  const { database, wire, count } = await aWiredTable(t, 10_000);
  wire.cutAt("commit", "before");
  await assert.rejects(insertOne(database), (error) => error instanceof Busy && /commit is unknown/.test(error.message));
  assert.equal(await count(), 0);
});

test("a commit whose answer was lost is Busy too, and is not done a second time", async (t) => {
  const { database, wire, count } = await aWiredTable(t, 10_000);
  wire.cutAt("commit", "after");
  await assert.rejects(insertOne(database), Busy);
  assert.equal(await count(), 2);
});

test("two transactions in conflict both succeed in the end, one after the other", async (t) => {
  const { database, count } = await aWiredTable(t, 1_000);
  const countThenInsert = (): Promise<unknown> =>
    database.transaction({ isolation: "serializable" }, async (tx) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from public.fault_rows`.execute(tx);
      await sql`insert into public.fault_rows values (${rows[0]?.n ?? 0})`.execute(tx);
    });
  await Promise.all([countThenInsert(), countThenInsert(), countThenInsert()]);
  const { rows } = await database.read((tx) => sql<{ n: number }>`select n from public.fault_rows order by n`.execute(tx));
  assert.deepEqual(rows.map((row) => row.n), [0, 1, 2]);
  assert.equal(await count(), 3);
});

test("a body that throws leaves nothing, and its own error comes out", async (t) => {
  const { database, count } = await aWiredTable(t, 1_000);
  class Mine extends Error {}
  await assert.rejects(database.transaction({ isolation: "serializable" }, async (tx) => {
    await sql`insert into public.fault_rows values (1)`.execute(tx);
    throw new Mine();
  }), Mine);
  assert.equal(await count(), 0);
});

test("a read cannot write", async (t) => {
  const { database } = await aWiredTable(t, 1_000);
  await assert.rejects(database.read((tx) => sql`insert into public.fault_rows values (1)`.execute(tx)),
    /read-only transaction/);
});
