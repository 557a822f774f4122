import { z } from "zod";
import { hidden, refused } from "../../../kernel/refusal.ts";
import { no, ok } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { grantMoves, whoMay } from "../moves.ts";
import { endSessionsOf } from "../signing-in/store-sessions.ts";
import { grantRefusal, openGrant, stepGrant } from "./grant-guard.ts";
import { accountById, personById } from "./store-accounts.ts";

/** Third of the three: puts the role in force. The receiver signs in again, so that no older session grows (AN-10). */
export const applyRole = deed({
  name: "access.apply-role",
  who: whoMay(grantMoves, "role.applied"),
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ grant: asks.grantId, expectedVersion: asks.version }),
  async perform(desk, ask) {
    const grant = await openGrant(desk, ask, "role.applied");
    if (!grant.ok) return grant;
    const { requestedBy, approvedBy } = grant.value;
    if ([requestedBy, approvedBy].includes(desk.actor.personId)) return no(refused("access/three-persons", {}, ["S13"]));
    const account = await accountById(desk.tx, grant.value.accountId);
    const person = account && (await personById(desk.tx, account.personId));
    if (!account || !person) return no(hidden);
    if (account.side !== "partner" && person.verifiedAt === null) return no(refused("access/person-not-verified"));
    // Everything is judged again: since the request the receiver may have got an excluding role or been locked.
    const refusal = await grantRefusal(desk, account, grant.value);
    if (refusal) return no(refusal);
    const moved = await stepGrant(desk, grant.value, { event: "role.applied", state: "applied" });
    if (moved) return no(moved);
    await endSessionsOf(desk.tx, account.id, desk.now());
    return ok({ grant: grant.value.id, version: grant.value.version + 1 });
  },
});
