import { z } from "zod";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { notify, takeDuty } from "../../access/index.ts";
import type { AccountId } from "../../../kernel/ids.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin } from "../file.ts";
import { moveApplication } from "../stores/store.ts";

/**
 * A colleague takes over a file, for instance in absence: tasks and letters about it go to them from now on. The one
 * who looked after it is told. What they did stays theirs: separation of duties follows people, not files.
 */
export const takeOver = deed({
  name: "partners.take-over",
  who: ["partnership-officer"],
  isolation: "serializable",
  ask: z.strictObject({ application: asks.applicationId, expectedVersion: asks.version, reason: asks.words(500) }),
  async perform(desk, ask): Promise<Result<{ version: number }, Refusal>> {
    const begun = await begin(desk, ask, "take-over");
    if (!begun.ok) return begun;
    const { application } = begun.value;
    if (application.officer === desk.actor.accountId) return no(refused("partners/already-yours"));
    const duty = await takeDuty(desk, { file: application.partnerId, duty: "intake" });
    if (duty) return no(duty);
    const version = await moveApplication(desk.tx, application, { officer: desk.actor.accountId, at: desk.now() });
    await desk.record({
      type: "application.reassigned", subject: application.id, file: application.partnerId, version,
      body: { from: application.officer, reason: ask.reason },
    });
    if (application.officer) {
      await notify(desk, {
        to: [application.officer as AccountId], about: "partners.letter.taken-over", file: application.partnerId,
        path: `/intake/${application.id}`,
      });
    }
    return ok({ version });
  },
});
