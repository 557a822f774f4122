import { sql } from "kysely";
import { iso, type Instant } from "../../kernel/instants.ts";
import type { Tx } from "../../ports/database/database.ts";
import { org } from "./store-events.ts";

export interface SubscriberState {
  readonly subscriber: string;
  readonly nextIndex: bigint;
  readonly failures: number;
  readonly failedAt: Instant | null;
}

/** Locks the subscriber's cursor (two workers take turns) and gives the leaf index it has to see next. */
export async function lockCursor(tx: Tx, subscriber: string): Promise<bigint> {
  await sql`
    insert into log.subscriber_cursors (org_id, subscriber, next_index) values (${org}, ${subscriber}, 0)
    on conflict do nothing`.execute(tx);
  const found = await sql<{ nextIndex: bigint }>`
    select next_index as "nextIndex" from log.subscriber_cursors
    where org_id = ${org} and subscriber = ${subscriber} for update`.execute(tx);
  return found.rows[0]?.nextIndex ?? 0n;
}

export async function moveCursor(tx: Tx, subscriber: string, nextIndex: bigint): Promise<void> {
  await sql`
    update log.subscriber_cursors set next_index = ${nextIndex}, failures = 0, failed_at = null
    where org_id = ${org} and subscriber = ${subscriber}`.execute(tx);
}

export async function noteFailure(tx: Tx, subscriber: string, at: Instant): Promise<void> {
  await sql`
    insert into log.subscriber_cursors (org_id, subscriber, next_index, failures, failed_at)
    values (${org}, ${subscriber}, 0, 1, ${iso(at)}::timestamptz)
    on conflict (org_id, subscriber) do update
      set failures = log.subscriber_cursors.failures + 1, failed_at = excluded.failed_at`.execute(tx);
}

export async function subscriberStates(tx: Tx): Promise<readonly SubscriberState[]> {
  const found = await sql<SubscriberState>`
    select subscriber, next_index as "nextIndex", failures, failed_at as "failedAt"
    from log.subscriber_cursors where org_id = ${org} order by subscriber`.execute(tx);
  return found.rows;
}

/** How many leaves there are: the index the next one will get. */
export async function leafCount(tx: Tx): Promise<bigint> {
  const found = await sql<{ size: bigint }>`
    select coalesce(max(leaf_index) + 1, 0) as size from log.leaves where org_id = ${org}`.execute(tx);
  return found.rows[0]?.size ?? 0n;
}
