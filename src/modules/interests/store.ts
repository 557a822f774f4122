import { sql } from "kysely";
import type { PartnerId } from "../../kernel/ids.ts";
import { iso, type Instant } from "../../kernel/instants.ts";
import type { Tx } from "../../ports/database/database.ts";
import type { Declaration, Ground } from "./declaration.ts";

interface Row {
  id: string;
  person: string;
  file: PartnerId | null;
  grounds: Ground[];
  note: string;
  declared_at: Instant;
}

const columns = sql`id, person, file, grounds, note, declared_at`;

export async function insertDeclaration(tx: Tx, declaration: Declaration, eventId: string): Promise<void> {
  await sql`
    insert into interests.declarations (id, person, file, grounds, note, declared_at, event_id)
    values (${declaration.id}, ${declaration.person}, ${declaration.file}, ${declaration.grounds}::text[], ${declaration.note},
      ${iso(declaration.declaredAt)}::timestamptz, ${eventId})
  `.execute(tx);
}

/** The yearly declaration that counts: the newest. */
export async function latestYearly(tx: Tx, person: string): Promise<Declaration | null> {
  const found = await sql<Row>`
    select ${columns} from interests.declarations where person = ${person} and file is null
    order by declared_at desc, id desc limit 1
  `.execute(tx);
  return found.rows[0] ? asDeclaration(found.rows[0]) : null;
}

/** The declaration of a person about one file that counts: the newest. */
export async function latestOnFile(tx: Tx, person: string, file: PartnerId): Promise<Declaration | null> {
  const found = await sql<Row>`
    select ${columns} from interests.declarations where person = ${person} and file = ${file}
    order by declared_at desc, id desc limit 1
  `.execute(tx);
  return found.rows[0] ? asDeclaration(found.rows[0]) : null;
}

export async function declarationsOf(tx: Tx, person: string): Promise<Declaration[]> {
  const found = await sql<Row>`
    select ${columns} from interests.declarations where person = ${person} order by declared_at desc, id desc limit 100
  `.execute(tx);
  return found.rows.map(asDeclaration);
}

function asDeclaration(row: Row): Declaration {
  return {
    id: row.id,
    person: row.person,
    file: row.file,
    grounds: row.grounds,
    note: row.note,
    declaredAt: row.declared_at,
  };
}
