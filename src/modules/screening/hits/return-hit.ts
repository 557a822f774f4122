import type { Refusal } from "../../../kernel/refusal.ts";
import type { Result } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import { whoMay } from "../moves.ts";
import { begin, decide, hitAsk, type Decided } from "./decide.ts";

/** The second person does not agree with the proposal: the hit goes back to be looked at again. */
export const returnHit = deed({
  name: "screening.return-hit",
  who: whoMay("return"),
  isolation: "serializable",
  ask: hitAsk,
  async perform(desk, ask): Promise<Result<Decided, Refusal>> {
    const begun = await begin(desk, ask);
    if (!begun.ok) return begun;
    return decide(desk, begun.value, { event: "return", reason: ask.reason });
  },
});
