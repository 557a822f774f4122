import { z } from "zod";
import { hidden, movedOn, refused } from "../../kernel/refusal.ts";
import { decimalText } from "../../kernel/money.ts";
import { no, ok } from "../../kernel/result.ts";
import { newId } from "../../ports/random.ts";
import { peopleWith, seesFile, takeDuty } from "../access/index.ts";
import { contributionOf } from "../contributions/index.ts";
import { heldMinor, lockContribution } from "../ledger/index.ts";
import { asks, deed } from "../log/index.ts";
import { contributionId, wordsMax, wordsMin } from "./asks.ts";
import { isWithinEarmark } from "./grant.ts";
import { whoMay } from "./moves.ts";
import { bureausOf, tellFinance } from "./tell.ts";
import { grantsOfContribution, insertGrant } from "./store.ts";

/**
 * An officer proposes that a country is given part of what a contribution brought. Only money that is in the trust
 * fund and promised to nobody else can be proposed, and only to a country whose bureau can say that it arrived.
 * Earmarked money serves the programme it was given for (R26.4). Whoever proposes does not pay (S4).
 */
export const proposeGrant = deed({
  name: "custody.propose-grant",
  who: whoMay("propose"),
  isolation: "serializable",
  ask: z.strictObject({
    contribution: contributionId,
    country: z.string().regex(/^[A-Z]{2}$/, "country-unknown"),
    amountMinor: asks.positiveMinor,
    currency: asks.currency,
    programme: asks.words(200), // that it serves
    words: asks.words(wordsMax, wordsMin),
  }),
  async perform(desk, ask) {
    const contribution = await contributionOf(desk.tx, ask.contribution);
    if (!contribution || !(await seesFile(desk, contribution.file))) return no(hidden);
    const { id, file, currency, state } = contribution;
    if (state !== "received") return no(movedOn("custody/not-received", { state }));
    if (ask.currency !== currency) return no(refused("custody/other-currency", { received: currency, proposed: ask.currency }));
    if (bureausOf(await peopleWith(desk, "national-bureau"), ask.country).length === 0) {
      return no(refused("custody/no-bureau", { country: ask.country }));
    }
    if (!isWithinEarmark(contribution, ask)) {
      return no(refused("custody/outside-earmark", { programme: contribution.programme }, ["R26.4"]));
    }
    const separated = await takeDuty(desk, { file, duty: "propose", subject: id });
    if (separated) return no(separated);
    // Two proposals racing for one remainder wait for each other, and for receipts and payments.
    await lockContribution(desk.tx, id);
    const left = leftOf(await heldMinor(desk.tx, id, currency), await grantsOfContribution(desk.tx, id));
    if (ask.amountMinor > left) {
      return no(refused("custody/more-than-left", { left: decimalText({ minor: left, currency }), currency }));
    }
    const grant = newId(desk.world.random, "cgr");
    await insertGrant(desk.tx, {
      id: grant, contribution: id, file, country: ask.country, amountMinor: ask.amountMinor, currency,
      programme: ask.programme, words: ask.words, proposedByPerson: desk.actor.personId, proposedAt: desk.now(),
    });
    await desk.record({
      type: "country-grant.proposed", subject: grant, file, version: 1,
      body: {
        contribution: id, country: ask.country, amountMinor: ask.amountMinor.toString(), currency, programme: ask.programme,
        words: ask.words,
      },
    });
    await tellFinance(desk, { grant, file });
    return ok({ grant, version: 1 });
  },
});

/** In the fund and promised to nobody: what is proposed and not paid is still in the fund, but spoken for. */
export function leftOf(held: bigint, grants: readonly { state: string; amountMinor: bigint }[]): bigint {
  const promised = grants.filter((one) => one.state === "proposed").reduce((sum, one) => sum + one.amountMinor, 0n);
  return held - promised;
}
