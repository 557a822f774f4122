import { z } from "zod";
import { faulty, type Refusal } from "../../../kernel/refusal.ts";
import { no, type Result } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, change, type Changed } from "../case-desk.ts";
import { whoMay } from "../moves.ts";
import { questionnaireOf } from "../spec/in-force.ts";
import { kinds } from "../spec/schema.ts";

/**
 * Says what the partner is looked at for: kinds, purposes, the largest value, what it would touch. It finds the depth
 * (art. 14) and bounds what the conclusion may cover (R12.2).
 */
export const drawScope = deed({
  name: "diligence.draw-scope",
  who: whoMay("draw-scope"),
  isolation: "serializable",
  ask: z.strictObject({
    ...asks.onCase,
    kinds: z.array(z.enum(kinds)).min(1, "none-chosen").max(kinds.length),
    purposes: z.array(z.string().max(40)).min(1, "none-chosen").max(20),
    valueUpToMinor: asks.minor,
    softwareTouchesData: z.boolean(),
    threatExchange: z.boolean(),
  }),
  async perform(desk, ask): Promise<Result<Changed, Refusal>> {
    const known = questionnaireOf(desk.world).purposes;
    if (ask.purposes.some((p) => !Object.hasOwn(known, p))) {
      return no(faulty([{ path: "purposes", code: "not-chosen" }]));
    }
    const begun = await begin(desk, ask, "draw-scope", "analyse");
    if (!begun.ok) return begun;
    const scope = {
      kinds: [...new Set(ask.kinds)].sort(), purposes: [...new Set(ask.purposes)].sort(),
      valueUpToMinor: ask.valueUpToMinor, softwareTouchesData: ask.softwareTouchesData,
      threatExchange: ask.threatExchange, at: desk.now(),
    };
    const body = { ...scope, valueUpToMinor: scope.valueUpToMinor.toString() };
    return change(desk, begun.value.before, {
      to: begun.value.to, set: { scope }, event: { type: "scope.drawn", body },
    });
  },
});
