/** The public account: what is prepared, published and corrected. The public pages replay the log and read no table. */
import type { Page } from "../../ui/page.ts";
import type { DeedDefinition, QuestionDefinition, Subscriber } from "../log/index.ts";
import { deskPages } from "./pages/desk.tsx";
import { publicPages } from "./pages/public.tsx";
import { registerSubscriber } from "./prepare-entry.ts";
import { publishEntry } from "./publish-entry.ts";
import { draftQuestion, entryQuestion, indexQuestion, waitingQuestion, wholeQuestion } from "./questions.ts";

export { entriesForFile } from "./questions.ts";
export { shownRegister } from "./fictitious.ts";
export { registerOf } from "./replay.ts";
export { registerCsv } from "./register-csv.ts";
export { publicEntry, type PublicEntry } from "./public-entry.ts";
export { tasks } from "./tasks.ts";

export const deeds: readonly DeedDefinition[] = [publishEntry];
export const questions: readonly QuestionDefinition[] = [
  indexQuestion,
  entryQuestion,
  wholeQuestion,
  waitingQuestion,
  draftQuestion,
];
export const pages: readonly Page[] = [...publicPages, ...deskPages];
export const subscribers: readonly Subscriber[] = [registerSubscriber];
