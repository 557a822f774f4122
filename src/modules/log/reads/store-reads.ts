import { sql } from "kysely";
import { instant, iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import { org } from "../store-events.ts";
import { digestOf, type PlacedRead, type ReadRecord } from "./chain.ts";

/**
 * Appends one batch and its records in one statement. Who comes second waits at the head's row and then chains to what
 * the first one wrote: under read committed the update sees the newest row, however old the snapshot is.
 */
export async function appendBatch(tx: Tx, reads: readonly ReadRecord[]): Promise<void> {
  const column = (of: (read: ReadRecord) => string | null) => sql`${reads.map(of)}::text[]`;
  await sql`
    with head as (
      update log.read_head set batch = batch + 1, previous = hash, hash = sha256(hash || ${Buffer.concat(reads.map(digestOf))})
      where org_id = ${org} returning batch, previous, hash
    ), kept as (
      insert into log.read_batches (org_id, batch, previous, hash, size)
      select ${org}, batch, previous, hash, ${reads.length} from head
    )
    insert into log.reads (org_id, batch, place, read_id, account_id, person_id, what, subject, file, purpose, read_at)
    select ${org}, head.batch, r.place - 1, r.id, r.account, r.person, r.what, r.subject, r.file, r.purpose, r.at::timestamptz
    from head, unnest(${column((r) => r.id)}, ${column((r) => r.accountId)}, ${column((r) => r.personId)},
      ${column((r) => r.what)}, ${column((r) => r.subject)}, ${column((r) => r.file)}, ${column((r) => r.purpose)},
      ${column((r) => iso(r.at))})
      with ordinality as r (id, account, person, what, subject, file, purpose, at, place)`.execute(tx);
}

export interface Batch {
  readonly batch: bigint;
  readonly previous: Buffer;
  readonly hash: Buffer;
  readonly size: number;
}

/** The last batch; number 0 before the first. Locked: no batch is added until this transaction ends. */
export async function headOfReads(tx: Tx, how: { readonly lock: boolean }): Promise<Omit<Batch, "size">> {
  const { rows } = await sql<Omit<Batch, "size">>`
    select batch, previous, hash from log.read_head where org_id = ${org} ${how.lock ? sql`for update` : sql``}`.execute(tx);
  const [head] = rows;
  if (!head) throw new Error("the chain of reads has a head from its migration on");
  return head;
}

/** Batches after `after`, in order. */
export async function batchesAfter(tx: Tx, after: bigint, limit: number): Promise<readonly Batch[]> {
  const { rows } = await sql<Batch>`
    select batch, previous, hash, size from log.read_batches
    where org_id = ${org} and batch > ${after} order by batch limit ${limit}`.execute(tx);
  return rows;
}

const columns = sql`batch, read_id as id, account_id as "accountId", person_id as "personId", what, subject, file, purpose,
  read_at as at`;

/** Every record of the batches from `from` to `to`, in order. */
export async function readsBetween(tx: Tx, from: bigint, to: bigint): Promise<readonly PlacedRead[]> {
  const { rows } = await sql<PlacedRead>`
    select ${columns} from log.reads
    where org_id = ${org} and batch between ${from} and ${to} order by batch, place`.execute(tx);
  return rows;
}

/** Records in all batches up to this one. */
export async function countUpTo(tx: Tx, batch: bigint): Promise<bigint> {
  const { rows } = await sql<{ reads: bigint }>`
    select coalesce(sum(size), 0)::bigint as reads from log.read_batches
    where org_id = ${org} and batch <= ${batch}`.execute(tx);
  return rows[0]?.reads ?? 0n;
}

/** Records that belong to no batch: somebody put them there past the chain. */
export async function strayReads(tx: Tx): Promise<readonly bigint[]> {
  const { rows } = await sql<{ batch: bigint }>`
    select distinct r.batch from log.reads r
    left join log.read_batches b on b.org_id = r.org_id and b.batch = r.batch
    where r.org_id = ${org} and b.batch is null order by 1 limit 100`.execute(tx);
  return rows.map((row) => row.batch);
}

/** When the first record after a batch was made; null: there is none. */
export async function firstReadAfter(tx: Tx, batch: bigint): Promise<Instant | null> {
  const { rows } = await sql<{ at: Instant | null }>`
    select min(read_at) as at from log.reads where org_id = ${org} and batch = ${batch + 1n}`.execute(tx);
  return rows[0]?.at ?? null;
}

export interface ReadsAsk {
  readonly file: string | null; // null: all files
  readonly person: string | null;
  readonly before: { readonly at: Instant; readonly id: string } | null;
  readonly limit: number;
}

/** Newest first. The caller has checked who may see them. */
export async function readsPage(tx: Tx, ask: ReadsAsk): Promise<readonly ReadRecord[]> {
  const { at, id } = ask.before ?? { at: instant(0), id: "" };
  const { rows } = await sql<ReadRecord>`
    select ${columns} from log.reads
    where org_id = ${org} and (${ask.file}::text is null or file = ${ask.file})
      and (${ask.person}::text is null or person_id = ${ask.person})
      and (${ask.before === null}::boolean or (read_at, read_id) < (${iso(at)}::timestamptz, ${id}))
    order by read_at desc, read_id desc limit ${ask.limit}`.execute(tx);
  return rows;
}
