import type { Json } from "../../kernel/canonical.ts";
import type { CaseId, EventId, PartnerId } from "../../kernel/ids.ts";
import { civilDateIn, type CivilDate, type Instant } from "../../kernel/instants.ts";
import { hidden, movedOn, refused, type Refusal } from "../../kernel/refusal.ts";
import { no, ok, type Result } from "../../kernel/result.ts";
import { seesFile, takeDuty, type Duty } from "../access/index.ts";
import { parameter, type Desk, type ReadDesk } from "../log/index.ts";
import { mayAct } from "../interests/index.ts";
import { confirmedHits } from "../screening/index.ts";
import type { Case, CaseState } from "./case.ts";
import { moved, type Event } from "./moves.ts";
import { questionnaireOf } from "./spec/in-force.ts";
import { answersOf, evidenceOf } from "./stores/store-answers.ts";
import { lockedCase, saveCase } from "./stores/store-cases.ts";
import { conditionsOf, opinionsOf, redLinesOf } from "./stores/store-judgements.ts";
import { weigh, type CaseFile, type Weighing } from "./weigh.ts";

export interface Begun {
  readonly before: Case;
  readonly to: CaseState;
}

/**
 * How every deed on a case begins: the case, locked, if this actor may know of it; then the version, the table of
 * moves, the declared interests and the duty the human takes on the file (art. 23, S1–S3, S7, S17, S18).
 */
export async function begin(
  desk: Desk, ask: { caseId: CaseId; expectedVersion: number }, event: Event, duty: Duty | null,
): Promise<Result<Begun, Refusal>> {
  const before = await lockedCase(desk.tx, ask.caseId);
  if (!before || !(await seesFile(desk, before.file))) return no(hidden);
  if (before.version !== ask.expectedVersion) return no(movedOn("diligence/moved-on", { version: before.version }));
  const to = moved(before.state, event, desk.actor);
  if (!to.ok) return to;
  const refusal = duty === null ? null : await exercise(desk, before.file, duty);
  return refusal ? no(refusal) : ok({ before, to: to.value });
}

/** Takes the duty, unless the declaration of interests is too old or names an interest in this file (R23.1, R23.2). */
export async function exercise(desk: Desk, file: PartnerId, duty: Duty): Promise<Refusal | null> {
  if (desk.actor.side === "system") return null;
  const months = parameter(desk, "interest.declarationMonths");
  return await mayAct(desk.tx, { person: desk.actor.personId, file, at: desk.now(), months })
    ?? await takeDuty(desk, { file, duty });
}

export interface Change {
  readonly to: CaseState;
  readonly event: { readonly type: string; readonly body: Json; readonly rules?: string };
  readonly set?: Partial<Case>;
}

/** The one way a case changes: next version, state and its instant, one event. */
export async function change(desk: Desk, before: Case, ask: Change): Promise<Result<Changed, Refusal>> {
  const at = desk.now();
  const after: Case = {
    ...before, ...ask.set, state: ask.to, version: before.version + 1,
    stateSince: ask.to === before.state ? before.stateSince : at,
  };
  if (!(await saveCase(desk.tx, after))) return no(movedOn("diligence/moved-on", { version: before.version }));
  const eventId = await desk.record({
    type: ask.event.type, subject: before.id, file: before.file, version: after.version, body: ask.event.body,
    ...(ask.event.rules ? { rules: ask.event.rules } : {}),
  });
  return ok({ caseId: after.id, version: after.version, state: after.state, eventId });
}

export interface Changed {
  readonly caseId: CaseId;
  readonly version: number;
  readonly state: CaseState;
  readonly eventId: EventId;
}

export async function fileOf(desk: ReadDesk, of: Case): Promise<CaseFile> {
  const { tx } = desk;
  return {
    case: of,
    answers: await answersOf(tx, of.id), evidence: await evidenceOf(tx, of.id), redLines: await redLinesOf(tx, of.id),
    conditions: await conditionsOf(tx, of.id), opinions: await opinionsOf(tx, of.id),
  };
}

export async function weighed(desk: ReadDesk, of: Case): Promise<{ file: CaseFile; weighing: Weighing }> {
  const file = await fileOf(desk, of);
  const matches = await confirmedHits(desk.tx, of.file);
  return { file, weighing: weigh(file, questionnaireOf(desk.world), matches.length) };
}

/**
 * What keeps an assessment from going on: an unanswered question, a gate that is not settled. With an established red
 * line nothing more need be known (R7.1). `before`: the reviewer has not yet agreed to what does not apply.
 */
export function incomplete(weighing: Weighing, stage: "send" | "judge"): Refusal | null {
  if (weighing.isRedLineEstablished) return null;
  if (weighing.unanswered.length > 0) {
    return refused("diligence/questions-unanswered", listed(weighing.unanswered), ["R17.1"]);
  }
  const pending = new Set(weighing.rows
    .filter((r) => r.answer?.value === "not-applicable" && stage === "send").map((r) => r.question.id));
  const open = weighing.gateOpen.filter((id) => !pending.has(id));
  return open.length > 0 ? refused("diligence/gate-open", listed(open), ["R17.1"]) : null;
}

/** Facts of a refusal: how many, and the first of them by id. */
export function listed(ids: readonly string[]): { count: number; ids: string } {
  return { count: ids.length, ids: ids.slice(0, 12).join(", ") };
}

/** A code as the texts choose by it: a hyphen would end the name of a choice. */
export function selectKey(code: string): string {
  return code.replaceAll("-", "_");
}

export function today(desk: ReadDesk, at: Instant = desk.now()): CivilDate {
  return civilDateIn(at, desk.organisation.timeZone);
}
