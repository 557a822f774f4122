import { sql } from "kysely";
import type { PartnerId } from "../../../kernel/ids.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { Partner } from "../partner.ts";
import { partnerById } from "./store.ts";

/**
 * Partners by name then id, after one of them.
 *
 * @param ask.key normalised part of a name, in any script; "" for all
 */
export async function partnersAfter(
  tx: Tx, ask: { after: string | null; key: string; limit: number },
): Promise<readonly Partner[]> {
  const { rows } = await sql<{ id: PartnerId }>`
    select p.id from partners.partners p
    where (${ask.after}::text is null or (lower(p.name), p.id) >
        (select lower(a.name), a.id from partners.partners a where a.id = ${ask.after}))
      and (${ask.key} = '' or exists (select 1 from partners.names n
        where n.partner_id = p.id and position(${ask.key} in n.key) > 0))
    order by lower(p.name), p.id limit ${ask.limit}
  `.execute(tx);
  const found: Partner[] = [];
  for (const { id } of rows) {
    const partner = await partnerById(tx, id);
    if (partner) found.push(partner);
  }
  return found;
}
