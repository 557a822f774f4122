import { createHash } from "node:crypto";
import { createWriteStream, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { once } from "node:events";
import { createGzip } from "node:zlib";
import { finished } from "node:stream/promises";
import { inTransaction, withClient, type AdminClient } from "../database/admin.ts";
import { StartRefused } from "../start-refused.ts";
import { copyOut } from "./copy.ts";
import { erasedEvents, erasuresFile } from "./erasures.ts";
import { copyFile, filesIn, isEmptyFolder, isTold } from "./folders.ts";
import { sha256OfFile, writeManifest, type Manifest, type OnProgress } from "./manifest.ts";
import { columnList, quoted, sequencesOf, tablesOf, type Table } from "./tables.ts";

export interface BackupAsk {
  readonly adminUrl: string; // the owner's login: a backup holds what no role of the product may read in one place
  readonly blobs: string;
  readonly log: string;
  readonly to: string; // a new or empty folder
  readonly keys?: { readonly from: string; readonly to: string }; // kept apart: with the keys a backup is readable
  readonly at: string; // ISO instant
  readonly onProgress?: OnProgress;
}

/**
 * Copies everything the installation is: tables in one snapshot while work goes on, documents as they lie encrypted,
 * and the published log. The manifest is written last; without it the folder is not a backup.
 */
export async function backup(ask: BackupAsk): Promise<Manifest> {
  for (const folder of [ask.to, ...(ask.keys ? [ask.keys.to] : [])]) {
    if (!isEmptyFolder(folder)) throw new StartRefused(`${folder} is not empty: name a new folder for the backup`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  const onProgress = ask.onProgress ?? (() => {});
  try {
    // The log first: its files may then be older than the tables, never newer than the database they came from.
    const log = await copyTree({ from: ask.log, to: ask.to, below: "log", onProgress });
    const dumped = await withClient(ask.adminUrl, (client) => dump(client, ask, onProgress));
    const blobs = await copyTree({ from: ask.blobs, to: ask.to, below: "blobs", onProgress });
    if (ask.keys) copyKeys(ask.keys, onProgress);
    const { files, ...rest } = dumped;
    const manifest: Manifest = { format: 1, at: ask.at, ...rest, files: [...files, ...log, ...blobs] };
    writeManifest(ask.to, manifest);
    return manifest;
  } catch (error) {
    rmSync(ask.to, { recursive: true, force: true }); // half a backup helps nobody and may fill the disk
    throw error;
  }
}

async function dump(client: AdminClient, ask: BackupAsk, onProgress: OnProgress): Promise<Omit<Manifest, "format" | "at">> {
  mkdirSync(join(ask.to, "tables"), { mode: 0o700 });
  const snapshot = "begin isolation level repeatable read read only";
  return inTransaction(client, async () => {
    const schema = await client.query("select name, sha256 from ground.migrations order by name");
    const marks = await client.query("select 1 from ground.marks where key = 'evaluation'");
    const version = await client.query("select current_setting('server_version_num')::int / 10000 as major");
    const tables = await tablesOf(client);
    const written: { table: Manifest["tables"][number]; file: Manifest["files"][number] }[] = [];
    for (const table of tables) {
      written.push(await dumpTable(client, table, ask.to));
      onProgress({ what: "table", name: table.name, done: written.length, total: tables.length });
    }
    const erased = writeErasures(ask.to, await erasedEvents(client));
    return {
      evaluation: (marks.rowCount ?? 0) > 0, serverMajor: Number(version.rows[0]?.major), schema: schema.rows,
      tables: written.map((one) => one.table), sequences: [...(await sequencesOf(client))],
      files: [...written.map((one) => one.file), erased],
    };
  }, snapshot);
}

function writeErasures(to: string, ids: readonly string[]): Manifest["files"][number] {
  const text = ids.map((id) => `${id}\n`).join("");
  writeFileSync(join(to, erasuresFile), text, { mode: 0o600, flush: true });
  return { path: erasuresFile, sha256: createHash("sha256").update(text).digest("hex"), bytes: Buffer.byteLength(text) };
}

async function dumpTable(client: AdminClient, table: Table, to: string): Promise<{
  table: Manifest["tables"][number]; file: Manifest["files"][number];
}> {
  const path = `tables/${table.name}.copy.gz`;
  const digest = createHash("sha256");
  let bytes = 0;
  const gzip = createGzip({ level: 6 });
  gzip.on("data", (chunk: Buffer) => {
    digest.update(chunk);
    bytes += chunk.length;
  });
  const file = createWriteStream(join(to, path), { mode: 0o600, flags: "wx", flush: true });
  gzip.pipe(file);
  const failed = once(file, "error").then(([error]) => Promise.reject(error as Error));
  failed.catch(() => {});
  const rows = await Promise.race([failed, copyOut(client,
    `copy ${quoted(table.name)} (${columnList(table)}) to stdout`, gzip)]);
  gzip.end();
  await finished(file);
  return {
    table: { name: table.name, columns: [...table.columns], rows, path },
    file: { path, sha256: digest.digest("hex"), bytes },
  };
}

interface CopyTree {
  readonly from: string;
  readonly to: string;
  readonly below: "log" | "blobs";
  readonly onProgress: OnProgress;
}

/** A document's name is the hash of its bytes, so a damaged one is found here and not on the day it is needed. */
async function copyTree({ from, to, below, onProgress }: CopyTree): Promise<Manifest["files"]> {
  const paths = [...filesIn(from)].sort((a, b) => Number(b === "checkpoint") - Number(a === "checkpoint"));
  const copied: Manifest["files"] = [];
  for (const [index, path] of paths.entries()) {
    const at = join(to, below, path);
    if (!copyFile(join(from, path), at, "private")) continue;
    const sha256 = await sha256OfFile(at);
    if (below === "blobs" && sha256 !== path.replace("/", "")) throw new Error(`document ${path} is damaged on the disk`);
    copied.push({ path: `${below}/${path}`, sha256, bytes: statSync(at).size });
    if (isTold(index, paths.length)) onProgress({ what: below, name: path, done: index + 1, total: paths.length });
  }
  return copied;
}

function copyKeys({ from, to }: { from: string; to: string }, onProgress: OnProgress): void {
  const names = filesIn(from);
  names.forEach((name, index) => {
    copyFile(join(from, name), join(to, name), "private");
    onProgress({ what: "keys", name, done: index + 1, total: names.length });
  });
}
