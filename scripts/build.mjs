// Builds what runs: the server bundle, the browser's islands, one style sheet, fonts, and the merged catalogues.
// Everything is content-hashed in dist/assets/manifest.json, so the browser may keep assets for ever.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { mergeCatalogues } from "./catalogues.mjs";
import { filesBelow } from "./files.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

export const nodeOptions = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  jsx: "automatic",
  jsxImportSource: "preact",
  sourcemap: "inline",
  sourcesContent: false,
  logLevel: "warning",
  loader: { ".yaml": "text", ".md": "text", ".cedar": "text" },
};

/** Writes beside and renames, so that a server started meanwhile never reads half a file. */
function writeWhole(path, bytes) {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, bytes);
  renameSync(beside, path);
}

function hashedName(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const dot = name.lastIndexOf(".");
  return `${name.slice(0, dot)}.${hash}${name.slice(dot)}`;
}

async function buildServer() {
  if (!existsSync(join(root, "src/main.ts"))) return;
  await build({ ...nodeOptions, entryPoints: [join(root, "src/main.ts")], outfile: join(root, "dist/entente.mjs") });
}

function fonts() {
  const wanted = [
    ["@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2", "noto-sans-latin.woff2"],
    ["@fontsource-variable/noto-sans/files/noto-sans-latin-ext-wght-normal.woff2", "noto-sans-latin-ext.woff2"],
    ["@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2", "noto-sans-arabic.woff2"],
  ];
  return wanted.map(([from, name]) => [name, readFileSync(join(root, "node_modules", from))]);
}

function styleSheet(assetNames) {
  const order = ["tokens.css", "base.css", "layout.css"].map((n) => join(root, "src/ui/styles", n)).filter(existsSync);
  const rest = filesBelow(join(root, "src"), (p) => p.endsWith(".css") && !p.includes("/ui/styles/"));
  const last = filesBelow(join(root, "src/ui/styles"), (p) => p.endsWith(".css") && !order.includes(p));
  const text = [...order, ...rest, ...last].map((p) => readFileSync(p, "utf8")).join("\n");
  // Fonts are named plainly in the sources; here they become their hashed addresses.
  return text.replace(/url\("?\/assets\/([\w.-]+)"?\)/g, (_, name) => `url("/assets/${assetNames[name] ?? name}")`);
}

async function islands() {
  const sources = filesBelow(join(root, "src"), (p) => /\.island\.tsx?$/.test(p) || /\/islands\/[^/]+\.tsx?$/.test(p))
    .filter((p) => !p.endsWith(".test.ts"));
  if (sources.length === 0) return [];
  const out = await build({
    entryPoints: sources, bundle: true, format: "esm", target: "es2022", minify: true, write: false, outdir: "/out",
    entryNames: "[name]", jsx: "automatic", jsxImportSource: "preact", logLevel: "warning",
  });
  return out.outputFiles.map((f) => [basename(f.path).replace(/\.island\.js$/, ".js"), Buffer.from(f.contents)]);
}

function verifierFiles() {
  return filesBelow(join(root, "verifier"), (p) => p.endsWith(".mjs") && !p.endsWith(".test.mjs"))
    .filter((p) => dirname(p) === join(root, "verifier"));
}

export async function buildAll({ lenient = false } = {}) {
  const assets = join(root, "dist/assets");
  mkdirSync(assets, { recursive: true });
  const manifest = {};
  const put = (name, bytes) => {
    manifest[name] = hashedName(name, bytes);
    const path = join(assets, manifest[name]);
    writeWhole(path, bytes);
    // Compressed once here instead of at every request; fonts are compressed already.
    if (!/\.(css|js)$/.test(name) || existsSync(`${path}.br`)) return;
    writeWhole(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    writeWhole(`${path}.br`, brotliCompressSync(bytes));
  };
  for (const [name, bytes] of fonts()) put(name, bytes);
  const sheet = await build({
    stdin: { contents: styleSheet(manifest), loader: "css" }, minify: true, write: false, external: ["/assets/*"],
    bundle: true, logLevel: "warning",
  });
  put("entente.css", Buffer.from(sheet.outputFiles[0].contents));
  for (const [name, bytes] of await islands()) put(name, bytes);
  // The verifier's modules import each other by name: they keep their names, in a folder of their own.
  for (const path of verifierFiles()) {
    mkdirSync(join(assets, "verifier"), { recursive: true });
    copyFileSync(path, join(assets, "verifier", relative(join(root, "verifier"), path)));
  }
  writeWhole(join(assets, "manifest.json"), JSON.stringify(manifest, null, 1));
  const catalogues = mergeCatalogues(root, { lenient });
  for (const [lang, texts] of Object.entries(catalogues)) {
    writeWhole(join(root, "dist/messages", `${lang}.json`), JSON.stringify(texts));
  }
  await buildServer();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = process.hrtime.bigint();
  await buildAll({ lenient: process.argv.includes("--lenient") });
  console.log(`built in ${Number((process.hrtime.bigint() - started) / 1_000_000n)} ms`);
}
