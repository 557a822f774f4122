/** The books: entries, postings, balances. Knows no partner and no rule of acceptance; callers guard who may post. */
import type { Page } from "../../ui/page.ts";
import type { Task } from "../../ui/task.ts";
import type { DeedDefinition, QuestionDefinition, Subscriber } from "../log/index.ts";
import { bookPages } from "./pages/books.tsx";
import { booksQuestion, entriesQuestion, entryQuestion } from "./questions.ts";

export { postEntry, postReversal } from "./post-entry.ts";
export { recordReconciliation } from "./reconcile-entry.ts";
export {
  balanceRows as balances, entriesOfContribution as entriesOf, entryById as entryOf, heldSum as heldMinor, lockContribution,
  receivedSum as receivedMinor, unreconciledEntries,
} from "./store.ts";
export type { Balance, Entry } from "./entry.ts";

export const deeds: readonly DeedDefinition[] = [];
export const questions: readonly QuestionDefinition[] = [booksQuestion, entriesQuestion, entryQuestion];
export const pages: readonly Page[] = bookPages;
export const subscribers: readonly Subscriber[] = [];

/** The books wait for nobody: what must be posted or reconciled is a task of the deed that guards it. */
export async function tasks(): Promise<readonly Task[]> {
  return [];
}
