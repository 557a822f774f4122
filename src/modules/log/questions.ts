import { z } from "zod";
import { writeVerifierKey } from "../../engines/merkle/index.ts";
import type { Instant } from "../../kernel/instants.ts";
import type { Role } from "../../kernel/roles.ts";
import type { Tx } from "../../ports/database/database.ts";
import { question } from "./deed.ts";
import { logKey } from "./published.ts";
import { logStanding, type LogStanding } from "./recovery/standing.ts";
import { subscriberStates } from "./store-cursors.ts";
import { newestLines } from "./store-events.ts";
import { headOf, keptCheckpoints, type KeptCheckpoint } from "./store-head.ts";
import { logCounts } from "./store-leaves.ts";

/** Who may read the list of what happened, without bodies: opaque ids and types only. */
const readers: readonly Role[] = [
  "internal-auditor", "external-auditor", "system-administrator", "key-custodian", "data-protection-officer",
];

/** What anybody may know: the key, and what it has signed. */
export interface PublicLog {
  readonly origin: string;
  readonly verifierKey: string;
  readonly checkpoint: CheckpointLine | null; // null: nothing was signed yet
}

export const publicQuestion = question({
  name: "log.public", who: ["public"], ask: z.strictObject({}),
  async answer(desk): Promise<PublicLog> {
    const key = logKey(desk.world);
    const [last] = await keptCheckpoints(desk.tx, 1);
    const checkpoint = last ? lineOf(last) : null;
    return { origin: key.name, verifierKey: writeVerifierKey(key), checkpoint };
  },
});

function lineOf(kept: KeptCheckpoint): CheckpointLine {
  return { size: Number(kept.size), root: kept.root.toString("base64"), at: kept.at };
}

export interface LogState {
  readonly signed: number; // leaves under the last checkpoint
  readonly placed: number;
  readonly waiting: number;
  readonly lost: number;
  readonly erased: number;
  readonly subscribers: readonly SubscriberLine[];
}

export interface SubscriberLine {
  readonly name: string;
  readonly seen: number; // leaves
  readonly failures: number; // in a row; 0: well
  readonly failedAt: Instant | null;
}

export const stateQuestion = question({
  name: "log.state", who: readers, ask: z.strictObject({}), answer: (desk) => stateOfLog(desk.tx),
});

export async function stateOfLog(tx: Tx): Promise<LogState> {
  const counts = await logCounts(tx);
  const states = await subscriberStates(tx);
  return {
    signed: Number((await headOf(tx)).size), placed: Number(counts.placed),
    waiting: Number(counts.waiting), lost: Number(counts.lost), erased: Number(counts.erased),
    subscribers: states.map((s) => ({
      name: s.subscriber, seen: Number(s.nextIndex), failures: s.failures, failedAt: s.failedAt,
    })),
  };
}

/** What whoever asks for or grants a recovery must see before: which tree, and who asked. */
export const recoveryQuestion = question({
  name: "log.recovery", who: readers, ask: z.strictObject({}),
  answer: (desk): Promise<LogStanding> => logStanding(desk.world, desk.tx),
});

export interface LogLine {
  readonly leafIndex: number;
  readonly eventId: string;
  readonly type: string;
  readonly subject: string;
  readonly actor: string;
  readonly at: Instant;
  readonly public: boolean;
  readonly erased: boolean;
}

const page = z.strictObject({
  before: z.coerce.number().int().min(0).optional(), // leaf index: go on from here
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const entriesQuestion = question({
  name: "log.entries", who: readers, ask: page,
  async answer(desk, { before, limit }): Promise<{ lines: readonly LogLine[]; next: number | null }> {
    const rows = await newestLines(desk.tx, limit, before === undefined ? null : BigInt(before));
    const lines = rows.map((row): LogLine => ({
      leafIndex: Number(row.leafIndex), eventId: row.id, type: row.type, subject: row.subject,
      actor: row.account, at: row.at, public: row.leafLength > 57, erased: row.isErased,
    }));
    const last = lines.at(-1)?.leafIndex ?? 0;
    return { lines, next: lines.length === limit && last > 0 ? last : null };
  },
});

export interface CheckpointLine {
  readonly size: number;
  readonly root: string; // base64
  readonly at: Instant;
}

export const checkpointsQuestion = question({
  name: "log.checkpoints", who: readers, ask: z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  async answer(desk, { limit }): Promise<readonly CheckpointLine[]> {
    const kept = await keptCheckpoints(desk.tx, limit);
    return kept.map(lineOf);
  },
});
