// How long whoever changes something waits for the verdict: `npm test` in a fresh clone of the last commit, everything
// included. A run that fails is no figure. Writes the section `tests`.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { milliseconds, table, writeFigures } from "./figures.ts";

const root = process.cwd();
const folder = mkdtempSync(join(tmpdir(), "entente-tests-"));
const clone = join(folder, "entente");

/** Minutes, and the line that the run ends with: "N passed, N failed". */
async function run(): Promise<{ minutes: number; counts: string }> {
  const from = process.hrtime.bigint();
  const child = spawn("npm", ["test"], {
    cwd: clone, env: { ...process.env, npm_config_prefer_offline: "true" }, stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    process.stdout.write(text);
  });
  const code = await new Promise((done) => child.once("close", done));
  const counts = /^\d+ passed, \d+ failed.*$/m.exec(said)?.[0];
  if (code !== 0 || counts === undefined) throw new Error(`the tests ended with ${String(code)}: ${counts ?? "no count"}`);
  return { minutes: milliseconds(from) / 60_000, counts };
}

try {
  execFileSync("git", ["clone", "--quiet", "--no-hardlinks", root, clone]);
  const [first, second] = [await run(), await run()];
  const servers = process.env["TEST_SECOND_DATABASE_ADMIN_URL"] ? "the built-in server and a second one" : "the built-in server";
  process.stdout.write(`written to ${writeFigures("tests", [
    "## Tests",
    `Wall clock of \`npm test\`, types, house checks and pages in a browser included, on ${servers}; ${second.counts}.`,
    table(["what", "minutes", "target"], [
      ["in a fresh clone, installing with a warm npm cache", first.minutes.toFixed(1), "10"],
      ["again", second.minutes.toFixed(1), "10"],
    ]),
  ].join("\n\n"))}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
