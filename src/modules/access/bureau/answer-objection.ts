import { z } from "zod";
import { hidden, movedOn } from "../../../kernel/refusal.ts";
import { no, ok } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { notify } from "../letters/notify.ts";
import { objectionMoves, whoMay } from "../moves.ts";
import { seesFile } from "../people/files.ts";
import { answerRow, objectionById } from "./store-objections.ts";

/** Answers a bureau in writing. The answer stays with the file; the bureau reads it on its own page. */
export const answerObjection = deed({
  name: "access.answer-objection",
  who: whoMay(objectionMoves, "objection.answered"),
  isolation: "serializable",
  ask: z.strictObject({ objection: asks.objectionId, answer: asks.words(4000, 20), expectedVersion: asks.version }),
  async perform(desk, ask) {
    const objection = await objectionById(desk.tx, ask.objection);
    if (!objection || !(await seesFile(desk, objection.file))) return no(hidden);
    if (objection.version !== ask.expectedVersion) return no(movedOn("module/moved-on", { version: objection.version }));
    const answered = await answerRow(desk.tx, {
      id: objection.id, expectedVersion: objection.version, answer: ask.answer, by: desk.actor.personId, at: desk.now(),
    });
    if (!answered) return no(movedOn("access/objection-answered"));
    await desk.record({
      type: "objection.answered", subject: objection.id, file: objection.file, version: objection.version + 1,
      body: { answer: ask.answer },
    });
    await notify(desk, {
      to: [objection.raisedAccount], about: "access.letter.objection-answered", file: objection.file,
      path: `/objections/${objection.id}`,
    });
    return ok({ objection: objection.id, version: objection.version + 1 });
  },
});
