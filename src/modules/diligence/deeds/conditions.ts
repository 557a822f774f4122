import { z } from "zod";
import { faulty, movedOn, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, change, today, type Changed } from "../case-desk.ts";
import type { ConditionId } from "../case.ts";
import { whoMay } from "../moves.ts";
import { questionnaireOf } from "../spec/in-force.ts";
import { questionById } from "../spec/load.ts";
import { evidenceOf } from "../stores/store-answers.ts";
import { conditionsOf, insertCondition, meetConditionRow } from "../stores/store-judgements.ts";
import { dutyOf } from "./suspect-red-line.ts";

/** Sets what must happen for a risk to be borne: who owns it, by when, and the test that will show it done. */
export const setCondition = deed({
  name: "diligence.set-condition",
  who: whoMay("set-condition"),
  isolation: "serializable",
  ask: z.strictObject({
    ...asks.onCase, question: z.string().max(4), words: asks.words(1_000), ownerWords: asks.words(200),
    dueOn: asks.day, testWords: asks.words(1_000),
  }),
  async perform(desk, ask): Promise<Result<Changed & { condition: ConditionId }, Refusal>> {
    const question = questionById(questionnaireOf(desk.world), ask.question);
    if (!question) return no(faulty([{ path: "question", code: "not-chosen" }]));
    if (ask.dueOn <= today(desk)) return no(faulty([{ path: "dueOn", code: "diligence-day-not-ahead" }]));
    const begun = await begin(desk, ask, "set-condition", dutyOf(desk));
    if (!begun.ok) return begun;
    const { before, to } = begun.value;
    const id = newId(desk.world.random, "cnd");
    const { question: about, words, ownerWords, dueOn, testWords } = ask;
    await insertCondition(desk.tx, {
      id, caseId: before.id, question: about, words, ownerWords, dueOn, testWords, person: desk.actor.personId,
      at: desk.now(),
    });
    const body = { condition: id, question: about, words, ownerWords, dueOn, testWords };
    const done = await change(desk, before, { to, event: { type: "condition.set", body } });
    return done.ok ? ok({ ...done.value, condition: id }) : done;
  },
});

/** The test was passed: the evidence shows it. Reviewer or compliance, never the analyst who set it. */
export const meetCondition = deed({
  name: "diligence.meet-condition",
  who: whoMay("meet-condition"),
  isolation: "serializable",
  ask: z.strictObject({
    ...asks.onCase, condition: asks.conditionId, evidence: z.array(asks.evidenceId).min(1, "none-chosen").max(40),
  }),
  async perform(desk, ask): Promise<Result<Changed, Refusal>> {
    const begun = await begin(desk, ask, "meet-condition", dutyOf(desk));
    if (!begun.ok) return begun;
    const { before, to } = begun.value;
    const condition = (await conditionsOf(desk.tx, before.id)).find((c) => c.id === ask.condition);
    if (condition?.state !== "open") return no(movedOn("diligence/condition-not-open"));
    const known = new Set((await evidenceOf(desk.tx, before.id)).map((e) => e.id));
    if (ask.evidence.some((id) => !known.has(id))) return no(faulty([{ path: "evidence", code: "not-chosen" }]));
    await meetConditionRow(desk.tx, {
      id: ask.condition, person: desk.actor.personId, evidence: ask.evidence, at: desk.now(),
    });
    const body = { condition: ask.condition, evidence: ask.evidence };
    return change(desk, before, { to, event: { type: "condition.met", body } });
  },
});
