import { sql } from "kysely";
import type { AccountCode, EntryKind } from "../../engines/postings/rules.ts";
import type { EntryId } from "../../kernel/ids.ts";
import { iso, type CivilDate, type Instant } from "../../kernel/instants.ts";
import type { Tx } from "../../ports/database/database.ts";
import type { Balance, Entry } from "./entry.ts";

interface EntryRow {
  id: EntryId;
  kind: EntryKind;
  file: string;
  contribution: string | null;
  posted_by_person: string;
  posted_at: Instant;
  booked_on: CivilDate;
  evidence: string;
  reverses: EntryId | null;
  reversed_by: EntryId | null;
  event_id: string;
  reconciled_by_person: string | null;
  reconciled_at: Instant | null;
  statement_ref: string | null;
  lines: { account: AccountCode; unit: string; amount: string }[];
}

// Amounts travel as text inside json: a JSON number would lose digits above 2^53.
const entryColumns = sql`
  e.id, e.kind, e.file, e.contribution, e.posted_by_person, e.posted_at, e.booked_on, e.evidence, e.reverses,
  (select r.id from ledger.entries r where r.reverses = e.id) as reversed_by, e.event_id,
  c.reconciled_by_person, c.reconciled_at, c.statement_ref,
  (select json_agg(json_build_object('account', p.account, 'unit', p.unit, 'amount', p.amount_minor::text) order by p.line)
     from ledger.postings p where p.entry_id = e.id) as lines`;

export async function insertEntry(tx: Tx, entry: Omit<Entry, "reversedBy" | "reconciled">): Promise<void> {
  await sql`
    insert into ledger.entries
      (id, kind, file, contribution, posted_by_person, posted_at, booked_on, evidence, reverses, event_id)
    values (${entry.id}, ${entry.kind}, ${entry.file}, ${entry.contribution}, ${entry.postedByPerson},
      ${iso(entry.postedAt)}::timestamptz, ${entry.bookedOn}::date, ${entry.evidence}, ${entry.reverses}, ${entry.eventId})
  `.execute(tx);
  for (const [index, line] of entry.lines.entries()) {
    await sql`
      insert into ledger.postings (entry_id, line, account, unit, amount_minor)
      values (${entry.id}, ${index + 1}, ${line.account}, ${line.unit}, ${line.amountMinor.toString()}::bigint)
    `.execute(tx);
  }
}

/** Takes the contribution's lock: two receipts racing for the same remainder wait for each other. */
export async function lockContribution(tx: Tx, contribution: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`ledger/${contribution}`}, 0))`.execute(tx);
}

export async function entryById(tx: Tx, id: string): Promise<Entry | null> {
  const found = await sql<EntryRow>`
    select ${entryColumns} from ledger.entries e left join ledger.reconciliations c on c.entry_id = e.id where e.id = ${id}
  `.execute(tx);
  return found.rows[0] ? asEntry(found.rows[0]) : null;
}

export async function entriesOfContribution(tx: Tx, contribution: string): Promise<Entry[]> {
  const found = await sql<EntryRow>`
    select ${entryColumns} from ledger.entries e left join ledger.reconciliations c on c.entry_id = e.id
    where e.contribution = ${contribution} order by e.posted_at, e.id
  `.execute(tx);
  return found.rows.map(asEntry);
}

/** Entries newest first, below the keyset position `before` ("instant|id"), optionally of one account. */
export async function entriesPage(tx: Tx, ask: EntriesAsk): Promise<Entry[]> {
  const found = await sql<EntryRow>`
    select ${entryColumns} from ledger.entries e left join ledger.reconciliations c on c.entry_id = e.id
    where (${ask.account}::text is null or exists
        (select 1 from ledger.postings p where p.entry_id = e.id and p.account = ${ask.account}))
      and (${ask.beforeAt}::timestamptz is null or (e.posted_at, e.id) < (${ask.beforeAt}::timestamptz, ${ask.beforeId}))
    order by e.posted_at desc, e.id desc limit ${ask.limit}
  `.execute(tx);
  return found.rows.map(asEntry);
}

export interface EntriesAsk {
  readonly account: string | null;
  readonly beforeAt: string | null;
  readonly beforeId: string;
  readonly limit: number;
}

export async function balanceRows(tx: Tx): Promise<Balance[]> {
  const found = await sql<{ account: AccountCode; unit: string; amount: bigint; entries: bigint }>`
    select account, unit, sum(amount_minor)::bigint as amount, count(distinct entry_id) as entries
    from ledger.postings group by account, unit order by account, unit
  `.execute(tx);
  return found.rows.map((r) => ({
    account: r.account,
    unit: r.unit,
    amountMinor: r.amount,
    entries: Number(r.entries),
  }));
}

/** Received and not reversed for one contribution, in minor units of `unit`, income or still owed if it is not spent. */
export async function receivedSum(tx: Tx, contribution: string, unit: string): Promise<bigint> {
  const of = { contribution, unit };
  return -(await sumOf(tx, "revenue:contributions", of)) - (await sumOf(tx, "liability:unspent", of));
}

/** Of what one contribution brought, the money that is still in the trust fund, in minor units of `unit`. */
export async function heldSum(tx: Tx, contribution: string, unit: string): Promise<bigint> {
  return sumOf(tx, "cash:trust-fund", { contribution, unit });
}

/** Debit positive. */
async function sumOf(tx: Tx, account: AccountCode, of: { contribution: string; unit: string }): Promise<bigint> {
  const found = await sql<{ amount: bigint | null }>`
    select sum(p.amount_minor)::bigint as amount from ledger.postings p join ledger.entries e on e.id = p.entry_id
    where e.contribution = ${of.contribution} and p.account = ${account} and p.unit = ${of.unit}
  `.execute(tx);
  return found.rows[0]?.amount ?? 0n;
}

export async function insertReconciliation(
  tx: Tx,
  ask: { entry: string; person: string; at: Instant; statementRef: string },
): Promise<void> {
  await sql`
    insert into ledger.reconciliations (entry_id, reconciled_by_person, reconciled_at, statement_ref)
    values (${ask.entry}, ${ask.person}, ${iso(ask.at)}::timestamptz, ${ask.statementRef})
  `.execute(tx);
}

export async function unreconciledEntries(tx: Tx, limit: number): Promise<Entry[]> {
  const found = await sql<EntryRow>`
    select ${entryColumns} from ledger.entries e left join ledger.reconciliations c on c.entry_id = e.id
    where c.entry_id is null order by e.posted_at, e.id limit ${limit}
  `.execute(tx);
  return found.rows.map(asEntry);
}

function asEntry(row: EntryRow): Entry {
  const reconciled =
    row.reconciled_by_person && row.reconciled_at !== null && row.statement_ref
      ? { byPerson: row.reconciled_by_person, at: row.reconciled_at, statementRef: row.statement_ref }
      : null;
  return {
    id: row.id,
    kind: row.kind,
    file: row.file,
    contribution: row.contribution,
    postedByPerson: row.posted_by_person,
    postedAt: row.posted_at,
    bookedOn: row.booked_on,
    evidence: row.evidence,
    reverses: row.reverses,
    reversedBy: row.reversed_by,
    eventId: row.event_id,
    reconciled,
    lines: row.lines.map((l) => ({ account: l.account, unit: l.unit, amountMinor: BigInt(l.amount) })),
  };
}
