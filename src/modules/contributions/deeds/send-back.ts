import { z } from "zod";
import type { EntryId } from "../../../kernel/ids.ts";
import { hidden, movedOn, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { seesFile, takeDuty } from "../../access/index.ts";
import { postEntry } from "../../ledger/index.ts";
import { deed } from "../../log/index.ts";
import { quarantineId, words } from "../asks.ts";
import { lockQuarantine, saveSentBack } from "../store-quarantines.ts";

const ask = z.strictObject({ quarantine: quarantineId, bankReference: words(200) });

/** Money set apart goes back to the account it came from: the liability ends, nothing was ever income (R4.2, R26.2). */
export const sendBack = deed({
  name: "contributions.send-back",
  who: ["finance-officer"],
  isolation: "serializable",
  fresh: true,
  ask,
  async perform(desk, asked): Promise<Result<{ entry: EntryId }, Refusal>> {
    const found = await lockQuarantine(desk.tx, asked.quarantine);
    if (!found || !(await seesFile(desk, found.file))) return no(hidden);
    if (found.state !== "open") return no(movedOn("contributions/sent-back-already"));
    const separated = await takeDuty(desk, { file: found.file, duty: "post", subject: found.contribution });
    if (separated) return no(separated);
    const entry = await postEntry(desk, {
      kind: "quarantine-return", amount: { minor: found.amountMinor, currency: found.currency }, file: found.file,
      contribution: found.contribution, evidence: asked.bankReference,
    });
    await saveSentBack(desk.tx, { id: found.id, entry, at: desk.now() });
    await desk.record({
      type: "receipt.returned", subject: found.id, file: found.file,
      body: { contribution: found.contribution, entry, bankReference: asked.bankReference },
    });
    return ok({ entry });
  },
});
