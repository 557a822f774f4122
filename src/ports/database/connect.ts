import { type ControlledTransaction, Kysely, PostgresDialect, sql, type IsolationLevel } from "kysely";
import pg from "pg";
import { silentTrace, type Trace } from "../trace.ts";
import { type Database, type DatabaseRole, type Isolation, type Tx } from "./database.ts";
import { CommitUnknown, failureOf, patience, persist, type Patience } from "./failures.ts";
import { Turns } from "./turns.ts";
import { typeParsers } from "./types.ts";

export interface Connection {
  /** One login per role; the roles' privileges decide what each may do. */
  readonly urls: Readonly<Record<DatabaseRole, string>>;
  readonly connections?: Partial<Record<DatabaseRole, number>>;
  readonly statementTimeoutMs?: number;
  readonly patience?: Patience;
  readonly trace?: Trace;
}

type Db = Kysely<Record<string, never>>;
type Open = ControlledTransaction<Record<string, never>>;

const connectionsByDefault: Record<DatabaseRole, number> = { app: 10, sequencer: 2, eraser: 2, reader: 4 };

/** Connects nothing yet: pools open on first use, so a server that is down shows at the first transaction. */
export function connect(connection: Connection): Database {
  const pools = new Map<DatabaseRole, Db>();
  const limits = connection.patience ?? patience;
  const turns = new Turns();
  const pool = (role: DatabaseRole): Db => {
    const known = pools.get(role) ?? openPool(connection, role);
    pools.set(role, known);
    return known;
  };
  return {
    transaction: ({ role = "app", isolation }, body) =>
      persist(() => once(pool(role), { isolation: levels[isolation] }, body), limits, turns),
    read: (body) => persist(() => once(pool("app"), { isolation: "repeatable read", readOnly: true }, body), limits),
    clockSkewMs: (now) => persist(() => once(pool("app"), { isolation: "read committed", readOnly: true },
      skew(now)), limits),
    close: async () => {
      const open = [...pools.values()];
      pools.clear();
      await Promise.all(open.map((db) => db.destroy()));
    },
  };
}

const levels: Record<Isolation, IsolationLevel> = { serializable: "serializable", "read-committed": "read committed" };

function openPool(connection: Connection, role: DatabaseRole): Db {
  const trace = connection.trace ?? silentTrace;
  const pool = new pg.Pool({
    ...clientSettings(connection.urls[role]),
    max: connection.connections?.[role] ?? connectionsByDefault[role],
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: connection.statementTimeoutMs ?? 15_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: `entente ${role}`,
  });
  // A connection that breaks must not end the process, neither idle (the pool's event) nor between two statements of
  // a transaction (the client's own, which the pool does not listen to); the next statement or transaction tells.
  pool.on("error", (error) => trace.warn("database connection lost", { role, code: codeOf(error) }));
  pool.on("connect", (client) => client.on("error", () => {}));
  return new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) });
}

/**
 * Settings every connection of ours has, for pools and for single clients. Names of PG* environment variables are
 * overruled where they could send us to another server.
 */
export function clientSettings(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    types: typeParsers as pg.CustomTypesConfig,
    options: "-c timezone=UTC -c datestyle=ISO,YMD -c intervalstyle=iso_8601 -c bytea_output=hex",
    keepAlive: true,
    ...(isSocketUrl(url) ? { ssl: false } : {}),
  };
}

function isSocketUrl(url: string): boolean {
  return /[?&]host=(%2F|\/)/i.test(url);
}

interface Mode {
  readonly isolation: IsolationLevel;
  readonly readOnly?: boolean;
}

/** One attempt. Everything that fails before COMMIT is sent has changed nothing and may be tried again. */
async function once<T>(db: Db, mode: Mode, body: (tx: Tx) => Promise<T>): Promise<T> {
  let start = db.startTransaction().setIsolationLevel(mode.isolation);
  if (mode.readOnly) start = start.setAccessMode("read only");
  const tx = await start.execute();
  let value: T;
  try {
    value = await body(tx);
  } catch (error) {
    await quietly(() => tx.rollback().execute());
    throw error;
  }
  if (mode.readOnly) {
    // Nothing hangs on the end of a snapshot: the reader has its answer a round trip earlier.
    void quietly(() => end(tx));
    return value;
  }
  try {
    await end(tx);
  } catch (error) {
    throw failureOf(error) === "lost" ? new CommitUnknown("no answer to commit", { cause: error }) : error;
  }
  return value;
}

/** A commit that fails keeps its connection out of the pool until the rollback gives it back; the server has decided. */
async function end(tx: Open): Promise<void> {
  try {
    await tx.commit().execute();
  } catch (error) {
    await quietly(() => tx.rollback().execute());
    throw error;
  }
}

const clockQuery = sql<{ ms: string }>`select extract(epoch from clock_timestamp()) * 1000 as ms`;

function skew(now: number): (tx: Tx) => Promise<number> {
  return async (tx) => {
    const { rows } = await clockQuery.execute(tx);
    return Math.round(Number(rows[0]?.ms) - now);
  };
}

async function quietly(action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch {
    // the connection is gone and with it the transaction: nothing is left to undo
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "none";
}
