import type { PartnerId } from "../../../kernel/ids.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import { assert, ok, type Result } from "../../../kernel/result.ts";
import { notify } from "../../access/index.ts";
import type { Desk } from "../../log/index.ts";
import { contactsOf } from "../file.ts";
import { moved, type Event } from "../moves.ts";
import type { Application } from "../partner.ts";
import { lockApplication, moveApplication, partnerById } from "../stores/store.ts";

export interface Declining {
  readonly ground: "inadmissible" | "verdict" | "decision";
  readonly words: string; // general words the partner reads; never a police reason
  readonly clause?: string;
  readonly caseId?: string;
}

/** The change and the event of every decline; the caller has checked that it may happen. */
export async function decline(desk: Desk, application: Application, of: Declining): Promise<number> {
  const at = desk.now();
  const version = await moveApplication(desk.tx, application, {
    state: "declined", declineGround: of.ground, declineWords: of.words, declinedAt: at, at,
  });
  await desk.record({
    type: "application.declined", subject: application.id, file: application.partnerId, version,
    body: { ground: of.ground, words: of.words, clause: of.clause ?? null, case: of.caseId ?? null },
  });
  const to = await contactsOf(desk, application.partnerId);
  await notify(desk, { to, about: "partners.letter.declined", file: application.partnerId, path: "/my-file" });
  return version;
}

export interface FromAbove {
  readonly partner: PartnerId;
  readonly words: string;
  readonly caseId?: string;
}

/** Called by diligence inside the deed that issues a refusing verdict. Bars the partner for `application.refusalMonths` (R39.4). */
export async function declineByVerdict(desk: Desk, ask: FromAbove): Promise<Result<number, Refusal>> {
  return declineFromAbove(desk, ask, "verdict");
}

/** Called by the deed in which the competent authority does not approve the partner. Bars it likewise. */
export async function declineByDecision(desk: Desk, ask: FromAbove): Promise<Result<number, Refusal>> {
  return declineFromAbove(desk, ask, "decision");
}

async function declineFromAbove(
  desk: Desk,
  ask: FromAbove,
  ground: "verdict" | "decision",
): Promise<Result<number, Refusal>> {
  const current = await currentApplication(desk, ask.partner, `decline-by-${ground}`);
  if (!current.ok) return current;
  const caseId = ask.caseId === undefined ? {} : { caseId: ask.caseId };
  return ok(await decline(desk, current.value, { ground, words: ask.words, ...caseId }));
}

/** The file's application, locked, when `event` may happen to it. */
export async function currentApplication(
  desk: Desk,
  partnerId: PartnerId,
  event: Event,
): Promise<Result<Application, Refusal>> {
  const partner = await partnerById(desk.tx, partnerId);
  assert(partner, "a module above names a partner that exists");
  const application = await lockApplication(desk.tx, partner.applicationId);
  assert(application, "a partner has an application");
  const to = moved(application.state, event, desk.actor);
  return to.ok ? ok(application) : to;
}
