import { sql } from "kysely";
import type { AccountId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Role } from "../../../kernel/roles.ts";
import type { Tx } from "../../../ports/database/database.ts";

/** True for the first caller only, and only while nobody has an account. */
export async function claimSetUp(tx: Tx, at: Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`update access.installation set set_up_at = ${iso(at)}::timestamptz
    where id = 1 and set_up_at is null and not exists (select 1 from access.accounts)`.execute(tx);
  return numAffectedRows === 1n;
}

export async function isSetUp(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select set_up_at is not null as done from access.installation where id = 1`.execute(tx);
  return rows[0]?.done ?? false;
}

/** The first people who have not opened their link yet. */
export async function setUpAccountsWaiting(tx: Tx): Promise<{ accountId: AccountId; role: Role }[]> {
  const { rows } = await sql<{ account_id: AccountId; role: Role }>`select g.account_id, g.role from access.grants g
    join access.accounts a on a.id = g.account_id
    where g.reason = 'set-up' and g.requested_by = 'system' and g.state = 'applied' and a.state = 'invited'
    order by a.created_at, a.id`.execute(tx);
  return rows.map((row) => ({ accountId: row.account_id, role: row.role }));
}
