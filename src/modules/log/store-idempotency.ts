import { sql } from "kysely";
import { iso, type Instant } from "../../kernel/instants.ts";
import type { Tx } from "../../ports/database/database.ts";
import { org } from "./store-events.ts";

export interface Claim {
  readonly account: string;
  readonly key: string;
  readonly deed: string;
  readonly askHash: Buffer;
}

export interface Remembered {
  readonly deed: string;
  readonly askHash: Buffer;
  readonly answer: Buffer | null;
}

/**
 * Takes the key for this transaction, or gives what an earlier one stored. A second request with the same key
 * waits here until the first has committed or gone; under SERIALIZABLE it is then retried and sees the stored
 * answer.
 */
export async function claim(tx: Tx, asked: Claim, at: Instant): Promise<Remembered | null> {
  const taken = await sql`
    insert into log.idempotency (org_id, account_id, key, deed, ask_hash, at)
    values (${org}, ${asked.account}, ${asked.key}, ${asked.deed}, ${asked.askHash}, ${iso(at)}::timestamptz)
    on conflict do nothing`.execute(tx);
  if (taken.numAffectedRows === 1n) return null;
  const found = await sql<Remembered>`
    select deed, ask_hash as "askHash", answer from log.idempotency
    where org_id = ${org} and account_id = ${asked.account} and key = ${asked.key}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function remember(tx: Tx, asked: Claim, answer: Buffer): Promise<void> {
  await sql`
    update log.idempotency set answer = ${answer}
    where org_id = ${org} and account_id = ${asked.account} and key = ${asked.key}`.execute(tx);
}

/** Forgets answers older than `before`; run with the eraser's role. Returns how many. */
export async function forgetAnswers(tx: Tx, before: Instant): Promise<number> {
  const gone = await sql`
    delete from log.idempotency where org_id = ${org} and at < ${iso(before)}::timestamptz`.execute(tx);
  return Number(gone.numAffectedRows ?? 0n);
}
