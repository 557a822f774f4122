// What somebody waits for who has just cloned the project: the first page, a later start, the demonstration. Clones the
// last commit into a folder of its own and uses nothing but `npm start` and `npm run demo`. Writes the section `start`.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { removeEmbedded } from "../src/ports/database/remove.ts";
import { freePort } from "./evaluation.ts";
import { milliseconds, table, writeFigures } from "./figures.ts";

const root = process.cwd();
const say = (text: string) => process.stdout.write(`${text}\n`);
const folder = mkdtempSync(join(tmpdir(), "entente-start-"));
const clone = join(folder, "entente");
const port = await freePort();
const env = { ...process.env, PORT: String(port), npm_config_prefer_offline: "true" };

/** In a process group of its own, so that npm, the shell it starts and the product end together. */
function npm(...args: string[]): ChildProcess {
  return spawn("npm", args, { cwd: clone, env, detached: true, stdio: ["ignore", "ignore", "inherit"] });
}

function end(child: ChildProcess): Promise<unknown> {
  const ended = new Promise((done) => child.once("exit", done));
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGINT");
  return ended;
}

/** Seconds until the public register is shown; rejects when the product ends before. */
async function untilFirstPage(child: ChildProcess, from: bigint): Promise<number> {
  const isShown = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/register`).then((answer) => answer.ok, () => false);
  while (!(await isShown())) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
    if (milliseconds(from) > 600_000) throw new Error("no page after ten minutes");
    await pause(50);
  }
  return milliseconds(from) / 1_000;
}

async function start(): Promise<number> {
  const from = process.hrtime.bigint();
  const child = npm("start");
  try {
    return await untilFirstPage(child, from);
  } finally {
    await end(child);
  }
}

async function demo(): Promise<number> {
  const from = process.hrtime.bigint();
  const child = npm("run", "demo");
  const code = await new Promise((done) => child.once("exit", done));
  if (code !== 0) throw new Error(`the demonstration ended with ${String(code)}`);
  return milliseconds(from) / 1_000;
}

try {
  const from = process.hrtime.bigint();
  execFileSync("git", ["clone", "--quiet", "--no-hardlinks", root, clone]);
  const first = milliseconds(from) / 1_000 + await start();
  say(`fresh clone to the first page: ${first.toFixed(1)} s`);
  const later: number[] = [];
  for (let times = 0; times < 3; times++) later.push(await start());
  const median = later.sort((a, b) => a - b)[1] ?? 0;
  say(`a later start: ${later.map((s) => s.toFixed(1)).join(", ")} s`);
  const played = await demo();
  say(`the demonstration: ${played.toFixed(1)} s`);
  say(`written to ${writeFigures("start", [
    "## Start",
    "Wall clock, from the command to the answer, with a warm npm cache. The first start installs, builds, makes its " +
      "database and loads the evaluation by its own deeds; a later one finds all that and looks at the lists again.",
    table(["what", "seconds", "target"], [
      ["fresh clone to the first page (`git clone`, `npm start`)", first.toFixed(1), "120"],
      ["later `npm start` to the first answer (median of 3)", median.toFixed(1), "3"],
      ["`npm run demo`, the verifier included", played.toFixed(1), "60"],
    ]),
  ].join("\n\n"))}`);
} finally {
  if (existsSync(join(clone, "var"))) await removeEmbedded(join(clone, "var"));
  rmSync(folder, { recursive: true, force: true });
}
