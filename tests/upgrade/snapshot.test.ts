// Goal: a backup is one moment, however long it takes: what is committed between the copies of two tables is in both or
// in neither. Method: a lock holds the backup between two tables while a person and their account are committed.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { backup } from "../../src/ports/backup/backup.ts";
import { restore } from "../../src/ports/backup/restore.ts";
import { withClient } from "../../src/ports/database/admin.ts";
import { readMigrations } from "../../src/ports/database/migrate.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { anActor } from "../_build/actors.ts";
import { aBareDatabase, aWorld } from "../_build/world.ts";

const at = "2027-03-03T10:00:00.000Z";

/** People, and those among them whose account is missing: each is made in one transaction with an account. */
async function people(adminUrl: string): Promise<{ persons: number; accounts: number; alone: number }> {
  const { rows } = await withClient(adminUrl, (client) => client.query<{ persons: number; accounts: number; alone: number }>(`
    select (select count(*)::int from access.persons) as persons, (select count(*)::int from access.accounts) as accounts,
      (select count(*)::int from access.persons p
        where not exists (select 1 from access.accounts a where a.person_id = p.id)) as alone`));
  return rows[0] ?? { persons: -1, accounts: -1, alone: -1 };
}

test("a person and an account committed between the copies of their tables are in the backup both, or not at all", async (t) => {
  const world = await aWorld(t);
  await anActor(world);
  const before = await people(world.adminUrl);
  const folder = mkdtempSync(join(tmpdir(), "entente-snapshot-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const order: string[] = [];
  await withClient(world.adminUrl, async (holder) => {
    await holder.query("begin");
    await holder.query("lock table access.grants in access exclusive mode"); // copied after accounts and before persons
    let accountsAreCopied = (): void => {};
    const copied = new Promise<void>((done) => (accountsAreCopied = done));
    const taken = backup({
      adminUrl: world.adminUrl, blobs: join(world.folders.state, "blobs"), log: world.folders.log, to: join(folder, "one"), at,
      onProgress: ({ what, name }) => {
        if (what === "table") order.push(name);
        if (name === "access.accounts") accountsAreCopied();
      },
    });
    await Promise.race([copied, taken]);
    await anActor(world);
    order.push("committed");
    await holder.query("rollback");
    await taken;
  });
  const [accounts, committed, persons] = ["access.accounts", "committed", "access.persons"].map((one) => order.indexOf(one));
  assert.ok((accounts ?? -1) >= 0 && Number(accounts) < Number(committed) && Number(committed) < Number(persons), order.join(" "));
  assert.equal((await people(world.adminUrl)).persons, before.persons + 1);
  const target = await aBareDatabase(t);
  const migrations = readMigrations(join(projectRoot(), "migrations"));
  await restore({
    from: join(folder, "one"), adminUrl: target.adminUrl, blobs: join(folder, "blobs"), log: join(folder, "log"), migrations, at,
  });
  assert.deepEqual(await people(target.adminUrl), { ...before, alone: 0 });
});
