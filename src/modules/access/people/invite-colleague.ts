import { z } from "zod";
import { faulty, hidden, refused } from "../../../kernel/refusal.ts";
import { plusMonths } from "../../../kernel/instants.ts";
import { assert, no, ok } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { insertDuty } from "../duties/store-duties.ts";
import { issueLink, mailLink } from "../signing-in/issue-link.ts";
import { emailKey } from "./email-key.ts";
import { accountByEmailKey, accountById, accountsOfPartner, insertAccount, insertPerson } from "./store-accounts.ts";
import { insertAppliedGrant } from "./store-grants.ts";

const colleaguesMax = 20;

/**
 * A partner's contact opens an account for a colleague on its own file, as contact or signatory. An address that is
 * known already is refused and gains nothing: no account is ever merged into a partner's file (AZ-05).
 */
export const inviteColleague = deed({
  name: "access.invite-colleague",
  who: ["partner-contact"],
  isolation: "serializable",
  ask: z.strictObject({
    name: asks.words(200), email: asks.email, lang: asks.lang, role: z.enum(["partner-contact", "partner-signatory"]),
  }),
  async perform(desk, ask) {
    const file = desk.actor.partnerId;
    if (desk.actor.side !== "partner" || !file) return no(hidden);
    const key = emailKey(ask.email);
    if (key === null) return no(faulty([{ path: "email", code: "email-unreadable" }]));
    if (await accountByEmailKey(desk.tx, key)) return no(refused("access/address-taken"));
    if ((await accountsOfPartner(desk.tx, file)).length >= colleaguesMax) return no(refused("access/too-many-colleagues"));
    const at = desk.now();
    const personId = newId(desk.world.random, "per");
    const id = newId(desk.world.random, "acc");
    await insertPerson(desk.tx, { id: personId, name: ask.name, at });
    await insertAccount(desk.tx, {
      id, personId, side: "partner", email: ask.email.trim(), emailKey: key, lang: ask.lang, partnerId: file,
      country: null, state: "invited", at,
    });
    await insertAppliedGrant(desk.tx, {
      id: newId(desk.world.random, "grt"), account: id, role: ask.role, country: null, reason: "colleague", at,
      until: plusMonths(at, 36),
    });
    await insertDuty(desk.tx, { file, duty: "represent", subject: "", personId, accountId: id, at });
    await desk.record({
      type: "account.invited", subject: id, file, version: 1,
      body: { person: personId, side: "partner", role: ask.role },
    });
    const account = await accountById(desk.tx, id);
    assert(account !== null, "an account just inserted is there");
    await mailLink(desk, account, { link: await issueLink(desk, account, "invitation"), about: "access.letter.invitation" });
    return ok({ account: id });
  },
});
