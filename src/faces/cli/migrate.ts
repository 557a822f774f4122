import { join } from "node:path";
import { iso, type Instant } from "../../kernel/instants.ts";
import type { Config } from "../../ports/config.ts";
import { migrate, readMigrations } from "../../ports/database/migrate.ts";
import { withOwner } from "../../ports/database/owner.ts";

/** Brings the database to the last migration. Returns the names applied now. */
export function migrateDatabase(
  config: Config, { at, onStep }: { readonly at: Instant; readonly onStep?: (name: string) => void },
): Promise<readonly string[]> {
  const migrations = readMigrations(join(config.root, "migrations"));
  return withOwner(config, (adminUrl) => migrate({
    adminUrl, migrations, at: iso(at), mode: config.mode, ...(onStep ? { onStep } : {}),
  }));
}
