// Runs everything CI runs, in order of cost: build, types, house checks, then all tests on the embedded database and,
// where a second server is given, the database tests once more on it. Ends with `N passed, N failed[, N skipped]`.
//
//   node scripts/test.mjs                    everything
//   node scripts/test.mjs ledger merkle      only test files whose path contains one of the words (no types, lenient)
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { buildAll, nodeOptions } from "./build.mjs";
import { filesBelow } from "./files.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const words = process.argv.slice(2).filter((a) => !a.startsWith("--"));
const folder = join(root, "dist", `tests-${process.pid}`);
const total = { passed: 0, failed: 0, skipped: 0, skips: [] };

function testFiles() {
  const all = ["checks", "src", "tests"].flatMap((f) => filesBelow(join(root, f), (p) => /\.test\.tsx?$/.test(p)));
  const own = filesBelow(join(root, "verifier"), (p) => p.endsWith(".test.mjs"));
  return [...all, ...own].filter((p) => words.length === 0 || words.some((w) => relative(root, p).includes(w)));
}

/** Bundles the tests beside each other; returns source → bundle and which of them need a database. */
async function bundle(files) {
  mkdirSync(folder, { recursive: true });
  const result = await build({
    ...nodeOptions, entryPoints: files, outdir: folder, outbase: root, outExtension: { ".js": ".mjs" },
    splitting: true, chunkNames: "chunks/[name]-[hash]", metafile: true, external: ["../../verifier/*"],
  });
  const bundles = [];
  for (const [out, meta] of Object.entries(result.metafile.outputs)) {
    if (!meta.entryPoint) continue;
    const needsDatabase = reaches(result.metafile, meta.entryPoint, "tests/_build/world.ts");
    bundles.push({ source: meta.entryPoint, path: join(process.cwd(), out), needsDatabase });
  }
  return bundles;
}

function reaches(metafile, from, target, seen = new Set()) {
  if (from === target) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return (metafile.inputs[from]?.imports ?? []).some((i) => reaches(metafile, i.path, target, seen));
}

function note(text) {
  console.log(`\n— ${text}`);
}

/** One run of node --test over bundles; adds to the totals. */
function run(bundles, env, concurrency) {
  if (bundles.length === 0) return Promise.resolve();
  const args = [
    "--test", `--test-concurrency=${concurrency}`, "--enable-source-maps",
    `--test-reporter=${pathToFileURL(join(root, "scripts/reporter.mjs")).href}`, ...bundles.map((b) => b.path),
  ];
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
    let tail = "";
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text) => {
      tail += text;
      const lines = tail.split("\n");
      tail = lines.pop() ?? "";
      for (const line of lines) take(line);
    });
    let counted = false;
    const take = (line) => {
      if (!line.startsWith("#counts ")) return console.log(line);
      counted = true;
      const counts = JSON.parse(line.slice(8));
      for (const key of ["passed", "failed", "skipped"]) total[key] += counts[key];
      total.skips.push(...counts.skips);
    };
    child.on("close", (code) => {
      if (tail) take(tail);
      if (!counted) total.failed += 1;
      else if (code !== 0 && total.failed === 0) total.failed += 1;
      done();
    });
  });
}

function types() {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const result = spawnSync(process.execPath, [tsc, "--noEmit", "-p", join(root, "tsconfig.json")], { cwd: root, encoding: "utf8" });
  if (result.status === 0) total.passed += 1;
  else {
    total.failed += 1;
    console.log(`FAILED  types\n${result.stdout}${result.stderr}`);
  }
}

async function testServer() {
  if (process.env.TEST_DATABASE_ADMIN_URL) return { url: process.env.TEST_DATABASE_ADMIN_URL, stop: async () => {} };
  const source = join(root, "src/ports/database/embedded.ts");
  if (!existsSync(source)) return { url: "", stop: async () => {} };
  const out = join(folder, "embedded.mjs");
  await build({ ...nodeOptions, entryPoints: [source], outfile: out });
  const { startTestServer } = await import(pathToFileURL(out).href);
  return startTestServer();
}

async function everything() {
  await buildAll({ lenient: words.length > 0 });
  if (words.length === 0) {
    note("types");
    types();
  }
  const bundles = await bundle(testFiles());
  const checks = bundles.filter((b) => b.source.startsWith("checks/"));
  const rest = bundles.filter((b) => !b.source.startsWith("checks/"));
  const browser = rest.filter((b) => b.source.startsWith("tests/faces/"));
  const others = rest.filter((b) => !browser.includes(b));
  if (checks.length > 0) note("house checks");
  await run(checks, {}, 2);
  const server = rest.length > 0 ? await testServer() : { url: "", stop: async () => {} };
  try {
    const env = { TEST_DATABASE_ADMIN_URL: server.url };
    if (others.length > 0) note("engines, modules, faults, upgrade");
    await run(others, env, 2);
    if (browser.length > 0) note("pages in the browser");
    await run(browser, env, 1);
    const second = process.env.TEST_SECOND_DATABASE_ADMIN_URL;
    if (second) {
      note("database tests on the second server");
      await run(others.filter((b) => b.needsDatabase), { TEST_DATABASE_ADMIN_URL: second, ENTENTE_SECOND_RUN: "1" }, 2);
    } else if (words.length === 0) {
      total.skipped += 1;
      total.skips.push("database tests on a second server: TEST_SECOND_DATABASE_ADMIN_URL is not set");
    }
  } finally {
    await server.stop();
  }
}

try {
  await everything();
} catch (error) {
  total.failed += 1;
  console.log(String(error?.stack ?? error));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (total.skips.length > 0) console.log(`\nskipped:\n  ${total.skips.join("\n  ")}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
