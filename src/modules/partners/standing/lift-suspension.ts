import { z } from "zod";
import type { Facts } from "../../../engines/regulation/index.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import { ok, type Result } from "../../../kernel/result.ts";
import { notify, personById } from "../../access/index.ts";
import { deed, judged, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { contactsOf, today } from "../file.ts";
import type { Suspension } from "../partner.ts";
import { setLifted } from "../stores/store-suspensions.ts";
import { lifters } from "./ask-to-lift.ts";
import { beginSuspended } from "./suspension.ts";

/** The second person lifts, judged under R38.3: nobody lifts alone, nor with two accounts. Source: art. 38, S12, S18. */
export const liftSuspension = deed({
  name: "partners.lift-suspension",
  who: lifters,
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ partner: asks.partnerId, expectedVersion: asks.version }),
  async perform(desk, ask): Promise<Result<{ version: number }, Refusal>> {
    const begun = await beginSuspended(desk, ask);
    if (!begun.ok) return begun;
    const { partner, suspension } = begun.value;
    const judgement = await judged(desk, { code: "partners/lift-forbidden", facts: () => liftingFacts(desk, suspension) });
    if (!judgement.ok) return judgement;
    const version = await setLifted(desk.tx, suspension, { by: desk.actor.personId, at: desk.now() });
    await desk.record({
      type: "partner.reinstated", subject: partner.id, file: partner.id, version: partner.version,
      rules: judgement.value.regulationVersion,
      body: { suspension: suspension.id, askedBy: suspension.liftAskedBy, public: { state: "active", since: today(desk) } },
    });
    const to = await contactsOf(desk, partner.id);
    await notify(desk, { to, about: "partners.letter.reinstated", file: partner.id, path: "/my-file" });
    return ok({ version });
  },
});

/** Humans count, not accounts: two person rows that were joined as one are one. Nobody has asked: no first lifter. */
async function liftingFacts(desk: Desk, of: Suspension): Promise<Facts> {
  const first = of.liftAskedBy === null ? null : await personById(desk.tx, of.liftAskedBy);
  const second = await personById(desk.tx, desk.actor.personId);
  return {
    act: "lift-suspension", ...(first ? { firstLifter: first.id } : {}), ...(second ? { secondLifter: second.id } : {}),
  };
}
