import { mkdirSync, rmSync } from "node:fs";

/** Makes a folder and those above it; nothing happens when it is there. */
export function makeFolder(path: string): void {
  mkdirSync(path, { recursive: true });
}

/** Removes a folder with all that is in it and makes it anew. */
export function emptyFolder(path: string): void {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
}
