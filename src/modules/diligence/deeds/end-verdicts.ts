import { z } from "zod";
import { systemActor } from "../../../kernel/actor.ts";
import type { CaseId } from "../../../kernel/ids.ts";
import { movedOn, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import type { PartnerId } from "../../../kernel/ids.ts";
import { deed, type Desk, type PastEvent, type Subscriber } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, change, type Changed } from "../case-desk.ts";
import { isExpired, type Case, type Verdict } from "../case.ts";
import { moved, whoMay, type Event } from "../moves.ts";
import { caseAtWork, lockedCase } from "../stores/store-cases.ts";
import { endVerdict, verdictsDue, verdictsOfCase, verdictsOfFile } from "../stores/store-verdicts.ts";
import { suspect } from "./suspect-red-line.ts";

/** Conclusions written down as expired in one run of the timer. */
export const expiryBatch = 200;

/**
 * Writes down what has expired. Nothing depends on it in time: every reader compares the instant itself (R18.1), so a
 * late timer never leaves a conclusion in force.
 */
export const expireVerdicts = deed({
  name: "diligence.expire-verdicts",
  who: "system",
  isolation: "read-committed",
  ask: z.strictObject({}),
  async perform(desk): Promise<Result<{ expired: number }, Refusal>> {
    const due = await verdictsDue(desk.tx, desk.now(), expiryBatch);
    if (due.length === 0) return no(movedOn("diligence/nothing-due"));
    for (const verdict of due) await end(desk, verdict, { kind: "expired", reason: "R18.1" });
    return ok({ expired: due.length });
  },
});

/** Called when a conclusion is issued: those of the same partner that still stand give way to it. */
export async function supersedeEarlier(desk: Desk, issuing: Case): Promise<void> {
  const standing = (await verdictsOfFile(desk.tx, issuing.file)).filter((v) => v.end === null);
  for (const verdict of standing) {
    await end(desk, verdict, { kind: isExpired(verdict, desk.now()) ? "expired" : "superseded", reason: issuing.id });
  }
}

/**
 * Takes an issued case up again: material change, new purpose, doubt. The old conclusion is suspended at the same
 * moment, so that nothing is decided on it while the case is open. Source: §6.2.
 */
export const reopenCase = deed({
  name: "diligence.reopen-case",
  who: whoMay("reopen"),
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ ...asks.onCase, reason: asks.reason }),
  async perform(desk, ask): Promise<Result<Changed, Refusal>> {
    const begun = await begin(desk, ask, "reopen", "issue-verdict");
    if (!begun.ok) return begun;
    const { before } = begun.value;
    if (await caseAtWork(desk.tx, before.file)) return no(movedOn("diligence/case-at-work"));
    return reopen(desk, before, { cause: "officer", reason: ask.reason });
  },
});

/** A match found by screening opens the case again and puts red line (a) under suspicion, without anybody's deed. */
export const onHitConfirmed: Subscriber = {
  name: "diligence.confirmed-hit",
  types: ["hit.confirmed"],
  async on(desk: Desk, event: PastEvent) {
    const file = event.file as PartnerId | null;
    if (file === null) return;
    const working = await caseAtWork(desk.tx, file);
    const verdict = (await verdictsOfFile(desk.tx, file)).find((v) => v.end === null);
    if (verdict && working) await end(desk, verdict, { kind: "suspended", reason: event.subject });
    const of = working ?? (verdict ? await lockedCase(desk.tx, verdict.caseId) : null);
    if (of === null) return;
    await suspect(desk, of, { letter: "a", cause: "confirmed-hit", reason: event.subject });
    if (working) await sendBack(desk, working);
    else await reopen(desk, of, { cause: "confirmed-hit", reason: event.subject });
  },
};

async function sendBack(desk: Desk, working: Case): Promise<void> {
  const to = moved(working.state, "suspect", desk.actor);
  if (!to.ok || to.value === working.state) return;
  await change(desk, working, {
    to: to.value, set: { reviewerPerson: null, reviewedAt: null },
    event: { type: "case.returned", body: { because: "confirmed-hit" } },
  });
}

interface Cause {
  readonly cause: "officer" | "confirmed-hit";
  readonly reason: string;
}

async function reopen(desk: Desk, before: Case, ask: Cause): Promise<Result<Changed, Refusal>> {
  const to = moved(before.state, "reopen", desk.actor);
  if (!to.ok) return to;
  const standing = (await verdictsOfCase(desk.tx, before.id)).find((v) => v.end === null);
  if (standing) await endRow(desk, standing, { kind: "suspended", reason: ask.reason });
  return change(desk, before, {
    to: to.value, set: { reviewerPerson: null, reviewedAt: null, assessedAt: null },
    event: { type: "case.reopened", body: { cause: ask.cause, suspended: standing?.number ?? null } },
  });
}

interface Ending {
  readonly kind: "suspended" | "expired" | "superseded";
  readonly reason: string;
}

async function endRow(desk: Desk, verdict: Verdict, { kind, reason }: Ending): Promise<void> {
  await endVerdict(desk.tx, { caseId: verdict.caseId, number: verdict.number, kind, at: desk.now(), reason });
  await desk.record({
    type: `verdict.${kind}`, subject: verdict.caseId, file: verdict.file, body: { number: verdict.number, reason },
  });
}

const moveFor: Readonly<Record<Ending["kind"], Event>> = {
  expired: "expire", superseded: "supersede", suspended: "supersede",
};

/** Ends one conclusion and moves its case, as the system, whoever's deed it happens in. */
async function end(desk: Desk, verdict: Verdict, ending: Ending): Promise<void> {
  await endRow(desk, verdict, ending);
  const of = await lockedCase(desk.tx, verdict.caseId as CaseId);
  const to = of ? moved(of.state, moveFor[ending.kind], systemActor) : null;
  if (of && to?.ok) {
    await change(desk, of, { to: to.value, event: { type: "case.ended", body: { because: ending.kind } } });
  }
}
