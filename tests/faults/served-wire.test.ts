// Goal: whatever happens to the wire under a served deed, who asked gets 503 once patience ends, nothing is half done, and
// the same key happens exactly once when the database is back. Method: the served API and a page on the real database,
// behind a wire that the test cuts, with patience shortened by the option that connections have for it.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { Problem } from "../../src/faces/api/problem.ts";
import { connect } from "../../src/ports/database/connect.ts";
import { anActor } from "../_build/actors.ts";
import { anApi } from "../_build/api.ts";
import { started } from "../_build/partners.ts";
import { aProxy, type Proxy } from "../_build/proxy.ts";
import { aServedDraft, rowsOf } from "../_build/served-draft.ts";
import { aWorld, type TestWorld } from "../_build/world.ts";

const start = "partners/start-application";
const name = { name: "Fondation Exemplaire", kind: "non-profit", country: "FR" };
const bounded = { timeout: 60_000 }; // an answer that never comes fails the test, whatever else it says

const commit = "commit\0"; // the whole statement: an event's insert speaks of its commitment

interface Wired {
  readonly near: TestWorld; // on this side of the wire
  readonly world: TestWorld; // what is served
  readonly wire: Proxy;
}

async function aWiredWorld(t: TestContext, lostMs: number): Promise<Wired> {
  const near = await aWorld(t);
  const wire = await aProxy(t, near.adminUrl);
  const { url } = wire;
  const urls = { app: url, sequencer: url, eraser: url, reader: url };
  const database = connect({ urls, patience: { conflictMs: 2_000, lostMs } });
  t.after(() => database.close());
  return { near, wire, world: { ...near, database } };
}

interface Cut {
  readonly when: string;
  readonly isDone: boolean; // the server committed, and nobody heard of it
  by(wire: Proxy): void;
}

const cuts: readonly Cut[] = [
  { when: "before the deed", isDone: false, by: (wire) => wire.cut() },
  { when: "while the deed runs", isDone: false, by: (wire) => wire.cutAt("insert into log.events", "before") },
  { when: "with an answer of the deed under way", isDone: false, by: (wire) => wire.cutAt("insert into log.events", "after") },
  { when: "before the commit arrived", isDone: false, by: (wire) => wire.cutAt(commit, "before") },
  { when: "before the commit was answered", isDone: true, by: (wire) => wire.cutAt(commit, "after") },
];

for (const { when, isDone, by } of cuts) {
  test(`a wire cut ${when} is 503 to a machine; nothing is half done, and the same key happens once`, bounded, async (t) => {
    const { near, world, wire } = await aWiredWorld(t, 200);
    const api = await anApi(t, world);
    const as = await anActor(near, { roles: ["partner-contact"] });
    const ask = () => api.post(start, name, { as, key: "once" });
    const before = await rowsOf(near);
    by(wire);
    const gone = await ask();
    assert.deepEqual([gone.statusCode, gone.headers["retry-after"]], [503, "2"], gone.payload);
    assert.deepEqual(gone.json<Problem>().code, "busy");
    const whole = { ...before };
    for (const table of ["log.events", "log.idempotency", "partners.partners", "partners.applications"] as const) whole[table] += 1;
    assert.deepEqual(await rowsOf(near), isDone ? whole : before);
    assert.equal((await ask()).statusCode, 503, "as long as the database is away");
    wire.mend();
    const done = await ask();
    assert.equal(done.statusCode, 200, done.payload);
    assert.equal((await ask()).payload, done.payload);
    assert.deepEqual(await rowsOf(near), whole);
  });

  test(`a wire cut ${when} is 503 to a reader; the form sent again happens once`, bounded, async (t) => {
    const { near, world, wire } = await aWiredWorld(t, 200);
    const { send } = await aServedDraft(t, { world, draft: await started(near) });
    const before = await rowsOf(near);
    by(wire);
    const gone = await send();
    assert.equal(gone.statusCode, 503, gone.body);
    assert.ok(Number(gone.headers["retry-after"]) > 0);
    assert.equal((await rowsOf(near))["partners.documents"], before["partners.documents"] + (isDone ? 1 : 0));
    wire.mend();
    for (let times = 0; times < 2; times++) assert.equal((await send()).statusCode, 303);
    const after = await rowsOf(near);
    assert.deepEqual(
      [after["partners.documents"], after["log.events"]], [before["partners.documents"] + 1, before["log.events"] + 1],
    );
  });
}

test("a question to a database that is away is 503, and answered when it is back", bounded, async (t) => {
  const { near, world, wire } = await aWiredWorld(t, 200);
  const api = await anApi(t, world);
  const as = await anActor(near, { roles: ["external-auditor"] });
  wire.cut();
  const gone = await api.get("log/state", { as });
  assert.deepEqual([gone.statusCode, gone.json<Problem>().code], [503, "busy"]);
  wire.mend();
  assert.equal((await api.get("log/state", { as })).statusCode, 200);
});

test("a database that is back before patience ends is waited for, and the deed happens once", bounded, async (t) => {
  const { near, world, wire } = await aWiredWorld(t, 30_000);
  const api = await anApi(t, world);
  const as = await anActor(near, { roles: ["partner-contact"] });
  const before = await rowsOf(near);
  wire.cutAt("insert into log.events", "before");
  const asked = api.post(start, name, { as, key: "once" });
  setTimeout(() => wire.mend(), 300);
  assert.equal((await asked).statusCode, 200);
  const after = await rowsOf(near);
  assert.deepEqual([after["partners.applications"], after["log.events"]],
    [before["partners.applications"] + 1, before["log.events"] + 1]);
});
