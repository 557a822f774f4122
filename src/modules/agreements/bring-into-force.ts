import { z } from "zod";
import { hidden } from "../../kernel/refusal.ts";
import { civilDateIn } from "../../kernel/instants.ts";
import { assert, no, ok } from "../../kernel/result.ts";
import { movedOn } from "../../kernel/refusal.ts";
import { bodies } from "../../engines/regulation/index.ts";
import { contributionOf, markAgreed } from "../contributions/index.ts";
import { deed, type Desk } from "../log/index.ts";
import { partnerOf, publicProfile } from "../partners/index.ts";
import type { Agreement } from "./agreement.ts";
import { lockAgreement, saveInForce } from "./store.ts";

/** The timer's deed: a signed agreement enters into force on its day. */
export const enterIntoForce = deed({
  name: "agreements.enter-into-force",
  who: "system",
  isolation: "serializable",
  ask: z.strictObject({ agreement: z.string().max(40) }),
  async perform(desk, ask) {
    const agreement = await lockAgreement(desk.tx, ask.agreement);
    if (!agreement) return no(hidden);
    if (agreement.state !== "signed-organisation")
      return no(movedOn("agreements/wrong-state", { state: agreement.state }));
    const begun = await bringIntoForce(desk, agreement);
    return begun
      ? ok({ agreement: agreement.id })
      : no(movedOn("agreements/not-yet", { day: agreement.startsOn }));
  },
});

/**
 * Brings a signed agreement into force if its day has come, inside the caller's transaction, and tells the
 * contribution. The event offers the register a whole entry; the register keeps what its allow-list knows.
 *
 * @returns false when the day is still ahead
 */
export async function bringIntoForce(desk: Desk, agreement: Agreement): Promise<boolean> {
  const at = desk.now();
  const today = civilDateIn(at, desk.organisation.timeZone);
  if (agreement.startsOn > today) return false;
  await desk.record({
    type: "agreement.in-force",
    subject: agreement.id,
    file: agreement.file,
    version: agreement.version + 1,
    body: {
      contribution: agreement.contribution,
      textSha256: agreement.text?.sha256 ?? null,
      public: await publicPart(desk, agreement, today),
    },
  });
  await saveInForce(desk.tx, agreement.id, at);
  await markAgreed(desk, { contribution: agreement.contribution, agreement: agreement.id });
  return true;
}

async function publicPart(desk: Desk, agreement: Agreement, today: string) {
  const contribution = await contributionOf(desk.tx, agreement.contribution);
  const partner = await partnerOf(desk.tx, agreement.file);
  const profile = await publicProfile(desk.tx, agreement.file);
  assert(
    contribution?.decision && partner && profile,
    "a signed agreement has a decision and a partner with a profile",
  );
  const { decision } = contribution;
  assert((bodies as readonly string[]).includes(decision.body), "an authority decided");
  return {
    partner: { ...profile },
    kind: contribution.kind,
    purpose: contribution.purposeWords,
    programme: contribution.programme,
    valueMinor: contribution.valueMinor.toString(),
    currency: contribution.currency,
    receivedMinor: "0",
    decidedBy: decision.body,
    decidedOn: civilDateIn(decision.decidedAt, desk.organisation.timeZone),
    articles: [...decision.articles],
    regulation: decision.regulation,
    inForceOn: today,
    endsOn: agreement.endsOn,
  };
}
