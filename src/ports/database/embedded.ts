import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { projectRoot } from "../project-root.ts";
import { StartRefused } from "../start-refused.ts";
import { silentTrace, type Trace } from "../trace.ts";
import { identifier, withClient } from "./admin.ts";
import { findBinaries } from "./binaries.ts";
import { placeIn, systemFolder } from "./places.ts";
import {
  createDataFolder, findRunning, launch, serverUrl, shutDown, smallMachine, stillRuns, untilAnswers,
  type Ground, type RunningServer,
} from "./server.ts";
import { giveTo, serverUser } from "./server-user.ts";
import { withStartLock } from "./start-lock.ts";

/** The built-in PostgreSQL: a server of its own process that outlives a crash of ours and is adopted by the next start. */
export interface EmbeddedServer {
  readonly adminUrl: string; // the owner's login on the product's database
  readonly base: string; // shown to the person: where the data is
  readonly major: number;
  readonly start: "started" | "adopted"; // adopted: left by a killed app, or shared with one that runs now
  pid(): number;
  /** Stops the server unless another process of ours is still connected; then it is left to that one. */
  stop(): Promise<"stopped" | "left-running">;
}

export interface StartEmbedded {
  readonly state: string; // the state folder, var/
  readonly root?: string;
  readonly pgBin?: string | undefined;
  readonly settings?: Readonly<Record<string, string>>;
  readonly trace?: Trace;
}

export const productDatabase = "entente";

/** Starts, or adopts, the server of this state folder. Throws `StartRefused` with what a person can do. */
export async function startEmbedded(ask: StartEmbedded): Promise<EmbeddedServer> {
  const trace = ask.trace ?? silentTrace;
  mkdirSync(ask.state, { recursive: true });
  const locked = <T>(run: () => Promise<T>): Promise<T> => withStartLock(join(ask.state, "database.lock"), 60_000, run);
  const { ground, first } = await locked(async () => {
    const found = groundOf(ask);
    return { ground: found, first: await startOrAdopt(found) };
  });
  if (first.start === "adopted" && await othersConnected(ground)) {
    trace.warn("the database server runs already and is shared with another process of this installation", {
      pid: first.running.pid,
    });
  }
  const keeper = keepRunning(first.running, async () => (await locked(() => startOrAdopt(ground))).running, trace);
  const stop = async (): Promise<"stopped" | "left-running"> => {
    if (await othersConnected(ground)) return "left-running";
    await shutDown(keeper.current());
    return "stopped";
  };
  return {
    adminUrl: serverUrl(ground.place, productDatabase), base: ground.place.base, major: ground.binaries.major,
    start: first.start, pid: () => keeper.current().pid,
    stop: () => {
      keeper.end();
      return locked(stop);
    },
  };
}

function groundOf(ask: StartEmbedded): Ground {
  const { place, user } = placeIn(ask.state);
  const copies = user.uid === undefined ? join(ask.state, "postgresql") : systemFolder();
  const binaries = findBinaries({ root: ask.root ?? projectRoot(), copies, user, pgBin: ask.pgBin });
  return { place, user, binaries, settings: { ...smallMachine, ...ask.settings } };
}

async function startOrAdopt(ground: Ground): Promise<{ running: RunningServer; start: "started" | "adopted" }> {
  createDataFolder(ground);
  for (;;) {
    const running = findRunning(ground.place);
    if (!running) break;
    if (await adopted(ground, running)) return { running, start: "adopted" };
  }
  const { running } = await launch(ground);
  await claim(ground);
  return { running, start: "started" };
}

/** True when it answers and is ours; false when it ended meanwhile, so that a new one may start. */
async function adopted(ground: Ground, running: RunningServer): Promise<boolean> {
  class Ended extends Error {}
  try {
    await untilAnswers(ground, () => {
      if (!stillRuns(running)) throw new Ended();
    });
  } catch (error) {
    if (error instanceof Ended) return false;
    throw error;
  }
  await claim(ground);
  return true;
}

/** The token row says that this server belongs to this state folder, whatever process id or path claim it. */
async function claim({ place }: Ground): Promise<void> {
  await withClient(serverUrl(place, "postgres"), async (client) => {
    await client.query("create table if not exists public.entente_server (token text not null)");
    const { rows } = await client.query<{ token: string }>("select token from public.entente_server");
    if (rows.length === 0) await client.query("insert into public.entente_server values ($1)", [place.token]);
    else if (rows[0]?.token !== place.token) {
      throw new StartRefused(`the server at ${place.sockets} belongs to another installation: its token differs`);
    }
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [productDatabase]);
    if (!rowCount) await client.query(`create database ${identifier(productDatabase)} template template0`);
  });
}

async function othersConnected({ place }: Ground): Promise<boolean> {
  try {
    return await withClient(serverUrl(place, "postgres"), async (client) => {
      const { rowCount } = await client.query(
        "select 1 from pg_stat_activity where application_name like 'entente %' and pid <> pg_backend_pid() limit 1",
      );
      return (rowCount ?? 0) > 0;
    });
  } catch {
    return false; // it does not answer: nobody is served by it
  }
}

/** Looks once a second whether the server lives, and starts it again when it was killed under us. */
function keepRunning(first: RunningServer, again: () => Promise<RunningServer>, trace: Trace) {
  let current = first;
  let busy = false;
  const timer = setInterval(async () => {
    if (busy || stillRuns(current)) return;
    busy = true;
    trace.warn("the database server ended and is started again", { pid: current.pid });
    try {
      current = await again();
    } catch (error) {
      trace.fault("the database server could not be started again", error);
    } finally {
      busy = false;
    }
  }, 1_000);
  timer.unref();
  return { current: () => current, end: () => clearInterval(timer) };
}

/** A throw-away server for tests: nothing is synced, and it dies with the process that started it, however that dies. */
export async function startTestServer(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const user = serverUser();
  const root = projectRoot();
  const base = mkdtempSync(join(memoryOr(tmpdir()), "entente-test-"));
  giveTo(user, base);
  const place = { base, sockets: base, password: randomBytes(12).toString("hex"), token: "test" };
  const copies = user.uid === undefined ? join(root, "var/postgresql") : systemFolder();
  const binaries = findBinaries({ root, copies, user, pgBin: process.env["PG_BIN"] });
  const ground: Ground = { place, user, binaries, settings: { ...smallMachine, ...carefree } };
  createDataFolder(ground);
  const { running } = await launch(ground);
  const watch = watchParent(running.pid, base);
  return {
    url: serverUrl(place, "postgres"),
    stop: async () => {
      await shutDown(running, "SIGQUIT");
      watch();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

/** A database per test is copied and removed a thousand times: in memory where there is plenty of it. */
function memoryOr(folder: string): string {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return Number(bavail) * Number(bsize) > 4_000_000_000 ? "/dev/shm" : folder;
  } catch {
    return folder;
  }
}

const carefree = {
  fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200",
  shared_buffers: "128MB", autovacuum: "off",
};

/** A shell that waits for the end of our pipe, which comes when we end or are killed, and then clears up. */
function watchParent(pid: number, folder: string): () => void {
  const script = 'cat >/dev/null; kill -QUIT "$0" 2>/dev/null; sleep 0.5; rm -rf "$1"';
  const child = spawn("/bin/sh", ["-c", script, String(pid), folder],
    { stdio: ["pipe", "ignore", "ignore"], detached: true, cwd: "/" });
  child.unref();
  (child.stdin as unknown as { unref?: () => void }).unref?.();
  return () => child.kill("SIGKILL");
}
