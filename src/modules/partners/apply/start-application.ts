import { z } from "zod";
import type { AccountId, ApplicationId, PartnerId } from "../../../kernel/ids.ts";
import { hidden, refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { accountById, bindFileCountry, linkPartner, takeDuty } from "../../access/index.ts";
import { deed, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { ineligibleKinds, kinds, type PartnerKind } from "../form/tables.ts";
import { scriptOf } from "../reading/names.ts";
import {
  applicationById, applicationsOf, copyParts, insertApplication, insertPartner, pointToApplication, replaceNames,
} from "../stores/store.ts";
import { claimOffer, unclaimedOffer } from "../stores/store-gate.ts";

export interface Started {
  readonly application: ApplicationId;
  readonly partner: PartnerId;
  readonly version: number;
}

const open = ["draft", "submitted", "returned", "in-diligence", "decision-ready", "active"];

/**
 * Starts an application: a file of its own for a new partner, a further application in the same file after an
 * earlier one ended. An offer recorded for this very e-mail address is taken up instead of starting a second file.
 * Who can never be a partner is told here, before anything is typed. Source: R1.2, R6.1, §6.1 start.
 */
export const startApplication = deed({
  name: "partners.start-application",
  who: ["partner-contact", "partner-signatory"],
  isolation: "serializable",
  ask: z.strictObject({ name: asks.words(200), kind: z.enum([...kinds, ...ineligibleKinds]), country: asks.country }),
  async perform(desk, ask): Promise<Result<Started, Refusal>> {
    const account = await accountById(desk.tx, desk.actor.accountId);
    // Signing in proves the address: an account is active only after its one-time link was opened.
    if (!account || account.side !== "partner") return no(hidden);
    if (account.state !== "active") return no(refused("partners/email-not-verified"));
    const refusal = whyIneligible(ask.kind);
    if (refusal) return no(refusal);
    const existing = account.partnerId;
    if (existing) return again(desk, existing);
    const offer = await unclaimedOffer(desk.tx, account.emailKey);
    if (offer) return takeUp(desk, account.id, offer.applicationId);
    return afresh(desk, account.id, { ...ask, kind: ask.kind as PartnerKind });
  },
});

function whyIneligible(kind: string): Refusal | null {
  if (kind === "public-authority" || kind === "intergovernmental")
    return refused("partners/other-regime", {}, ["R1.2"]);
  if (kind === "natural-person" || kind === "unregistered-group")
    return refused("partners/not-a-legal-person", {}, ["R6.1"]);
  return null;
}

async function afresh(
  desk: Desk, account: AccountId, ask: { name: string; kind: PartnerKind; country: string },
): Promise<Result<Started, Refusal>> {
  const partner = newId(desk.world.random, "prt");
  const application = newId(desk.world.random, "app");
  const at = desk.now();
  await insertPartner(desk.tx, { id: partner, ...ask, applicationId: application, at });
  await insertApplication(desk.tx, {
    id: application,
    partnerId: partner,
    origin: "applied",
    startedBy: account,
    officer: null,
    at,
  });
  await replaceNames(desk.tx, partner, [{ text: ask.name, script: scriptOf(ask.name), lang: null, kind: "legal" }]);
  await linkPartner(desk, { account, partnerId: partner });
  await bindFileCountry(desk, { file: partner, country: ask.country, name: ask.name });
  return started(desk, { application, partner, version: 1 }, { kind: ask.kind, country: ask.country });
}

async function again(desk: Desk, partner: PartnerId): Promise<Result<Started, Refusal>> {
  const earlier = await applicationsOf(desk.tx, partner);
  const current = earlier.find((a) => open.includes(a.state));
  if (current) return no(refused("partners/already-open", { application: current.id, state: current.state }));
  const refusal = await takeDuty(desk, { file: partner, duty: "represent" });
  if (refusal) return no(refusal);
  const application = newId(desk.world.random, "app");
  await insertApplication(desk.tx, {
    id: application, partnerId: partner, origin: "applied", startedBy: desk.actor.accountId, officer: null, at: desk.now(),
  });
  const [last] = earlier;
  if (last) await copyParts(desk.tx, { from: last.id, to: application, at: desk.now(), by: desk.actor.accountId });
  await pointToApplication(desk.tx, partner, application);
  return started(desk, { application, partner, version: 1 }, { earlier: earlier.length });
}

/** The offer's file becomes this account's; its draft waits with what the officer wrote down. */
async function takeUp(desk: Desk, account: AccountId, application: ApplicationId): Promise<Result<Started, Refusal>> {
  const draft = await applicationById(desk.tx, application);
  if (!draft) return no(hidden);
  await claimOffer(desk.tx, application, { by: account, at: desk.now() });
  await linkPartner(desk, { account, partnerId: draft.partnerId });
  return started(desk, { application, partner: draft.partnerId, version: draft.version }, { offer: true });
}

async function started(
  desk: Desk,
  answer: Started,
  body: Record<string, string | number | boolean>,
): Promise<Result<Started, Refusal>> {
  await desk.record({
    type: "application.started", subject: answer.application, file: answer.partner, version: answer.version,
    body: { partner: answer.partner, ...body },
  });
  return ok(answer);
}
