import { z } from "zod";
import type { Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { takeDuty } from "../../access/index.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin } from "../file.ts";
import { decline } from "../standing/decline.ts";

/**
 * Declines what may not enter due diligence at all. A matter of form, not a refusal on the merits: it does not bar
 * the partner. The partner reads the words. Source: §6.1 reject-inadmissible, R6.
 */
export const declineApplication = deed({
  name: "partners.decline-application",
  who: ["partnership-officer"],
  isolation: "serializable",
  ask: z.strictObject({
    application: asks.applicationId, expectedVersion: asks.version,
    clause: z.enum(["R1.2", "R6.1", "R6.2", "R39.4"], "not-chosen"), words: asks.words(2_000, 20),
  }),
  async perform(desk, ask): Promise<Result<{ version: number }, Refusal>> {
    const begun = await begin(desk, ask, "decline-inadmissible");
    if (!begun.ok) return begun;
    const { application } = begun.value;
    const duty = await takeDuty(desk, { file: application.partnerId, duty: "intake" });
    if (duty) return no(duty);
    return ok({
      version: await decline(desk, application, { ground: "inadmissible", words: ask.words, clause: ask.clause }),
    });
  },
});
