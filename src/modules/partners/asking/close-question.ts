import { z } from "zod";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { moveQuestion } from "../stores/store-questions.ts";
import { beginQuestion, isAsked } from "./answer-question.ts";
import { askers } from "./ask-question.ts";

/** The side that asked is content, or needs no answer any more. A deputy may close what a colleague asked. */
export const closeQuestion = deed({
  name: "partners.close-question",
  who: ["partner-contact", "partner-signatory", ...askers],
  isolation: "read-committed",
  ask: z.strictObject({ question: asks.questionId, expectedVersion: asks.version }),
  async perform(desk, ask): Promise<Result<{ version: number }, Refusal>> {
    const begun = await beginQuestion(desk, ask);
    if (!begun.ok) return begun;
    const question = begun.value;
    if (isAsked(desk, question)) return no(refused("partners/not-your-question"));
    const version = await moveQuestion(desk.tx, question, "closed", desk.now());
    await desk.record({
      type: "question.closed",
      subject: question.id,
      file: question.partnerId,
      version,
      body: { answered: question.state === "answered" },
    });
    return ok({ version });
  },
});
