import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { aBareDatabase, aWorld, testStart } from "../../../tests/_build/world.ts";
import { withClient } from "./admin.ts";
import { connect } from "./connect.ts";
import { urlsOf } from "./logins.ts";

test("values come back as the product's own: bigint, instant, civil date, decimal text, bytes, json", async (t) => {
  const world = await aWorld(t);
  const { rows } = await world.database.read((tx) =>
    sql<Record<string, unknown>>`select 9007199254740993::int8 as big, ${new Date(testStart).toISOString()}::timestamptz as at,
      date '2027-03-03' as day, 12.50::numeric as n, '\\xff00'::bytea as bytes, '{"a":1}'::jsonb as j,
      array[1,2]::int8[] as bigs, count(*) as c`.execute(tx));
  assert.deepEqual(rows[0], {
    big: 9007199254740993n, at: testStart, day: "2027-03-03", n: "12.50", bytes: Buffer.from([255, 0]),
      j: { a: 1 }, bigs: [1n, 2n], c: 1n,
  });
});

test("a snapshot whose end is lost gives its connection back", async (t) => {
  const { adminUrl, logins } = await aBareDatabase(t);
  const database = connect({ urls: urlsOf(adminUrl, logins), connections: { app: 1 } });
  await database.read(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await withClient(adminUrl, (client) => client.query("select pg_terminate_backend($1, 2000)", [rows[0]?.pid]));
  });
  const { rows } = await database.read((tx) => sql<{ n: number }>`select 1 as n`.execute(tx));
  assert.deepEqual(rows, [{ n: 1 }]);
  await database.close();
});
