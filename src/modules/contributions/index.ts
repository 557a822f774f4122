/** The door of contributions: offer, valuation, text check, decision under the regulation, receipt. */
import type { Page } from "../../ui/page.ts";
import type { DeedDefinition, QuestionDefinition, Subscriber } from "../log/index.ts";
import { clearText } from "./deeds/clear-text.ts";
import { decideContribution } from "./deeds/decide-contribution.ts";
import { offerContribution } from "./deeds/offer-contribution.ts";
import { receiveContribution } from "./deeds/receive-contribution.ts";
import { reconcileEntry } from "./deeds/reconcile-entry.ts";
import { saveOffer } from "./deeds/save-offer.ts";
import { sendBack } from "./deeds/send-back.ts";
import { valueContribution } from "./deeds/value-contribution.ts";
import { withdrawContribution } from "./deeds/withdraw-contribution.ts";
import { pages as allPages } from "./pages/pages.ts";
import { contributionQuestion, decisionQuestion, draftQuestion, listQuestion, mineQuestion, offerQuestion } from "./questions.ts";

export { contributionById as contributionOf, contributionsInCheck } from "./store.ts";
export { bindText, markAgreed } from "./from-above.ts";
export { isReturnable } from "./conditions.ts";
export { kindTable } from "./kinds.ts";
export { officers as readers } from "./readers.ts";
export { contributionsOf } from "./questions.ts";
export { tasks } from "./tasks.ts";
export type { Contribution, ContributionState, Decision } from "./contribution.ts";

export const deeds: readonly DeedDefinition[] = [
  saveOffer, offerContribution, valueContribution, clearText, decideContribution, withdrawContribution,
  receiveContribution, sendBack, reconcileEntry,
];
export const questions: readonly QuestionDefinition[] = [
  listQuestion, contributionQuestion, decisionQuestion, draftQuestion, offerQuestion, mineQuestion,
];
export const pages: readonly Page[] = allPages;
/** What happens below is read at the moment of decision, never copied: nothing is listened to. */
export const subscribers: readonly Subscriber[] = [];
