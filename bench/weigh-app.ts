import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openWorld, originOf } from "../src/faces/cli/open-world.ts";
import { admit, apply } from "../src/faces/cli/story/apply.ts";
import { examplia } from "../src/faces/cli/story/files.ts";
import { engagePeople } from "../src/faces/cli/story/people.ts";
import { freshness } from "../src/modules/screening/index.ts";
import { readConfig } from "../src/ports/config.ts";
import { removeEmbedded } from "../src/ports/database/remove.ts";
import { createKeyFiles } from "../src/ports/keys-files.ts";
import { readOrganisationFile } from "../src/ports/organisation-file.ts";
import { projectRoot } from "../src/ports/project-root.ts";
import { silentTrace } from "../src/ports/trace.ts";
import type { World } from "../src/ports/world.ts";
import { aStage, freePort } from "./evaluation.ts";
import { table } from "./figures.ts";
import { official } from "./labelled.ts";

const entente = join(projectRoot(), "dist/entente.mjs");
type Say = (text: string) => void;

/**
 * Makes a real installation with an applicant to watch and the four official lists, then weighs the process that serves
 * while a new version of one list arrives: it loads all four and screens everybody. Linux only: it reads /proc.
 *
 * @returns the paragraphs of the section
 */
export async function weighApp(lists: string, say: Say): Promise<readonly string[]> {
  const state = mkdtempSync(join(tmpdir(), "entente-weigh-"));
  const port = await freePort();
  const own = {
    STATE: state, PORT: String(port), ADDRESS: `http://127.0.0.1:${port}`, DATABASE_URL: "embedded",
    ENTENTE_CONFIG: organisationFile(state),
  };
  const env = { ...process.env, ...own };
  const importList = (source: string, files: readonly string[]): void => {
    const args = ["lists", "import", source, ...files.map((file) => join(lists, file))];
    const done = spawnSync(process.execPath, [entente, ...args], { env, encoding: "utf8" });
    if (done.status !== 0) throw new Error(`${args.join(" ")}: ${done.stdout}${done.stderr}`);
    say(done.stdout.split("\n")[0] ?? "");
  };
  const config = readConfig(own);
  createKeyFiles(config.keys, originOf(readOrganisationFile(own.ENTENTE_CONFIG)));
  const opened = await openWorld(config, { trace: silentTrace });
  try {
    const stage = aStage(opened.world);
    await engagePeople(stage);
    for (const [source, files] of official) importList(source, source === "un" ? ["un/un_2026-02-27.xml"] : files);
    await stage.settle();
    await admit(stage, await apply(stage, examplia)); // from here on its people are watched
    const arrives = (): void => official.filter(([source]) => source === "un").forEach(([s, files]) => importList(s, files));
    return await weigh({ port, env, say, world: opened.world, arrives });
  } finally {
    await opened.close();
    await removeEmbedded(state);
    rmSync(state, { recursive: true, force: true });
  }
}

/** The example organisation, with the official lists adopted. */
function organisationFile(folder: string): string {
  const from = join(projectRoot(), "reference/demonstration");
  const text = readFileSync(join(from, "organisation.yaml"), "utf8")
    .replace(/^adoptedLists: .*$/m, `adoptedLists: [${official.map(([source]) => source).join(", ")}]`);
  copyFileSync(join(from, "emblem.svg"), join(folder, "emblem.svg"));
  const file = join(folder, "entente.yaml");
  writeFileSync(file, text);
  return file;
}

interface Weighing {
  readonly port: number;
  readonly env: NodeJS.ProcessEnv;
  readonly say: Say;
  readonly world: World;
  arrives(): void;
}

async function weigh({ port, env, say, world, arrives }: Weighing): Promise<readonly string[]> {
  const app = spawn(process.execPath, [entente], { env, stdio: "ignore" });
  const megabytes = (what: string): number => {
    const text = readFileSync(`/proc/${app.pid}/status`, "utf8");
    return Math.round(Number(new RegExp(`${what}:\\s+(\\d+)`).exec(text)?.[1] ?? 0) / 1024);
  };
  const ended = new Promise((done) => app.once("exit", done));
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  try {
    while (!(await get("/health").then((answer) => answer.ok, () => false))) await pause(100);
    const bare = megabytes("VmRSS");
    arrives();
    await covered(world);
    const loaded = megabytes("VmRSS");
    for (let i = 0; i < 200; i++) await (await get(["/register", "/log", "/sign-in"][i % 3] ?? "/")).text();
    const [now, most] = [megabytes("VmRSS"), megabytes("VmHWM")];
    say(`app: ${bare} MiB at its first answer, ${loaded} with the index, ${now} 200 pages later, ${most} at most`);
    return [
      "### What the process weighs",
      "A configured installation that serves, with an applicant to watch and UN 2026-08, OFAC SDN 2022-01, OFAC " +
      "consolidated and Australia 2026-08 in force, after it has loaded their index and screened; the database is a " +
      "process of its own. Target: at most 400 MiB.",
      table(["resident memory of the app", "MiB"], [
        ["at its first answer", String(bare)], ["a list arrived, index loaded, everybody screened", String(loaded)],
        ["200 pages later", String(now)], ["most at any moment", String(most)],
      ]),
    ];
  } finally {
    app.kill("SIGINT");
    await ended;
  }
}

/** Waits until the serving process has screened everybody against the version that just arrived. */
async function covered(world: World): Promise<void> {
  const isBehind = (): Promise<boolean> => world.database.read(async (tx) =>
    (await freshness(tx, world.clock.now())).lists.some((list) => list.coveredVersion !== list.version));
  for (let tries = 0; await isBehind(); tries++) {
    if (tries > 240) throw new Error("the serving process did not screen against the new version");
    await pause(250);
  }
}
