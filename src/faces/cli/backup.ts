import { iso, type Instant } from "../../kernel/instants.ts";
import { backup } from "../../ports/backup/backup.ts";
import type { Manifest, OnProgress } from "../../ports/backup/manifest.ts";
import type { Config } from "../../ports/config.ts";
import { withOwner } from "../../ports/database/owner.ts";

export interface BackUpAsk {
  readonly to: string; // a new folder, beside the other backups
  readonly keysTo?: string; // a new folder elsewhere: whoever has both can read everything
  readonly at: Instant;
  readonly onProgress?: OnProgress;
}

/** Backs up the installation while it runs. Returns what the backup holds. */
export function backUp(config: Config, { to, keysTo, at, onProgress }: BackUpAsk): Promise<Manifest> {
  return withOwner(config, (adminUrl) => backup({
    adminUrl, to, blobs: config.blobs, log: config.log, at: iso(at),
    ...(keysTo ? { keys: { from: config.keys, to: keysTo } } : {}), ...(onProgress ? { onProgress } : {}),
  }));
}
