import type { TestContext } from "node:test";
import { sequence } from "../../../src/modules/log/index.ts";
import { withClient } from "../../../src/ports/database/admin.ts";
import { aWorld, type TestWorld } from "../world.ts";
import { aBell, aRegisterEvent, record } from "./bells.ts";

/**
 * As a restore from a backup leaves it: the published log of one installation, the database of an earlier
 * day.
 */
export async function restored(t: TestContext): Promise<{ world: TestWorld; lost: TestWorld }> {
  const lost = await aWorld(t);
  await record(lost, Array.from({ length: 300 }, () => aBell(lost)));
  await sequence(lost);
  const world = { ...await aWorld(t), keys: lost.keys, folders: lost.folders };
  await copyLog(lost, world);
  await record(
    lost, [aRegisterEvent(lost, { currency: "EUR", valueMinor: "500" }), aBell(lost), aBell(lost)],
  );
  await sequence(lost);
  return { world, lost };
}

/** Copies what a dump of the log's schema would carry. */
async function copyLog(from: TestWorld, to: TestWorld): Promise<void> {
  for (const [table, columns] of Object.entries({
    events: "org_id, event_id, type, subject, account_id, person_id, at, commitment, leaf",
    bodies: "org_id, event_id, sealed", leaves: "org_id, leaf_index, event_id, leaf, leaf_hash",
    tile_roots: "org_id, level, tile, hash", checkpoints: "org_id, size, root, note, at",
  })) {
    const order = table === "events" ? "order by seq" : "";
    const { rows } = await withClient(
      from.adminUrl, (c) => c.query(`select ${columns} from log.${table} ${order}`),
    );
    const names = columns.split(", ");
    await withClient(to.adminUrl, async (client) => {
      for (const row of rows as Record<string, unknown>[]) {
        const places = names.map((_, i) => `$${i + 1}`).join(",");
        await client.query(`insert into log.${table} (${columns}) values (${places})`, names.map((n) =>
          (n === "at" ? new Date(Number(row[n])).toISOString() : row[n])));
      }
      if (table !== "checkpoints") return;
      const [head] = rows as Record<string, unknown>[];
      await client.query(
        "update log.head set size = $1, root = $2, note = $3",
        [head?.["size"], head?.["root"], head?.["note"]],
      );
    });
  }
}
