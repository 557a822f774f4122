import { z } from "zod";
import { judge, type Facts, type Judgement } from "../../../engines/regulation/index.ts";
import { depths, mayIssue, outcomes, type Level } from "../../../engines/scoring/index.ts";
import { plusMonths, type Instant } from "../../../kernel/instants.ts";
import { faulty, refused, type Refusal } from "../../../kernel/refusal.ts";
import { assert, no, ok, type Result } from "../../../kernel/result.ts";
import { isSuspended, partnerOf, setDecisionReady, declineByVerdict } from "../../partners/index.ts";
import { confirmedHits, freshness, openHits } from "../../screening/index.ts";
import { deed, parameter, regulationOf, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, change, incomplete, selectKey, weighed, type Changed } from "../case-desk.ts";
import type { Case, Computed } from "../case.ts";
import { computedOf } from "../computed.ts";
import { whoMay } from "../moves.ts";
import { raisesOf } from "../stores/store-judgements.ts";
import { insertVerdict, verdictsOfCase } from "../stores/store-verdicts.ts";
import type { CaseFile, Weighing } from "../weigh.ts";
import { supersedeEarlier } from "./end-verdicts.ts";

const ask = z.strictObject({
  ...asks.onCase,
  outcome: z.enum(outcomes),
  reason: asks.words(4_000, 20),
  purposes: z.array(z.string().max(40)).max(20),
  partnerWords: asks.optionalWords(1_000), // general words the partner reads when refused
});
type Ask = z.infer<typeof ask>;

/**
 * Issues the conclusion of a case: computed, then signed. The compliance officer may be harder than what is computed,
 * never milder; the facts judged are the facts frozen with it. Source: arts 3, 7, 12–19; §6.2.
 */
export const issueVerdict = deed({
  name: "diligence.issue-verdict",
  who: whoMay("issue"),
  isolation: "serializable",
  fresh: true,
  ask,
  async perform(desk, asked): Promise<Result<Changed & { expiresAt: Instant }, Refusal>> {
    const begun = await begin(desk, asked, "issue", "issue-verdict");
    if (!begun.ok) return begun;
    const { before, to } = begun.value;
    const { file, weighing } = await weighed(desk, before);
    const refusal = await blockedBy(desk, before, weighing) ?? tooMild(asked, file, weighing);
    if (refusal) return no(refusal);
    const facts = await factsOf(desk, { asked, file, weighing });
    const judgement = judge(regulationOf(desk), facts, desk.now());
    if (!judgement.permitted) {
      return no(refused("diligence/clauses-broken", { count: judgement.broken.length }, judgement.broken));
    }
    const computed = computedOf(file, weighing, { judgement, ethicsQuorum: parameter(desk, "erc.quorum") });
    const issued = await issue(desk, before, { asked, weighing, file, computed, judgement });
    await supersedeEarlier(desk, before);
    const told = await tellPartners(desk, before, asked);
    if (told) return no(told);
    const done = await change(desk, before, { to, event: issued.event });
    if (!done.ok) return done;
    await issued.keep(done.value.eventId);
    return ok({ ...done.value, expiresAt: issued.expiresAt });
  },
});

/** What must be settled whatever the outcome. */
async function blockedBy(desk: Desk, of: Case, weighing: Weighing): Promise<Refusal | null> {
  if (weighing.isRedLineSuspected) return refused("diligence/red-line-suspected", {}, ["R7.3"]);
  const gaps = incomplete(weighing, "judge");
  if (gaps) return gaps;
  const hits = await openHits(desk.tx, of.file);
  if (hits.length > 0) return refused("diligence/hits-open", { count: hits.length }, ["R19.2"]);
  if (of.reviewedAt === null || (weighing.lastEvidenceAt ?? of.reviewedAt) > of.reviewedAt) {
    return refused("diligence/review-older", {}, ["R16.1"]);
  }
  const isAdvised = !weighing.needsOpinion || weighing.opinion !== null;
  return isAdvised ? null : refused("diligence/opinion-missing", { level: weighing.level }, ["R16.2"]);
}

function tooMild(asked: Ask, file: CaseFile, weighing: Weighing): Refusal | null {
  if (!mayIssue(asked.outcome, weighing.mildest)) {
    return refused("diligence/outcome-too-mild", { mildest: selectKey(weighing.mildest) }, ["R7.1", "R13.1"]);
  }
  if (asked.outcome === "refused") {
    return asked.partnerWords === null ? faulty([{ path: "partnerWords", code: "text-empty" }]) : null;
  }
  if (asked.outcome === "cleared-with-conditions" && !file.conditions.some((c) => c.state === "open")) {
    return refused("diligence/condition-missing", {}, ["R13.1"]);
  }
  const within = asked.purposes.length > 0 && asked.purposes.every((p) => file.case.scope.purposes.includes(p));
  return within ? null : refused("diligence/purpose-outside-scope", {}, ["R12.2"]);
}

interface Judging {
  readonly asked: Ask;
  readonly file: CaseFile;
  readonly weighing: Weighing;
}

async function factsOf(desk: Desk, { asked, file, weighing }: Judging): Promise<Facts> {
  const { tx } = desk;
  const of = file.case;
  const { computed: given, redLine } = givenFacts(file, weighing, parameter(desk, "erc.quorum"));
  const raise = (await raisesOf(tx, of.id)).filter((r) => r.what === "level").at(-1);
  const standing = (await verdictsOfCase(tx, of.id)).some((v) => v.end === null);
  const screening = await freshness(tx, desk.now());
  return {
    ...given, ...redLine, act: "issue-verdict", outcome: asked.outcome, issuer: desk.actor.personId,
    ...(raise ? { raiseReasonLength: raise.reason.length, isRaiseSigned: raise.by !== "" } : {}),
    // A reopened case has suspended its own earlier conclusion: nothing is prolonged.
    isCaseNew: !standing, isSuspended: await isSuspended(tx, of.file),
    ...(screening.checkedAt === null ? {} : { screeningCheckedAt: screening.checkedAt }),
    openHits: (await openHits(tx, of.file)).length, confirmedHits: (await confirmedHits(tx, of.file)).length,
  };
}

function givenFacts(file: CaseFile, weighing: Weighing, ethicsQuorum: number) {
  const snapshot = computedOf(file, weighing, { judgement: null, ethicsQuorum });
  const { ethics, passed, weakestGateGrade, lastEvidenceAt } = snapshot;
  const established = file.redLines.filter((r) => r.state === "established");
  const views = established.flatMap((r) => r.views.filter((v) => v.holds));
  return {
    computed: {
      level: weighing.level, computedLevel: weighing.assessment.level,
      depth: depths.indexOf(weighing.depth) + 1, depthFloor: depths.indexOf(weighing.floor.depth) + 1,
      isDepthLowered: depths.indexOf(weighing.depth) < depths.indexOf(weighing.floor.depth),
      valuesPassed: passed.A, activitiesPassed: passed.B, purposePassed: passed.C,
      ...(file.case.analystPerson === null ? {} : { analyst: file.case.analystPerson }),
      ...(file.case.reviewerPerson === null ? {} : { reviewer: file.case.reviewerPerson }),
      ...(ethics === null ? {} : { ethicsOpinionAt: ethics.at, isEthicsQuorumMet: ethics.isQuorumMet }),
      ...(lastEvidenceAt === null ? {} : { lastEvidenceAt }),
      ...(weakestGateGrade === null ? {} : { weakestGateGrade }),
    },
    redLine: {
      isRedLineEstablished: established.length > 0,
      reviewerConfirmsRedLine: views.some((v) => v.duty === "review"),
      complianceConfirmsRedLine: views.some((v) => v.duty === "issue-verdict"),
      ...(views.length === 0 ? {} : { redLineGrade: snapshot.redLineGrade }),
    },
  };
}

interface Issuing extends Judging {
  readonly computed: Computed;
  readonly judgement: Judgement;
}

async function issue(desk: Desk, of: Case, { asked, weighing, file, computed, judgement }: Issuing) {
  const issuedAt = desk.now();
  const number = (await verdictsOfCase(desk.tx, of.id)).length + 1;
  const expiresAt = plusMonths(issuedAt, validityMonths(desk, weighing.level));
  const purposes = asked.outcome === "refused" ? [] : [...new Set(asked.purposes)].sort();
  const { analystPerson, reviewerPerson } = of;
  assert(analystPerson !== null && reviewerPerson !== null, "an assessed and reviewed case names both persons");
  const body = {
    number, outcome: asked.outcome, level: weighing.level, computedLevel: weighing.assessment.level, purposes, expiresAt,
    points: weighing.assessment.criteria.map((c) => c.points), conditions: file.conditions.map((c) => c.id),
    analyst: analystPerson, reviewer: reviewerPerson, issuer: desk.actor.personId, reason: asked.reason,
    factsHash: judgement.factsHash, regulationHash: judgement.regulationHash,
  };
  return {
    expiresAt,
    event: { type: "verdict.issued", body, rules: judgement.regulationVersion },
    keep: (eventId: `evt_${string}`) => insertVerdict(desk.tx, {
      caseId: of.id, number, file: of.file, outcome: asked.outcome, level: weighing.level, computed, reason: asked.reason,
      purposes, conditions: file.conditions, issuedAt, expiresAt, issuedBy: desk.actor.accountId,
      issuedByPerson: desk.actor.personId, analystPerson, reviewerPerson, eventId,
    }),
  };
}

/** 36, 24, 12 and 6 months by level, unless the organisation set other parameters. Source: art. 18. */
export function validityMonths(desk: Pick<Desk, "world" | "organisation" | "now">, level: Level): number {
  const months = parameter(desk, `verdict.validityMonths.${level}`);
  assert(months > 0, "the regulation says how long a conclusion holds");
  return months;
}

/** An applicant becomes ready for decision, or is declined; a partner that is already active keeps its state. */
async function tellPartners(desk: Desk, of: Case, asked: Ask): Promise<Refusal | null> {
  const partner = await partnerOf(desk.tx, of.file);
  if (partner?.state !== "in-diligence") return null;
  const done = asked.outcome === "refused"
    ? await declineByVerdict(desk, { partner: of.file, words: asked.partnerWords ?? "", caseId: of.id })
    : await setDecisionReady(desk, { partner: of.file, caseId: of.id });
  return done.ok ? null : done.error;
}
