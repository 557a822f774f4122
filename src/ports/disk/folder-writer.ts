import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { StartRefused } from "../start-refused.ts";

/** Writes files below one folder that somebody named for an export. */
export interface FolderWriter {
  write(path: string, bytes: Uint8Array | string): void;
  copyFolder(from: string, to: string, how?: CopyHow): void;
  has(path: string): boolean;
}

export interface CopyHow {
  readonly leaveOut?: RegExp; // names of files
  /** The text of a file as it should stand in the copy; null: as it is. Asked for files directly in the folder. */
  change?(name: string, text: string): string | null;
}

/** Throws `StartRefused` when the folder holds anything: an export never mixes with what lies there. */
export function exportFolder(folder: string): FolderWriter {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new StartRefused(`${folder} is not empty: name a new folder`);
  mkdirSync(folder, { recursive: true });
  return {
    write(path, bytes) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    },
    copyFolder(from, to, { leaveOut, change } = {}) {
      cpSync(from, join(folder, to), { recursive: true, filter: (path) => !leaveOut?.test(basename(path)) });
      if (!change) return;
      for (const name of readdirSync(join(folder, to))) {
        const changed = /\.(css|js|svg)$/.test(name) ? change(name, readFileSync(join(folder, to, name), "utf8")) : null;
        if (changed !== null) writeFileSync(join(folder, to, name), changed);
      }
    },
    has: (path) => existsSync(join(folder, path)),
  };
}
