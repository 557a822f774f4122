import { identifier, type AdminClient } from "../database/admin.ts";

/** A table as COPY sees it: generated columns are made again, and xid8 columns belong to one server's life. */
export interface Table {
  readonly name: string; // "log.events"
  readonly columns: readonly string[];
}

export interface Sequence {
  readonly name: string; // "log.events_seq_seq"
  readonly value: string | null; // int8 as text; null: never used
}

/**
 * Content that must not come back: a restored session or one-time link would let in whoever kept the old one.
 * Counters and spent challenges die with them.
 */
const volatile = ["access.sessions", "access.links", "access.spent_challenges", "access.tries"];

/** Every table of every module in a fixed order; the ground's own two are described by the manifest instead. */
export async function tablesOf(client: AdminClient): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname || '.' || c.relname as name,
       array_agg(a.attname::text order by a.attnum)
         filter (where a.attgenerated = '' and a.atttypid <> 'xid8'::regtype) as columns
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p' and ${ours}
       and n.nspname || '.' || c.relname <> all($1)
     group by 1 order by 1`,
    [volatile],
  );
  return rows;
}

const ours = "n.nspname not in ('pg_catalog', 'information_schema', 'ground') and n.nspname not like 'pg\\_%'";

export async function sequencesOf(client: AdminClient): Promise<readonly Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select schemaname || '.' || sequencename as name, last_value::text as value from pg_sequences
     where schemaname <> 'ground' order by 1`,
  );
  return rows;
}

/** True when nothing of ours, and nothing of anybody's, is in this database. */
export async function isEmptyDatabase(client: AdminClient): Promise<boolean> {
  const { rowCount } = await client.query(
    `select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'S') and (${ours} or n.nspname = 'ground') limit 1`,
  );
  return !rowCount;
}

export function quoted(name: string): string {
  return name.split(".").map(identifier).join(".");
}

export function columnList(table: Table): string {
  return table.columns.map(identifier).join(", ");
}
