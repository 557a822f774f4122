import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { StartRefused } from "../start-refused.ts";
import { silentTrace, type Trace } from "../trace.ts";
import { partsOf, withClient } from "./admin.ts";
import { connect } from "./connect.ts";
import type { Database } from "./database.ts";
import { productDatabase, startEmbedded, type EmbeddedServer } from "./embedded.ts";
import { refuseOtherSchema, refuseTooMuchPrivilege } from "./guard.ts";
import { closeToOthers, ensureGroupRoles, ensureLogins, generatedLogins, urlsOf, type Logins } from "./logins.ts";
import { readMark } from "./marks.ts";
import { migrate, readMigrations } from "./migrate.ts";
import { writePrivately } from "./places.ts";

/** The database as the product runs on it, built in or given, migrated and checked. */
export interface OpenDatabase {
  readonly database: Database;
  readonly adminUrl: string | null; // null: no owner's login was given, so nothing can migrate
  readonly server: EmbeddedServer | null;
  readonly applied: readonly string[]; // migrations applied by this start
  close(): Promise<void>;
}

export interface OpenAsk {
  readonly at: string; // ISO instant
  readonly trace?: Trace;
  readonly onStep?: (name: string) => void;
}

/** Starts what must be started, migrates, and refuses (StartRefused) what must not run. */
export async function openDatabase(config: Config, ask: OpenAsk): Promise<OpenDatabase> {
  const trace = ask.trace ?? silentTrace;
  const server = config.database.kind === "embedded"
    ? await startEmbedded({ state: config.state, root: config.root, pgBin: config.database.pgBin, trace })
    : null;
  try {
    const { url, adminUrl, logins } = await loginsOf(config, server);
    const migrations = readMigrations(join(config.root, "migrations"));
    const applied = adminUrl
      ? await migrate({ adminUrl, migrations, at: ask.at, mode: config.mode, ...(ask.onStep ? { onStep: ask.onStep } : {}) })
      : [];
    const database = connect({ urls: urlsOf(url, logins), trace });
    try {
      await refuseOtherSchema(database, migrations);
      await refuseTooMuchPrivilege(database);
      if (!adminUrl) await refuseEvaluation(database, config.mode);
    } catch (error) {
      await database.close();
      throw error;
    }
    const close = async (): Promise<void> => {
      await database.close();
      await server?.stop();
    };
    return { database, adminUrl, server, applied, close };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}

/** Login roles are this database's own; their passwords are kept in the state folder, readable by us alone. */
async function loginsOf(
  config: Config, server: EmbeddedServer | null,
): Promise<{ readonly url: string; readonly adminUrl: string | null; readonly logins: Logins }> {
  const file = join(config.state, "logins.json");
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Logins) : null;
  if (config.database.kind === "server") {
    const { url, adminUrl } = config.database;
    if (!adminUrl && !known) {
      throw new StartRefused(`${file} is missing: run once with DATABASE_ADMIN_URL, which creates the logins of the sequencer, ` +
        "the eraser and the reader");
    }
    const { user, password, database } = partsOf(url);
    const logins = { ...(known ?? generatedLogins(`${user}_login`)), app: { user, password } };
    if (adminUrl) await provision({ adminUrl, database, logins, file });
    return { url, adminUrl, logins };
  }
  const adminUrl = server?.adminUrl ?? "";
  const logins = known ?? generatedLogins("entente_login");
  await provision({ adminUrl, database: productDatabase, logins, file });
  return { url: adminUrl, adminUrl, logins };
}

interface Provision {
  readonly adminUrl: string;
  readonly database: string;
  readonly logins: Logins;
  readonly file: string;
}

async function provision({ adminUrl, database, logins, file }: Provision): Promise<void> {
  mkdirSync(join(file, ".."), { recursive: true });
  writePrivately(file, JSON.stringify(logins, null, 1)); // before the server knows them: a killed start repeats it
  await withClient(adminUrl, async (client) => {
    await ensureGroupRoles(client);
    await ensureLogins(client, logins);
    await closeToOthers(client, database);
  });
}

async function refuseEvaluation(database: Database, mode: Config["mode"]): Promise<void> {
  if (mode === "configured" && (await database.read((tx) => readMark(tx, "evaluation")))) {
    throw new StartRefused("this database belongs to an evaluation: everything in it is fictitious. Configure another one");
  }
}
