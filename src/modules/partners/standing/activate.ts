import type { PartnerId } from "../../../kernel/ids.ts";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import { assert, no, ok, type Result } from "../../../kernel/result.ts";
import { notify } from "../../access/index.ts";
import type { Desk } from "../../log/index.ts";
import { contactsOf, today } from "../file.ts";
import { lastContent, moveApplication, setActivated } from "../stores/store.ts";
import { openSuspension } from "../stores/store-suspensions.ts";
import { currentApplication } from "./decline.ts";

export type Authority = "director" | "secretary-general" | "executive-committee" | "assembly";

/** Called by diligence when a verdict clears the partner: the competent authority may now decide. §6.1 verdict. */
export async function setDecisionReady(
  desk: Desk,
  ask: { partner: PartnerId; caseId?: string },
): Promise<Result<number, Refusal>> {
  const current = await currentApplication(desk, ask.partner, "ready");
  if (!current.ok) return current;
  const version = await moveApplication(desk.tx, current.value, { state: "decision-ready", at: desk.now() });
  await desk.record({
    type: "application.readied", subject: current.value.id, file: ask.partner, version, body: { case: ask.caseId ?? null },
  });
  return ok(version);
}

/**
 * Called by diligence inside the authority's decision: the legal person becomes a partner. The event's public part is
 * the profile the partner saw and agreed to, and nothing else. Source: §6.1 approve partner, art. 40.
 */
export async function activate(
  desk: Desk, ask: { partner: PartnerId; authority: Authority; caseId: string },
): Promise<Result<number, Refusal>> {
  const current = await currentApplication(desk, ask.partner, "activate");
  if (!current.ok) return current;
  if (await openSuspension(desk.tx, ask.partner)) return no(refused("partners/suspended", {}, ["R38.1"]));
  const content = await lastContent(desk.tx, ask.partner);
  assert(content, "what is decided was submitted");
  const at = desk.now();
  const version = await moveApplication(desk.tx, current.value, { state: "active", at });
  await setActivated(desk.tx, ask.partner, at);
  await desk.record({
    type: "partner.activated", subject: ask.partner, file: ask.partner, version,
    body: {
      application: current.value.id, case: ask.caseId, authority: ask.authority,
      public: { ...content.profile, activeSince: today(desk), decidedBy: ask.authority },
    },
  });
  await notify(desk, {
    to: await contactsOf(desk, ask.partner), about: "partners.letter.activated", file: ask.partner, path: "/my-file",
  });
  return ok(version);
}
