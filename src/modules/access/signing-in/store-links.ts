import { sql } from "kysely";
import type { AccountId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";

export type LinkPurpose = "setup" | "invitation" | "recovery" | "join";

export interface OneTimeLink {
  readonly id: string;
  readonly accountId: AccountId;
  readonly purpose: LinkPurpose;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
}

interface LinkRow {
  id: string; account_id: AccountId; purpose: LinkPurpose; issued_at: Instant; expires_at: Instant; used_at: Instant | null;
}

/** Only the hash is kept: who reads this table cannot use a link. A new link ends the older ones of the account. */
export async function insertLink(tx: Tx, row: OneTimeLink & { tokenSha256: Uint8Array; issuedBy: string }): Promise<void> {
  await sql`update access.links set used_at = ${iso(row.issuedAt)}::timestamptz
    where account_id = ${row.accountId} and used_at is null`.execute(tx);
  await sql`insert into access.links (token_sha256, id, account_id, purpose, issued_by, issued_at, expires_at)
    values (${Buffer.from(row.tokenSha256)}, ${row.id}, ${row.accountId}, ${row.purpose}, ${row.issuedBy},
      ${iso(row.issuedAt)}::timestamptz, ${iso(row.expiresAt)}::timestamptz)`.execute(tx);
}

export async function linkByToken(tx: Tx, tokenSha256: Uint8Array): Promise<OneTimeLink | null> {
  const { rows } = await sql<LinkRow>`
    select * from access.links where token_sha256 = ${Buffer.from(tokenSha256)}`.execute(tx);
  const row = rows[0];
  return row ? {
    id: row.id, accountId: row.account_id, purpose: row.purpose, issuedAt: row.issued_at, expiresAt: row.expires_at,
    usedAt: row.used_at,
  } : null;
}

/** Spends the link; false when it was spent before, so that two who click at once are one. */
export async function spendLink(tx: Tx, id: string, at: Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`update access.links set used_at = ${iso(at)}::timestamptz
    where id = ${id} and used_at is null and expires_at > ${iso(at)}::timestamptz`.execute(tx);
  return numAffectedRows === 1n;
}
