// Bundles one benchmark of bench/ with the shipped code and runs it. Figures go to docs/reference/figures.md.
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { buildAll, nodeOptions } from "./build.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const name = process.argv[2];
if (!name || !/^[a-z-]+$/.test(name)) throw new Error("usage: node scripts/bench.mjs NAME (a file of bench/)");
await buildAll();
const out = join(root, "dist/bench", `${name}.mjs`);
mkdirSync(dirname(out), { recursive: true });
await build({ ...nodeOptions, entryPoints: [join(root, "bench", `${name}.ts`)], outfile: out });
await import(pathToFileURL(out).href);
