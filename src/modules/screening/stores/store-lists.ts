import { sql } from "kysely";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { ListEntry } from "../sources/entry.ts";
import type { ListFault } from "../sources/faults.ts";

/** A list as it stands: what is in force, and up to when everybody watched was screened against it. */
export interface ListState {
  readonly source: string;
  readonly isAdopted: boolean;
  readonly version: number; // 0: never imported
  readonly versionSha256: string | null;
  readonly entries: number;
  readonly names: number;
  readonly publishedOn: string | null;
  readonly importedAt: Instant | null;
  readonly checkedAt: Instant | null;
  readonly coveredVersion: number; // everybody watched was screened against it
  readonly coveredAt: Instant | null;
}

const listColumns =
  sql`source_id as source, is_adopted as "isAdopted", version, version_sha256 as "versionSha256",
  entry_count as entries, name_count as names, published_on as "publishedOn", imported_at as "importedAt",
  checked_at as "checkedAt", covered_version as "coveredVersion", covered_at as "coveredAt"`;

export async function listStates(tx: Tx): Promise<readonly ListState[]> {
  const { rows } = await sql<ListState>`select ${listColumns} from screening.lists order by source_id`.execute(
    tx);
  return rows;
}

/** Makes the row if need be and locks it: one import of a list at a time. */
export async function lockList(tx: Tx, source: string): Promise<ListState> {
  await sql`insert into screening.lists (source_id, is_adopted, version, entry_count, name_count)
    values (${source}, false, 0, 0, 0) on conflict do nothing`.execute(tx);
  const { rows } = await sql<ListState>`select ${listColumns} from screening.lists where source_id = ${source}
    for update`.execute(tx);
  return rows[0] as ListState;
}

/**
 * Which lists count follows the organisation's configuration; one never imported counts too, as infinitely
 * old.
 */
export async function setAdopted(tx: Tx, adopted: readonly string[]): Promise<void> {
  await sql`insert into screening.lists (source_id, is_adopted, version, entry_count, name_count)
    select s, true, 0, 0, 0 from unnest(${[...adopted]}::text[]) s on conflict do nothing`.execute(tx);
  await sql`update screening.lists set is_adopted = (source_id = any(${[...adopted]}::text[]))
    where is_adopted <> (source_id = any(${[...adopted]}::text[]))`.execute(tx);
}

export interface NewVersion {
  readonly source: string;
  readonly version: number;
  readonly versionSha256: string;
  readonly entries: number;
  readonly names: number;
  readonly added: number;
  readonly removed: number;
  readonly publishedOn: string | null;
  readonly files: unknown;
  readonly faults: readonly ListFault[];
  readonly at: Instant;
  readonly eventId: string;
}

export async function insertVersion(tx: Tx, v: NewVersion): Promise<void> {
  await sql`insert into screening.list_versions (source_id, version, version_sha256, entry_count, name_count, added_count,
      removed_count, published_on, files, faults, imported_at, event_id)
    values (${v.source}, ${v.version}, ${v.versionSha256}, ${v.entries}, ${v.names}, ${v.added}, ${v.removed},
      ${v.publishedOn}, ${JSON.stringify(v.files)}::jsonb, ${JSON.stringify(v.faults)}::jsonb,
        ${iso(v.at)}::timestamptz,
      ${v.eventId})`.execute(tx);
  await sql`update screening.lists set version = ${v.version}, version_sha256 = ${v.versionSha256},
      entry_count = ${v.entries}, name_count = ${v.names}, published_on = ${v.publishedOn},
      imported_at = ${iso(v.at)}::timestamptz, checked_at = ${iso(v.at)}::timestamptz
    where source_id = ${v.source}`.execute(tx);
}

export async function setChecked(tx: Tx, source: string, at: Instant): Promise<void> {
  await sql`update screening.lists set checked_at = ${iso(at)}::timestamptz where source_id = ${source}`.execute(tx);
}

/** Everybody watched was screened against the version in force, as its publisher had it at `at`. */
export async function setCovered(tx: Tx, source: string, at: Instant): Promise<void> {
  await sql`update screening.lists set covered_version = version, covered_at = ${iso(at)}::timestamptz
    where source_id = ${source}`.execute(tx);
}

export interface StoredEntry {
  readonly source: string;
  readonly sha256: string;
  readonly ref: string;
  readonly record: ListEntry;
}

/** Hashes of the entries in force. */
export async function hashesInForce(tx: Tx, source: string): Promise<readonly string[]> {
  const { rows } = await sql<{ sha: string }>`select entry_sha256 as sha from screening.entries
    where source_id = ${source} and last_version is null`.execute(tx);
  return rows.map((r) => r.sha);
}

export interface NewEntries {
  readonly source: string;
  readonly version: number; // the first that has them
  readonly entries: readonly { readonly sha256: string; readonly entry: ListEntry }[];
}

export async function insertEntries(tx: Tx, { source, version, entries }: NewEntries): Promise<void> {
  const batch = 1_000;
  for (let at = 0; at < entries.length; at += batch) {
    const rows = entries.slice(at, at + batch).map((e) =>
      ({ sha: e.sha256, ref: e.entry.ref, record: e.entry }));
    await sql`insert into screening.entries (source_id, entry_sha256, ref, record, first_version)
      select ${source}, r.sha, r.ref, r.record, ${version}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(sha text, ref text,
        record jsonb)`.execute(tx);
  }
}

export async function endEntries(tx: Tx, source: string, version: number,
  hashes: readonly string[]): Promise<void> {
  await sql`update screening.entries set last_version = ${version} where source_id = ${source} and last_version is null
    and entry_sha256 = any(${[...hashes]}::text[])`.execute(tx);
}

export async function entriesInForce(tx: Tx, sources: readonly string[]): Promise<readonly StoredEntry[]> {
  const { rows } = await sql<StoredEntry>`select source_id as source, entry_sha256 as sha256, ref, record
    from screening.entries where last_version is null and source_id = any(${[...sources]}::text[])
    order by source_id, ref`.execute(tx);
  return rows;
}

/** An entry as it was published, also when it is no longer listed. */
export async function entryByHash(tx: Tx, source: string, sha256: string): Promise<StoredEntry | null> {
  const { rows } = await sql<StoredEntry>`select source_id as source, entry_sha256 as sha256, ref, record
    from screening.entries where source_id = ${source} and entry_sha256 = ${sha256} limit 1`.execute(tx);
  return rows[0] ?? null;
}

export interface PastImport {
  readonly source: string;
  readonly at: Instant;
  readonly outcome: "imported" | "unchanged" | "refused";
  readonly version: number | null;
  readonly fault: ListFault | null;
}

export async function insertImport(tx: Tx,
  row: PastImport & { readonly id: string; readonly eventId: string }): Promise<void> {
  await sql`insert into screening.imports (id, source_id, at, outcome, version, fault, event_id) values (${row.id},
    ${row.source}, ${iso(row.at)}::timestamptz, ${row.outcome}, ${row.version},
    ${row.fault === null ? null : JSON.stringify(row.fault)}::jsonb, ${row.eventId})`.execute(tx);
}

/** The latest attempt per list. */
export async function lastImports(tx: Tx): Promise<readonly PastImport[]> {
  const { rows } =
    await sql<PastImport>`select distinct on (source_id) source_id as source, at, outcome, version, fault
    from screening.imports order by source_id, at desc, id desc`.execute(tx);
  return rows;
}

export interface VersionLine {
  readonly source: string;
  readonly version: number;
  readonly versionSha256: string;
  readonly entries: number;
  readonly names: number;
  readonly added: number;
  readonly removed: number;
  readonly publishedOn: string | null;
  readonly faults: readonly ListFault[];
  readonly importedAt: Instant;
  readonly eventId: string;
}

export async function versionsOf(tx: Tx, source: string, limit: number): Promise<readonly VersionLine[]> {
  const { rows } =
    await sql<VersionLine>`select source_id as source, version, version_sha256 as "versionSha256",
      entry_count as entries, name_count as names, added_count as added, removed_count as removed,
      published_on as "publishedOn", faults, imported_at as "importedAt", event_id as "eventId"
    from screening.list_versions where source_id =
      ${source} order by version desc limit ${limit}`.execute(tx);
  return rows;
}
