import type { Refusal } from "../../../kernel/refusal.ts";
import type { Result } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import { whoMay } from "../moves.ts";
import { begin, decide, hitAsk, type Decided } from "./decide.ts";

/**
 * Two persons say that the listed party is somebody else: the first proposes with a reason, the second
 * decides. The dismissal holds for this subject and this entry as they are; a change of either raises a new
 * hit.
 */
export const dismissHit = deed({
  name: "screening.dismiss-hit",
  who: whoMay("propose-dismissal", "dismiss"),
  isolation: "serializable",
  fresh: true,
  ask: hitAsk,
  async perform(desk, ask): Promise<Result<Decided, Refusal>> {
    const begun = await begin(desk, ask);
    if (!begun.ok) return begun;
    return decide(desk, begun.value, {
      event: begun.value.state === "dismissal-proposed" ? "dismiss" : "propose-dismissal", reason: ask.reason,
    });
  },
});
