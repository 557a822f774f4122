import { z } from "zod";
import { faulty, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { takeDuty } from "../../access/index.ts";
import { deed } from "../../log/index.ts";
import { onContribution } from "../asks.ts";
import { conditionTypes, isProhibited } from "../conditions.ts";
import type { ContributionState } from "../contribution.ts";
import { begin } from "../desk.ts";
import { checksDone, whoMay } from "../moves.ts";
import { saveTextCleared } from "../store.ts";
import { tellAuthorities } from "../tell.ts";

const ask = z.strictObject({ ...onContribution, types: z.array(z.enum(conditionTypes, "not-chosen")).max(20) });

/**
 * The legal officer reads every condition and says of which type it is. A prohibited type is recorded as such: the
 * decision then refuses it, whoever decides (R25.1, R25.2).
 */
export const clearText = deed({
  name: "contributions.clear-text",
  who: whoMay("clear-text"),
  isolation: "serializable",
  fresh: true,
  ask,
  async perform(desk, asked): Promise<Result<{ version: number; state: ContributionState; prohibited: number }, Refusal>> {
    const begun = await begin(desk, asked, "clear-text");
    if (!begun.ok) return begun;
    const { before } = begun.value;
    if (asked.types.length !== before.conditions.length) return no(faulty([{ path: "types", code: "contributions-type-each" }]));
    const separated = await takeDuty(desk, { file: before.file, duty: "legal-check", subject: before.id });
    if (separated) return no(separated);
    const at = desk.now();
    const version = before.version + 1;
    const state = checksDone({ textCleared: true, textFixed: before.decidedTextSha256 !== null });
    await saveTextCleared(desk.tx, { id: before.id, version, state, person: desk.actor.personId, at, types: asked.types });
    const prohibited = asked.types.filter(isProhibited).length;
    await desk.record({
      type: "contribution.text-cleared", subject: before.id, file: before.file, version,
      body: { types: asked.types, prohibited, state },
    });
    if (state === "pending-decision") await tellAuthorities(desk, before);
    return ok({ version, state, prohibited });
  },
});
