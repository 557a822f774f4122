import { sql } from "kysely";
import type { AccountId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";

/** Passkeys, passwords, codes, spent challenges and counters of tries. */
export interface Passkey {
  readonly id: string; // credential id, base64url
  readonly accountId: AccountId;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly isDeviceBound: boolean;
  readonly createdAt: Instant;
  readonly usedAt: Instant | null;
}

interface PasskeyRow {
  id: string; account_id: AccountId; public_key: Buffer; counter: bigint; transports: string; device_bound: boolean;
  created_at: Instant; used_at: Instant | null;
}

function passkey(row: PasskeyRow): Passkey {
  return {
    id: row.id, accountId: row.account_id, publicKey: new Uint8Array(row.public_key), counter: Number(row.counter),
    transports: row.transports === "" ? [] : row.transports.split(","), isDeviceBound: row.device_bound,
    createdAt: row.created_at, usedAt: row.used_at,
  };
}

export async function passkeyById(tx: Tx, id: string): Promise<Passkey | null> {
  const { rows } = await sql<PasskeyRow>`
    select * from access.passkeys where id = ${id} and ended_at is null for update`.execute(tx);
  return rows[0] ? passkey(rows[0]) : null;
}

export async function passkeysOf(tx: Tx, accountId: string): Promise<Passkey[]> {
  const { rows } = await sql<PasskeyRow>`select * from access.passkeys
    where account_id = ${accountId} and ended_at is null order by created_at, id`.execute(tx);
  return rows.map(passkey);
}

/** False when that credential id is known already: one key never opens two accounts. */
export async function insertPasskey(tx: Tx, row: Omit<Passkey, "usedAt">): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into access.passkeys
    (id, account_id, public_key, counter, transports, device_bound, created_at)
    values (${row.id}, ${row.accountId}, ${Buffer.from(row.publicKey)}, ${row.counter}, ${row.transports.join(",")},
      ${row.isDeviceBound}, ${iso(row.createdAt)}::timestamptz) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function usePasskey(tx: Tx, id: string, use: { counter: number; at: Instant }): Promise<void> {
  await sql`update access.passkeys set counter = ${use.counter}, used_at = ${iso(use.at)}::timestamptz
    where id = ${id}`.execute(tx);
}

export async function endPasskey(tx: Tx, ask: { id: string; accountId: string; at: Instant }): Promise<boolean> {
  const { numAffectedRows } = await sql`update access.passkeys set ended_at = ${iso(ask.at)}::timestamptz
    where id = ${ask.id} and account_id = ${ask.accountId} and ended_at is null`.execute(tx);
  return numAffectedRows === 1n;
}

/** After a recovery nothing of the old factors opens the account. */
export async function endFactors(tx: Tx, accountId: string, at: Instant): Promise<void> {
  await sql`update access.passkeys set ended_at = ${iso(at)}::timestamptz
    where account_id = ${accountId} and ended_at is null`.execute(tx);
  await sql`update access.passwords set hash = '' where account_id = ${accountId}`.execute(tx);
  await sql`update access.codes set confirmed_at = null where account_id = ${accountId}`.execute(tx);
}

/** Null when the account has none, or it was emptied by a recovery. */
export async function passwordHashOf(tx: Tx, accountId: string): Promise<string | null> {
  const { rows } = await sql<{ hash: string }>`select hash from access.passwords where account_id = ${accountId}`.execute(tx);
  return rows[0]?.hash || null;
}

export async function setPassword(tx: Tx, row: { accountId: string; hash: string; at: Instant }): Promise<void> {
  await sql`insert into access.passwords (account_id, hash, set_at)
    values (${row.accountId}, ${row.hash}, ${iso(row.at)}::timestamptz)
    on conflict (account_id) do update set hash = excluded.hash, set_at = excluded.set_at`.execute(tx);
}

export interface CodeSeed {
  readonly sealedSeed: Uint8Array;
  readonly lastStep: number;
}

/** Locked for this transaction: two requests with one code must not both pass. */
export async function codeSeedOf(tx: Tx, accountId: string): Promise<CodeSeed | null> {
  const { rows } = await sql<{ sealed_seed: Buffer; last_step: bigint }>`select sealed_seed, last_step from access.codes
    where account_id = ${accountId} and confirmed_at is not null for update`.execute(tx);
  const row = rows[0];
  return row ? { sealedSeed: new Uint8Array(row.sealed_seed), lastStep: Number(row.last_step) } : null;
}

export async function setCodeSeed(tx: Tx, row: CodeSeed & { accountId: string; at: Instant }): Promise<void> {
  await sql`insert into access.codes (account_id, sealed_seed, last_step, confirmed_at)
    values (${row.accountId}, ${Buffer.from(row.sealedSeed)}, ${row.lastStep}, ${iso(row.at)}::timestamptz)
    on conflict (account_id) do update set sealed_seed = excluded.sealed_seed, last_step = excluded.last_step,
      confirmed_at = excluded.confirmed_at`.execute(tx);
}

export async function spendStep(tx: Tx, accountId: string, step: number): Promise<void> {
  await sql`update access.codes set last_step = ${step} where account_id = ${accountId} and last_step < ${step}`.execute(tx);
}

/** True the first time only: a challenge answers once. Old rows are swept as new ones come. */
export async function spendChallenge(tx: Tx, row: { nonce: string; expiresAt: Instant; at: Instant }): Promise<boolean> {
  await sql`delete from access.spent_challenges where expires_at < ${iso(row.at)}::timestamptz`.execute(tx);
  const { numAffectedRows } = await sql`insert into access.spent_challenges (nonce, expires_at)
    values (${row.nonce}, ${iso(row.expiresAt)}::timestamptz) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** Counts one try under `key` in its window and returns the count with it. */
export async function countTry(tx: Tx, key: string, windowStart: Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`insert into access.tries (key, window_start, count)
    values (${key}, ${iso(windowStart)}::timestamptz, 1)
    on conflict (key, window_start) do update set count = access.tries.count + 1 returning count`.execute(tx);
  return rows[0]?.count ?? 1;
}

export async function triesOf(tx: Tx, key: string, since: Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`select coalesce(sum(count), 0)::int as count from access.tries
    where key = ${key} and window_start >= ${iso(since)}::timestamptz`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Forgets the counters of one key, or all that are older than `before`. */
export async function sweepTries(tx: Tx, what: { readonly key: string } | { readonly before: Instant }): Promise<void> {
  if ("key" in what) await sql`delete from access.tries where key = ${what.key}`.execute(tx);
  else await sql`delete from access.tries where window_start < ${iso(what.before)}::timestamptz`.execute(tx);
}
