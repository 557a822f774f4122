import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** Files below a folder as relative paths, sorted; names that start with a dot or end in .part are not finished. */
export function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const found: string[] = [];
  const walk = (at: string): void => {
    for (const name of readdirSync(join(folder, at)).sort()) {
      const path = at === "" ? name : `${at}/${name}`;
      if (statSync(join(folder, path)).isDirectory()) walk(path);
      else if (!name.endsWith(".part") && !name.startsWith(".")) found.push(path);
    }
  };
  walk("");
  return found;
}

/** False when the file went away meanwhile (an erased document): that is no fault. */
export function copyFile(from: string, to: string, mode: "private" | "public"): boolean {
  mkdirSync(dirname(to), { recursive: true, mode: mode === "private" ? 0o700 : 0o755 });
  try {
    copyFileSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT" && !existsSync(from)) return false;
    throw error;
  }
}

/** Progress is told at every hundredth file and at the last. */
export function isTold(index: number, count: number): boolean {
  return index % 100 === 99 || index === count - 1;
}

export function isEmptyFolder(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0;
}
