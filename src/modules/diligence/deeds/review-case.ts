import { z } from "zod";
import type { AccountId } from "../../../kernel/ids.ts";
import { movedOn, type Refusal } from "../../../kernel/refusal.ts";
import { no, type Result } from "../../../kernel/result.ts";
import { assign, notify, peopleWith } from "../../access/index.ts";
import { deed, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, change, incomplete, weighed, type Changed } from "../case-desk.ts";
import type { Case } from "../case.ts";
import { moved, whoMay } from "../moves.ts";
import { answersOf, insertExclusion } from "../stores/store-answers.ts";

/** The analyst hands the assessment to the second pair of eyes. Every question must have an answer, even "unknown". */
export const sendToReview = deed({
  name: "diligence.send-to-review",
  who: whoMay("send"),
  isolation: "serializable",
  ask: z.strictObject(asks.onCase),
  async perform(desk, ask): Promise<Result<Changed, Refusal>> {
    const begun = await begin(desk, ask, "send", "analyse");
    if (!begun.ok) return begun;
    const { before, to } = begun.value;
    const { weighing } = await weighed(desk, before);
    const refusal = incomplete(weighing, "send");
    if (refusal) return no(refusal);
    await tell(desk, before, { to: before.reviewer, role: "diligence-reviewer", about: "diligence.letter.review" });
    return change(desk, before, {
      to, set: { analystPerson: desk.actor.personId, assessedAt: desk.now(), returnWords: null },
      event: {
        type: "case.assessed",
        body: { level: weighing.level, points: weighing.assessment.criteria.map((c) => c.points), depth: weighing.depth },
      },
    });
  },
});

/** The reviewer agrees that one question does not apply; it then leaves both sums (unless it once stood at 4). */
export const agreeNotApplicable = deed({
  name: "diligence.agree-not-applicable",
  who: whoMay("agree-exclusion"),
  isolation: "serializable",
  ask: z.strictObject({ ...asks.onCase, question: z.string().max(4) }),
  async perform(desk, ask): Promise<Result<Changed, Refusal>> {
    const begun = await begin(desk, ask, "agree-exclusion", "review");
    if (!begun.ok) return begun;
    const { before, to } = begun.value;
    const answer = (await answersOf(desk.tx, before.id)).find((a) => a.question === ask.question);
    if (answer?.value !== "not-applicable" || answer.exclusionAgreed) {
      return no(movedOn("diligence/nothing-to-agree", { question: ask.question }));
    }
    await insertExclusion(desk.tx, {
      caseId: before.id, question: ask.question, version: answer.version, person: desk.actor.personId, at: desk.now(),
    });
    return change(desk, before, { to, event: { type: "exclusion.agreed", body: { question: ask.question } } });
  },
});

/** Back to the analyst, with what is missing. */
export const returnCase = deed({
  name: "diligence.return-case",
  who: whoMay("return"),
  isolation: "serializable",
  ask: z.strictObject({ ...asks.onCase, words: asks.reason }),
  async perform(desk, ask): Promise<Result<Changed, Refusal>> {
    const begun = await begin(desk, ask, "return", "review");
    if (!begun.ok) return begun;
    const { before, to } = begun.value;
    await tell(desk, before, { to: before.analyst, role: "diligence-analyst", about: "diligence.letter.returned" });
    return change(desk, before, {
      to, set: { returnWords: ask.words, reviewerPerson: null, reviewedAt: null },
      event: { type: "case.returned", body: { words: ask.words } },
    });
  },
});

/**
 * The reviewer agrees with the assessment as a whole. From substantial risk on, and for any suspected red line, the
 * ethics committee is asked first. Source: R16.2.
 */
export const approveAssessment = deed({
  name: "diligence.approve-assessment",
  who: whoMay("approve"),
  isolation: "serializable",
  ask: z.strictObject(asks.onCase),
  async perform(desk, ask): Promise<Result<Changed, Refusal>> {
    const begun = await begin(desk, ask, "approve", "review");
    if (!begun.ok) return begun;
    const { before } = begun.value;
    const { weighing } = await weighed(desk, before);
    const refusal = incomplete(weighing, "judge");
    if (refusal) return no(refusal);
    const waits = weighing.needsOpinion && weighing.opinion === null;
    const to = moved(before.state, waits ? "ask-opinion" : "approve", desk.actor);
    if (!to.ok) return to;
    if (waits) await askEthics(desk, before);
    else await tell(desk, before, {
      to: before.complianceOfficer, role: "compliance-officer", about: "diligence.letter.conclude",
    });
    return change(desk, before, {
      to: to.value, set: { reviewerPerson: desk.actor.personId, reviewedAt: desk.now() },
      event: { type: "case.reviewed", body: { level: weighing.level, needsOpinion: waits } },
    });
  },
});

/** The chairs come onto the file's team, so that they see it at all. */
export async function askEthics(desk: Desk, of: Case): Promise<void> {
  const chairs = await peopleWith(desk, "ethics-chair");
  for (const chair of chairs) await assign(desk, { file: of.file, account: chair.accountId, role: "ethics-chair" });
  const to = chairs.map((c) => c.accountId);
  await notify(desk, { to, about: "diligence.letter.opinion", file: of.file, path: `/cases/${of.id}` });
}

interface Told {
  readonly to: string | null; // the one put in charge; null: everybody of the role
  readonly role: "diligence-analyst" | "diligence-reviewer" | "compliance-officer";
  readonly about: string;
}

async function tell(desk: Desk, of: Case, { to, role, about }: Told): Promise<void> {
  const readers = to !== null ? [to as AccountId] : (await peopleWith(desk, role)).map((p) => p.accountId);
  await notify(desk, { to: readers, about, file: of.file, path: `/cases/${of.id}` });
}
