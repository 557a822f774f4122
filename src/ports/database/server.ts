import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartRefused } from "../start-refused.ts";
import { withClient } from "./admin.ts";
import type { Binaries } from "./binaries.ts";
import { failureOf } from "./failures.ts";
import { ownerLogin, type Place } from "./places.ts";
import { asServerUser, giveTo, type ServerUser } from "./server-user.ts";
import { processAlive, processStart } from "./start-lock.ts";

/** Everything needed to run one server; functions here start nothing twice only under the start lock. */
export interface Ground {
  readonly place: Place;
  readonly user: ServerUser;
  readonly binaries: Binaries;
  readonly settings: Readonly<Record<string, string>>;
}

export interface RunningServer {
  readonly pid: number;
  readonly since: string; // start ticks of that process: pid alone may be somebody else's tomorrow
}

/** For a small machine: 2 cores, 1 GB. Durability is as PostgreSQL's own: fsync on, synchronous commit. */
export const smallMachine: Readonly<Record<string, string>> = {
  shared_buffers: "96MB", work_mem: "8MB", maintenance_work_mem: "64MB", max_connections: "60", max_wal_size: "512MB",
  min_wal_size: "64MB", jit: "off", max_parallel_workers_per_gather: "0", huge_pages: "off", log_min_messages: "warning",
};

export function serverUrl(place: Place, database: string): string {
  const host = encodeURIComponent(place.sockets);
  return `postgresql://${ownerLogin}:${encodeURIComponent(place.password)}@localhost:5432/${database}?host=${host}`;
}

/** initdb beside and renamed when whole: a start that was killed half-way leaves nothing that looks like a database. */
export function createDataFolder({ place, user, binaries, settings }: Ground): void {
  const data = join(place.base, "data");
  if (existsSync(join(data, "PG_VERSION"))) return refuseOtherMajor(data, binaries);
  const fresh = join(place.base, "data.new");
  rmSync(fresh, { recursive: true, force: true });
  const passwordFile = join(place.base, "password.once");
  writeFileSync(passwordFile, place.password, { mode: 0o600 });
  giveTo(user, passwordFile);
  const run = spawnSync(join(binaries.bin, "initdb"), [
    "-D", fresh, "-U", ownerLogin, `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8",
    ...localeOptions(binaries.major), ...(settings["fsync"] === "off" ? ["--no-sync"] : []),
  ], { ...asServerUser(user, place.base), encoding: "utf8" });
  rmSync(passwordFile, { force: true });
  if (run.status !== 0) {
    throw new StartRefused(`the database folder ${data} could not be created: ${lastLines(run.stderr || String(run.error))}`);
  }
  renameSync(fresh, data);
}

/** Sorting by code point on every server, upper and lower case by Unicode: the same answers on 15 and on 18. */
function localeOptions(major: number): string[] {
  return major >= 17
    ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    : [`--locale=${process.platform === "linux" ? "C.UTF-8" : "C"}`];
}

function refuseOtherMajor(data: string, binaries: Binaries): void {
  const major = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (major !== String(binaries.major)) {
    throw new StartRefused(`the database in ${data} was made by PostgreSQL ${major} and this is ${binaries.major} ` +
      `(${binaries.bin}): set PG_BIN to a PostgreSQL ${major}, take a backup there, and restore it here`);
  }
}

/** The server of this data folder if one runs: by its pid file, its start and, where /proc tells, its command. */
export function findRunning(place: Place): RunningServer | null {
  const pidFile = join(place.base, "data/postmaster.pid");
  const pid = Number(existsSync(pidFile) ? readFileSync(pidFile, "utf8").split("\n")[0] : 0);
  if (!(pid > 0) || !processAlive(pid)) return null;
  const command = commandOf(pid);
  if (command !== null && !command.includes(join(place.base, "data"))) {
    // Somebody else has this number since a restart of the machine. PostgreSQL would refuse to start over it.
    rmSync(pidFile, { force: true });
    return null;
  }
  return { pid, since: processStart(pid) };
}

function commandOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return null;
  }
}

export function stillRuns(server: RunningServer): boolean {
  return processAlive(server.pid) && processStart(server.pid) === server.since;
}

/** Starts the server so that it outlives us, and returns when it answers. */
export async function launch(ground: Ground): Promise<{ readonly running: RunningServer; readonly child: ChildProcess }> {
  const { place, user, binaries, settings } = ground;
  const logFile = join(place.base, "server.log");
  if (existsSync(logFile) && statSync(logFile).size > 5_000_000) truncateSync(logFile);
  const log = openSync(logFile, "a", 0o600);
  const all = {
    ...settings, listen_addresses: "", port: "5432", unix_socket_directories: place.sockets, timezone: "UTC",
    log_timezone: "UTC",
  };
  const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(join(binaries.bin, "postgres"), ["-D", join(place.base, "data"), ...options], {
    ...asServerUser(user, place.base), detached: true, stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  let ended: string | null = null;
  child.on("error", (error) => (ended = String(error)));
  child.on("exit", (code) => (ended ??= `it ended with code ${code}`));
  await untilAnswers(ground, () => {
    if (ended === null) return;
    const said = lastLines(readFileSync(logFile, "utf8"));
    throw new StartRefused(`the database did not start: ${ended}. ${logFile} ends with: ${said}`);
  });
  const pid = child.pid ?? 0;
  return { running: { pid, since: processStart(pid) }, child };
}

/** Waits through start and crash recovery; `check` may throw to stop waiting. */
export async function untilAnswers(ground: Ground, check: () => void): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += 25) {
    check();
    try {
      return await withClient(serverUrl(ground.place, "postgres"), async () => {});
    } catch (error) {
      if (failureOf(error) !== "lost" || waitedMs > 60_000) throw error;
    }
    await sleep(25);
  }
}

/** SIGINT is PostgreSQL's fast stop: sessions are ended, everything is written. */
export async function shutDown(server: RunningServer, signal: NodeJS.Signals = "SIGINT"): Promise<void> {
  if (!stillRuns(server)) return;
  process.kill(server.pid, signal);
  for (let waitedMs = 0; stillRuns(server) && waitedMs < 30_000; waitedMs += 20) await sleep(20);
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-4).join(" | ");
}
