/** The written text of a contribution: drafted, frozen by the legal officer, decided, signed by both sides, in force. */
import type { Page } from "../../ui/page.ts";
import type { DeedDefinition, QuestionDefinition, ReadDesk, Subscriber } from "../log/index.ts";
import { enterIntoForce } from "./bring-into-force.ts";
import { clearAgreement } from "./clear-agreement.ts";
import { draftAgreement, redraftAgreement } from "./draft-agreement.ts";
import { agreementPages } from "./pages/agreement.tsx";
import { listPage } from "./pages/list.tsx";
import { agreementQuestion, documentQuestion, listQuestion, ofContributionQuestion } from "./questions.ts";
import { signAsOrganisation, signAsPartner } from "./sign-agreement.ts";
import { agreementsIn } from "./store.ts";

export { agreementsForFile } from "./questions.ts";
export { agreementOfContribution } from "./store.ts";
export { AgreementsPanel } from "./pages/panel.tsx";
export { tasks } from "./tasks.ts";
export { enterIntoForce } from "./bring-into-force.ts";
export type { Agreement } from "./agreement.ts";

export const deeds: readonly DeedDefinition[] = [
  draftAgreement,
  redraftAgreement,
  clearAgreement,
  signAsPartner,
  signAsOrganisation,
  enterIntoForce,
];
export const questions: readonly QuestionDefinition[] = [
  agreementQuestion,
  ofContributionQuestion,
  documentQuestion,
  listQuestion,
];
export const pages: readonly Page[] = [listPage, ...agreementPages];
export const subscribers: readonly Subscriber[] = [];

/** For the timer: signed texts that may enter into force; the deed itself looks at the day. */
export async function due(desk: ReadDesk): Promise<readonly { deed: string; ask: unknown }[]> {
  const waiting = await agreementsIn(desk.tx, ["signed-organisation"]);
  return waiting.map((a) => ({ deed: "agreements.enter-into-force", ask: { agreement: a.id } }));
}
