import { sql } from "kysely";
import type { AccountId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Lang } from "../../../kernel/lang.ts";
import type { Tx } from "../../../ports/database/database.ts";

export interface QueuedLetter {
  readonly id: string;
  readonly accountId: AccountId | null;
  readonly to: string;
  readonly lang: Lang;
  readonly about: string; // message key of one neutral sentence
  readonly path: string; // link inside the product; "" when it is a one-time link
  readonly sealedLink: Uint8Array | null; // opened only to send it, emptied afterwards
  readonly file: string | null;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
  readonly tries: number;
  readonly givenUpAt: Instant | null;
}

interface LetterRow {
  id: string; account_id: AccountId | null; to_address: string; lang: Lang; about: string; path: string;
  sealed_link: Buffer | null; file: string | null; created_at: Instant;
  sent_at: Instant | null; tries: number; given_up_at: Instant | null;
}

function letter(row: LetterRow): QueuedLetter {
  return {
    id: row.id, accountId: row.account_id, to: row.to_address, lang: row.lang, about: row.about, path: row.path,
    sealedLink: row.sealed_link, file: row.file, createdAt: row.created_at,
    sentAt: row.sent_at, tries: row.tries, givenUpAt: row.given_up_at,
  };
}

export interface NewLetter {
  readonly id: string;
  readonly accountId: AccountId | null;
  readonly to: string;
  readonly lang: Lang;
  readonly about: string;
  readonly path: string;
  readonly sealedLink?: Uint8Array;
  readonly file: string | null;
  readonly at: Instant;
}

export async function insertLetter(tx: Tx, row: NewLetter): Promise<void> {
  const sealed = row.sealedLink === undefined ? null : Buffer.from(row.sealedLink);
  await sql`insert into access.letters
    (id, account_id, to_address, lang, about, path, sealed_link, file, created_at, next_try_at)
    values (${row.id}, ${row.accountId}, ${row.to}, ${row.lang}, ${row.about}, ${row.path}, ${sealed}, ${row.file},
      ${iso(row.at)}::timestamptz, ${iso(row.at)}::timestamptz)`.execute(tx);
}

/** Letters due now, locked for this sender; another worker skips them. */
export async function lettersDue(tx: Tx, at: Instant, limit: number): Promise<QueuedLetter[]> {
  const { rows } = await sql<LetterRow>`select * from access.letters
    where sent_at is null and given_up_at is null and next_try_at <= ${iso(at)}::timestamptz
    order by next_try_at, id limit ${limit} for update skip locked`.execute(tx);
  return rows.map(letter);
}

export async function markSent(tx: Tx, id: string, at: Instant): Promise<void> {
  await sql`update access.letters set sent_at = ${iso(at)}::timestamptz, tries = tries + 1,
    sealed_link = null where id = ${id}`.execute(tx);
}

export async function markFailed(tx: Tx, id: string, next: { tryAt: Instant; givenUpAt: Instant | null }): Promise<void> {
  await sql`update access.letters set tries = tries + 1, next_try_at = ${iso(next.tryAt)}::timestamptz,
    given_up_at = ${next.givenUpAt === null ? null : iso(next.givenUpAt)}::timestamptz where id = ${id}`.execute(tx);
}

/** Newest first, keyset by created_at and id. @param before null for the first page */
export async function lettersPage(tx: Tx, before: { at: Instant; id: string } | null, limit: number): Promise<QueuedLetter[]> {
  const { rows } = await sql<LetterRow>`select * from access.letters
    where ${before === null}::boolean
      or (created_at, id) < (${iso(before?.at ?? (0 as Instant))}::timestamptz, ${before?.id ?? ""})
    order by created_at desc, id desc limit ${limit}`.execute(tx);
  return rows.map(letter);
}
