import { z } from "zod";
import type { Facts } from "../../../engines/regulation/index.ts";
import type { ContributionId, PartnerId } from "../../../kernel/ids.ts";
import { civilDateIn } from "../../../kernel/instants.ts";
import { faulty, hidden, movedOn, refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { notify, takeDuty } from "../../access/index.ts";
import { deed, judged, type Desk } from "../../log/index.ts";
import { isSuspended, namesNaturalPerson, partnerOf } from "../../partners/index.ts";
import { contributionId, offerContent } from "../asks.ts";
import type { OfferContent } from "../contribution.ts";
import { convert } from "../convert.ts";
import { accountsWith } from "../desk.ts";
import { purposesOf } from "../in-force.ts";
import { partnerFacts } from "../judging/facts.ts";
import { kindTable } from "../kinds.ts";
import { partnerSide } from "../moves.ts";
import { contributionById, draftById, insertDraft, saveOffer } from "../store.ts";
import { activeFile } from "./save-offer.ts";

const ask = z.strictObject({
  contribution: contributionId.nullable(), // the draft that is sent; null: offered in one step
  expectedVersion: z.int().min(0).max(1_000_000_000), // of the draft; 0 without one
  offer: offerContent,
});

/**
 * The partner makes the offer. From here on it is what was offered: nothing in it changes, a new offer is another one.
 * Fixes the day that fixes the rate (R20.4). Source: articles 1–3, 21, 25; §6.3.
 */
export const offerContribution = deed({
  name: "contributions.offer-contribution",
  who: partnerSide,
  isolation: "serializable",
  ask,
  async perform(desk, asked): Promise<Result<{ contribution: ContributionId; version: number }, Refusal>> {
    const { offer } = asked;
    if (!kindTable[offer.kind].isOpen) return no(refused("contributions/kind-not-open", { kind: offer.kind }));
    const file = await activeFile(desk);
    if (!file.ok) return file;
    const unfit = await unfitContent(desk, file.value, offer);
    if (unfit) return no(unfit);
    const bundle = await bundleOf(desk, file.value, offer);
    if (!bundle.ok) return bundle;
    const judgement = await judged(desk, {
      code: "contributions/forbidden", facts: () => offeringFacts(desk, file.value, offer),
    });
    if (!judgement.ok) return judgement;
    const draft = await draftFor(desk, file.value, asked);
    if (!draft.ok) return draft;
    const separated = await takeDuty(desk, { file: file.value, duty: "propose" });
    if (separated) return no(separated);
    return ok(await write(desk, file.value, { ...draft.value, offer, bundle: bundle.value ?? draft.value.id }));
  },
});

async function unfitContent(desk: Desk, file: PartnerId, offer: OfferContent): Promise<Refusal | null> {
  if (!Object.hasOwn(purposesOf(desk.world), offer.purpose)) return faulty([{ path: "offer.purpose", code: "not-chosen" }]);
  if (offer.endsOn <= offer.startsOn) return faulty([{ path: "offer.endsOn", code: "contributions-ends-before-start" }]);
  // The register shows both and names nobody (R40.2); told here, where they can still be written otherwise.
  const isNamed = await namesNaturalPerson(desk.tx, file, [offer.purposeWords, offer.programme]);
  return isNamed ? faulty([{ path: "offer.purposeWords", code: "contributions-names-a-person" }]) : null;
}

/** A part joins a living offer of the same partner; somebody else's is not there. */
async function bundleOf(desk: Desk, file: PartnerId, offer: OfferContent): Promise<Result<ContributionId | null, Refusal>> {
  if (offer.partOf === null) return ok(null);
  const first = await contributionById(desk.tx, offer.partOf);
  return first && first.file === file ? ok(first.bundle) : no(hidden);
}

/** Articles 1 to 3 and 38 ask of an offer only what the file and the offer say themselves. */
async function offeringFacts(desk: Desk, file: PartnerId, offer: OfferContent): Promise<Facts> {
  const { partnerFileExists, contributorIsState } = partnerFacts(await partnerOf(desk.tx, file));
  return {
    act: "offer", partnerFileExists, contributorIsState, kind: offer.kind,
    isAimNamed: offer.programme !== "" && offer.purposeWords !== "", isSuspended: await isSuspended(desk.tx, file),
  };
}

/** The draft that is sent, at the version that was looked at; without one, a fresh row. */
async function draftFor(
  desk: Desk, file: PartnerId, asked: z.infer<typeof ask>,
): Promise<Result<{ id: ContributionId; version: number }, Refusal>> {
  if (asked.contribution === null) {
    const id = newId(desk.world.random, "ctr");
    await insertDraft(desk.tx, { id, file, version: 1, content: {}, savedAt: desk.now() }, desk.actor.accountId);
    return ok({ id, version: 1 });
  }
  const draft = await draftById(desk.tx, asked.contribution, true);
  if (!draft) {
    const sent = await contributionById(desk.tx, asked.contribution);
    return no(sent && sent.file === file ? movedOn("contributions/offered-already") : hidden);
  }
  if (draft.file !== file) return no(hidden);
  if (draft.version !== asked.expectedVersion) return no(movedOn("contributions/moved-on", { version: draft.version }));
  return ok({ id: draft.id, version: draft.version + 1 });
}

async function write(
  desk: Desk, file: PartnerId, of: { id: ContributionId; version: number; offer: OfferContent; bundle: ContributionId },
) {
  const { id, version, offer, bundle } = of;
  const at = desk.now();
  const on = civilDateIn(at, desk.organisation.timeZone);
  const conversion = convert({ minor: offer.valueMinor, currency: offer.currency }, desk.organisation, on);
  await saveOffer(desk.tx, {
    id, version, content: offer, bundle, person: desk.actor.personId, account: desk.actor.accountId, at, on, conversion,
  });
  await desk.record({
    type: "contribution.offered", subject: id, file, version,
    body: {
      kind: offer.kind, purpose: offer.purpose, purposeWords: offer.purposeWords, programme: offer.programme,
      valueMinor: offer.valueMinor.toString(), currency: offer.currency, accountKind: offer.accountKind,
      earmark: offer.earmark, startsOn: offer.startsOn, endsOn: offer.endsOn, conditions: [...offer.conditions], bundle,
    },
  });
  const to = await accountsWith(desk, "finance-officer");
  await notify(desk, { to, about: "contributions.letter.offered", file, path: `/contributions/${id}/valuation` });
  return { contribution: id, version };
}
