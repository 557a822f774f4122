import { sql } from "kysely";
import type { Tx } from "../../../ports/database/database.ts";
import { org } from "../store-events.ts";

/** Salt and envelope go together: they are one sealed value. False when they were gone already. */
export async function eraseBody(tx: Tx, eventId: string): Promise<boolean> {
  const gone = await sql`delete from log.bodies where org_id = ${org} and event_id = ${eventId}`.execute(tx);
  return gone.numAffectedRows === 1n;
}
