import { sql } from "kysely";
import { StartRefused } from "../start-refused.ts";
import type { Database } from "./database.ts";
import { refuseRewrittenHistory, type AppliedMigration, type Migration } from "./migrate.ts";

/**
 * What the app's login must not be able to do, asked of the server at every start: own tables, change or remove
 * events, bypass row rules. A login with too much privilege is a misconfiguration, not a convenience.
 */
export async function refuseTooMuchPrivilege(database: Database): Promise<void> {
  const { rows } = await database.read((tx) => sql<{ fault: string }>`
    select 'is a superuser' as fault from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)
    union all
    select 'owns the table ' || min(schemaname || '.' || tablename) from pg_tables where tableowner = current_user
      having count(*) > 0
    union all
    select 'may change log.events' where to_regclass('log.events') is not null and (
      has_table_privilege('log.events', 'update') or has_table_privilege('log.events', 'delete')
      or has_table_privilege('log.events', 'truncate'))`.execute(tx));
  if (rows.length === 0) return;
  throw new StartRefused(`the database login of the application ${rows.map((row) => row.fault).join(", ")}. Give DATABASE_URL ` +
    "a login that is only a member of entente_app, and the owner's to DATABASE_ADMIN_URL");
}

/** Old code on a newer schema, or new code on an older one, does not start. */
export async function refuseOtherSchema(database: Database, files: readonly Migration[]): Promise<void> {
  const applied = await database.read(async (tx) => {
    const { rows } = await sql<{ there: boolean }>`select to_regclass('ground.migrations') is not null as there`.execute(tx);
    if (!rows[0]?.there) return [];
    return (await sql<AppliedMigration>`select name, sha256 from ground.migrations order by name`.execute(tx)).rows;
  });
  refuseRewrittenHistory(files, applied);
  const next = files[applied.length];
  if (next) {
    throw new StartRefused(`the database lacks migrations/${next.name} and later ones: run ` +
      "`npm run entente -- migrate` with DATABASE_ADMIN_URL set");
  }
}
