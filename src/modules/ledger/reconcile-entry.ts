import { movedOn, refused, type Refusal } from "../../kernel/refusal.ts";
import { no, ok, type Result } from "../../kernel/result.ts";
import type { Desk } from "../log/index.ts";
import type { Entry } from "./entry.ts";
import { insertReconciliation } from "./store.ts";

/**
 * Records that one entry was compared with the bank's own statement, inside the caller's transaction.
 * The poster can never be the reconciler (S5): refused here, and once more by the database.
 *
 * @param ask.statementRef the statement's own reference, 1 to 200 characters
 */
export async function recordReconciliation(
  desk: Desk, ask: { entry: Entry; statementRef: string },
): Promise<Result<null, Refusal>> {
  const { entry, statementRef } = ask;
  if (entry.reconciled) return no(movedOn("ledger/reconciled-already"));
  if (entry.postedByPerson === desk.actor.personId) return no(refused("ledger/poster-reconciles", {}, ["S5"]));
  await desk.record({ type: "entry.reconciled", subject: entry.id, file: entry.file, body: { statementRef } });
  await insertReconciliation(desk.tx, {
    entry: entry.id, person: desk.actor.personId, at: desk.now(), statementRef,
  });
  return ok(null);
}
