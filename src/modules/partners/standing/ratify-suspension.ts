import { z } from "zod";
import { movedOn, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { setRatified } from "../stores/store-suspensions.ts";
import { beginSuspended } from "./suspension.ts";

/** The executive committee's resolution on a suspension, recorded by its secretary. Source: art. 38, R38.2. */
export const ratifySuspension = deed({
  name: "partners.ratify-suspension",
  who: ["executive-secretary"],
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ partner: asks.partnerId, expectedVersion: asks.version, resolution: asks.words(120) }),
  async perform(desk, ask): Promise<Result<{ version: number }, Refusal>> {
    const begun = await beginSuspended(desk, ask);
    if (!begun.ok) return begun;
    const { partner, suspension } = begun.value;
    if (suspension.ratifiedAt !== null) return no(movedOn("partners/already-ratified"));
    const version = await setRatified(desk.tx, suspension, { resolution: ask.resolution, at: desk.now() });
    await desk.record({
      type: "suspension.ratified", subject: suspension.id, file: partner.id, version, body: { resolution: ask.resolution },
    });
    return ok({ version });
  },
});
