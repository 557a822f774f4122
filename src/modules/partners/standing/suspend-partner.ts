import { z } from "zod";
import { civilDeadline, plusDays } from "../../../kernel/instants.ts";
import { hidden, movedOn, refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { notify, peopleWith } from "../../access/index.ts";
import { deed, type Desk, parameter } from "../../log/index.ts";
import { insertQuestion } from "../stores/store-questions.ts";
import * as asks from "../asks.ts";
import { contactsOf, today, visiblePartner } from "../file.ts";
import { suspensionGrounds } from "../form/tables.ts";
import type { Partner } from "../partner.ts";
import { insertSuspension } from "../stores/store-suspensions.ts";

/**
 * Suspends a partner at once. From the commit on every permit is false, because every guard reads this one row. The
 * partner reads the ground in general words and may answer within `suspension.answerDays`. Source: art. 38, R38.1.
 */
export const suspendPartner = deed({
  name: "partners.suspend-partner",
  who: ["secretary-general"],
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({
    partner: asks.partnerId, expectedVersion: asks.version,
    ground: z.enum(suspensionGrounds, "not-chosen"), words: asks.words(2_000, 20),
  }),
  async perform(desk, ask): Promise<Result<{ suspension: string }, Refusal>> {
    const partner = await visiblePartner(desk, ask.partner);
    if (!partner) return no(hidden);
    if (partner.version !== ask.expectedVersion) return no(movedOn("partners/moved-on", { version: partner.version }));
    if (partner.state === "suspended") return no(refused("partners/already-suspended"));
    if (partner.state !== "active") return no(movedOn("partners/wrong-state", { state: partner.state }));
    const at = desk.now();
    const suspension = newId(desk.world.random, "sus");
    await insertSuspension(desk.tx, {
      id: suspension, partnerId: partner.id, ground: ask.ground, words: ask.words,
      suspendedBy: desk.actor.personId, suspendedAt: at,
      ratifyUntil: plusDays(at, parameter(desk, "suspension.ratifyDays")),
      ratifiedAt: null, liftAskedBy: null, liftAskedAt: null, liftWords: null, version: 1,
    });
    await desk.record({
      type: "partner.suspended", subject: partner.id, file: partner.id, version: partner.version,
      body: { suspension, ground: ask.ground, words: ask.words, public: { state: "suspended", since: today(desk) } },
    });
    await askForAnswer(desk, partner, ask.words);
    return ok({ suspension });
  },
});

/** The right to be heard, as an ordinary question with its date. */
async function askForAnswer(desk: Desk, partner: Partner, words: string): Promise<void> {
  const days = parameter(desk, "suspension.answerDays");
  await insertQuestion(desk.tx, {
    id: newId(desk.world.random, "qst"), partnerId: partner.id, askedOf: "partner", wanted: "reply", words,
    dueOn: civilDeadline(today(desk), days, desk.organisation.holidays), askedBy: desk.actor.accountId,
    askedAt: desk.now(),
  });
  const to = await contactsOf(desk, partner.id);
  await notify(desk, { to, about: "partners.letter.suspended", file: partner.id, path: "/my-file" });
  const committee = (await peopleWith(desk, "executive-secretary")).map((p) => p.accountId);
  const path = `/partners/${partner.id}/suspension`;
  await notify(desk, { to: committee, about: "partners.letter.ratify", file: partner.id, path });
}
