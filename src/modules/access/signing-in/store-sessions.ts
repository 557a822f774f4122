import { sql } from "kysely";
import type { AccountId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";

export type Way = "passkey" | "password" | "evaluation" | "invitation";

export interface Session {
  readonly id: string;
  readonly accountId: AccountId;
  readonly way: Way;
  readonly agent: string; // what the browser called itself, cut; attacker-chosen
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  readonly absoluteUntil: Instant;
  readonly freshUntil: Instant | null;
  readonly endedAt: Instant | null;
}

interface SessionRow {
  id: string; account_id: AccountId; way: Way; agent: string; created_at: Instant; seen_at: Instant;
  absolute_until: Instant; fresh_until: Instant | null; ended_at: Instant | null;
}

function session(row: SessionRow): Session {
  return {
    id: row.id, accountId: row.account_id, way: row.way, agent: row.agent, createdAt: row.created_at,
    seenAt: row.seen_at, absoluteUntil: row.absolute_until, freshUntil: row.fresh_until, endedAt: row.ended_at,
  };
}

export interface NewSession {
  readonly tokenSha256: Uint8Array;
  readonly id: string;
  readonly accountId: AccountId;
  readonly way: Way;
  readonly agent: string;
  readonly at: Instant;
  readonly absoluteUntil: Instant;
  readonly freshUntil: Instant | null;
}

export async function insertSession(tx: Tx, row: NewSession): Promise<void> {
  const fresh = row.freshUntil === null ? null : iso(row.freshUntil);
  await sql`insert into access.sessions
    (token_sha256, id, account_id, way, agent, created_at, seen_at, absolute_until, fresh_until)
    values (${Buffer.from(row.tokenSha256)}, ${row.id}, ${row.accountId}, ${row.way}, ${row.agent},
      ${iso(row.at)}::timestamptz, ${iso(row.at)}::timestamptz, ${iso(row.absoluteUntil)}::timestamptz,
      ${fresh}::timestamptz)`.execute(tx);
}

export async function sessionByToken(tx: Tx, tokenSha256: Uint8Array): Promise<Session | null> {
  const { rows } = await sql<SessionRow>`
    select * from access.sessions where token_sha256 = ${Buffer.from(tokenSha256)}`.execute(tx);
  return rows[0] ? session(rows[0]) : null;
}

export async function touchSession(tx: Tx, id: string, at: Instant): Promise<void> {
  await sql`update access.sessions set seen_at = ${iso(at)}::timestamptz
    where id = ${id} and ended_at is null and seen_at < ${iso(at)}::timestamptz`.execute(tx);
}

export async function freshenSession(tx: Tx, id: string, until: Instant): Promise<void> {
  await sql`update access.sessions set fresh_until = ${iso(until)}::timestamptz
    where id = ${id} and ended_at is null`.execute(tx);
}

export async function endSession(tx: Tx, id: string, at: Instant): Promise<void> {
  await sql`update access.sessions set ended_at = ${iso(at)}::timestamptz
    where id = ${id} and ended_at is null`.execute(tx);
}

/** Ends every session of the account but `keep`; returns how many. */
export async function endSessionsOf(tx: Tx, accountId: string, at: Instant, keep = ""): Promise<number> {
  const { numAffectedRows } = await sql`update access.sessions set ended_at = ${iso(at)}::timestamptz
    where account_id = ${accountId} and ended_at is null and id <> ${keep}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** Sessions that have not ended, newest first. */
export async function sessionsOf(tx: Tx, accountId: string): Promise<Session[]> {
  const { rows } = await sql<SessionRow>`select * from access.sessions
    where account_id = ${accountId} and ended_at is null order by created_at desc, id limit 50`.execute(tx);
  return rows.map(session);
}
