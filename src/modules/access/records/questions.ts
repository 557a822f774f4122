import { z } from "zod";
import { question, readsPage, takenAway, type ReadRecord } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { lettersPage, type QueuedLetter } from "../letters/store-letters.ts";

const pageSize = 100;
const cursor = z.strictObject({ at: asks.moment, id: z.string().max(40) }).optional();

/** Who read which sealed thing, when and why. For those who control. What they take away is on record as well. */
export const readRecords = question({
  name: "access.read-records",
  who: ["internal-auditor", "external-auditor", "data-protection-officer"],
  ask: z.strictObject({ file: asks.partnerId.optional(), person: asks.personId.optional(), before: cursor }),
  answer: (desk, ask): Promise<readonly ReadRecord[]> => readsPage(desk.tx, {
    file: ask.file ?? null, person: ask.person ?? null, before: ask.before ?? null, limit: pageSize,
  }),
  sealed: (_rows, of) => takenAway(of, of.ask.file ?? null),
});

/** Every letter, newest first. One-time links are not among what is shown. */
export const letters = question({
  name: "access.letters",
  who: ["system-administrator", "security-officer", "human-resources", "internal-auditor", "external-auditor"],
  ask: z.strictObject({ before: cursor }),
  async answer(desk, ask): Promise<readonly Omit<QueuedLetter, "sealedLink">[]> {
    const rows = await lettersPage(desk.tx, ask.before ?? null, pageSize);
    return rows.map(({ sealedLink, ...row }) => ({ ...row, path: sealedLink ? "" : row.path }));
  },
});
