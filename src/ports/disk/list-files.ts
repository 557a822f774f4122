import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export interface FileOnDisk {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The files of one folder, or the one file named, in the order of their names. For lists that a person has on disk. */
export function filesAt(path: string): readonly FileOnDisk[] {
  if (!statSync(path).isDirectory()) return [{ name: path.split("/").pop() ?? path, bytes: readFileSync(path) }];
  return readdirSync(path).sort()
    .filter((name) => statSync(join(path, name)).isFile())
    .map((name) => ({ name, bytes: readFileSync(join(path, name)) }));
}
