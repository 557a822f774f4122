import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { AdminClient } from "../database/admin.ts";
import { readManifest } from "./manifest.ts";

export const erasuresFile = "erased-events.txt";

/**
 * Ids of events whose body is gone. Each backup carries the list, because an older backup still holds those bodies:
 * restoring it must not bring back what somebody had a right to have removed.
 */
export async function erasedEvents(client: AdminClient): Promise<readonly string[]> {
  const { rows: there } = await client.query("select to_regclass('log.bodies') is not null as yes");
  if (!there[0]?.yes) return [];
  const { rows } = await client.query<{ id: string }>(
    `select e.event_id as id from log.events e
     where not exists (select 1 from log.bodies b where b.org_id = e.org_id and b.event_id = e.event_id) order by 1`,
  );
  return rows.map((row) => row.id);
}

/** Events that any later backup in the same folder of backups knows as erased. */
export function laterErasures(folderOfBackups: string, at: string): readonly string[] {
  const ids = new Set<string>();
  for (const name of readdirSync(folderOfBackups)) {
    const folder = join(folderOfBackups, name);
    const list = join(folder, erasuresFile);
    if (!existsSync(join(folder, "manifest.json")) || !existsSync(list) || readManifest(folder).at <= at) continue;
    for (const id of readFileSync(list, "utf8").split("\n")) if (id !== "") ids.add(id);
  }
  return [...ids];
}

/** Returns how many bodies were still there and are gone now. */
export async function reapplyErasures(client: AdminClient, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { rowCount } = await client.query("delete from log.bodies where event_id = any($1)", [ids]);
  return rowCount ?? 0;
}
