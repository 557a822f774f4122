import { sql } from "kysely";
import type { PartnerId, RegisterId } from "../../kernel/ids.ts";
import { iso, type CivilDate, type Instant } from "../../kernel/instants.ts";
import type { Tx } from "../../ports/database/database.ts";
import { listedPart, outsideList, type PublicEntry } from "./public-entry.ts";

/** One register entry as the organisation keeps it: what is public, and what waits to become so. */
export interface RegisterEntry {
  readonly registerId: RegisterId;
  readonly file: PartnerId;
  readonly contribution: string;
  readonly state: "prepared" | "published" | "change-prepared";
  readonly version: number; // published versions so far
  readonly rowVersion: number;
  readonly draft: PublicEntry | null;
  readonly outsideList: readonly string[]; // fields of the draft that the allow-list does not hold; none is published
  readonly draftReason: string | null;
  readonly inForceOn: CivilDate;
  readonly dueAt: Instant;
  readonly preparedAt: Instant;
}

interface Row {
  register_id: RegisterId;
  file: PartnerId;
  contribution: string;
  state: RegisterEntry["state"];
  version: number;
  row_version: number;
  draft: unknown;
  draft_reason: string | null;
  in_force_on: CivilDate;
  due_at: Instant;
  prepared_at: Instant;
}

const columns = sql`register_id, file, contribution, state, version, row_version, draft, draft_reason, in_force_on,
  due_at, prepared_at`;

export async function insertEntry(
  tx: Tx,
  entry: Omit<RegisterEntry, "rowVersion" | "version" | "state" | "outsideList">,
): Promise<void> {
  await sql`
    insert into register.entries (register_id, file, contribution, state, version, row_version, draft, draft_reason,
      in_force_on, due_at, prepared_at)
    values (${entry.registerId}, ${entry.file}, ${entry.contribution}, 'prepared', 0, 1, ${JSON.stringify(entry.draft)}::jsonb,
      ${entry.draftReason}, ${entry.inForceOn}::date, ${iso(entry.dueAt)}::timestamptz, ${iso(entry.preparedAt)}::timestamptz)
  `.execute(tx);
}

export async function entryOfContribution(tx: Tx, contribution: string): Promise<RegisterEntry | null> {
  const found =
    await sql<Row>`select ${columns} from register.entries where contribution = ${contribution}`.execute(tx);
  return found.rows[0] ? asEntry(found.rows[0]) : null;
}

/** With a row lock: publishing and preparing a change must not pass each other. */
export async function lockEntry(tx: Tx, registerId: string): Promise<RegisterEntry | null> {
  const found =
    await sql<Row>`select ${columns} from register.entries where register_id = ${registerId} for update`.execute(
      tx,
    );
  return found.rows[0] ? asEntry(found.rows[0]) : null;
}

export async function entryById(tx: Tx, registerId: string): Promise<RegisterEntry | null> {
  const found =
    await sql<Row>`select ${columns} from register.entries where register_id = ${registerId}`.execute(tx);
  return found.rows[0] ? asEntry(found.rows[0]) : null;
}

export async function saveDraft(
  tx: Tx,
  ask: { registerId: RegisterId; draft: PublicEntry; reason: string | null; dueAt: Instant },
): Promise<void> {
  await sql`
    update register.entries set draft = ${JSON.stringify(ask.draft)}::jsonb, draft_reason = ${ask.reason},
      state = case when version = 0 then 'prepared' else 'change-prepared' end,
      due_at = ${iso(ask.dueAt)}::timestamptz, row_version = row_version + 1
    where register_id = ${ask.registerId}
  `.execute(tx);
}

export async function insertVersion(
  tx: Tx,
  ask: {
    registerId: RegisterId;
    version: number;
    fields: PublicEntry;
    reason: string | null;
    person: string;
    at: Instant;
    eventId: string;
  },
): Promise<void> {
  await sql`
    insert into register.versions (register_id, version, fields, reason, published_by_person, published_at, event_id)
    values (${ask.registerId}, ${ask.version}, ${JSON.stringify(ask.fields)}::jsonb, ${ask.reason}, ${ask.person},
      ${iso(ask.at)}::timestamptz, ${ask.eventId})
  `.execute(tx);
  await sql`
    update register.entries set state = 'published', version = ${ask.version}, draft = null, draft_reason = null,
      row_version = row_version + 1 where register_id = ${ask.registerId}
  `.execute(tx);
}

export async function latestFields(tx: Tx, registerId: string): Promise<PublicEntry | null> {
  const found = await sql<{ fields: unknown }>`
    select fields from register.versions where register_id = ${registerId} order by version desc limit 1
  `.execute(tx);
  return found.rows[0] ? listedPart(found.rows[0].fields) : null;
}

/** Everything that waits for the register editor, the most urgent first. */
export async function waitingEntries(tx: Tx): Promise<RegisterEntry[]> {
  const found = await sql<Row>`
    select ${columns} from register.entries where draft is not null order by due_at, register_id
  `.execute(tx);
  return found.rows.map(asEntry);
}

export async function entriesOfFile(tx: Tx, file: PartnerId): Promise<RegisterEntry[]> {
  const found =
    await sql<Row>`select ${columns} from register.entries where file = ${file} order by prepared_at`.execute(
      tx,
    );
  return found.rows.map(asEntry);
}

function asEntry(row: Row): RegisterEntry {
  return {
    registerId: row.register_id,
    file: row.file,
    contribution: row.contribution,
    state: row.state,
    version: row.version,
    rowVersion: row.row_version,
    draft: row.draft === null ? null : listedPart(row.draft),
    outsideList: outsideList(row.draft),
    draftReason: row.draft_reason,
    inForceOn: row.in_force_on,
    dueAt: row.due_at,
    preparedAt: row.prepared_at,
  };
}
