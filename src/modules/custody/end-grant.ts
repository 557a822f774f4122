import { z } from "zod";
import { hidden } from "../../kernel/refusal.ts";
import { no, ok } from "../../kernel/result.ts";
import { seesFile } from "../access/index.ts";
import { asks, deed } from "../log/index.ts";
import { onGrant, wordsMax, wordsMin } from "./asks.ts";
import { refuseMove, whoMay } from "./moves.ts";
import { lockGrant, markArrived, markWithdrawn } from "./store.ts";

/** An officer takes a proposal back before it is paid; what it held is free again. The reason stays with the file. */
export const withdrawGrant = deed({
  name: "custody.withdraw-grant",
  who: whoMay("withdraw"),
  isolation: "serializable",
  ask: z.strictObject({ ...onGrant, reason: asks.words(wordsMax, wordsMin) }),
  async perform(desk, ask) {
    const grant = await lockGrant(desk.tx, ask.grant);
    if (!grant || !(await seesFile(desk, grant.file))) return no(hidden);
    const refusal = refuseMove(grant, "withdraw", { actor: desk.actor, expectedVersion: ask.expectedVersion });
    if (refusal) return no(refusal);
    await markWithdrawn(desk.tx, { grant: grant.id, at: desk.now() });
    const version = grant.version + 1;
    await desk.record({
      type: "country-grant.withdrawn", subject: grant.id, file: grant.file, version, body: { reason: ask.reason },
    });
    return ok({ grant: grant.id, version });
  },
});

/** The country's own bureau says that the money arrived. Another country's bureau gets the answer of absence. */
export const confirmArrival = deed({
  name: "custody.confirm-arrival",
  who: whoMay("confirm-arrival"),
  isolation: "serializable",
  ask: z.strictObject(onGrant),
  async perform(desk, ask) {
    const grant = await lockGrant(desk.tx, ask.grant);
    if (!grant || grant.country !== desk.actor.country) return no(hidden);
    const refusal = refuseMove(grant, "confirm-arrival", { actor: desk.actor, expectedVersion: ask.expectedVersion });
    if (refusal) return no(refusal);
    await markArrived(desk.tx, { grant: grant.id, person: desk.actor.personId, at: desk.now() });
    const version = grant.version + 1;
    await desk.record({
      type: "country-grant.arrived", subject: grant.id, file: grant.file, version, body: { country: grant.country },
    });
    return ok({ grant: grant.id, version });
  },
});
