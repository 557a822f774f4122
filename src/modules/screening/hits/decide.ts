import { z } from "zod";
import { isId, type HitId } from "../../../kernel/ids.ts";
import { hidden, movedOn, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { notify, peopleWith, seesFile, takeDuty, type Duty } from "../../access/index.ts";
import type { Desk } from "../../log/index.ts";
import type { Role } from "../../../kernel/roles.ts";
import type { Hit, HitState } from "../hit.ts";
import { moved, type Move } from "../moves.ts";
import { hitById, insertStep, moveHit } from "../stores/store-hits.ts";

/** Shortest reason that counts as one, in characters. */
export const reasonLeast = 10;

export const hitAsk = z.strictObject({
  hit: z.string().refine((v): v is HitId => isId("hit", v), "id-unreadable"),
  expectedVersion: z.int().positive(),
  reason: z.string().trim().min(reasonLeast).max(4_000),
});
export type HitAsk = z.infer<typeof hitAsk>;

export interface Decided {
  readonly hit: HitId;
  readonly state: HitState;
  readonly version: number;
}

/** Event and duty of each move a person makes. */
const table: Readonly<Record<Exclude<Move, "lapse">,
  { readonly type: string; readonly duty: Duty; readonly tell: Role | null }>> = {
  triage: { type: "hit.triaged", duty: "clear-first", tell: null },
  "propose-dismissal": { type: "hit.dismissal-proposed", duty: "clear-first", tell: "compliance-officer" },
  "propose-confirmation": { type: "hit.confirmation-proposed", duty: "clear-first",
    tell: "compliance-officer" },
  dismiss: { type: "hit.dismissed", duty: "clear-second", tell: null },
  confirm: { type: "hit.confirmed", duty: "clear-second", tell: "diligence-analyst" },
  return: { type: "hit.returned", duty: "clear-second", tell: "diligence-analyst" },
};

/** The hit, locked, as this actor may see it and as they saw it. */
export async function begin(desk: Desk, ask: HitAsk): Promise<Result<Hit, Refusal>> {
  const hit = await hitById(desk.tx, ask.hit, { lock: true });
  if (!hit || !(await seesFile(desk, hit.file))) return no(hidden);
  if (hit.version !== ask.expectedVersion) return no(movedOn("screening/moved-on", { version: hit.version }));
  return ok(hit);
}

/** One move by one person: state table, separation (two persons on one hit), change, event, step, letter. */
export async function decide(desk: Desk, hit: Hit, ask: { readonly event: Exclude<Move,
  "lapse">; readonly reason: string }): Promise<Result<Decided, Refusal>> {
  const to = moved(hit.state, ask.event, desk.actor);
  if (!to.ok) return to;
  const row = table[ask.event];
  const separated = await takeDuty(desk, { file: hit.file, duty: row.duty, subject: hit.id });
  if (separated) return no(separated);
  const version = await moveHit(desk.tx, hit, to.value);
  const eventId = await desk.record({
    type: row.type, subject: hit.id, file: hit.file, version,
    body: { from: hit.state, to: to.value, source: hit.source, entrySha256: hit.entrySha256,
      reason: ask.reason },
  });
  await insertStep(desk.tx, {
    id: newId(desk.world.random, "stp"), hitId: hit.id, event: ask.event, accountId: desk.actor.accountId,
    personId: desk.actor.personId, personName: desk.actor.name, reason: ask.reason, at: desk.now(), eventId,
  });
  if (row.tell) {
    const to = (await peopleWith(desk, row.tell)).map((p) => p.accountId);
    await notify(desk, { to, about: "screening.letter.hit-waits", file: hit.file,
      path: `/hits/${hit.id}` });
  }
  return ok({ hit: hit.id, state: to.value, version });
}
