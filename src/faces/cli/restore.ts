import { join } from "node:path";
import { iso, type Instant } from "../../kernel/instants.ts";
import { readManifest, type OnProgress } from "../../ports/backup/manifest.ts";
import { restore, type Restored } from "../../ports/backup/restore.ts";
import type { Config } from "../../ports/config.ts";
import { withClient } from "../../ports/database/admin.ts";
import { clearMark } from "../../ports/database/marks.ts";
import { readMigrations } from "../../ports/database/migrate.ts";
import { withOwner } from "../../ports/database/owner.ts";
import { keyFilesExist } from "../../ports/keys-files.ts";
import { StartRefused } from "../../ports/start-refused.ts";

export interface RestoreBackupAsk {
  readonly from: string;
  readonly keysFrom?: string; // the folder of keys that was kept apart, unless the keys are in place
  readonly at: Instant;
  readonly onProgress?: OnProgress;
}

/** Restores into the empty database of this configuration. Letters stay held until `liftHold`. */
export async function restoreBackup(config: Config, ask: RestoreBackupAsk): Promise<Restored> {
  const { from, keysFrom, at, onProgress } = ask;
  const { evaluation } = readManifest(from);
  if (evaluation !== (config.mode === "evaluation")) {
    throw new StartRefused(
      evaluation
        ? "this backup is of an evaluation: restore it where nothing is configured"
        : "this backup is of a real installation: set ENTENTE_CONFIG and DATABASE_URL before restoring it",
    );
  }
  if (!keysFrom && !keyFilesExist(config.keys)) {
    throw new StartRefused(
      `there are no keys in ${config.keys}: name the folder they were kept in (--keys FOLDER); without ` +
        "them nothing that is sealed could be read",
    );
  }
  return withOwner(config, (adminUrl) =>
    restore({
      from,
      adminUrl,
      blobs: config.blobs,
      log: config.log,
      at: iso(at),
      migrations: readMigrations(join(config.root, "migrations")),
      ...(keysFrom ? { keys: { from: keysFrom, to: config.keys } } : {}),
      ...(onProgress ? { onProgress } : {}),
    }),
  );
}

/** Lets mail and webhooks out again after a restore. */
export function liftHold(config: Config): Promise<void> {
  return withOwner(config, (adminUrl) => withClient(adminUrl, (client) => clearMark(client, "muted")));
}
