import { sql } from "kysely";
import type { ContributionId, EntryId, GrantId, PartnerId } from "../../kernel/ids.ts";
import { iso, type Instant } from "../../kernel/instants.ts";
import type { Tx } from "../../ports/database/database.ts";
import type { CountryGrant, GrantState } from "./grant.ts";

interface GrantRow {
  id: GrantId; contribution: ContributionId; file: PartnerId; country: string; amount_minor: bigint; currency: string;
  programme: string; words: string; state: GrantState; version: number; proposed_by_person: string; proposed_at: Instant;
  paid_by_person: string | null; paid_at: Instant | null; entry: EntryId | null; arrived_at: Instant | null;
}

function grant(row: GrantRow): CountryGrant {
  return {
    id: row.id, contribution: row.contribution, file: row.file, country: row.country, amountMinor: row.amount_minor,
    currency: row.currency, programme: row.programme, words: row.words, state: row.state, version: row.version,
    proposedByPerson: row.proposed_by_person, proposedAt: row.proposed_at, paidByPerson: row.paid_by_person,
    paidAt: row.paid_at, entry: row.entry, arrivedAt: row.arrived_at,
  };
}

export async function grantById(tx: Tx, id: string): Promise<CountryGrant | null> {
  const { rows } = await sql<GrantRow>`select * from custody.grants where id = ${id}`.execute(tx);
  return rows[0] ? grant(rows[0]) : null;
}

/** The grant, locked until the transaction ends. */
export async function lockGrant(tx: Tx, id: string): Promise<CountryGrant | null> {
  const { rows } = await sql<GrantRow>`select * from custody.grants where id = ${id} for update`.execute(tx);
  return rows[0] ? grant(rows[0]) : null;
}

/** Oldest first; withdrawn ones too, since the page tells what was decided and undone. */
export async function grantsOfContribution(tx: Tx, contribution: string): Promise<CountryGrant[]> {
  const { rows } = await sql<GrantRow>`select * from custody.grants
    where contribution = ${contribution} order by proposed_at, id limit 1000`.execute(tx);
  return rows.map(grant);
}

/** What one country was given or is about to be given, newest first. */
export async function grantsOfCountry(tx: Tx, country: string): Promise<CountryGrant[]> {
  const { rows } = await sql<GrantRow>`select * from custody.grants
    where country = ${country} and state <> 'withdrawn' order by proposed_at desc, id limit 1000`.execute(tx);
  return rows.map(grant);
}

export async function grantsIn(tx: Tx, state: "proposed" | "paid", limit: number): Promise<CountryGrant[]> {
  const { rows } = await sql<GrantRow>`select * from custody.grants
    where state = ${state} order by proposed_at, id limit ${limit}`.execute(tx);
  return rows.map(grant);
}

export async function newestGrants(tx: Tx, limit: number): Promise<CountryGrant[]> {
  const { rows } = await sql<GrantRow>`select * from custody.grants order by proposed_at desc, id limit ${limit}`.execute(tx);
  return rows.map(grant);
}

export type NewGrant = Pick<
  CountryGrant,
  "id" | "contribution" | "file" | "country" | "amountMinor" | "currency" | "programme" | "words" | "proposedByPerson" | "proposedAt"
>;

export async function insertGrant(tx: Tx, row: NewGrant): Promise<void> {
  await sql`insert into custody.grants (id, contribution, file, country, amount_minor, currency, programme, words, state, version,
      proposed_by_person, proposed_at)
    values (${row.id}, ${row.contribution}, ${row.file}, ${row.country}, ${row.amountMinor.toString()}::bigint, ${row.currency},
      ${row.programme}, ${row.words}, 'proposed', 1, ${row.proposedByPerson}, ${iso(row.proposedAt)}::timestamptz)`.execute(tx);
}

export async function markPaid(
  tx: Tx, of: { grant: string; person: string; at: Instant; entry: EntryId },
): Promise<void> {
  await sql`update custody.grants set state = 'paid', version = version + 1, paid_by_person = ${of.person},
      paid_at = ${iso(of.at)}::timestamptz, entry = ${of.entry} where id = ${of.grant}`.execute(tx);
}

export async function markArrived(tx: Tx, of: { grant: string; person: string; at: Instant }): Promise<void> {
  await sql`update custody.grants set state = 'arrived', version = version + 1, arrived_by_person = ${of.person},
      arrived_at = ${iso(of.at)}::timestamptz where id = ${of.grant}`.execute(tx);
}

export async function markWithdrawn(tx: Tx, of: { grant: string; at: Instant }): Promise<void> {
  await sql`update custody.grants set state = 'withdrawn', version = version + 1,
      withdrawn_at = ${iso(of.at)}::timestamptz where id = ${of.grant}`.execute(tx);
}
