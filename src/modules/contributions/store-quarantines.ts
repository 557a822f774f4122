import { sql } from "kysely";
import type { ContributionId, EntryId, PartnerId } from "../../kernel/ids.ts";
import { iso, type Instant } from "../../kernel/instants.ts";
import type { Tx } from "../../ports/database/database.ts";
import type { Quarantine, QuarantineId } from "./contribution.ts";

interface Row {
  id: QuarantineId; contribution_id: ContributionId; file: PartnerId; entry_id: EntryId; payer_name: string;
  amount_minor: bigint; currency: string; clauses: string[]; set_apart_at: Instant; set_apart_by_person: string;
  state: Quarantine["state"];
}

const columns = sql`id, contribution_id, file, entry_id, payer_name, amount_minor, currency, clauses, set_apart_at,
  set_apart_by_person, state`;

function asQuarantine(row: Row): Quarantine {
  return {
    id: row.id, contribution: row.contribution_id, file: row.file, entry: row.entry_id, payerName: row.payer_name,
    amountMinor: row.amount_minor, currency: row.currency, clauses: row.clauses, setApartAt: row.set_apart_at,
    setApartByPerson: row.set_apart_by_person, state: row.state,
  };
}

export async function insertQuarantine(tx: Tx, q: Quarantine): Promise<void> {
  await sql`insert into contributions.quarantines (id, contribution_id, file, entry_id, payer_name, amount_minor, currency,
      clauses, set_apart_at, set_apart_by_person, state)
    values (${q.id}, ${q.contribution}, ${q.file}, ${q.entry}, ${q.payerName}, ${q.amountMinor.toString()}::bigint,
      ${q.currency}, ${[...q.clauses]}::text[], ${iso(q.setApartAt)}::timestamptz, ${q.setApartByPerson}, 'open')`.execute(tx);
}

export async function lockQuarantine(tx: Tx, id: string): Promise<Quarantine | null> {
  const { rows } = await sql<Row>`select ${columns} from contributions.quarantines where id = ${id} for update`.execute(tx);
  return rows[0] ? asQuarantine(rows[0]) : null;
}

export async function openQuarantines(tx: Tx, limit: number): Promise<Quarantine[]> {
  const { rows } = await sql<Row>`select ${columns} from contributions.quarantines where state = 'open'
    order by set_apart_at, id limit ${limit}`.execute(tx);
  return rows.map(asQuarantine);
}

export async function quarantinesOf(tx: Tx, contribution: string): Promise<Quarantine[]> {
  const { rows } = await sql<Row>`select ${columns} from contributions.quarantines where contribution_id = ${contribution}
    order by set_apart_at, id`.execute(tx);
  return rows.map(asQuarantine);
}

export async function saveSentBack(tx: Tx, ask: { id: string; entry: EntryId; at: Instant }): Promise<void> {
  await sql`update contributions.quarantines set state = 'sent-back', sent_back_entry = ${ask.entry},
    sent_back_at = ${iso(ask.at)}::timestamptz where id = ${ask.id}`.execute(tx);
}
