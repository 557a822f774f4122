import { z } from "zod";
import { hidden } from "../../../kernel/refusal.ts";
import { iso } from "../../../kernel/instants.ts";
import { no, ok } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { requesters } from "../moves.ts";
import { grantRefusal } from "./grant-guard.ts";
import { accountById } from "./store-accounts.ts";
import { insertGrant } from "./store-grants.ts";

/** First of the three: asks that an account be given a role until a day. Nobody asks for themselves (S13). */
export const requestRole = deed({
  name: "access.request-role",
  who: requesters,
  isolation: "serializable",
  ask: z.strictObject({
    account: asks.accountId, role: asks.role, validUntil: asks.moment, reason: asks.words(500, 10),
  }),
  async perform(desk, ask) {
    const account = await accountById(desk.tx, ask.account);
    if (!account) return no(hidden);
    const wanted = { role: ask.role, country: account.country, validUntil: ask.validUntil };
    const refusal = await grantRefusal(desk, account, wanted);
    if (refusal) return no(refusal);
    const id = newId(desk.world.random, "grt");
    await insertGrant(desk.tx, {
      id, account: account.id, role: ask.role, country: account.country, reason: ask.reason, at: desk.now(),
      until: ask.validUntil, requestedBy: desk.actor.personId,
    });
    await desk.record({
      type: "role.requested", subject: id, version: 1,
      body: { account: account.id, person: account.personId, role: ask.role, country: account.country,
        reason: ask.reason, validUntil: iso(ask.validUntil) },
    });
    return ok({ grant: id, version: 1 });
  },
});
