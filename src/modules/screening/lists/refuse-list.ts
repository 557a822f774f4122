import { z } from "zod";
import { hidden, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { deed } from "../../log/index.ts";
import { sourceOf } from "../sources/registry.ts";
import { insertImport } from "../stores/store-lists.ts";

/**
 * Keeps on record that a publisher's files were refused, and why: the page of lists shows it until the next
 * import.
 */
export const refuseList = deed({
  name: "screening.refuse-list",
  who: "system",
  isolation: "read-committed",
  ask: z.strictObject({
    source: z.string().max(40), code: z.string().regex(/^[a-z0-9-]{2,40}$/), detail: z.string().max(80),
    firstAt: z.string().max(80),
  }),
  async perform(desk, ask): Promise<Result<{ source: string }, Refusal>> {
    if (!sourceOf(ask.source)) return no(hidden);
    const fault = { code: ask.code, detail: ask.detail, firstAt: ask.firstAt, severity: "stop" as const,
      count: 1 };
    const eventId = await desk.record({ type: "list.refused", subject: ask.source, body: { ...fault } });
    await insertImport(desk.tx, {
      id: newId(desk.world.random, "imp"), source: ask.source, at: desk.now(), outcome: "refused",
        version: null, fault,
      eventId,
    });
    return ok({ source: ask.source });
  },
});
