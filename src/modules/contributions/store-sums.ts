import { sql } from "kysely";
import type { ContributionId, PartnerId } from "../../kernel/ids.ts";
import { iso, type Instant } from "../../kernel/instants.ts";
import type { Tx } from "../../ports/database/database.ts";

/** One other contribution that may count with this one. `houseMinor` null: its value is not known yet. */
export interface Counted {
  readonly id: ContributionId;
  readonly file: PartnerId;
  readonly bundle: ContributionId;
  readonly purpose: string;
  readonly offeredAt: Instant;
  readonly houseMinor: bigint | null;
}

type Row = {
  id: ContributionId;
  file: PartnerId;
  part_of: ContributionId;
  purpose: string;
  offered_at: Instant;
  house_minor: bigint | null;
};

const columns = sql`id, file, part_of, purpose, offered_at, house_minor`;
const alive = sql`state in ('offered', 'valued', 'pending-decision', 'accepted', 'agreed', 'received')`;

function counted(row: Row): Counted {
  return {
    id: row.id,
    file: row.file,
    bundle: row.part_of,
    purpose: row.purpose,
    offeredAt: row.offered_at,
    houseMinor: row.house_minor,
  };
}

/** Living offers for one purpose made from `since` on, of everybody; the caller keeps those of the group (R21.1). */
export async function offersForPurpose(tx: Tx, purpose: string, since: Instant): Promise<Counted[]> {
  const { rows } = await sql<Row>`select ${columns} from contributions.contributions
    where purpose = ${purpose} and offered_at >= ${iso(since)}::timestamptz and ${alive}
    order by offered_at, id limit 5000`.execute(tx);
  return rows.map(counted);
}

/** Living parts of one mixed offer (R2.2). */
export async function offersOfBundle(tx: Tx, bundle: string): Promise<Counted[]> {
  const { rows } = await sql<Row>`select ${columns} from contributions.contributions
    where part_of = ${bundle} and ${alive} order by offered_at, id limit 200`.execute(tx);
  return rows.map(counted);
}

/** Accepted from `since` on and not undone, of everybody (R11.1). */
export async function acceptedSince(tx: Tx, since: Instant): Promise<Counted[]> {
  const { rows } = await sql<Row>`select ${columns} from contributions.contributions
    where decided_at >= ${iso(since)}::timestamptz and state in ('accepted', 'agreed', 'received')
    order by decided_at, id limit 20000`.execute(tx);
  return rows.map(counted);
}
