import { z } from "zod";
import { no, ok } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { grantMoves, whoMay } from "../moves.ts";
import { openGrant, stepGrant } from "./grant-guard.ts";

/** Says no to a request before it is in force. */
export const declineRole = deed({
  name: "access.decline-role",
  who: whoMay(grantMoves, "role.declined"),
  isolation: "serializable",
  ask: z.strictObject({ grant: asks.grantId, expectedVersion: asks.version }),
  async perform(desk, ask) {
    const grant = await openGrant(desk, ask, "role.declined");
    if (!grant.ok) return grant;
    const moved = await stepGrant(desk, grant.value, { event: "role.declined", state: "declined" });
    return moved ? no(moved) : ok({ grant: grant.value.id, version: grant.value.version + 1 });
  },
});
