import { z } from "zod";
import { no, ok } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { grantMoves, whoMay } from "../moves.ts";
import { endSessionsOf } from "../signing-in/store-sessions.ts";
import { openGrant, stepGrant } from "./grant-guard.ts";

/** Takes a role away at once: roles are read at every request, and the sessions end in the same transaction (AN-11). */
export const revokeRole = deed({
  name: "access.revoke-role",
  who: whoMay(grantMoves, "role.revoked"),
  isolation: "serializable",
  ask: z.strictObject({ grant: asks.grantId, expectedVersion: asks.version }),
  async perform(desk, ask) {
    const grant = await openGrant(desk, ask, "role.revoked");
    if (!grant.ok) return grant;
    const moved = await stepGrant(desk, grant.value, { event: "role.revoked", state: "revoked" });
    if (moved) return no(moved);
    await endSessionsOf(desk.tx, grant.value.accountId, desk.now());
    return ok({ grant: grant.value.id, version: grant.value.version + 1 });
  },
});
