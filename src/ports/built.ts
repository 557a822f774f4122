import { readFileSync } from "node:fs";
import { join } from "node:path";
import { langs, type Lang } from "../kernel/lang.ts";

/** What the build leaves for the faces: hashed addresses of assets and the merged catalogue of each language. */
export interface Built {
  readonly assetsFolder: string;
  readonly assets: Readonly<Record<string, string>>; // "entente.css" → "entente.0f3a….css"
  readonly catalogues: Readonly<Record<Lang, Readonly<Record<string, string>>>>;
}

/** Throws when the build has not run: a server without its texts must not start. */
export function readBuilt(root: string): Built {
  const read = (path: string): Record<string, string> => JSON.parse(readFileSync(join(root, "dist", path), "utf8"));
  return {
    assetsFolder: join(root, "dist", "assets"),
    assets: read("assets/manifest.json"),
    catalogues: Object.fromEntries(langs.map((lang) => [lang, read(`messages/${lang}.json`)])) as Built["catalogues"],
  };
}
