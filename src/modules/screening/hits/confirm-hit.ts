import type { Refusal } from "../../../kernel/refusal.ts";
import type { Result } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import { whoMay } from "../moves.ts";
import { begin, decide, hitAsk, type Decided } from "./decide.ts";

/**
 * Two persons say that it is the listed party: the analyst proposes, the compliance officer decides. The file
 * stays frozen and diligence opens the red-line path.
 */
export const confirmHit = deed({
  name: "screening.confirm-hit",
  who: whoMay("propose-confirmation", "confirm"),
  isolation: "serializable",
  fresh: true,
  ask: hitAsk,
  async perform(desk, ask): Promise<Result<Decided, Refusal>> {
    const begun = await begin(desk, ask);
    if (!begun.ok) return begun;
    return decide(desk, begun.value, {
      event: begun.value.state === "confirmation-proposed" ? "confirm" : "propose-confirmation",
        reason: ask.reason,
    });
  },
});
