import type { Refusal } from "../../../kernel/refusal.ts";
import type { Result } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import { whoMay } from "../moves.ts";
import { begin, decide, hitAsk, type Decided } from "./decide.ts";

/** The analyst has looked at the hit and says what speaks for and against it; nothing is decided yet. */
export const triageHit = deed({
  name: "screening.triage-hit",
  who: whoMay("triage"),
  isolation: "serializable",
  ask: hitAsk,
  async perform(desk, ask): Promise<Result<Decided, Refusal>> {
    const begun = await begin(desk, ask);
    if (!begun.ok) return begun;
    return decide(desk, begun.value, { event: "triage", reason: ask.reason });
  },
});
