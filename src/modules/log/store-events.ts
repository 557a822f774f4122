import { sql } from "kysely";
import { iso, type Instant } from "../../kernel/instants.ts";
import type { EventId } from "../../kernel/ids.ts";
import type { Tx } from "../../ports/database/database.ts";

/** The tenant key of one installation (architecture: constant, so that tables may be spread later). */
export const org = "org";

export interface EventRow {
  readonly id: EventId;
  readonly type: string;
  readonly subject: string;
  readonly file: string | null;
  readonly version: number | null;
  readonly account: string;
  readonly person: string;
  readonly at: Instant;
  readonly rules: string | null;
  readonly commitment: Buffer;
  readonly leaf: Buffer;
}

/** An event as read back: `sealed` is null after an erasure, `leafIndex` null until it was sequenced. */
export interface StoredEvent extends EventRow {
  readonly sealed: Buffer | null;
  readonly leafIndex: bigint | null;
}

export async function appendEvent(tx: Tx, event: EventRow, sealed: Buffer): Promise<void> {
  await sql`
    insert into log.events
      (org_id, event_id, type, subject, file, version, account_id, person_id, at, rules, commitment, leaf)
    values (${org}, ${event.id}, ${event.type}, ${event.subject}, ${event.file}, ${event.version},
      ${event.account}, ${event.person}, ${iso(event.at)}::timestamptz, ${event.rules}, ${event.commitment},
      ${event.leaf})`.execute(tx);
  await sql`
    insert into log.bodies (org_id, event_id, sealed) values (${org}, ${event.id}, ${sealed})`.execute(tx);
}

const columns = sql`
  e.event_id as id, e.type, e.subject, e.file, e.version, e.account_id as account, e.person_id as person,
  e.at, e.rules, e.commitment, e.leaf, b.sealed, l.leaf_index as "leafIndex"`;

const joined = sql`
  log.events e
  left join log.bodies b on b.org_id = e.org_id and b.event_id = e.event_id
  left join log.leaves l on l.org_id = e.org_id and l.event_id = e.event_id`;

/** Newest first. */
export async function eventsOfFile(tx: Tx, file: string, limit: number): Promise<readonly StoredEvent[]> {
  const found = await sql<StoredEvent>`
    select ${columns} from ${joined} where e.org_id = ${org} and e.file = ${file}
    order by e.seq desc limit ${limit}`.execute(tx);
  return found.rows;
}

/** Newest first. */
export async function eventsOfSubject(
  tx: Tx, subject: string, limit: number,
): Promise<readonly StoredEvent[]> {
  const found = await sql<StoredEvent>`
    select ${columns} from ${joined} where e.org_id = ${org} and e.subject = ${subject}
    order by e.seq desc limit ${limit}`.execute(tx);
  return found.rows;
}

/**
 * The newest leaves that have an event here, below `before`; null to start. Limited before anything is joined to them:
 * without fresh statistics the planner would join whole tables first.
 */
function newestLeaves(limit: number, before: bigint | null) {
  return sql`(
    select event_id, leaf_index from log.leaves
    where org_id = ${org} and event_id is not null
      and (${before}::bigint is null or leaf_index < ${before}::bigint)
    order by leaf_index desc limit ${limit}) l
  join log.events e on e.org_id = ${org} and e.event_id = l.event_id
  left join log.bodies b on b.org_id = ${org} and b.event_id = l.event_id`;
}

/** Newest first, of the whole installation; `before` is the leaf index to go on from. */
export async function newestEvents(
  tx: Tx, limit: number, before: bigint | null,
): Promise<readonly StoredEvent[]> {
  const found = await sql<StoredEvent>`
    select ${columns} from ${newestLeaves(limit, before)} order by l.leaf_index desc`.execute(tx);
  return found.rows;
}

/** What the list of the log shows of an event: neither its body nor its leaf leaves the database for that. */
export interface EventLine {
  readonly leafIndex: bigint;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly account: string;
  readonly at: Instant;
  readonly leafLength: number; // bytes
  readonly isErased: boolean;
}

/** Newest first, as `newestEvents`. */
export async function newestLines(tx: Tx, limit: number, before: bigint | null): Promise<readonly EventLine[]> {
  const found = await sql<EventLine>`
    select l.leaf_index as "leafIndex", e.event_id as id, e.type, e.subject, e.account_id as account, e.at,
      octet_length(e.leaf) as "leafLength", b.event_id is null as "isErased"
    from ${newestLeaves(limit, before)} order by l.leaf_index desc`.execute(tx);
  return found.rows;
}

export async function eventById(tx: Tx, id: string): Promise<StoredEvent | null> {
  const found = await sql<StoredEvent>`
    select ${columns} from ${joined} where e.org_id = ${org} and e.event_id = ${id}`.execute(tx);
  return found.rows[0] ?? null;
}

/** The first sequenced event at or after a leaf index whose type is wanted; null when there is none yet. */
export async function nextEvent(tx: Tx, from: bigint, types: readonly string[]): Promise<StoredEvent | null> {
  const found = await sql<StoredEvent>`
    select ${columns} from ${joined}
    where l.org_id = ${org} and l.leaf_index >= ${from} and e.type = any(${types as string[]}::text[])
    order by l.leaf_index limit 1`.execute(tx);
  return found.rows[0] ?? null;
}

/** Every event of one type, oldest first: for types of which there are few. */
export async function eventsOfType(tx: Tx, type: string): Promise<readonly StoredEvent[]> {
  const found = await sql<StoredEvent>`
    select ${columns} from ${joined} where e.org_id = ${org} and e.type = ${type} order by e.seq`.execute(tx);
  return found.rows;
}

/** Subject of the newest event of one type; null while there is none. Only for types that an index serves. */
export async function newestOfType(tx: Tx, type: "reads.committed"): Promise<string | null> {
  const found = await sql<{ subject: string }>`
    select subject from log.events where org_id = ${org} and type = ${type} order by seq desc limit 1`.execute(tx);
  return found.rows[0]?.subject ?? null;
}
