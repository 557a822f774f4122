import { z } from "zod";
import { hidden, refused } from "../../kernel/refusal.ts";
import { decimalText } from "../../kernel/money.ts";
import { no, ok } from "../../kernel/result.ts";
import { seesFile, takeDuty } from "../access/index.ts";
import { contributionOf, isReturnable } from "../contributions/index.ts";
import { heldMinor, lockContribution, postEntry } from "../ledger/index.ts";
import { asks, deed } from "../log/index.ts";
import { onGrant } from "./asks.ts";
import { isWithinEarmark } from "./grant.ts";
import { refuseMove, whoMay } from "./moves.ts";
import { lockGrant, markPaid } from "./store.ts";
import { tellPaid } from "./tell.ts";

/**
 * Finance pays a proposed grant: one balanced entry in the books, in the transaction that marks it paid. The payer
 * neither proposed the grant nor valued the contribution (S4); the controller reconciles the entry (S5). Money that
 * would go back unspent (R25.3) is income from this entry on; spending outside the earmark is not posted (R26.4).
 */
export const payGrant = deed({
  name: "custody.pay-grant",
  who: whoMay("pay"),
  isolation: "serializable",
  ask: z.strictObject({ ...onGrant, bankReference: asks.words(200) }),
  async perform(desk, ask) {
    const grant = await lockGrant(desk.tx, ask.grant);
    if (!grant || !(await seesFile(desk, grant.file))) return no(hidden);
    const refusal = refuseMove(grant, "pay", { actor: desk.actor, expectedVersion: ask.expectedVersion });
    if (refusal) return no(refusal);
    const { id, file, contribution, country, amountMinor, currency } = grant;
    const separated = await takeDuty(desk, { file, duty: "post", subject: contribution });
    if (separated) return no(separated);
    await lockContribution(desk.tx, contribution);
    // A receipt may have been turned around since the proposal: what is not in the fund does not leave it.
    const held = await heldMinor(desk.tx, contribution, currency);
    if (amountMinor > held) {
      return no(refused("custody/more-than-left", { left: decimalText({ minor: held, currency }), currency }));
    }
    const of = await contributionOf(desk.tx, contribution);
    if (of === null || !isWithinEarmark(of, grant)) {
      return no(refused("custody/outside-earmark", { programme: of?.programme ?? "" }, ["R26.4"]));
    }
    const entry = await postEntry(desk, {
      kind: isReturnable(of) ? "grant-returnable" : "grant", amount: { minor: amountMinor, currency }, file, contribution,
      evidence: ask.bankReference,
    });
    await markPaid(desk.tx, { grant: id, person: desk.actor.personId, at: desk.now(), entry });
    const version = grant.version + 1;
    await desk.record({
      type: "country-grant.paid", subject: id, file, version,
      body: { contribution, country, entry, amountMinor: amountMinor.toString(), currency, bankReference: ask.bankReference },
    });
    await tellPaid(desk, { grant: id, file, country });
    return ok({ grant: id, version, entry });
  },
});
