import { sql } from "kysely";
import type { AdminClient } from "./admin.ts";
import type { Tx } from "./database.ts";

/**
 * Marks of the database itself, written by its owner and read by the app:
 * `evaluation` (fictitious content; a configured start refuses it) · `muted` (restored; mail and webhooks are held).
 */
export type Mark = "evaluation" | "muted";

export async function readMark(tx: Tx, mark: Mark): Promise<string | null> {
  const { rows } = await sql<{ value: string }>`select value from ground.marks where key = ${mark}`.execute(tx);
  return rows[0]?.value ?? null;
}

export async function setMark(client: AdminClient, mark: Mark, value: string): Promise<void> {
  await client.query(
    "insert into ground.marks (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value",
    [mark, value],
  );
}

export async function clearMark(client: AdminClient, mark: Mark): Promise<void> {
  await client.query("delete from ground.marks where key = $1", [mark]);
}
