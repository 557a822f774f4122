/** The door of diligence: cases, evidence, opinions, conclusions, and where a partner stands. */
import type { Page } from "../../ui/page.ts";
import type { DeedDefinition, QuestionDefinition, ReadDesk, Subscriber } from "../log/index.ts";
import type { PartnerId } from "../../kernel/ids.ts";
import { addEvidence } from "./deeds/add-evidence.ts";
import { approvePartner, declinePartner } from "./deeds/approve-partner.ts";
import { assignPeople } from "./deeds/assign-people.ts";
import { meetCondition, setCondition } from "./deeds/conditions.ts";
import { drawScope } from "./deeds/draw-scope.ts";
import { expireVerdicts, onHitConfirmed, reopenCase } from "./deeds/end-verdicts.ts";
import { giveAnswer } from "./deeds/give-answer.ts";
import { giveOpinion } from "./deeds/give-opinion.ts";
import { issueVerdict } from "./deeds/issue-verdict.ts";
import { onApplicationAdmitted, onApplicationEnded, openRenewal } from "./deeds/open-case.ts";
import { raiseDepth, raiseLevel } from "./deeds/raise.ts";
import { agreeNotApplicable, approveAssessment, returnCase, sendToReview } from "./deeds/review-case.ts";
import { suspectARedLine } from "./deeds/suspect-red-line.ts";
import { viewRedLine } from "./deeds/view-red-line.ts";
import { pages as allPages } from "./pages/pages.ts";
import {
  approvalQuestion, caseQuestion, casesQuestion, evidenceQuestion, lineOf, outcomeQuestion, seatsQuestion, type CaseLine,
} from "./questions.ts";
import { casesOf } from "./stores/store-cases.ts";

export { standing, type Standing, type StandingVerdict } from "./standing.ts";
export { questionnaireOf } from "./spec/in-force.ts";
export { tasks } from "./tasks.ts";
export { DiligencePanel } from "./pages/panel.tsx";
export type { Computed, Neutrality, Verdict } from "./case.ts";
export type { CaseLine, CaseView, OutcomeView } from "./questions.ts";

/** Cases of one partner, newest first, for the partner's file; the caller has checked who may see it. */
export async function casesOfPartner(desk: ReadDesk, partner: PartnerId): Promise<CaseLine[]> {
  const lines: CaseLine[] = [];
  for (const of of await casesOf(desk.tx, partner)) lines.push(await lineOf(desk, of));
  return lines;
}

export const deeds: readonly DeedDefinition[] = [
  assignPeople, drawScope, addEvidence, giveAnswer, sendToReview, agreeNotApplicable, returnCase, approveAssessment,
  giveOpinion, raiseLevel, raiseDepth, suspectARedLine, viewRedLine, setCondition, meetCondition, issueVerdict, reopenCase,
  expireVerdicts, openRenewal, approvePartner, declinePartner,
];
export const questions: readonly QuestionDefinition[] = [
  casesQuestion, caseQuestion, seatsQuestion, evidenceQuestion, outcomeQuestion, approvalQuestion,
];
export const pages: readonly Page[] = allPages;
export const subscribers: readonly Subscriber[] = [onApplicationAdmitted, onApplicationEnded, onHitConfirmed];
