import { z } from "zod";
import { hidden, movedOn, refused } from "../../kernel/refusal.ts";
import { isId } from "../../kernel/ids.ts";
import { civilDateIn, civilPlusDays, parseCivilDate, type CivilDate } from "../../kernel/instants.ts";
import { no, ok, type Result } from "../../kernel/result.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import { newId } from "../../ports/random.ts";
import { seesFile } from "../access/index.ts";
import { contributionOf } from "../contributions/index.ts";
import { deed, type Desk, parameter } from "../log/index.ts";
import { drafters, refuseMove } from "./moves.ts";
import { agreementOfContribution, insertAgreement, lockAgreement, saveDates } from "./store.ts";

const day = z.string().refine((text) => parseCivilDate(text) !== null, "day");

/**
 * Opens the text of one contribution while it is being checked: the authority will decide on it (article 34).
 * Everything but the dates comes from the contribution and the partner's file; nothing is typed twice.
 */
export const draftAgreement = deed({
  name: "agreements.draft-agreement",
  who: drafters,
  isolation: "serializable",
  ask: z.strictObject({ contribution: z.string().max(40), startsOn: day, endsOn: day }),
  async perform(desk, ask) {
    const contribution = isId("ctr", ask.contribution) ? await contributionOf(desk.tx, ask.contribution) : null;
    if (!contribution || !(await seesFile(desk, contribution.file))) return no(hidden);
    if (!["valued", "pending-decision"].includes(contribution.state)) {
      return no(movedOn("agreements/contribution-not-in-check", { state: contribution.state }));
    }
    if (await agreementOfContribution(desk.tx, contribution.id)) return no(movedOn("agreements/drafted-already"));
    const dates = readDates(desk, ask);
    if (!dates.ok) return dates;
    const id = newId(desk.world.random, "agr");
    const { startsOn, endsOn } = dates.value;
    await desk.record({
      type: "agreement.drafted", subject: id, file: contribution.file, version: 1,
      body: { contribution: contribution.id, startsOn, endsOn },
    });
    await insertAgreement(desk.tx, {
      id, file: contribution.file, contribution: contribution.id, state: "draft", version: 1, startsOn, endsOn,
      draftedByPerson: desk.actor.personId, draftedAt: desk.now(), clearedByPerson: null, clearedAt: null, text: null,
      inForceAt: null, signatures: [],
    });
    return ok({ agreement: id, version: 1 });
  },
});

/** Changes the dates of a draft. After legal clearance nothing changes any more. */
export const redraftAgreement = deed({
  name: "agreements.redraft-agreement",
  who: drafters,
  isolation: "serializable",
  ask: z.strictObject({
    agreement: z.string().max(40), startsOn: day, endsOn: day, expectedVersion: z.number().int().positive(),
  }),
  async perform(desk, ask) {
    const agreement = await lockAgreement(desk.tx, ask.agreement);
    if (!agreement || !(await seesFile(desk, agreement.file))) return no(hidden);
    const refusal = refuseMove(agreement, "agreement.redrafted", ask.expectedVersion);
    if (refusal) return no(refusal);
    const dates = readDates(desk, ask);
    if (!dates.ok) return dates;
    await desk.record({
      type: "agreement.redrafted", subject: agreement.id, file: agreement.file, version: agreement.version + 1,
      body: { startsOn: dates.value.startsOn, endsOn: dates.value.endsOn },
    });
    await saveDates(desk.tx, { id: agreement.id, ...dates.value });
    return ok({ agreement: agreement.id, version: agreement.version + 1 });
  },
});

/** R34.4: an end, after the start, five years later at most; the start not more than a year away. */
function readDates(
  desk: Desk, ask: { startsOn: string; endsOn: string },
): Result<{ startsOn: CivilDate; endsOn: CivilDate }, Refusal> {
  const startsOn = parseCivilDate(ask.startsOn);
  const endsOn = parseCivilDate(ask.endsOn);
  if (!startsOn || !endsOn || endsOn <= startsOn) return no(refused("agreements/ends-before-it-starts"));
  const today = civilDateIn(desk.now(), desk.organisation.timeZone);
  if (startsOn < today) return no(refused("agreements/starts-in-the-past"));
  if (startsOn > civilPlusDays(today, 366)) return no(refused("agreements/starts-too-late"));
  const years = parameter(desk, "agreement.maxYears");
  if (monthsBetween(startsOn, endsOn) > years * 12) return no(refused("agreements/too-long", { years }, ["R34.4"]));
  return ok({ startsOn, endsOn });
}

/** Started months between two civil days: one day over a whole number of months counts as one more. */
export function monthsBetween(startsOn: CivilDate, endsOn: CivilDate): number {
  const [y1 = 0, m1 = 0, d1 = 0] = startsOn.split("-").map(Number);
  // The end day is included: 1 April 2027 to 31 March 2032 is sixty months, not fifty-nine and a half.
  const [y2 = 0, m2 = 0, d2 = 0] = civilPlusDays(endsOn, 1).split("-").map(Number);
  const whole = (y2 - y1) * 12 + (m2 - m1);
  return d2 > d1 ? whole + 1 : whole;
}
