import { z } from "zod";
import type { CaseId, PartnerId } from "../../../kernel/ids.ts";
import { plusDays } from "../../../kernel/instants.ts";
import { hidden, movedOn, refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { notify, peopleWith, seesFile } from "../../access/index.ts";
import { deed, parameter, type Desk, type PastEvent, type Subscriber } from "../../log/index.ts";
import { partnerOf } from "../../partners/index.ts";
import * as asks from "../asks.ts";
import { change } from "../case-desk.ts";
import { moved } from "../moves.ts";
import { questionnaireOf } from "../spec/in-force.ts";
import { caseAtWork, casesOf, insertCase } from "../stores/store-cases.ts";
import { verdictsOfFile } from "../stores/store-verdicts.ts";
import { watchPartner } from "./watch-partner.ts";

/** Opens the first case of a partner and screens everybody in it, as soon as intake has admitted the application. */
export const onApplicationAdmitted: Subscriber = {
  name: "diligence.open-case",
  types: ["application.admitted"],
  async on(desk, event) {
    const file = event.file as PartnerId | null;
    if (file === null || (await caseAtWork(desk.tx, file))) return; // seen before: a subscriber may be run again
    await openCase(desk, file, "admission");
  },
};

/** An application that was taken back or lapsed ends the work; what was found stays. */
export const onApplicationEnded: Subscriber = {
  name: "diligence.close-case",
  types: ["application.withdrawn", "application.lapsed"],
  async on(desk: Desk, event: PastEvent) {
    const open = event.file === null ? null : await caseAtWork(desk.tx, event.file);
    if (!open) return;
    const to = moved(open.state, "close", desk.actor);
    if (to.ok) await change(desk, open, { to: to.value, event: { type: "case.closed", body: { because: event.type } } });
  },
};

/**
 * Opens a new case beside a standing conclusion: a renewal in its last 90 days, or after its end. The standing one holds
 * until the new one is issued. Source: art. 18, R18.2.
 */
export const openRenewal = deed({
  name: "diligence.open-renewal",
  who: ["partnership-officer", "compliance-officer"],
  isolation: "serializable",
  ask: z.strictObject({ partner: asks.partnerId }),
  async perform(desk, ask): Promise<Result<{ caseId: CaseId }, Refusal>> {
    const partner = await partnerOf(desk.tx, ask.partner);
    if (!partner || !(await seesFile(desk, ask.partner))) return no(hidden);
    if (partner.state !== "active" && partner.state !== "suspended") {
      return no(movedOn("diligence/partner-not-active", { state: partner.state }));
    }
    if (await caseAtWork(desk.tx, ask.partner)) return no(movedOn("diligence/case-at-work"));
    const days = parameter(desk, "verdict.renewalDays");
    const standing = (await verdictsOfFile(desk.tx, ask.partner)).find((v) => v.end === null);
    if (standing && desk.now() < plusDays(standing.expiresAt, -days)) {
      return no(refused("diligence/renewal-too-early", { days }, ["R18.2"]));
    }
    return ok({ caseId: await openCase(desk, ask.partner, "renewal") });
  },
});

async function openCase(desk: Desk, file: PartnerId, origin: "admission" | "renewal"): Promise<CaseId> {
  const { edition } = questionnaireOf(desk.world);
  const id = newId(desk.world.random, "cas");
  const number = (await casesOf(desk.tx, file)).length + 1;
  await insertCase(desk.tx, { id, file, number, edition, at: desk.now() });
  await desk.record({ type: "case.opened", subject: id, file, version: 1, body: { number, edition, origin } });
  await watchPartner(desk, file);
  const officers = (await peopleWith(desk, "compliance-officer")).map((p) => p.accountId);
  await notify(desk, { to: officers, about: "diligence.letter.opened", file, path: `/cases/${id}` });
  return id;
}
