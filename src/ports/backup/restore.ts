import { createReadStream, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createGunzip } from "node:zlib";
import { inTransaction, withClient, type AdminClient } from "../database/admin.ts";
import { ensureGroupRoles } from "../database/logins.ts";
import { setMark } from "../database/marks.ts";
import { migrate, refuseRewrittenHistory, type Migration } from "../database/migrate.ts";
import { refreshStatistics } from "../database/statistics.ts";
import { StartRefused } from "../start-refused.ts";
import { copyIn } from "./copy.ts";
import { laterErasures, reapplyErasures } from "./erasures.ts";
import { copyFile, filesIn, isEmptyFolder, isTold } from "./folders.ts";
import { checkFiles, readManifest, type Manifest, type OnProgress } from "./manifest.ts";
import { columnList, isEmptyDatabase, quoted, tablesOf } from "./tables.ts";

export interface RestoreAsk {
  readonly from: string;
  readonly adminUrl: string; // the owner's login on an empty database
  readonly blobs: string; // what lies there already stays: documents are named by their content
  readonly log: string; // a published log of the same origin stays: it is newer than the backup, and public
  readonly keys?: { readonly from: string; readonly to: string };
  readonly migrations: readonly Migration[];
  readonly at: string; // ISO instant
  readonly onProgress?: OnProgress;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly applied: readonly string[]; // migrations newer than the backup
  readonly erasedAgain: number; // bodies that a later backup beside this one knows as erased
}

/**
 * Puts a backup into an empty installation, of this or a later schema, on this or another server. Refuses before it
 * changes anything when a file does not match or the target is not empty. Mail stays held until somebody lifts it.
 */
export async function restore(ask: RestoreAsk): Promise<Restored> {
  const onProgress = ask.onProgress ?? (() => {});
  const manifest = readManifest(ask.from);
  refuseRewrittenHistory(ask.migrations, manifest.schema);
  refuseForeignFolders(ask);
  await checkFiles(ask.from, manifest, onProgress);
  const erased = laterErasures(dirname(ask.from), manifest.at);
  const { adminUrl, migrations, at } = ask;
  await withClient(adminUrl, async (client) => {
    if (!(await isEmptyDatabase(client))) throw new StartRefused("the target database is not empty: restore into a new one");
    await ensureGroupRoles(client);
  });
  await migrate({ adminUrl, at, migrations: migrations.slice(0, manifest.schema.length) });
  const erasedAgain = await withClient(adminUrl, (client) => load(client, ask, { manifest, erased, onProgress }));
  const applied = await migrate({
    adminUrl, migrations, at, onStep: (name) => onProgress({ what: "migration", name, done: 0, total: 1 }),
  });
  await refreshStatistics(adminUrl);
  copyFolders(ask, onProgress);
  return { manifest, applied, erasedAgain };
}

/** A log that was published under another name, or keys that would be overwritten, belong to somebody else. */
function refuseForeignFolders(ask: RestoreAsk): void {
  if (ask.keys && !isEmptyFolder(ask.keys.to)) {
    throw new StartRefused(`${ask.keys.to} is not empty: keys are never overwritten`);
  }
  const here = originIn(ask.log);
  if (here === undefined) return;
  if (here !== originIn(join(ask.from, "log"))) {
    throw new StartRefused(`${ask.log} holds the log of another installation: restore into another STATE folder`);
  }
}

/** The first line of the checkpoint; null for files without one, undefined for no log at all. */
function originIn(folder: string): string | null | undefined {
  if (isEmptyFolder(folder)) return undefined;
  const checkpoint = join(folder, "checkpoint");
  return existsSync(checkpoint) ? (readFileSync(checkpoint, "utf8").split("\n")[0] ?? null) : null;
}

interface Loading {
  readonly manifest: Manifest;
  readonly erased: readonly string[];
  readonly onProgress: OnProgress;
}

/** All tables in one transaction: foreign keys are checked once at its end, triggers stand aside for what is history. */
async function load(client: AdminClient, ask: RestoreAsk, { manifest, erased, onProgress }: Loading): Promise<number> {
  return inTransaction(client, async () => {
    await refuseOtherTables(client, manifest);
    const names = manifest.tables.map((table) => quoted(table.name));
    const keys = await foreignKeys(client);
    for (const name of names) await client.query(`alter table ${name} disable trigger user`);
    for (const { table, name } of keys) {
      await client.query(`alter table ${table} alter constraint ${name} deferrable initially deferred`);
    }
    if (names.length > 0) await client.query(`truncate ${names.join(", ")} cascade`); // rows that migrations brought
    for (const [index, table] of manifest.tables.entries()) {
      await loadTable(client, table, ask.from);
      onProgress({ what: "table", name: table.name, done: index + 1, total: manifest.tables.length });
    }
    for (const { name, value } of manifest.sequences) {
      if (value !== null) await client.query("select setval($1::regclass, $2::bigint)", [quoted(name), value]);
    }
    const erasedAgain = await reapplyErasures(client, erased);
    onProgress({ what: "erasures", name: "bodies", done: erasedAgain, total: erased.length });
    await client.query("set constraints all immediate");
    for (const key of keys) await client.query(`alter table ${key.table} alter constraint ${key.name} ${key.was}`);
    for (const name of names) await client.query(`alter table ${name} enable trigger user`);
    await setMark(client, "muted", `restored at ${ask.at}`);
    if (manifest.evaluation) await setMark(client, "evaluation", "yes");
    return erasedAgain;
  });
}

async function loadTable(client: AdminClient, table: Manifest["tables"][number], from: string): Promise<void> {
  const file = createReadStream(join(from, table.path));
  const plain = file.pipe(createGunzip());
  file.on("error", (error) => plain.destroy(error));
  const rows = await copyIn(client, `copy ${quoted(table.name)} (${columnList(table)}) from stdin`, plain);
  if (rows !== table.rows) throw new StartRefused(`${table.path} held ${rows} rows and the manifest says ${table.rows}`);
}

async function refuseOtherTables(client: AdminClient, manifest: Manifest): Promise<void> {
  const here = (await tablesOf(client)).map((table) => table.name).join(" ");
  const there = manifest.tables.map((table) => table.name).join(" ");
  if (here !== there) throw new StartRefused("the tables of the backup are not those its migrations make: it " +
    "cannot be restored");
}

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly was: string;
}

async function foreignKeys(client: AdminClient): Promise<readonly ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select c.conrelid::regclass::text as table, quote_ident(c.conname) as name,
       case when not c.condeferrable then 'not deferrable'
            when c.condeferred then 'deferrable initially deferred' else 'deferrable initially immediate' end as was
     from pg_constraint c where c.contype = 'f' and c.conparentid = 0`,
  );
  return rows;
}

function copyFolders(ask: RestoreAsk, onProgress: OnProgress): void {
  const hasLog = !isEmptyFolder(ask.log);
  const parts = [
    { what: "blobs" as const, from: join(ask.from, "blobs"), to: ask.blobs, mode: "private" as const },
    ...(hasLog ? [] : [{ what: "log" as const, from: join(ask.from, "log"), to: ask.log, mode: "public" as const }]),
    ...(ask.keys ? [{ what: "keys" as const, from: ask.keys.from, to: ask.keys.to, mode: "private" as const }] : []),
  ];
  for (const { what, from, to, mode } of parts) {
    const paths = filesIn(from);
    paths.forEach((path, index) => {
      copyFile(join(from, path), join(to, path), mode);
      if (isTold(index, paths.length)) onProgress({ what, name: path, done: index + 1, total: paths.length });
    });
  }
}
