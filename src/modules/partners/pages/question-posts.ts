import type { Fault, Refusal } from "../../../kernel/refusal.ts";
import { isId } from "../../../kernel/ids.ts";
import { expectedVersion, readForm, type Posted } from "../../../ui/form.ts";
import type { PageAnswer, PageAsk } from "../../../ui/page.ts";
import type { QuestionId } from "../partner.ts";
import { postedDocument } from "./apply/documents-page.tsx";
import { againOf, type Again } from "./apply/frame.tsx";
import { replyFields } from "./questions-list.tsx";

/** What the questions page is shown with after a deed was not done: nothing typed is lost. */
export interface QuestionTry {
  readonly again?: { readonly question: QuestionId; readonly faults: readonly Fault[]; readonly typed: Posted } | undefined;
  readonly asking?: Again; // the form for a new question
  readonly refusal: Refusal | null;
}

export const emptyTry: QuestionTry = { refusal: null };

type Show = (ask: PageAsk, tried: QuestionTry) => Promise<PageAnswer>;

/** Both sides answer by the same form: words and, where wanted or helpful, one document. */
export async function answerPosted(ask: PageAsk, back: string, show: Show): Promise<PageAnswer> {
  const { question, ...rest } = ask.form;
  if (!isId("qst", question)) return { kind: "not-found" };
  const read = readForm(replyFields, rest);
  const again = (faults: readonly Fault[]): QuestionTry => ({
    again: { question, faults, typed: ask.form },
    refusal: null,
  });
  if (!read.ok) return show(ask, again(read.error));
  const answered = await ask.perform("partners.answer-question", {
    question, expectedVersion: expectedVersion(ask.form), words: read.value.words, document: postedDocument(ask, "other"),
  });
  if (answered.ok) return { kind: "go", to: back, notice: "partners.notice.answered" };
  if (answered.error.kind === "hidden") return { kind: "not-found" };
  const { faults, refusal } = againOf(answered.error);
  return show(ask, { ...again(faults.map((f) => (f.path === "contentBase64" ? { ...f, path: "file" } : f))), refusal });
}

export async function closePosted(ask: PageAsk, back: string, show: Show): Promise<PageAnswer> {
  const closed = await ask.perform("partners.close-question", {
    question: ask.form["question"] ?? "", expectedVersion: expectedVersion(ask.form),
  });
  if (closed.ok) return { kind: "go", to: back, notice: "partners.notice.closed" };
  return closed.error.kind === "hidden" ? { kind: "not-found" } : show(ask, { refusal: closed.error });
}
