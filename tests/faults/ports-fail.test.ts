// Goal: a port that fails without having done its work, and one that did it and cannot say so, look the same to the
// caller; asking again with the same key must come to one effect either way. Method: the hostile doubles of ports.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { perform } from "../../src/modules/log/index.ts";
import { DiskFull } from "../../src/ports/disk-full.ts";
import { Busy } from "../../src/ports/database/database.ts";
import { withClient } from "../../src/ports/database/admin.ts";
import { FaultPlan, hostileBlobs, hostileDatabase, hostileHttp, hostileMail, type Fault } from "../../src/ports/hostile.ts";
import { aBell, ringBells, ringer } from "../_build/log/bells.ts";
import { aWorld, type TestWorld } from "../_build/world.ts";

const faults: readonly Fault[] = ["not-done", "done-but-not-told"];

async function aHostileWorld(t: TestContext): Promise<{ world: TestWorld; plan: FaultPlan; events(): Promise<number> }> {
  const world = await aWorld(t);
  const plan = new FaultPlan();
  const count = async (): Promise<number> => withClient(world.adminUrl, async (client) =>
    Number((await client.query("select count(*) as n from log.events")).rows[0]?.n));
  return { plan, events: count, world: { ...world, database: hostileDatabase(world.database, plan) } };
}

/** Busy may reach the caller as a refusal or as the error itself; both say: ask again. */
async function isBusy(running: ReturnType<typeof perform>): Promise<boolean> {
  try {
    const answer = await running;
    return !answer.ok && answer.error.kind === "busy";
  } catch (error) {
    return error instanceof Busy;
  }
}

for (const fault of faults) {
  test(`a deed whose transaction is ${fault} is busy, and asked again with its key happens once`, async (t) => {
    const { world, plan, events } = await aHostileWorld(t);
    const asked = [aBell(world)];
    const ask = () => perform(world, ringer, ringBells, asked, { idempotencyKey: "form-1" });
    plan.fail("transaction", fault);
    assert.ok(await isBusy(ask()));
    assert.equal(await events(), fault === "not-done" ? 0 : 1);
    const answer = await ask();
    assert.ok(answer.ok);
    assert.equal(await events(), 1);
    assert.deepEqual(await ask(), answer, "the same answer for the same key, however often");
    assert.equal(await events(), 1);
  });

  test(`a letter that is ${fault} and sent again is one letter`, async (t) => {
    const { world, plan } = await aHostileWorld(t);
    const mail = hostileMail(world.mail, plan);
    const letter = { to: "a@example.org", subject: "A file waits for you",
      text: "https://partners.example.org/tasks", messageId: "let_1" };
    plan.fail("send", fault);
    await assert.rejects(mail.send(letter));
    await mail.send(letter);
    assert.deepEqual(world.mail.letters, [letter]);
  });

  test(`a document that is ${fault} on a full disk is an error, and the next one goes through`, async (t) => {
    const { world, plan } = await aHostileWorld(t);
    const blobs = hostileBlobs(world.blobs, plan);
    plan.fail("put", fault);
    await assert.rejects(blobs.put(Buffer.from("accounts")), DiskFull);
    assert.ok(await blobs.get(await blobs.put(Buffer.from("accounts"))));
  });

  test(`a list that is ${fault} is an answer of its own kind, never half a list`, async (t) => {
    const { world, plan } = await aHostileWorld(t);
    world.http.serve("https://lists.example.org/a", "list");
    const http = hostileHttp(world.http, plan);
    const ask = { url: "https://lists.example.org/a", maxBytes: 100, timeoutMs: 100 };
    plan.fail("get", fault);
    assert.deepEqual(await http.get(ask), { kind: "failed", reason: "unreachable" });
    assert.equal((await http.get(ask)).kind, "fetched");
  });
}
