import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { aWorld, testStart } from "../../../tests/_build/world.ts";

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
