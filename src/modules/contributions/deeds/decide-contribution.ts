import { z } from "zod";
import { judge, shareBps, type Judgement } from "../../../engines/regulation/index.ts";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import type { Instant } from "../../../kernel/instants.ts";
import { notify, openObjections } from "../../access/index.ts";
import { deed, parameter, regulationOf, type Desk } from "../../log/index.ts";
import { onContribution, optionalWords, words } from "../asks.ts";
import { decisionKinds, type Contribution, type ContributionState, type DecisionKind } from "../contribution.ts";
import { accountsWith, begin, type Begun } from "../desk.ts";
import { gatherFacts, type Deciding } from "../judging/facts.ts";
import { takeDecision, type Decider } from "../judging/who-decides.ts";
import { authorities } from "../moves.ts";
import { saveState } from "../store.ts";
import { decisionsOf, insertDecision } from "../store-decisions.ts";
import { tellPartner } from "../tell.ts";

const ask = z.strictObject({
  ...onContribution,
  decision: z.enum(decisionKinds, "not-chosen"),
  words: words(2_000, 10), // the reason, in general words: the partner reads it
  overruleReason: optionalWords(2_000), // against an unfavourable ethics opinion (R16.3)
  publishOverrule: z.boolean(),
  resolution: z.strictObject({
    reference: words(120), isQuorumMet: z.boolean(), isMajorityFor: z.boolean(),
  }).nullable(), // of the General Assembly
});
type Ask = z.infer<typeof ask>;

export interface Decided {
  readonly contribution: string;
  readonly version: number;
  readonly state: ContributionState;
  readonly factsHash: string;
  readonly regulationHash: string;
}

/**
 * The competent authority accepts, refuses or asks for more. Every fact is read inside this transaction and judged by
 * the regulation; just before commit everything is read and judged once more, so that a partner suspended or a
 * conclusion expired in between is seen here and not on the page. Source: articles 4, 20–24, 38; §6.3.
 */
export const decideContribution = deed({
  name: "contributions.decide-contribution",
  who: authorities,
  isolation: "serializable",
  fresh: true,
  ask,
  async perform(desk, asked): Promise<Result<Decided, Refusal>> {
    const begun = await begin(desk, asked, asked.decision);
    if (!begun.ok) return begun;
    const { before } = begun.value;
    const bureaus = await openObjections(desk.tx, before.file);
    if (bureaus.length > 0) return no(refused("contributions/objection-unanswered", { count: bureaus.length }));
    const taken = await takeDecision(desk, before, asked);
    if (!taken.ok) return taken;
    const judgement = await judged(desk, before, taken.value.deciding, desk.now());
    const refusal = refusalOf(asked.decision, { before, judgement, decider: taken.value });
    if (refusal) return no(refusal);
    if (asked.decision === "accept") {
      desk.beforeCommit(async (at) => {
        const again = await judged(desk, before, taken.value.deciding, at);
        return again.permitted ? null : forbidden(again.broken);
      });
    }
    return ok(await write(desk, begun.value, { asked, judgement, decider: taken.value }));
  },
});

async function judged(desk: Desk, contribution: Contribution, deciding: Deciding, at: Instant): Promise<Judgement> {
  const { facts } = await gatherFacts(desk, { contribution, deciding, at });
  const judgement = judge(regulationOf(desk), facts, at);
  for (const alarm of judgement.alarms) desk.world.trace.warn("the regulation could not judge", { alarm });
  return judgement;
}

/** Clauses that say who may act at all: they bind a refusal as well as an acceptance. */
const aboutWho = ["R4.1", "R20.1", "R2.2", "R21.1", "R22.2", "R22.4", "R11.1", "R23.1", "R23.2", "R24.1"];

function refusalOf(
  decision: DecisionKind, of: { before: Contribution; judgement: Judgement; decider: Decider },
): Refusal | null {
  const { before, judgement, decider } = of;
  const separation = decider.separated?.kind === "refused" ? (decider.separated.clauses ?? []) : [];
  if (decision === "accept") {
    // Without a fixed text nothing could be signed as decided (R34.2).
    if (before.decidedTextSha256 === null) return refused("contributions/text-not-fixed", {}, ["R34.2"]);
    return judgement.permitted ? null : forbidden(judgement.broken, separation);
  }
  const isCommittee = decider.deciding.recused !== null;
  if (isCommittee && (!decider.deciding.isQuorumMet || (decision === "refuse" && decider.deciding.isMajorityFor))) {
    return refused("contributions/committee-decided-otherwise", {}, ["R20.2"]);
  }
  // Behind a red line, or without a conclusion, nobody is competent to accept; anybody of the table may refuse.
  const isCompetenceKnown = judgement.facts["requiredByValue"] !== undefined && judgement.facts["isRedLineEstablished"] === false;
  const binding = isCompetenceKnown ? aboutWho : ["R4.1", "R23.1", "R23.2", "R24.1"];
  const broken = judgement.broken.filter((id) => binding.includes(id));
  return broken.length === 0 ? null : forbidden(broken, separation);
}

function forbidden(broken: readonly string[], separation: readonly string[] = []): Refusal {
  const clauses = [...new Set([...broken, ...separation])];
  return refused("contributions/forbidden", { count: clauses.length }, clauses);
}

async function write(
  desk: Desk, { before, to }: Begun, of: { asked: Ask; judgement: Judgement; decider: Decider },
): Promise<Decided> {
  const { asked, judgement, decider } = of;
  const at = desk.now();
  const version = before.version + 1;
  const number = (await decisionsOf(desk.tx, before.id)).length + 1;
  const { body, deciders } = decider.deciding;
  const clauses = Object.fromEntries(judgement.articles.flatMap((a) => a.clauses).map((c) => [c.id, c.state]));
  const resolution = asked.resolution?.reference ?? null;
  const proof = {
    factsHash: judgement.factsHash, regulationHash: judgement.regulationHash, schemaHash: judgement.schemaHash,
    cedarVersion: judgement.cedarVersion,
  };
  const eventId = await desk.record({
    type: eventType(asked.decision), subject: before.id, file: before.file, version, rules: judgement.regulationVersion,
    body: {
      body, deciders: [...deciders], number, words: asked.words, ballot: decider.ballot, resolution,
      overruleReason: asked.overruleReason, publishOverrule: asked.publishOverrule,
      textSha256: before.decidedTextSha256, facts: judgement.facts, clauses, ...proof,
    },
  });
  await insertDecision(desk.tx, before.id, {
    number, kind: asked.decision, body, deciders, recordedByPerson: desk.actor.personId, decidedAt: at, words: asked.words,
    ballot: decider.ballot, resolution, facts: judgement.facts, clauses, regulation: judgement.regulationVersion,
    textSha256: before.decidedTextSha256, eventId, ...proof,
  });
  const decidedBy = asked.decision === "ask-more" ? {} : { decidedBy: body };
  await saveState(desk.tx, { id: before.id, version, state: to, at, ...decidedBy });
  await tell(desk, before, { decision: asked.decision, judgement });
  return { contribution: before.id, version, state: to, factsHash: proof.factsHash, regulationHash: proof.regulationHash };
}

function eventType(decision: DecisionKind): "contribution.accepted" | "contribution.refused" | "contribution.questioned" {
  switch (decision) {
    case "accept": return "contribution.accepted";
    case "refuse": return "contribution.refused";
    case "ask-more": return "contribution.questioned";
  }
}

/** The partner reads the outcome; finance what is asked; above the share of warning the Executive Committee is told (R11.2). */
async function tell(desk: Desk, of: Contribution, how: { decision: DecisionKind; judgement: Judgement }): Promise<void> {
  if (how.decision === "ask-more") {
    const to = await accountsWith(desk, "finance-officer", "legal-officer");
    await notify(desk, { to, about: "contributions.letter.questioned", file: of.file, path: `/contributions/${of.id}` });
    return;
  }
  await tellPartner(desk, of);
  const share = shareBps({ act: "accept", ...how.judgement.facts });
  if (how.decision !== "accept" || share === null || share < parameter(desk, "dependence.warnBps")) return;
  const to = await accountsWith(desk, "executive-member", "executive-secretary");
  await notify(desk, { to, about: "contributions.letter.dependence", file: of.file, path: `/contributions/${of.id}` });
}
