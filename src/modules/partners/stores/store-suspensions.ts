import { sql } from "kysely";
import type { PartnerId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { Suspension } from "../partner.ts";

const columns = sql`id, partner_id as "partnerId", ground, words, suspended_by as "suspendedBy",
  suspended_at as "suspendedAt", ratify_until as "ratifyUntil", ratified_at as "ratifiedAt",
  lift_asked_by as "liftAskedBy", lift_asked_at as "liftAskedAt", lift_words as "liftWords", version`;

/** The one open suspension of a file, or null. Every guard of every module ends here. */
export async function openSuspension(tx: Tx, partner: PartnerId): Promise<Suspension | null> {
  const { rows } = await sql<Suspension>`select ${columns} from partners.suspensions
    where partner_id = ${partner} and lifted_at is null`.execute(tx);
  return rows[0] ?? null;
}

export async function lockSuspension(tx: Tx, partner: PartnerId): Promise<Suspension | null> {
  const { rows } = await sql<Suspension>`select ${columns} from partners.suspensions
    where partner_id = ${partner} and lifted_at is null for update`.execute(tx);
  return rows[0] ?? null;
}

export async function insertSuspension(tx: Tx, row: Suspension): Promise<void> {
  await sql`insert into partners.suspensions (id, partner_id, ground, words, suspended_by, suspended_at, ratify_until,
    version) values (${row.id}, ${row.partnerId}, ${row.ground}, ${row.words}, ${row.suspendedBy},
    ${iso(row.suspendedAt)}::timestamptz, ${iso(row.ratifyUntil)}::timestamptz, 1)`.execute(tx);
}

export async function setRatified(tx: Tx, before: Suspension, ask: { resolution: string; at: Instant }): Promise<number> {
  await sql`update partners.suspensions set ratified_at = ${iso(ask.at)}::timestamptz, resolution = ${ask.resolution},
    version = version + 1 where id = ${before.id}`.execute(tx);
  return before.version + 1;
}

export async function setLiftAsked(
  tx: Tx, before: Suspension, ask: { by: string; words: string; at: Instant },
): Promise<number> {
  await sql`update partners.suspensions set lift_asked_by = ${ask.by}, lift_asked_at = ${iso(ask.at)}::timestamptz,
    lift_words = ${ask.words}, version = version + 1 where id = ${before.id}`.execute(tx);
  return before.version + 1;
}

export async function setLifted(tx: Tx, before: Suspension, ask: { by: string; at: Instant }): Promise<number> {
  await sql`update partners.suspensions set lifted_by = ${ask.by}, lifted_at = ${iso(ask.at)}::timestamptz,
    version = version + 1 where id = ${before.id}`.execute(tx);
  return before.version + 1;
}

/** Open suspensions with their partners, for the desk. */
export async function openSuspensions(tx: Tx): Promise<readonly (Suspension & { readonly name: string })[]> {
  const { rows } = await sql<Suspension & { name: string }>`select s.*, p.name from (
      select ${columns} from partners.suspensions where lifted_at is null) s
    join partners.partners p on p.id = s."partnerId" order by s."ratifyUntil"`.execute(tx);
  return rows;
}
