import { z } from "zod";
import { movedOn, refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, type Result } from "../../../kernel/result.ts";
import { deed, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, change, type Changed } from "../case-desk.ts";
import type { Case, RedLine, RedLineView } from "../case.ts";
import { whoMay } from "../moves.ts";
import { redLetters } from "../spec/schema.ts";
import { evidenceOf } from "../stores/store-answers.ts";
import { decideRedLine, insertView, redLinesOf } from "../stores/store-judgements.ts";
import { bestGrade } from "../weigh.ts";

/**
 * Reviewer and compliance officer each say whether a suspected red line holds. It is established when both say so, on
 * evidence of grade E2 or better, and dismissed when both say the contrary; as long as they differ it stays suspected.
 * No other role, vote or setting can do either. Source: R7.2, R7.5.
 */
export const viewRedLine = deed({
  name: "diligence.view-red-line",
  who: whoMay("view-red-line"),
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({
    ...asks.onCase, letter: z.enum(redLetters), holds: z.boolean(), reason: asks.reason,
    evidence: z.array(asks.evidenceId).max(40),
  }),
  async perform(desk, ask): Promise<Result<Changed, Refusal>> {
    const duty = desk.actor.roles.includes("diligence-reviewer") ? "review" : "issue-verdict";
    const begun = await begin(desk, ask, "view-red-line", duty);
    if (!begun.ok) return begun;
    const { before, to } = begun.value;
    const line = (await redLinesOf(desk.tx, before.id)).find((r) => r.letter === ask.letter);
    if (!line || line.state !== "suspected") return no(movedOn("diligence/red-line-not-suspected", { letter: ask.letter }));
    const grade = bestGrade(ask.evidence, await evidenceOf(desk.tx, before.id));
    if (ask.holds && grade !== "E2" && grade !== "E3") {
      return no(refused("diligence/red-line-evidence-weak", { letter: ask.letter }, ["R7.5"]));
    }
    const view = { holds: ask.holds, reason: ask.reason, evidence: ask.evidence, person: desk.actor.personId, at: desk.now() };
    const state = await keep(desk, before, line, { ...view, duty });
    const type = state === null ? "red-line.viewed" : `red-line.${state}`;
    return change(desk, before, { to, event: { type, body: { letter: ask.letter, duty, holds: ask.holds } } });
  },
});

/** The newest view of each of the two counts; both alike decide. */
async function keep(
  desk: Desk, of: Case, line: RedLine, view: RedLineView,
): Promise<"established" | "dismissed" | null> {
  const place = { caseId: of.id, letter: line.letter, round: line.round, number: line.views.length + 1 };
  await insertView(desk.tx, { ...view, ...place });
  const other = line.views.filter((v) => v.duty !== view.duty).at(-1);
  if (!other || other.holds !== view.holds || other.person === view.person) return null;
  const state = view.holds ? "established" : "dismissed";
  await decideRedLine(desk.tx, { caseId: of.id, letter: line.letter, state, at: view.at });
  return state;
}
