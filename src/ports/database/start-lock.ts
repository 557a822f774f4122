import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { StartRefused } from "../start-refused.ts";

/**
 * One start at a time on one data folder: two first starts would otherwise race in initdb. The lock is a file made by
 * link(2), which either makes it whole or fails; a lock whose process is gone is taken over.
 */
export async function withStartLock<T>(path: string, waitMs: number, run: () => Promise<T>): Promise<T> {
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, `${process.pid} ${processStart(process.pid)}\n`, { mode: 0o600 });
  try {
    for (let waitedMs = 0; !taken(mine, path); waitedMs += 50) {
      if (waitedMs > waitMs) {
        throw new StartRefused(`another start has been busy with this database for ${waitMs / 1000} s (${path}); ` +
          "wait for it, or end that process");
      }
      await sleep(50);
    }
    try {
      return await run();
    } finally {
      unlinkSync(path);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function taken(mine: string, path: string): boolean {
  try {
    linkSync(mine, path);
    return true;
  } catch {
    clearDeadHolder(mine, path);
    return false; // the next round takes it by link, like everybody
  }
}

/** Removes a dead process's lock: of two who try, one wins the rename and both go on waiting. */
function clearDeadHolder(mine: string, path: string): void {
  const holder = read(path);
  if (holder === null || alive(holder)) return;
  const aside = `${mine}.dead`;
  try {
    renameSync(path, aside);
    if (read(aside) !== holder) linkSync(aside, path); // it was a new holder's: give it back
    unlinkSync(aside);
  } catch {
    // somebody else removed it
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function alive(holder: string): boolean {
  const [pid = "0", start = ""] = holder.trim().split(" ");
  return processAlive(Number(pid)) && (start === "unknown" || processStart(Number(pid)) === start);
}

/** A zombie counts as ended: in a container whose first process reaps nobody, killed ones stay as such. */
export function processAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return statOf(pid)?.[0] !== "Z";
}

/** Clock ticks since boot at which the process started, from /proc; process ids come back, this pair does not. */
export function processStart(pid: number): string {
  return statOf(pid)?.[19] ?? "unknown";
}

/** Fields of /proc/PID/stat from the state on; null where there is no /proc. The name before may hold anything. */
function statOf(pid: number): readonly string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}
