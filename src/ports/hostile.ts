import type { Blobs } from "./blobs.ts";
import { Busy, type Database } from "./database/database.ts";
import { DiskFull } from "./disk-full.ts";
import type { Http } from "./http.ts";
import type { Mail } from "./mail.ts";

/**
 * Doubles that fail as the world fails: before it did what was asked, or after, with the answer lost. Both look the
 * same to the caller. Each wraps a real port, so that what was done can be looked at.
 */
export type Fault = "not-done" | "done-but-not-told";

/** Which call fails: the nth from now (0 = the next) of that name; after it everything works again. */
export class FaultPlan {
  private readonly planned: { name: string; after: number; fault: Fault }[] = [];

  fail(name: string, fault: Fault, after = 0): void {
    this.planned.push({ name, after, fault });
  }

  /** Runs `action` unless its turn to fail has come. */
  async run<T>(name: string, failure: () => Error, action: () => Promise<T>): Promise<T> {
    const plan = this.planned.find((one) => one.name === name);
    if (!plan || plan.after-- > 0) return action();
    this.planned.splice(this.planned.indexOf(plan), 1);
    if (plan.fault === "done-but-not-told") await action();
    throw failure();
  }
}

/** Calls: "transaction", "read". Fails as `Busy`, which is what a lost answer to COMMIT becomes. */
export function hostileDatabase(database: Database, plan: FaultPlan): Database {
  const busy = (): Error => new Busy("by plan");
  return {
    transaction: (ask, body) => plan.run("transaction", busy, () => database.transaction(ask, body)),
    read: (body) => plan.run("read", busy, () => database.read(body)),
    clockSkewMs: (now) => database.clockSkewMs(now),
    close: () => database.close(),
  };
}

/** Calls: "put", "get", "erase". Fails as `DiskFull` for put, as an I/O error else. */
export function hostileBlobs(blobs: Blobs, plan: FaultPlan): Blobs {
  const broken = (): Error => Object.assign(new Error("EIO: by plan"), { code: "EIO" });
  return {
    put: (bytes) => plan.run("put", () => new DiskFull("by plan"), () => blobs.put(bytes)),
    get: (blob) => plan.run("get", broken, () => blobs.get(blob)),
    erase: (blob) => plan.run("erase", broken, () => blobs.erase(blob)),
  };
}

/** Call: "send". */
export function hostileMail(mail: Mail, plan: FaultPlan): Mail {
  return { send: (letter) => plan.run("send", () => new Error("451 by plan"), () => mail.send(letter)) };
}

/** Call: "get"; answers "unreachable" instead of throwing, as the port promises. */
export function hostileHttp(http: Http, plan: FaultPlan): Http {
  class Unreachable extends Error {}
  return {
    get: async (ask) => {
      try {
        return await plan.run("get", () => new Unreachable(), () => http.get(ask));
      } catch (error) {
        if (error instanceof Unreachable) return { kind: "failed", reason: "unreachable" };
        throw error;
      }
    },
  };
}
