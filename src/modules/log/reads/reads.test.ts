// Goal: a record of a read that somebody with the owner's hands changes, removes, adds or moves is found. Method: records
// by the real path, the log's commitment by the timer, then the owner's statements with the triggers off.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { z } from "zod";
import { publicActor, systemActor, type Actor } from "../../../kernel/actor.ts";
import { withClient } from "../../../ports/database/admin.ts";
import { actorOf } from "../../../../tests/_build/actors.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import { question, takenAway } from "../deed.ts";
import { readDesk } from "../desk.ts";
import { ask, due, eventsOf, perform, recordRead, sequence, verifyReads } from "../index.ts";
import { commitReads } from "./commit-reads.ts";

const hour = 3_600_000;
const reader: Actor = actorOf({ roles: ["compliance-officer"] });

const secret = question({
  name: "example.secret", who: ["compliance-officer"], ask: z.strictObject({ thing: z.string() }),
  answer: async (_desk, { thing }): Promise<{ thing: string } | null> => thing === "none" ? null : { thing },
  sealed: ({ thing }) => thing === "open" ? null : { file: "prt_x", subject: thing },
});

const list = question({
  name: "example.list", who: ["compliance-officer"], ask: z.strictObject({}), answer: async () => [1],
  sealed: (_rows, of) => takenAway(of),
});

function record(world: TestWorld, subject: string): Promise<void> {
  return recordRead(world, { actor: reader, what: "example.secret", file: "prt_x", subject, purpose: "page" });
}

async function rows(world: TestWorld, columns: string): Promise<unknown[]> {
  return withClient(world.adminUrl, async (client) =>
    (await client.query(`select ${columns} from log.reads order by batch, place`)).rows);
}

/** What only the owner can: triggers are off. */
function asOwner(world: TestWorld, statements: string): Promise<unknown> {
  return withClient(world.adminUrl, (client) =>
    client.query(`set session_replication_role = replica; ${statements}; set session_replication_role = origin`));
}

async function dueNow(world: TestWorld): Promise<number> {
  return world.database.read(async (tx) => (await due(readDesk(world, systemActor, tx))).length);
}

function commit(world: TestWorld) {
  return perform(world, systemActor, commitReads, {});
}

/** Six batches of one record each, the log committed to the first four. */
async function aChain(t: TestContext): Promise<TestWorld> {
  const world = await aWorld(t);
  for (let n = 1; n <= 4; n++) await record(world, `thing-${n}`);
  world.clock.forward(hour);
  assert.ok((await commit(world)).ok);
  for (let n = 5; n <= 6; n++) await record(world, `thing-${n}`);
  return world;
}

const faultsOf = async (world: TestWorld) => (await verifyReads(world)).faults.map(({ batch, fault }) => `${batch} ${fault}`);

test("a question that opens sealed content leaves one record before it answers; one that opens nothing leaves none", async (t) => {
  const world = await aWorld(t);
  assert.deepEqual(await ask(world, reader, secret, { thing: "thing-1" }), { thing: "thing-1" });
  await ask(world, reader, secret, { thing: "open" });
  await ask(world, reader, list, {});
  await ask(world, reader, list, {}, "export");
  await ask(world, reader, secret, { thing: "thing-2" }, "api");
  const who = { account_id: reader.accountId, person_id: reader.personId };
  assert.deepEqual(await rows(world, "account_id, person_id, what, subject, file, purpose"), [
    { ...who, what: "example.secret", subject: "thing-1", file: "prt_x", purpose: "page" },
    { ...who, what: "example.list", subject: null, file: null, purpose: "export" },
    { ...who, what: "example.secret", subject: "thing-2", file: "prt_x", purpose: "api" },
  ]);
});

test("who is refused, asks for what is not there, or asks what cannot be read leaves no record", async (t) => {
  const world = await aWorld(t);
  assert.equal(await ask(world, publicActor, secret, { thing: "thing-1" }), null);
  assert.equal(await ask(world, reader, secret, { thing: "none" }), null);
  assert.equal(await ask(world, reader, secret, { thing: 7 }), null);
  assert.deepEqual(await rows(world, "*"), []);
});

test("what cannot be recorded is not answered, and the next reader is served again", async (t) => {
  const world = await aWorld(t);
  let isAway = true;
  const transaction: typeof world.database.transaction = (how, body) =>
    isAway ? Promise.reject(new Error("away")) : world.database.transaction(how, body);
  const mute = { ...world, database: { ...world.database, transaction } };
  await assert.rejects(ask(mute, reader, secret, { thing: "thing-1" }), /away/);
  isAway = false;
  assert.deepEqual(await ask(mute, reader, secret, { thing: "thing-2" }), { thing: "thing-2" });
  assert.deepEqual(await rows(world, "subject"), [{ subject: "thing-2" }]);
});

test("many readers at once, in two processes: every record is in one unbroken chain, and writes are shared", async (t) => {
  const world = await aWorld(t);
  const other = { ...world, database: { ...world.database } }; // a queue of its own, as another process has
  const all = Array.from({ length: 200 }, (_, n) => record(n % 2 === 0 ? world : other, `thing-${n}`));
  await Promise.all(all);
  const state = await verifyReads(world);
  assert.deepEqual(state.faults, []);
  assert.equal(state.reads, 200);
  assert.ok(state.batches >= 2 && state.batches < 200, `${state.batches} writes`);
  const subjects = (await rows(world, "subject")).map((row) => (row as { subject: string }).subject);
  assert.equal(new Set(subjects).size, 200);
});

test("the log commits to the chain once an hour: not before, not twice, and never to nothing", async (t) => {
  const world = await aWorld(t);
  assert.equal(await dueNow(world), 0);
  await record(world, "thing-1");
  world.clock.forward(hour - 1);
  await record(world, "thing-2");
  assert.equal(await dueNow(world), 0);
  assert.equal((await commit(world)).ok, false);
  world.clock.forward(1);
  assert.equal(await dueNow(world), 1);
  assert.deepEqual(await commit(world), { ok: true, value: { batch: 2, reads: 2 } });
  assert.equal(await dueNow(world), 0);
  assert.equal((await commit(world)).ok, false);
  await record(world, "thing-3");
  assert.equal(await dueNow(world), 0);
  world.clock.forward(hour);
  assert.equal(await dueNow(world), 1);
  await sequence(world);
  const [event] = await world.database.read((tx) => eventsOf({ tx, world }, { subject: "reads.2" }, 1));
  assert.equal(event?.leafIndex, 0);
  assert.match(JSON.stringify(event?.body), /"batch":2,"hash":"[0-9a-f]{64}","reads":2/);
});

test("nothing is found where nothing was touched", async (t) => {
  const world = await aChain(t);
  assert.deepEqual(await verifyReads(world), { batches: 6, reads: 6, committed: 4, faults: [] });
});

const everyColumn: readonly (readonly [column: string, value: string])[] = [
  ["read_id", "'rdr_other'"], ["account_id", "'acc_other'"], ["person_id", "'per_other'"], ["what", "'example.list'"],
  ["subject", "null"], ["file", "null"], ["purpose", "'api'"], ["read_at", "read_at + interval '1 millisecond'"],
];

test("a record changed by the owner is found, whichever column", async (t) => {
  const world = await aChain(t);
  for (const [column, value] of everyColumn) {
    await asOwner(world, `create table log.kept as select * from log.reads;
      update log.reads set ${column} = ${value} where batch = 2`);
    assert.deepEqual(await faultsOf(world), ["2 batch-changed"], column);
    await asOwner(world, "delete from log.reads; insert into log.reads select * from log.kept; drop table log.kept");
  }
  assert.deepEqual(await faultsOf(world), []);
});

test("records removed, added, moved or cut off by the owner are found", async (t) => {
  const cases: readonly (readonly [doing: string, faults: readonly string[]])[] = [
    ["delete from log.reads where batch = 3", ["3 batch-changed", "4 commitment-broken"]],
    ["insert into log.reads select org_id, batch, 1, 'rdr_z', account_id, person_id, what, subject, file, purpose, read_at " +
      "from log.reads where batch = 3", ["3 batch-changed", "4 commitment-broken"]],
    ["update log.reads set batch = 99 where batch = 3", ["3 batch-changed", "99 no-batch", "4 commitment-broken"]],
    ["update log.reads set batch = 99 where batch = 2; update log.reads set batch = 2 where batch = 3; " +
      "update log.reads set batch = 3 where batch = 99", ["2 batch-changed", "3 batch-changed"]],
    ["delete from log.reads where batch = 3; delete from log.read_batches where batch = 3",
      ["4 batch-missing", "4 commitment-broken"]],
    ["delete from log.reads where batch = 6; delete from log.read_batches where batch = 6", ["6 batch-missing"]],
    ["update log.read_head set hash = previous", ["6 head-changed"]],
  ];
  for (const [doing, faults] of cases) {
    const world = await aChain(t);
    await asOwner(world, doing);
    assert.deepEqual(await faultsOf(world), faults, doing);
  }
});

test("who computes the whole chain anew after a change contradicts what the log committed to", async (t) => {
  const world = await aChain(t);
  await asOwner(world, `update log.reads set purpose = 'none' where batch = 2;
    do $$ declare last bytea := decode(repeat('00', 32), 'hex'); next record; begin
      for next in select batch, string_agg(sha256(convert_to('{"account":' || to_json(account_id) || ',"at":"'
        || to_char(read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","file":' || to_json(file) || ',"id":'
        || to_json(read_id) || ',"person":' || to_json(person_id) || ',"purpose":' || to_json(purpose) || ',"subject":'
        || to_json(subject) || ',"what":' || to_json(what) || '}', 'UTF8')), ''::bytea order by place) as digests
        from log.reads group by batch order by batch
      loop
        update log.read_batches set previous = last, hash = sha256(last || next.digests) where batch = next.batch;
        update log.read_head set previous = last, hash = sha256(last || next.digests);
        last := sha256(last || next.digests);
      end loop;
    end $$`);
  assert.deepEqual(await faultsOf(world), ["4 commitment-broken"]);
});

test("a commitment whose body, row or leaf was changed is not believed", async (t) => {
  const cases = [
    "update log.bodies set sealed = sealed || '\\x00'", "update log.events set subject = 'reads.3'",
    "update log.events set leaf = '\\x00'", "delete from log.bodies",
  ];
  for (const doing of cases) {
    const world = await aChain(t);
    await asOwner(world, doing);
    assert.deepEqual(await faultsOf(world), ["0 commitment-unreadable"], doing);
  }
});

test("the application may add to the chain and nothing else", async (t) => {
  const world = await aChain(t);
  await withClient(world.adminUrl, async (client) => {
    for (const table of ["log.reads", "log.read_batches"]) {
      await assert.rejects(client.query(`delete from ${table}`), /append-only/);
      await assert.rejects(client.query(`truncate ${table}`), /append-only/);
      const { rows: may } = await client.query<{ may: boolean }>(
        `select has_table_privilege('entente_app', '${table}', 'update, delete, truncate') as may`);
      assert.equal(may[0]?.may, false);
    }
  });
});
