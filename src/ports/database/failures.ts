import { setTimeout as sleep } from "node:timers/promises";
import { performance } from "node:perf_hooks";
import { DiskFull } from "../disk-full.ts";
import { Busy } from "./database.ts";
import { Turns, type Release } from "./turns.ts";

/** What a failed statement means for the transaction it stood in. */
export type Failure = "conflict" | "lost" | "slow" | "full" | "other";

const conflicts = new Set(["40001", "40P01"]); // serialisation failure, deadlock: our half is undone, try again
const slow = new Set(["55P03", "57014", "53300", "25P03", "25P04"]); // lock or statement time out, no connection free
const full = new Set(["53100", "ENOSPC", "EDQUOT"]); // no room: the server's disk, or ours
const lost = new Set([
  "57P01", "57P02", "57P03", "58000", // server stops, crashed, starts
  "ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EAI_AGAIN", "EACCES",
]);

export function failureOf(error: unknown): Failure {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (conflicts.has(code)) return "conflict";
  if (slow.has(code)) return "slow";
  if (full.has(code)) return "full";
  if (lost.has(code) || code.startsWith("08")) return "lost";
  // pg raises these two as plain errors without a code
  const text = error instanceof Error ? error.message : "";
  if (/Connection terminated|not queryable|Client has encountered a connection error/.test(text)) return "lost";
  if (/timeout exceeded when trying to connect|Connection terminated due to connection timeout/.test(text)) return "lost";
  return "other";
}

export interface Patience {
  readonly conflictMs: number; // how long conflicts are tried again, waiting for the turn not counted
  readonly lostMs: number; // how long a lost server, and a turn among losers, is waited for
}

export const patience: Patience = { conflictMs: 2_000, lostMs: 5_000 };

/** Thrown inside: the commit was sent and its answer never came, so running the body again could do it twice. */
export class CommitUnknown extends Error {
  override readonly name = "CommitUnknown";
}

/**
 * Runs `attempt` until it returns, refuses for a reason of its own, or patience ends; then `Busy`. A full disk is
 * `DiskFull` at once: waiting makes no room. Who loses a conflict
 * tries again in turn: under contention the losers come through one after the other instead of all giving up.
 * Other waits grow from 5 ms to 250 ms with jitter.
 */
export async function persist<T>(
  attempt: () => Promise<T>, limits: Patience = patience, turns: Turns = new Turns(),
): Promise<T> {
  let startedMs = performance.now();
  let turn: Release | null = null;
  try {
    for (let tries = 0; ; tries++) {
      try {
        return await attempt();
      } catch (error) {
        const failure = failureOf(error);
        if (error instanceof CommitUnknown) throw new Busy("the outcome of the commit is unknown", { cause: error });
        if (failure === "other") throw error;
        if (failure === "full") throw new DiskFull("no room on the machine", { cause: error });
        const leftMs = (failure === "conflict" ? limits.conflictMs : limits.lostMs) - (performance.now() - startedMs);
        if (failure === "slow" || leftMs <= 0) throw new Busy(reasons[failure], { cause: error });
        if (failure === "conflict" && turn === null) {
          const askedMs = performance.now();
          turn = await turns.take(limits.lostMs);
          startedMs += performance.now() - askedMs; // standing in line is not trying in vain
        }
        await sleep(Math.min(leftMs, waitMs(turn ? 0 : tries)));
      }
    }
  } finally {
    turn?.();
  }
}

const reasons = {
  conflict: "others kept changing the same rows",
  lost: "the database cannot be reached",
  slow: "the database took too long",
};

function waitMs(tries: number): number {
  const ceiling = Math.min(250, 5 * 2 ** tries);
  return ceiling / 2 + (Math.random() * ceiling) / 2;
}
