// Goal: the books refuse what must never happen, in the code and again in the database.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { sql } from "kysely";
import { z } from "zod";
import type { EntryId } from "../../kernel/ids.ts";
import { ok } from "../../kernel/result.ts";
import { anActor } from "../../../tests/_build/actors.ts";
import { aWorld } from "../../../tests/_build/world.ts";
import { ask, deed, perform, type Desk } from "../log/index.ts";
import { entryOf, entriesOf, postEntry, postReversal, receivedMinor, recordReconciliation } from "./index.ts";
import { booksQuestion, entriesQuestion } from "./questions.ts";

const file = "prt_00000000000000000000000001";
const contribution = "ctr_00000000000000000000000001";
const euros = (minor: bigint): { minor: bigint; currency: string } => ({ minor, currency: "EUR" });

async function books(t: TestContext) {
  const world = await aWorld(t);
  const poster = await anActor(world, { roles: ["finance-officer"] });
  const controller = await anActor(world, { roles: ["finance-controller"] });
  const run = <T>(actor: typeof poster, body: (desk: Desk) => Promise<T>) => {
    let answer: T | undefined;
    const definition = deed({
      name: "ledger.try",
      who: [...actor.roles],
      isolation: "serializable",
      ask: z.strictObject({}),
      async perform(desk) {
        answer = await body(desk);
        await desk.record({ type: "entry.tried", subject: contribution, body: {} });
        return ok(null);
      },
    });
    return perform(world, actor, definition, {}).then(() => answer as T);
  };
  const post = (minor: bigint) =>
    run(poster, (desk) =>
      postEntry(desk, {
        kind: "receipt",
        amount: euros(minor),
        file,
        contribution,
        evidence: "bank line 2027/17",
      }),
    );
  return { world, poster, controller, run, post };
}

test("a receipt is one balanced entry and counts as received", async (t) => {
  const { world, post, poster } = await books(t);
  await post(24_000_000n);
  const found = await world.database.read((tx) => entriesOf(tx, contribution));
  assert.equal(found.length, 1);
  assert.equal(
    found[0]?.lines.reduce((sum, l) => sum + l.amountMinor, 0n),
    0n,
  );
  assert.equal(await world.database.read((tx) => receivedMinor(tx, contribution, "EUR")), 24_000_000n);
  const all = await ask(world, poster, booksQuestion, {});
  assert.equal(all?.isBalanced, true);
});

test("an unbalanced or empty entry cannot be committed, whoever writes it", async (t) => {
  const { world } = await books(t);
  const write = (lines: readonly bigint[]) =>
    world.database.transaction({ isolation: "read-committed" }, async (tx) => {
      await sql`insert into ledger.entries (id, kind, file, posted_by_person, posted_at, booked_on, evidence, event_id)
      values ('ent_x', 'receipt', ${file}, 'per_x', '2027-01-01Z', '2027-01-01', 'paper', 'evt_x')`.execute(
        tx,
      );
      for (const [at, minor] of lines.entries()) {
        await sql`insert into ledger.postings values ('ent_x', ${at + 1}, 'cash:trust-fund', 'EUR', ${minor})`.execute(
          tx,
        );
      }
    });
  await assert.rejects(write([100n, -99n]), /not balanced/);
  await assert.rejects(write([]), /no lines/);
  await write([100n, -100n]);
});

test("nothing in the books can be changed or taken out", async (t) => {
  const { world, post } = await books(t);
  await post(100n);
  const attempt = (statement: ReturnType<typeof sql>) =>
    world.database.transaction({ isolation: "read-committed" }, (tx) => statement.execute(tx));
  await assert.rejects(
    attempt(sql`update ledger.postings set amount_minor = amount_minor * 2`),
    /permission denied|append-only/,
  );
  await assert.rejects(attempt(sql`delete from ledger.entries`), /permission denied|append-only/);
  await assert.rejects(attempt(sql`truncate ledger.postings`), /permission denied|append-only/);
});

test("a wrong entry is turned around once, and both stay", async (t) => {
  const { world, post, poster, run } = await books(t);
  const id = await post(500n);
  const entry = await world.database.read((tx) => entryOf(tx, id));
  assert.ok(entry);
  const turned = await run(poster, (desk) =>
    postReversal(desk, entry, "the bank line belongs to another file"),
  );
  assert.ok(turned.ok);
  assert.equal(await world.database.read((tx) => receivedMinor(tx, contribution, "EUR")), 0n);
  const again = await world.database.read((tx) => entryOf(tx, id));
  assert.ok(again?.reversedBy);
  const twice = await run(poster, (desk) =>
    postReversal(desk, again, "once more, although it was turned around"),
  );
  assert.equal(twice.ok ? "" : twice.error.code, "ledger/reversed-already");
  const mirror = await world.database.read((tx) => entryOf(tx, again.reversedBy as EntryId));
  assert.ok(mirror);
  const back = await run(poster, (desk) =>
    postReversal(desk, mirror, "turning the turning around is not allowed"),
  );
  assert.equal(back.ok ? "" : back.error.code, "ledger/reversal-stays");
});

test("the poster never reconciles; another person does, once", async (t) => {
  const { world, post, poster, controller, run } = await books(t);
  const entry = await world.database.read(async (tx) => entryOf(tx, await post(700n)));
  assert.ok(entry);
  const own = await run(poster, (desk) =>
    recordReconciliation(desk, { entry, statementRef: "statement 12" }),
  );
  assert.deepEqual(own.ok ? [] : [own.error.code], ["ledger/poster-reconciles"]);
  const other = await run(controller, (desk) =>
    recordReconciliation(desk, { entry, statementRef: "statement 12" }),
  );
  assert.ok(other.ok);
  const reread = await world.database.read((tx) => entryOf(tx, entry.id));
  assert.equal(reread?.reconciled?.statementRef, "statement 12");
});

test("pages of entries follow each other without gap or repeat", async (t) => {
  const { world, post, poster } = await books(t);
  for (let i = 1n; i <= 60n; i++) await post(i);
  const first = await ask(world, poster, entriesQuestion, {});
  assert.ok(first?.next);
  const second = await ask(world, poster, entriesQuestion, { before: first.next });
  const ids = [...first.entries, ...(second?.entries ?? [])].map((e) => e.id);
  assert.equal(new Set(ids).size, 60);
  assert.equal(second?.next, null);
});

test("who neither keeps, decides on nor audits the books sees none", async (t) => {
  const { world, post } = await books(t);
  await post(1n);
  const analyst = await anActor(world, { roles: ["diligence-analyst"] });
  assert.equal(await ask(world, analyst, booksQuestion, {}), null);
});
