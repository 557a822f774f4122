import assert from "node:assert/strict";
import { test } from "node:test";
import { aBell, record } from "../../../tests/_build/log/bells.ts";
import { aWorld, type TestWorld } from "../../../tests/_build/world.ts";
import { withClient } from "../../ports/database/admin.ts";
import { eventsOf } from "./index.ts";

const file = "prt_00000000000000000000000000";

/** One event on a file, then what somebody with a superuser's hands does to its row, then the timeline. */
async function afterTampering(world: TestWorld, sql: string): Promise<unknown> {
  await withClient(world.adminUrl, async (client) => {
    await client.query("set session_replication_role = replica"); // past the triggers
    await client.query(sql);
  });
  return world.database.read((tx) => eventsOf({ tx, world }, { file }, 10));
}

test("an event is read back as it was recorded", async (t) => {
  const world = await aWorld(t);
  const [id] = await record(world, [aBell(world, { file, version: 3, rules: "2027-1", body: { text: "مثال", n: 1 } })]);
  const [event] = await world.database.read((tx) => eventsOf({ tx, world }, { file }, 10));
  const { type, version, rules } = event ?? {};
  assert.deepEqual([event?.id, event?.file, type, version, rules], [id, file, "bell.sounded", 3, "2027-1"]);
  assert.deepEqual([event?.body, event?.erased, event?.at], [{ text: "مثال", n: 1 }, false, world.clock.now()]);
});

const columns: Readonly<Record<string, string>> = {
  type: "'bell.silenced'", subject: "'prt_zzzzzzzzzzzzzzzzzzzzzzzzzz'", version: "4", account_id: "'acc_other'",
  person_id: "'per_other'", at: "at + interval '1 second'", rules: "'2027-2'",
};
for (const [column, value] of Object.entries(columns)) {
  test(`a row whose ${column} was changed is not believed`, async (t) => {
    const world = await aWorld(t);
    await record(world, [aBell(world, { file, version: 3, rules: "2027-1" })]);
    const sql = `update log.events set ${column} = ${value}`;
    await assert.rejects(afterTampering(world, sql), /differs from what was committed/);
  });
}

test("an event moved to another file is not believed there", async (t) => {
  const world = await aWorld(t);
  await record(world, [aBell(world, { file: "prt_11111111111111111111111111" })]);
  await assert.rejects(afterTampering(world, `update log.events set file = '${file}'`), /differs from what was committed/);
});

test("a body that was changed, cut or put beside another event is not believed", async (t) => {
  for (const sql of [
    "update log.bodies set sealed = set_byte(sealed, 20, 255 - get_byte(sealed, 20))",
    "update log.bodies set sealed = substring(sealed from 1 for 40)",
    "update log.bodies b set sealed = o.sealed from log.bodies o where o.event_id <> b.event_id",
  ]) {
    const world = await aWorld(t);
    await record(world, [aBell(world, { file }), aBell(world, { file })]);
    await assert.rejects(afterTampering(world, sql), /is not what was sealed/, sql);
  }
});
