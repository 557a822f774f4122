import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of the project: ENTENTE_ROOT, else the nearest folder above the working one that is ours. */
export function projectRoot(): string {
  const named = process.env["ENTENTE_ROOT"];
  if (named) return named;
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && readFileSync(manifest, "utf8").includes('"name": "entente"')) return folder;
    if (folder === dirname(folder)) return process.cwd();
  }
}
