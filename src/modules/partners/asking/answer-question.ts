import { z } from "zod";
import type { AccountId } from "../../../kernel/ids.ts";
import { faulty, hidden, movedOn, refused, type Refusal } from "../../../kernel/refusal.ts";
import { assert, no, ok, type Result } from "../../../kernel/result.ts";
import { notify, seesFile } from "../../access/index.ts";
import { deed, type Desk } from "../../log/index.ts";
import { documentAsk, keepDocument } from "../apply/keep-document.ts";
import * as asks from "../asks.ts";
import type { Question } from "../partner.ts";
import { applicationById, partnerById } from "../stores/store.ts";
import { insertReply, lockQuestion, moveQuestion } from "../stores/store-questions.ts";
import { askers } from "./ask-question.ts";

/** Answers a question of the other side, in words and, where one was wanted, with a document. More may follow. */
export const answerQuestion = deed({
  name: "partners.answer-question",
  who: ["partner-contact", "partner-signatory", ...askers],
  isolation: "read-committed",
  ask: z.strictObject({
    question: asks.questionId, expectedVersion: asks.version, words: asks.words(4_000), document: documentAsk.nullish(),
  }),
  async perform(desk, ask): Promise<Result<{ version: number }, Refusal>> {
    const begun = await beginQuestion(desk, ask);
    if (!begun.ok) return begun;
    const question = begun.value;
    if (!isAsked(desk, question)) return no(refused("partners/not-asked-of-you"));
    if (question.wanted === "document" && !ask.document && question.replies.length === 0) {
      return no(faulty([{ path: "file", code: "file-empty" }]));
    }
    const partner = await partnerById(desk.tx, question.partnerId);
    const application = partner && (await applicationById(desk.tx, partner.applicationId));
    assert(application, "a question belongs to a file with an application");
    const kept = ask.document ? await keepDocument(desk, application, ask.document) : null;
    if (kept && !kept.ok) return kept;
    const at = desk.now();
    await insertReply(desk.tx, question, {
      words: ask.words, documentId: kept?.value ?? null, givenBy: desk.actor.accountId, givenAt: at,
    });
    const version = await moveQuestion(desk.tx, question, "answered", at);
    await desk.record({
      type: "question.answered", subject: question.id, file: question.partnerId, version,
      body: { words: ask.words, document: kept?.value ?? null },
    });
    const path = question.askedOf === "partner" ? `/partners/${question.partnerId}/questions` : "/my-file/questions";
    const to = [question.askedBy as AccountId];
    await notify(desk, { to, about: "partners.letter.answered", file: question.partnerId, path });
    return ok({ version });
  },
});

/** The question, locked, at the version the reader saw and not yet closed. */
export async function beginQuestion(
  desk: Desk,
  ask: { question: Question["id"]; expectedVersion: number },
): Promise<Result<Question, Refusal>> {
  const question = await lockQuestion(desk.tx, ask.question);
  if (!question || !(await seesFile(desk, question.partnerId))) return no(hidden);
  if (question.version !== ask.expectedVersion) return no(movedOn("partners/moved-on", { version: question.version }));
  if (question.state === "closed") return no(movedOn("partners/question-closed"));
  return ok(question);
}

export function isAsked(desk: Pick<Desk, "actor">, question: Pick<Question, "askedOf">): boolean {
  return (desk.actor.side === "partner") === (question.askedOf === "partner");
}
