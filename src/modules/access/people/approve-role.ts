import { z } from "zod";
import { hidden, refused } from "../../../kernel/refusal.ts";
import { no, ok } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { grantMoves, whoMay } from "../moves.ts";
import { grantRefusal, openGrant, stepGrant } from "./grant-guard.ts";
import { accountById } from "./store-accounts.ts";

/** Second of the three: another human than the requester, and not the receiver (S13). */
export const approveRole = deed({
  name: "access.approve-role",
  who: whoMay(grantMoves, "role.approved"),
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ grant: asks.grantId, expectedVersion: asks.version }),
  async perform(desk, ask) {
    const grant = await openGrant(desk, ask, "role.approved");
    if (!grant.ok) return grant;
    if (grant.value.requestedBy === desk.actor.personId) return no(refused("access/three-persons", {}, ["S13"]));
    const account = await accountById(desk.tx, grant.value.accountId);
    if (!account) return no(hidden);
    const refusal = await grantRefusal(desk, account, grant.value);
    if (refusal) return no(refusal);
    const moved = await stepGrant(desk, grant.value, { event: "role.approved", state: "approved" });
    return moved ? no(moved) : ok({ grant: grant.value.id, version: grant.value.version + 1 });
  },
});
