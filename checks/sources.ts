import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";

export const root = process.cwd();

export interface Source {
  readonly path: string; // relative to the project, with /
  readonly text: string;
  readonly lines: readonly string[];
}

/** Every file below `folders` with one of `endings`, tests included; generated folders are never below them. */
export function sources(folders: readonly string[], endings: readonly string[]): Source[] {
  const found: Source[] = [];
  for (const folder of folders) walk(join(root, folder), endings, found);
  return found;
}

function walk(folder: string, endings: readonly string[], found: Source[]): void {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path, endings, found);
    else if (endings.some((e) => name.endsWith(e))) {
      const text = readFileSync(path, "utf8");
      found.push({ path: relative(root, path), text, lines: text.split("\n") });
    }
  }
}

export function isTest(source: Source): boolean {
  return /\.test\.tsx?$/.test(source.path);
}

/** Relative imports of a source, resolved against its own folder. */
export function importsOf(source: Source): string[] {
  const found: string[] = [];
  for (const m of source.text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)) {
    const parts = source.path.split("/").slice(0, -1);
    for (const step of (m[1] ?? "").split("/")) {
      if (step === "..") parts.pop();
      else if (step !== ".") parts.push(step);
    }
    found.push(parts.join("/"));
  }
  return found;
}
