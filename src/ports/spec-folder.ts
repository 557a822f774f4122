import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Texts of one folder of spec/, by their path inside it. They ship with the product and never change while it runs. */
export type SpecFiles = Readonly<Record<string, string>>;

const read = new Map<string, SpecFiles>();

/**
 * @param root the project's folder (World.folders.root)
 * @param name folder inside spec/, such as "regulation"
 * @returns the same object at every call; throws when the folder is not there, which stops the start
 */
export function specFolder(root: string, name: string): SpecFiles {
  const folder = join(root, "spec", name);
  const known = read.get(folder);
  if (known) return known;
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const inside = path.slice(folder.length + 1).split("\\").join("/");
    files[inside] = readFileSync(path, "utf8");
  }
  read.set(folder, files);
  return files;
}
