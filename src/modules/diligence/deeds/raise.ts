import { z } from "zod";
import { depths, isDeeper, levels, rankOf } from "../../../engines/scoring/index.ts";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, type Result } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, change, weighed, type Changed } from "../case-desk.ts";
import { moved, whoMay } from "../moves.ts";
import { insertRaise } from "../stores/store-judgements.ts";
import { weigh } from "../weigh.ts";
import { questionnaireOf } from "../spec/in-force.ts";
import { askEthics } from "./review-case.ts";
import { dutyOf } from "./suspect-red-line.ts";

/** Raises the risk level by hand, with a reason. Nothing lowers it below what is computed. Source: R15.1, R15.2. */
export const raiseLevel = deed({
  name: "diligence.raise-level",
  who: whoMay("raise"),
  isolation: "serializable",
  ask: z.strictObject({ ...asks.onCase, level: z.enum(levels), reason: asks.reason }),
  async perform(desk, ask): Promise<Result<Changed, Refusal>> {
    const begun = await begin(desk, ask, "raise", dutyOf(desk));
    if (!begun.ok) return begun;
    const { before } = begun.value;
    const { file, weighing } = await weighed(desk, before);
    if (rankOf(ask.level) <= rankOf(weighing.level)) {
      return no(refused("diligence/level-only-up", { level: weighing.level }, ["R15.1"]));
    }
    // Where the raised level needs an opinion that is not there, the case goes to the ethics committee first.
    const raised = weigh({ ...file, case: { ...before, levelRaised: ask.level } }, questionnaireOf(desk.world), 0);
    const waits = before.state === "verdict-pending" && raised.needsOpinion && raised.opinion === null;
    const to = waits ? moved(before.state, "raise-for-opinion", desk.actor) : { ok: true as const, value: begun.value.to };
    if (!to.ok) return to;
    if (waits) await askEthics(desk, before);
    await insertRaise(desk.tx, {
      caseId: before.id, what: "level", to: ask.level, reason: ask.reason, by: desk.actor.accountId, at: desk.now(),
    });
    return change(desk, before, {
      to: to.value, set: { levelRaised: ask.level },
      event: { type: "level.raised", body: { from: weighing.level, to: ask.level, reason: ask.reason } },
    });
  },
});

/** Asks for more depth than the floor does. Anyone in the chain may; no deed makes it shallower (R14.2). */
export const raiseDepth = deed({
  name: "diligence.raise-depth",
  who: whoMay("raise"),
  isolation: "serializable",
  ask: z.strictObject({ ...asks.onCase, depth: z.enum(depths), reason: asks.reason }),
  async perform(desk, ask): Promise<Result<Changed, Refusal>> {
    const begun = await begin(desk, ask, "raise", dutyOf(desk));
    if (!begun.ok) return begun;
    const { before } = begun.value;
    const { weighing } = await weighed(desk, before);
    if (!isDeeper(ask.depth, weighing.depth)) {
      return no(refused("diligence/depth-only-deeper", { depth: weighing.depth }, ["R14.2"]));
    }
    // More questions are open now: what was being judged goes back to the analyst.
    const judged = ["second-review", "ethics-review", "verdict-pending"].includes(before.state);
    const to = judged ? moved(before.state, "suspect", desk.actor) : { ok: true as const, value: begun.value.to };
    if (!to.ok) return to;
    await insertRaise(desk.tx, {
      caseId: before.id, what: "depth", to: ask.depth, reason: ask.reason, by: desk.actor.accountId, at: desk.now(),
    });
    return change(desk, before, {
      to: to.value, set: { depthRaised: ask.depth, ...(judged ? { reviewerPerson: null, reviewedAt: null } : {}) },
      event: { type: "depth.raised", body: { from: weighing.depth, to: ask.depth, reason: ask.reason } },
    });
  },
});
