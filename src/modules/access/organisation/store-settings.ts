import { sql } from "kysely";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import { settingsChanges, type SettingsChanges } from "./settings.ts";

export interface SettingsVersion {
  readonly version: number;
  readonly state: "proposed" | "in-force" | "declined" | "superseded";
  readonly body: SettingsChanges;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedName: string;
  readonly proposedAt: Instant;
  readonly closedName: string | null;
  readonly closedAt: Instant | null;
}

interface SettingsRow {
  version: number; state: SettingsVersion["state"]; body: unknown; reason: string; proposed_by: string;
  proposed_name: string | null; proposed_at: Instant; closed_name: string | null; closed_at: Instant | null;
}

/** Parsed again when read: an older shape stops here and not in a decision. */
function settings(row: SettingsRow): SettingsVersion {
  return {
    version: row.version, state: row.state, body: settingsChanges.parse(row.body), reason: row.reason,
    proposedBy: row.proposed_by, proposedName: row.proposed_name ?? "", proposedAt: row.proposed_at,
    closedName: row.closed_name, closedAt: row.closed_at,
  };
}

const select = sql`select s.*, p.name as proposed_name, q.name as closed_name from access.settings s
  left join access.persons p on p.id = s.proposed_by left join access.persons q on q.id = s.closed_by`;

export async function settingsInForce(tx: Tx): Promise<SettingsVersion | null> {
  const { rows } = await sql<SettingsRow>`${select} where s.state = 'in-force'`.execute(tx);
  return rows[0] ? settings(rows[0]) : null;
}

export async function settingsProposed(tx: Tx): Promise<SettingsVersion | null> {
  const { rows } = await sql<SettingsRow>`${select} where s.state = 'proposed'`.execute(tx);
  return rows[0] ? settings(rows[0]) : null;
}

/** Every version ever proposed, newest first. */
export async function settingsHistory(tx: Tx): Promise<SettingsVersion[]> {
  const { rows } = await sql<SettingsRow>`${select} order by s.version desc limit 200`.execute(tx);
  return rows.map(settings);
}

export interface NewSettings {
  readonly body: SettingsChanges;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

export async function insertSettings(tx: Tx, row: NewSettings): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into access.settings (version, state, body, reason, proposed_by, proposed_at)
    values ((select coalesce(max(version), 0) + 1 from access.settings), 'proposed', ${JSON.stringify(row.body)}::jsonb,
      ${row.reason}, ${row.by}, ${iso(row.at)}::timestamptz) returning version`.execute(tx);
  return rows[0]?.version ?? 0;
}

export interface SettingsClose {
  readonly version: number;
  readonly state: "in-force" | "declined";
  readonly by: string;
  readonly at: Instant;
}

export async function closeSettings(tx: Tx, close: SettingsClose): Promise<boolean> {
  if (close.state === "in-force") {
    await sql`update access.settings set state = 'superseded' where state = 'in-force'`.execute(tx);
  }
  const { numAffectedRows } = await sql`update access.settings
    set state = ${close.state}, closed_by = ${close.by}, closed_at = ${iso(close.at)}::timestamptz
    where version = ${close.version} and state = 'proposed'`.execute(tx);
  return numAffectedRows === 1n;
}
