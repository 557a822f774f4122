import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Where the log is published: apart from the database, so that neither can be changed without the other
 * showing it.
 */
export interface LogStore {
  /** Null when there is no such file. */
  read(path: string): Promise<Buffer | null>;
  /** Durable when it returns, whole or not at all for every reader; replaces what was there. */
  write(path: string, bytes: Uint8Array): Promise<void>;
}

/** Files below one folder, readable by everyone: a web server may serve them as they are. */
export function logFolder(folder: string): LogStore {
  return {
    read: async (path) => readFile(at(folder, path)).catch(ignoreMissing),
    write: async (path, bytes) => writeWhole(at(folder, path), bytes),
  };
}

const names = /^(checkpoint|log\.vkey|tile\/(\d{1,2}|entries)\/(x\d{3}\/)*\d{3}(\.p\/[1-9]\d{0,2})?)$/;

/** Only the names a log has: a path from a stranger cannot leave the folder. */
export function isLogPath(path: string): boolean {
  return names.test(path);
}

function at(folder: string, path: string): string {
  if (!isLogPath(path)) throw new RangeError("not a file of a log");
  return join(folder, path);
}

/**
 * Written beside, synced, renamed, and the folder synced: after a power cut there is the old file or the new
 * one. A crash leaves at most a file ending in .part, which nobody reads.
 */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  const beside = `${path}.${randomBytes(6).toString("hex")}.part`;
  try {
    const file = await open(beside, "wx", 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** A new folder is durable only when its parent is synced too. */
async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o755 });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function ignoreMissing(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}
