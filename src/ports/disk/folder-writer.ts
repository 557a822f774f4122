import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { StartRefused } from "../start-refused.ts";

/** Writes files below one folder that somebody named for an export. */
export interface FolderWriter {
  write(path: string, bytes: Uint8Array | string): void;
  copyFolder(from: string, to: string): void;
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
    copyFolder(from, to) {
      cpSync(from, join(folder, to), { recursive: true });
    },
  };
}
