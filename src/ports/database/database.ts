import type { Transaction } from "kysely";

/**
 * The transaction a deed stands in. Stores write SQL in kysely's `sql` template (parameters are always bound);
 * int8 comes back as bigint, timestamptz as Instant (ms), date as "YYYY-MM-DD", bytea as Buffer, jsonb parsed.
 */
export type Tx = Transaction<Record<string, never>>;

/** Database roles: what the connection may do is decided by privilege, not by our code. */
export type DatabaseRole = "app" | "sequencer" | "eraser" | "reader";

export interface Database {
  /**
   * Runs `body` in one transaction and commits when it returns; any throw rolls back and is rethrown.
   * Who loses a conflict (serialisation failure or deadlock) tries again in turn with the other losers of this process:
   * at most 5 s in line and 2 s of trying, then `Busy` is thrown; `body` must therefore be repeatable. A lost
   * connection waits at most 5 s for the server, then `Busy`. A disk without room is `DiskFull`.
   */
  transaction<T>(ask: { role?: DatabaseRole; isolation: Isolation }, body: (tx: Tx) => Promise<T>): Promise<T>;

  /** One read-only snapshot for a page or an export. */
  read<T>(body: (tx: Tx) => Promise<T>): Promise<T>;

  /** Milliseconds by which the database's clock is ahead of `now` (negative: behind). */
  clockSkewMs(now: number): Promise<number>;

  close(): Promise<void>;
}

export type Isolation = "serializable" | "read-committed";

/** The database could not answer in time: the caller may try again with the same idempotency key. */
export class Busy extends Error {
  override readonly name = "Busy";
}
