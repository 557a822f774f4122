import { hasRole } from "../../../kernel/actor.ts";
import type { Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import { logFolder } from "../../../ports/log-store.ts";
import type { World } from "../../../ports/world.ts";
import type { Task } from "../../../ui/task.ts";
import type { ReadDesk } from "../deed.ts";
import { LogStopped, publishedCheckpoint, standBehind, type Published } from "../published.ts";
import { headOf } from "../store-head.ts";
import { recoveriesOf } from "./store-recoveries.ts";

/** Where the database stands beside what was published. Everything but "in-order" means that nothing is signed. */
export interface LogStanding {
  readonly state: "in-order" | LogStopped["reason"];
  readonly signed: number; // leaves, by the database
  readonly published: number; // leaves, by the checkpoint file; 0: nothing was published, or not by us
  readonly asked: readonly AskedRecovery[]; // for the tree that is published now, oldest first
}

export interface AskedRecovery {
  readonly recovery: string;
  readonly askedBy: string; // person
  readonly askedAt: Instant;
  readonly isGranted: boolean; // and not used yet: the sequencer takes the leaves back at its next look
}

export async function logStanding(world: World, tx: Tx): Promise<LogStanding> {
  const head = await headOf(tx);
  const signed = Number(head.size);
  let published: Published | null = null;
  try {
    published = await publishedCheckpoint(world, logFolder(world.folders.log));
    await standBehind(tx, head, published);
    return { state: "in-order", signed, published: Number(published?.size ?? 0), asked: [] };
  } catch (error) {
    if (!(error instanceof LogStopped)) throw error;
    const rows = published ? await recoveriesOf(tx, published.size, published.root) : [];
    const asked = rows.map((r): AskedRecovery => ({
      recovery: r.id, askedBy: r.askedBy, askedAt: r.askedAt, isGranted: r.grantedBy !== null,
    }));
    return { state: error.reason, signed, published: Number(published?.size ?? 0), asked };
  }
}

/** On the desk of everybody who may ask or grant, for as long as nothing is signed. */
export async function tasks(desk: ReadDesk): Promise<readonly Task[]> {
  if (!hasRole(desk.actor, "system-administrator", "key-custodian")) return [];
  const { state, asked } = await logStanding(desk.world, desk.tx);
  if (state === "in-order") return [];
  const own = asked.some((one) => one.askedBy === desk.actor.personId);
  return [{
    key: asked.length > 0 ? "log.task.grant" : "log.task.ask", file: null, fileName: null, subject: "log",
    path: "/log/recovery", why: "log.task.why", dueAt: null, waitingFor: own ? "others" : "me",
  }];
}
