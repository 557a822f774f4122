import { z } from "zod";
import { isId, type EntryId } from "../../../kernel/ids.ts";
import { hidden, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { seesFile, takeDuty } from "../../access/index.ts";
import { entryOf, recordReconciliation } from "../../ledger/index.ts";
import { deed } from "../../log/index.ts";
import { entryId, words } from "../asks.ts";

const ask = z.strictObject({ entry: entryId, statementRef: words(200) });

/** The controller compares an entry with the bank's own statement; never the one who posted it (S5). */
export const reconcileEntry = deed({
  name: "contributions.reconcile-entry",
  who: ["finance-controller"],
  isolation: "serializable",
  ask,
  async perform(desk, asked): Promise<Result<{ entry: EntryId }, Refusal>> {
    const entry = await entryOf(desk.tx, asked.entry);
    const file = entry && isId("prt", entry.file) ? entry.file : null;
    if (!entry || file === null || !(await seesFile(desk, file))) return no(hidden);
    const separated = await takeDuty(desk, {
      file,
      duty: "reconcile",
      ...(entry.contribution ? { subject: entry.contribution } : {}),
    });
    if (separated) return no(separated);
    const done = await recordReconciliation(desk, { entry, statementRef: asked.statementRef });
    return done.ok ? ok({ entry: entry.id }) : done;
  },
});
