import type { Blobs } from "./blobs.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database/database.ts";
import type { Http } from "./http.ts";
import type { Keys } from "./keys.ts";
import type { Mail } from "./mail.ts";
import type { Organisation } from "./organisation.ts";
import type { Randomness } from "./random.ts";
import type { Trace } from "./trace.ts";

/** Everything outside, as interfaces. Built once in main.ts (or by a test) and passed down; never imported. */
export interface World {
  readonly clock: Clock;
  readonly random: Randomness;
  readonly keys: Keys;
  readonly blobs: Blobs;
  readonly mail: Mail;
  readonly http: Http;
  readonly database: Database;
  readonly trace: Trace;
  /** Read afresh by each deed, since the settings page may have changed it. */
  organisation(): Organisation;
  readonly folders: Folders;
}

export interface Folders {
  readonly root: string; // the project: spec/, migrations/, reference/, dist/
  readonly state: string; // var/: database, blobs, outbox, log
  readonly log: string; // where tiles and checkpoint are published
}
