import { z } from "zod";
import { civilDateIn, plusDays, type CivilDate } from "../../../kernel/instants.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { notify, takeDuty } from "../../access/index.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, contactsOf } from "../file.ts";
import { idleDays } from "../moves.ts";
import { moveApplication } from "../stores/store.ts";

/** Sends an application back with its gaps. The partner has 60 days to hand it in again. Source: §6.1 return. */
export const returnApplication = deed({
  name: "partners.return-application",
  who: ["partnership-officer"],
  isolation: "serializable",
  ask: z.strictObject({ application: asks.applicationId, expectedVersion: asks.version, gaps: asks.words(4_000, 20) }),
  async perform(desk, ask): Promise<Result<{ version: number; dueOn: CivilDate }, Refusal>> {
    const begun = await begin(desk, ask, "return");
    if (!begun.ok) return begun;
    const { application, to } = begun.value;
    const duty = await takeDuty(desk, { file: application.partnerId, duty: "intake" });
    if (duty) return no(duty);
    const at = desk.now();
    const version = await moveApplication(desk.tx, application, {
      state: to,
      gaps: ask.gaps,
      officer: desk.actor.accountId,
      at,
    });
    const dueOn = civilDateIn(plusDays(at, idleDays), desk.organisation.timeZone);
    await desk.record({
      type: "application.returned",
      subject: application.id,
      file: application.partnerId,
      version,
      body: { gaps: ask.gaps, dueOn },
    });
    await notify(desk, {
      to: await contactsOf(desk, application.partnerId),
      about: "partners.letter.returned",
      file: application.partnerId,
      path: "/my-file",
    });
    return ok({ version, dueOn });
  },
});
