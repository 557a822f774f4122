import { z } from "zod";
import type { Refusal } from "../../../kernel/refusal.ts";
import { ok, type Result } from "../../../kernel/result.ts";
import { notify, peopleWith } from "../../access/index.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin } from "../file.ts";
import { moveApplication } from "../stores/store.ts";

/** The partner takes its application back, from any open state. What was submitted stays as evidence, so marked. */
export const withdrawApplication = deed({
  name: "partners.withdraw-application",
  who: ["partner-contact", "partner-signatory"],
  isolation: "serializable",
  ask: z.strictObject({
    application: asks.applicationId,
    expectedVersion: asks.version,
    reason: asks.optionalWords(1_000),
  }),
  async perform(desk, ask): Promise<Result<{ version: number }, Refusal>> {
    const begun = await begin(desk, ask, "withdraw");
    if (!begun.ok) return begun;
    const { application, to } = begun.value;
    const at = desk.now();
    const version = await moveApplication(desk.tx, application, { state: to, at });
    await desk.record({
      type: "application.withdrawn", subject: application.id, file: application.partnerId, version,
      body: { from: application.state, reason: ask.reason },
    });
    if (application.state !== "draft") {
      const intake = (await peopleWith(desk, "partnership-officer")).map((p) => p.accountId);
      const path = `/intake/${application.id}`;
      await notify(desk, { to: intake, about: "partners.letter.withdrawn", file: application.partnerId, path });
    }
    return ok({ version });
  },
});
