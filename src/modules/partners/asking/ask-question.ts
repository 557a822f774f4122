import { z } from "zod";
import type { AccountId } from "../../../kernel/ids.ts";
import { civilDateIn, civilDeadline, type CivilDate } from "../../../kernel/instants.ts";
import { faulty, hidden, movedOn, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { notify, peopleWith } from "../../access/index.ts";
import { deed, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { contactsOf, visiblePartner } from "../file.ts";
import type { Partner, QuestionId } from "../partner.ts";
import { applicationById } from "../stores/store.ts";
import { insertQuestion } from "../stores/store-questions.ts";

/** Who may ask on the organisation's side; they may also close what they find answered. */
export const askers = [
  "partnership-officer",
  "diligence-analyst",
  "diligence-reviewer",
  "compliance-officer",
  "legal-officer",
  "secretary-general",
] as const;

/** The organisation answers its partners in this many days; the last one is a working day. */
const ownDays = 10;

const closed = ["declined", "withdrawn", "lapsed"];

/**
 * Asks inside the file, in either direction: a reply or a document, by a day. An officer names the day; to a partner
 * the organisation gives itself ten. The letter says only that there is a question.
 */
export const askQuestion = deed({
  name: "partners.ask-question",
  who: ["partner-contact", "partner-signatory", ...askers],
  isolation: "read-committed",
  ask: z.strictObject({
    partner: asks.partnerId,
    wanted: z.enum(["reply", "document"], "not-chosen"),
    words: asks.words(4_000),
    dueOn: asks.day.nullish(),
  }),
  async perform(desk, ask): Promise<Result<{ question: QuestionId; dueOn: CivilDate }, Refusal>> {
    const partner = await visiblePartner(desk, ask.partner);
    if (!partner) return no(hidden);
    if (closed.includes(partner.state)) return no(movedOn("partners/wrong-state", { state: partner.state }));
    const at = desk.now();
    const today = civilDateIn(at, desk.organisation.timeZone);
    const fromPartner = desk.actor.side === "partner";
    const dueOn = fromPartner ? civilDeadline(today, ownDays, desk.organisation.holidays) : ask.dueOn;
    if (!dueOn) return no(faulty([{ path: "dueOn", code: "date-empty" }]));
    if (dueOn <= today) return no(faulty([{ path: "dueOn", code: "partners-day-in-past" }]));
    const question = newId(desk.world.random, "qst");
    await insertQuestion(desk.tx, {
      id: question, partnerId: partner.id, askedOf: fromPartner ? "organisation" : "partner", wanted: ask.wanted,
      words: ask.words, dueOn, askedBy: desk.actor.accountId, askedAt: at,
    });
    await desk.record({
      type: "question.asked", subject: question, file: partner.id, version: 1,
      body: { askedOf: fromPartner ? "organisation" : "partner", wanted: ask.wanted, words: ask.words, dueOn },
    });
    await tellAsked(desk, partner);
    return ok({ question, dueOn });
  },
});

async function tellAsked(desk: Desk, partner: Partner): Promise<void> {
  const fromPartner = desk.actor.side === "partner";
  const to = fromPartner ? await officersOf(desk, partner) : await contactsOf(desk, partner.id);
  const path = fromPartner ? `/partners/${partner.id}/questions` : "/my-file/questions";
  await notify(desk, { to, about: "partners.letter.asked", file: partner.id, path });
}

/** The officer who looks after the file, else all of them. Access copies letters to an absent officer's deputy. */
export async function officersOf(desk: Desk, partner: Partner): Promise<readonly AccountId[]> {
  const application = await applicationById(desk.tx, partner.applicationId);
  if (application?.officer) return [application.officer as AccountId];
  return (await peopleWith(desk, "partnership-officer")).map((p) => p.accountId);
}
