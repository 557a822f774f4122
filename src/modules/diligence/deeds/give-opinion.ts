import { z } from "zod";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, type Result } from "../../../kernel/result.ts";
import { deed, parameter } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, change, type Changed } from "../case-desk.ts";
import { whoMay } from "../moves.ts";
import { insertOpinion, opinionsOf } from "../stores/store-judgements.ts";

/**
 * The chair records the written opinion of the ethics committee, with how many members were present. It advises; it
 * decides nothing, and an unfavourable one lifts the decision to the Executive Committee. Source: art. 16, S7.
 */
export const giveOpinion = deed({
  name: "diligence.give-opinion",
  who: whoMay("give-opinion"),
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({
    ...asks.onCase, isFavourable: z.boolean(), words: asks.words(4_000, 20), present: z.int().min(1).max(100),
  }),
  async perform(desk, ask): Promise<Result<Changed, Refusal>> {
    const begun = await begin(desk, ask, "give-opinion", "ethics");
    if (!begun.ok) return begun;
    const { before, to } = begun.value;
    const quorum = parameter(desk, "erc.quorum");
    if (ask.present < quorum) {
      return no(refused("diligence/ethics-quorum", { present: ask.present, quorum }, ["R16.2"]));
    }
    const number = (await opinionsOf(desk.tx, before.id)).length + 1;
    await insertOpinion(desk.tx, {
      caseId: before.id, number, isFavourable: ask.isFavourable, words: ask.words, present: ask.present,
      by: desk.actor.accountId, person: desk.actor.personId, at: desk.now(),
    });
    const body = { number, isFavourable: ask.isFavourable, present: ask.present };
    return change(desk, before, { to, event: { type: "opinion.given", body } });
  },
});
