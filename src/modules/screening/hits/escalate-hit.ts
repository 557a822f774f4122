import { z } from "zod";
import { isId, type HitId } from "../../../kernel/ids.ts";
import { hidden, movedOn, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { notify, peopleWith } from "../../access/index.ts";
import { deed, type ReadDesk } from "../../log/index.ts";
import { isOpen } from "../hit.ts";
import { hitById, overdueHits, setEscalated } from "../stores/store-hits.ts";

/** Undecided after five days: the superior is told, and the file stays frozen. Source: regulation §6.7. */
export const escalateHit = deed({
  name: "screening.escalate-hit",
  who: "system",
  isolation: "serializable",
  ask: z.strictObject({ hit: z.string().refine((v): v is HitId => isId("hit", v), "id-unreadable") }),
  async perform(desk, ask): Promise<Result<{ version: number }, Refusal>> {
    const hit = await hitById(desk.tx, ask.hit, { lock: true });
    if (!hit) return no(hidden);
    if (!isOpen(hit.state) || hit.escalatedAt !== null || hit.dueAt > desk.now()) return no(
      movedOn("screening/not-overdue"));
    const version = await setEscalated(desk.tx, hit, desk.now());
    await desk.record({ type: "hit.escalated", subject: hit.id, file: hit.file, version,
      body: { state: hit.state } });
    const to = (await peopleWith(desk, "secretary-general")).map((p) => p.accountId);
    await notify(desk, { to, about: "screening.letter.hit-overdue", file: hit.file,
      path: `/hits/${hit.id}` });
    return ok({ version });
  },
});

/** Deeds whose time has come, for the timers' face. */
export async function due(desk: ReadDesk, limit = 100): Promise<readonly { deed: string; ask: unknown }[]> {
  return (await overdueHits(desk.tx, desk.now(), limit)).map((hit) =>
    ({ deed: escalateHit.name, ask: { hit } }));
}
