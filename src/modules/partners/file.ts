import type { AccountId, ApplicationId, PartnerId } from "../../kernel/ids.ts";
import { civilDateIn, type CivilDate } from "../../kernel/instants.ts";
import { hidden, movedOn, type Refusal } from "../../kernel/refusal.ts";
import { no, ok, type Result } from "../../kernel/result.ts";
import { accountsOfPartner, seesFile } from "../access/index.ts";
import type { Desk, ReadDesk } from "../log/index.ts";
import { moved, type Event } from "./moves.ts";
import type { Application, ApplicationState, Partner } from "./partner.ts";
import { lockApplication, partnerById } from "./stores/store.ts";

/** How every deed of this module begins: the thing, locked, if this actor may know of it and the move exists. */
export interface Begun {
  readonly application: Application;
  readonly to: ApplicationState;
}

/** Absence, a foreign file and a hidden one look alike. Then the version, then the table of moves. */
export async function begin(
  desk: Desk, ask: { application: ApplicationId; expectedVersion: number }, event: Event,
): Promise<Result<Begun, Refusal>> {
  const application = await lockApplication(desk.tx, ask.application);
  if (!application || !(await seesFile(desk, application.partnerId))) return no(hidden);
  if (application.version !== ask.expectedVersion)
    return no(movedOn("partners/moved-on", { version: application.version }));
  const to = moved(application.state, event, desk.actor);
  return to.ok ? ok({ application, to: to.value }) : to;
}

/** The file behind an id, or null for absence and for what this actor may not know. */
export async function visiblePartner(desk: ReadDesk, id: PartnerId): Promise<Partner | null> {
  return (await seesFile(desk, id)) ? partnerById(desk.tx, id) : null;
}

export function today(desk: ReadDesk): CivilDate {
  return civilDateIn(desk.now(), desk.organisation.timeZone);
}

/** Whom a letter about this file goes to on the partner's side. */
export async function contactsOf(desk: ReadDesk, partner: PartnerId): Promise<readonly AccountId[]> {
  const accounts = await accountsOfPartner(desk.tx, partner);
  return accounts.filter((a) => a.state === "active").map((a) => a.id);
}
