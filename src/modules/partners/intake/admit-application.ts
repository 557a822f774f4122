import { z } from "zod";
import type { Refusal } from "../../../kernel/refusal.ts";
import { assert, no, ok, type Result } from "../../../kernel/result.ts";
import { notify, takeDuty } from "../../access/index.ts";
import { deed, parameter } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, contactsOf } from "../file.ts";
import { moveApplication, versionsOf } from "../stores/store.ts";
import { gateChecks, gateOf, gateRefusal } from "./gate.ts";

/** Shorter than this is no reason. Source: R15.2, used wherever a person overrides what a rule noticed. */
const reasonMin = 20;

/**
 * Lets an application into due diligence. The gate is asked once more inside the transaction: another file may have
 * been admitted since the page was read. Source: §6.1 admit, R6.1, R39.4.
 */
export const admitApplication = deed({
  name: "partners.admit-application",
  who: ["partnership-officer"],
  isolation: "serializable",
  ask: z.strictObject({
    application: asks.applicationId,
    expectedVersion: asks.version,
    judged: z
      .array(z.strictObject({ check: z.enum(gateChecks), reason: asks.words(1_000, reasonMin) }))
      .max(gateChecks.length),
  }),
  async perform(desk, ask): Promise<Result<{ version: number }, Refusal>> {
    const begun = await begin(desk, ask, "admit");
    if (!begun.ok) return begun;
    const { application, to } = begun.value;
    const duty = await takeDuty(desk, { file: application.partnerId, duty: "intake" });
    if (duty) return no(duty);
    const [submitted] = await versionsOf(desk.tx, application.id, 1);
    assert(submitted, "a submitted application has a version");
    const at = desk.now();
    const results = await gateOf(desk.tx, {
      partner: application.partnerId, content: submitted.content, at,
      refusalMonths: parameter(desk, "application.refusalMonths"),
    });
    const refusal = gateRefusal(results, ask.judged);
    if (refusal) return no(refusal);
    const version = await moveApplication(desk.tx, application, { state: to, officer: desk.actor.accountId, at });
    await desk.record({
      type: "application.admitted", subject: application.id, file: application.partnerId, version,
      body: {
        partner: application.partnerId, submission: submitted.number, contentSha256: submitted.contentSha256,
        gate: results.map((r) => ({ check: r.check, outcome: r.outcome })), judged: ask.judged,
      },
    });
    await notify(desk, {
      to: await contactsOf(desk, application.partnerId),
      about: "partners.letter.admitted",
      file: application.partnerId,
      path: "/my-file",
    });
    return ok({ version });
  },
});
