import { join } from "node:path";
import type { Config } from "../config.ts";
import { withClient } from "../database/admin.ts";
import { readMigrations, refuseRewrittenHistory, type AppliedMigration } from "../database/migrate.ts";
import { withOwner } from "../database/owner.ts";
import { fail, ok, warn, type Finding } from "./finding.ts";

/** Beyond this, the two clocks would disagree about deadlines: the product is not ready. */
export const skewMsMax = 2_000;

/** Reachable, of a version we know, at our schema, with our time, and whether it is muted. Changes nothing. */
export async function checkDatabase(config: Config, now: () => number): Promise<readonly Finding[]> {
  try {
    if (config.database.kind === "server" && !config.database.adminUrl) return await look(config, config.database.url, now);
    return await withOwner(config, (adminUrl) => look(config, adminUrl, now));
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    return [fail("database", told.slice(0, 300), "start the server, or correct DATABASE_URL")];
  }
}

async function look(config: Config, url: string, now: () => number): Promise<readonly Finding[]> {
  return withClient(url, async (client) => {
    const before = now();
    const { rows } = await client.query<{ ms: string; version: string; major: number; ground: boolean }>(
      `select extract(epoch from clock_timestamp()) * 1000 as ms, current_setting('server_version') as version,
         current_setting('server_version_num')::int / 10000 as major,
           to_regclass('ground.migrations') is not null as ground`);
    const skewMs = Math.round(Number(rows[0]?.ms) - (before + now()) / 2);
    const { version = "", major = 0, ground = false } = rows[0] ?? {};
    const findings = [
      major >= 15 ? ok("database", `PostgreSQL ${version}`)
        : fail("database", `PostgreSQL ${version}`, "15 or later is needed"),
      clockFinding(skewMs),
    ];
    if (!ground) return [...findings, warn("schema", "the database is empty",
      "the first start or `npm run entente -- migrate` fills it")];
    const applied = await client.query<AppliedMigration>("select name, sha256 from ground.migrations order by name");
    const muted = await client.query("select 1 from ground.marks where key = 'muted'");
    return [
      ...findings, schemaFinding(config, applied.rows),
      ...(muted.rowCount ? [warn("restore", "mail and webhooks are held since a restore",
        "look at it, then `npm run entente -- restore --lift-hold`")] : []),
    ];
  });
}

export function clockFinding(skewMs: number): Finding {
  const told = `this machine and the database are ${Math.abs(skewMs)} ms apart`;
  return Math.abs(skewMs) <= skewMsMax
    ? ok("clock", told)
    : fail("clock", told,
      "run NTP on both machines: beyond 2 s deadlines would depend on who asks, and the product is not ready");
}

function schemaFinding(config: Config, applied: readonly AppliedMigration[]): Finding {
  const files = readMigrations(join(config.root, "migrations"));
  try {
    refuseRewrittenHistory(files, applied);
  } catch (error) {
    return fail("schema", error instanceof Error ? error.message : "unknown",
      "run the version this database was made for, or restore the file");
  }
  const waiting = files.length - applied.length;
  return waiting === 0
    ? ok("schema", `all ${files.length} migrations are applied`)
    : warn("schema", `${waiting} migrations wait`, "take a backup, then `npm run entente -- migrate`");
}
