import { z } from "zod";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { notify } from "../../access/index.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { contactsOf, today } from "../file.ts";
import { setLifted } from "../stores/store-suspensions.ts";
import { lifters } from "./ask-to-lift.ts";
import { beginSuspended } from "./suspension.ts";

/** The second person lifts. Persons count, not accounts: one human with two of them is refused. Source: R38.3, S12, S18. */
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
    if (suspension.liftAskedBy === null) return no(refused("partners/lift-not-asked", {}, ["R38.3"]));
    if (suspension.liftAskedBy === desk.actor.personId) return no(refused("partners/two-persons", {}, ["R38.3", "S12"]));
    const version = await setLifted(desk.tx, suspension, { by: desk.actor.personId, at: desk.now() });
    await desk.record({
      type: "partner.reinstated", subject: partner.id, file: partner.id, version: partner.version,
      body: { suspension: suspension.id, askedBy: suspension.liftAskedBy, public: { state: "active", since: today(desk) } },
    });
    await notify(desk, {
      to: await contactsOf(desk, partner.id), about: "partners.letter.reinstated", file: partner.id, path: "/my-file",
    });
    return ok({ version });
  },
});
