import { z } from "zod";
import { faulty, hidden, refused } from "../../../kernel/refusal.ts";
import { assert, no, ok } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { inviters } from "../moves.ts";
import { issueLink, mailLink } from "../signing-in/issue-link.ts";
import { emailKey } from "./email-key.ts";
import { accountByEmailKey, accountById, insertAccount, insertPerson, personById } from "./store-accounts.ts";

/**
 * Opens an account for a colleague or a national bureau and mails a one-time link. It carries no role: roles come by
 * three persons. A second account of the same human names its person (S18).
 */
export const invitePerson = deed({
  name: "access.invite-person",
  who: inviters,
  isolation: "serializable",
  ask: z.strictObject({
    name: asks.words(200), email: asks.email, lang: asks.lang, side: z.enum(["organisation", "bureau"]),
    country: asks.country.optional(), person: asks.personId.optional(),
  }),
  async perform(desk, ask) {
    const key = emailKey(ask.email);
    if (key === null) return no(faulty([{ path: "email", code: "email-unreadable" }]));
    if ((ask.side === "bureau") !== (ask.country !== undefined)) {
      return no(faulty([{ path: "country", code: ask.side === "bureau" ? "country-needed" : "country-not-here" }]));
    }
    if (await accountByEmailKey(desk.tx, key)) return no(refused("access/address-taken"));
    const at = desk.now();
    const known = ask.person === undefined ? null : await personById(desk.tx, ask.person);
    if (ask.person !== undefined && known === null) return no(hidden);
    const personId = known?.id ?? newId(desk.world.random, "per");
    if (!known) await insertPerson(desk.tx, { id: personId, name: ask.name, at });
    const id = newId(desk.world.random, "acc");
    await insertAccount(desk.tx, {
      id, personId, side: ask.side, email: ask.email.trim(), emailKey: key, lang: ask.lang, partnerId: null,
      country: ask.country ?? null, state: "invited", at,
    });
    await desk.record({
      type: "account.invited", subject: id, version: 1,
      body: { person: personId, side: ask.side, country: ask.country ?? null, name: ask.name },
    });
    const account = await accountById(desk.tx, id);
    assert(account !== null, "an account just inserted is there");
    await mailLink(desk, account, { link: await issueLink(desk, account, "invitation"), about: "access.letter.invitation" });
    return ok({ account: id, person: personId, version: 1 });
  },
});
