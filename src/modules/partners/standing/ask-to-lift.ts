import { z } from "zod";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { notify, peopleWith } from "../../access/index.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { setLiftAsked } from "../stores/store-suspensions.ts";
import { beginSuspended } from "./suspension.ts";

/** Who may lift, each of the two: nobody of them alone. Source: §6.1, S12. */
export const lifters = ["secretary-general", "compliance-officer", "director"] as const;

/** The first of two persons asks to lift a suspension and says why. Asking again replaces what was asked. */
export const askToLift = deed({
  name: "partners.ask-to-lift-suspension",
  who: lifters,
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ partner: asks.partnerId, expectedVersion: asks.version, words: asks.words(2_000, 20) }),
  async perform(desk, ask): Promise<Result<{ version: number }, Refusal>> {
    const begun = await beginSuspended(desk, ask);
    if (!begun.ok) return begun;
    const { partner, suspension } = begun.value;
    const others = (await Promise.all(lifters.map((role) => peopleWith(desk, role)))).flat()
      .filter((p) => p.personId !== desk.actor.personId);
    if (others.length === 0) return no(refused("partners/no-second-person", {}, ["S12"]));
    const version = await setLiftAsked(desk.tx, suspension, { by: desk.actor.personId, words: ask.words, at: desk.now() });
    await desk.record({
      type: "suspension.lift-requested", subject: suspension.id, file: partner.id, version, body: { words: ask.words },
    });
    const to = [...new Set(others.map((p) => p.accountId))];
    await notify(desk, { to, about: "partners.letter.lift", file: partner.id, path: `/partners/${partner.id}/suspension` });
    return ok({ version });
  },
});
