import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { StartRefused } from "../start-refused.ts";
import { inTransaction, withClient, type AdminClient } from "./admin.ts";
import { ensureGroupRoles } from "./logins.ts";
import { setMark } from "./marks.ts";

/** One forward-only step. A file that was applied once never changes again. */
export interface Migration {
  readonly name: string; // "0003-partners.sql"
  readonly text: string;
  readonly sha256: string;
}

/** What each file says about itself before its first statement, in this order. */
export const headerWords = ["Why", "Locks", "Backfill", "Deploy order", "How to undo forward"] as const;

const advisoryLock = 0x454e_5445; // "ENTE": one migrator at a time per database

/** Reads and checks every file; throws `StartRefused` naming the file that is not as it must be. */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql")).sort();
  const seen = new Set<string>();
  return names.map((name) => {
    const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1];
    if (!number) throw new StartRefused(`migrations/${name}: the name must look like 0012-add-index.sql`);
    if (seen.has(number)) throw new StartRefused(`migrations/${name}: the number ${number} is taken`);
    seen.add(number);
    const text = readFileSync(join(folder, name), "utf8");
    checkText(name, text);
    return { name, text, sha256: createHash("sha256").update(text).digest("hex") };
  });
}

function checkText(name: string, text: string): void {
  const comments = text.split("\n").filter((line) => line.startsWith("--"));
  let at = 0;
  for (const word of headerWords) {
    at = comments.findIndex((line, index) => index >= at && line.slice(2).trimStart().startsWith(word)) + 1;
    if (at === 0) throw new StartRefused(`migrations/${name}: the header lacks a line "-- ${word}: …" in its place`);
  }
  if (/^\s*(begin|commit|rollback|start\s+transaction)\s*;/im.test(text)) {
    throw new StartRefused(`migrations/${name}: it runs inside one transaction and must not begin or end one`);
  }
}

/** One hash over all files: names a template database and a backup's schema. */
export function schemaHash(migrations: readonly Migration[]): string {
  const hash = createHash("sha256");
  for (const { name, sha256 } of migrations) hash.update(`${name} ${sha256}\n`);
  return hash.digest("hex");
}

export interface MigrateAsk {
  readonly adminUrl: string;
  readonly migrations: readonly Migration[];
  readonly at: string; // ISO instant, recorded beside each step
  readonly onStep?: (name: string) => void;
  /** What this start is. An evaluation marks an empty database as its own; neither kind opens the other's. */
  readonly mode?: "evaluation" | "configured";
}

/**
 * Brings the database to the last file, each file in one transaction, under a lock that two starts share.
 * Refuses (StartRefused) when an applied file was changed or is missing: history is not rewritten.
 * Returns the names applied now.
 */
export async function migrate(ask: MigrateAsk): Promise<readonly string[]> {
  return withClient(ask.adminUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [advisoryLock]);
    await ensureGroupRoles(client);
    await inTransaction(client, () => client.query(groundSchema));
    const applied = await appliedMigrations(client);
    if (ask.mode) await refuseOtherMode(client, ask.mode, applied.length === 0);
    refuseRewrittenHistory(ask.migrations, applied);
    const waiting = ask.migrations.slice(applied.length);
    for (const step of waiting) {
      ask.onStep?.(step.name);
      await inTransaction(client, () => apply(client, step, ask.at));
    }
    return waiting.map((step) => step.name);
  });
}

async function refuseOtherMode(client: AdminClient, mode: "evaluation" | "configured", empty: boolean): Promise<void> {
  if (empty && mode === "evaluation") await setMark(client, "evaluation", "yes");
  const { rowCount } = await client.query("select 1 from ground.marks where key = 'evaluation'");
  if (mode === "configured" && rowCount) {
    throw new StartRefused("this database belongs to an evaluation: everything in it is fictitious. " +
      "Configure another one, " +
      "or remove it with `npm run entente -- reset`");
  }
  if (mode === "evaluation" && !rowCount) {
    throw new StartRefused("this database holds a real installation, and nothing is configured: set ENTENTE_CONFIG and " +
      "DATABASE_URL as before, or name another folder in STATE for an evaluation");
  }
}

async function apply(client: AdminClient, step: Migration, at: string): Promise<void> {
  try {
    await client.query(step.text);
  } catch (error) {
    throw new Error(`migrations/${step.name}${lineOf(step.text, error)}: ${String(error)}`, { cause: error });
  }
  await client.query("insert into ground.migrations (name, sha256, applied_at) values ($1, $2, $3)", [
    step.name, step.sha256, at,
  ]);
}

function lineOf(text: string, error: unknown): string {
  const position = error instanceof Error && "position" in error ? Number(error.position) : NaN;
  return Number.isNaN(position) ? "" : `:${text.slice(0, position).split("\n").length}`;
}

export interface AppliedMigration {
  readonly name: string;
  readonly sha256: string;
}

export async function appliedMigrations(client: AdminClient): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query("select name, sha256 from ground.migrations order by name");
  return rows as AppliedMigration[];
}

/** Throws `StartRefused` unless what was applied is a prefix of the files at hand, byte for byte. */
export function refuseRewrittenHistory(files: readonly Migration[], applied: readonly AppliedMigration[]): void {
  applied.forEach((step, index) => {
    const file = files[index];
    if (!file || file.name !== step.name) {
      const known = files.some((other) => other.name === step.name);
      throw new StartRefused(
        known
          ? `migrations/${file?.name}: it comes before ${step.name}, which this database already has; give it a later number`
          : `migrations/${step.name} was applied to this database but the file is missing here: ` +
            "the database belongs to a newer version of the product, or the file was removed",
      );
    }
    if (file.sha256 !== step.sha256) {
      throw new StartRefused(
        `migrations/${step.name} was changed after it was applied to this database. Restore the file and write a new ` +
        "migration; for an evaluation or development database, `npm run entente -- reset` removes it and starts anew",
      );
    }
  });
}

/**
 * The ground's own two tables. `marks` says what kind of database this is (evaluation, muted after a restore).
 */
const groundSchema = `
  create schema if not exists ground;
  create table if not exists ground.migrations (
    name text primary key, sha256 text not null, applied_at timestamptz not null);
  create table if not exists ground.marks (key text primary key, value text not null);
  grant usage on schema ground to entente_app, entente_sequencer, entente_eraser, entente_reader;
  grant select on ground.migrations, ground.marks to entente_app, entente_sequencer, entente_eraser, entente_reader;
`;
