import { z } from "zod";
import { hidden, movedOn, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { notify } from "../../access/index.ts";
import { deed, type ReadDesk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { contactsOf } from "../file.ts";
import { plusDays } from "../../../kernel/instants.ts";
import { idleDays, moved } from "../moves.ts";
import { lockApplication, moveApplication } from "../stores/store.ts";
import { idleApplications } from "../stores/store-gate.ts";
import { isIdle } from "./idle.ts";

/** The timer's deed, under the same guards as people: a draft nobody touched, a return nobody answered. §6.1. */
export const lapseApplication = deed({
  name: "partners.lapse-application",
  who: "system",
  isolation: "serializable",
  ask: z.strictObject({ application: asks.applicationId }),
  async perform(desk, ask): Promise<Result<{ version: number }, Refusal>> {
    const application = await lockApplication(desk.tx, ask.application);
    if (!application) return no(hidden);
    const to = moved(application.state, "lapse", desk.actor);
    if (!to.ok) return to;
    if (!isIdle(application, desk.now())) return no(movedOn("partners/not-idle", { days: idleDays }));
    const version = await moveApplication(desk.tx, application, { state: to.value, at: desk.now() });
    await desk.record({
      type: "application.lapsed",
      subject: application.id,
      file: application.partnerId,
      version,
      body: { from: application.state },
    });
    const contacts = await contactsOf(desk, application.partnerId);
    await notify(desk, { to: contacts, about: "partners.letter.lapsed", file: application.partnerId, path: "/my-file" });
    return ok({ version });
  },
});

/** Deeds whose time has come, for the timers' face: it performs each as the system, one transaction each. */
export async function due(desk: ReadDesk, limit = 100): Promise<readonly { deed: string; ask: unknown }[]> {
  const idle = await idleApplications(desk.tx, plusDays(desk.now(), -idleDays), limit);
  return idle.map((application) => ({ deed: lapseApplication.name, ask: { application } }));
}
