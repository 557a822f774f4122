import assert from "node:assert/strict";
import { logFolder } from "../../../src/ports/log-store.ts";
import { keyFrom, verifyLog, type WholeLog } from "../../../verifier/verify.mjs";
import type { TestWorld } from "../world.ts";
import { withClient } from "../../../src/ports/database/admin.ts";

/** The published log, checked from its bytes alone. */
export async function wholeLog(world: TestWorld, sizes: readonly bigint[] = []): Promise<WholeLog> {
  const store = logFolder(world.folders.log);
  return verifyLog((path) => store.read(path), keyFrom(String(await store.read("log.vkey"))), { sizes });
}

/** No event lost, none twice, no gap: said by the database, and by the published bundles. */
export async function assertGapless(world: TestWorld, events: number): Promise<void> {
  const counts = await withClient(world.adminUrl, async (client) => {
    const { rows } = await client.query(`
      select (select count(*) from log.events) as events, count(*) as leaves,
        count(distinct l.event_id) as placed, coalesce(max(l.leaf_index) + 1, 0) as size,
        count(*) filter (where l.leaf = e.leaf) as same
      from log.leaves l left join log.events e using (org_id, event_id)`);
    return rows[0] as Record<string, unknown>;
  });
  const wanted = { events, leaves: events, placed: events, size: events, same: events };
  assert.deepEqual(Object.fromEntries(Object.entries(counts).map(([k, v]) => [k, Number(v)])), wanted);
  assert.equal((await wholeLog(world)).leaves.length, events);
}
