import { z } from "zod";
import { bodies, judge, type Body, type Facts } from "../../../engines/regulation/index.ts";
import type { Role } from "../../../kernel/roles.ts";
import { hidden, movedOn, refused, type Refusal } from "../../../kernel/refusal.ts";
import { assert, no, ok, type Result } from "../../../kernel/result.ts";
import { openObjections, peekDuty, seesFile } from "../../access/index.ts";
import { decisionOf } from "../../committees/index.ts";
import { deed, parametersOf, regulationOf, type Desk, type ReadDesk } from "../../log/index.ts";
import { activate, declineByDecision, legalStanding, partnerOf, type Partner } from "../../partners/index.ts";
import * as asks from "../asks.ts";
import { exercise, selectKey } from "../case-desk.ts";
import { standing, type Standing } from "../standing.ts";

const ask = z.strictObject({
  partner: asks.partnerId,
  expectedVersion: asks.version, // of the application
  words: asks.optionalWords(1_000), // declining: what the partner reads; overruling the ethics committee: why
});
type Ask = z.infer<typeof ask>;

/** Which role acts for which authority of article 20. */
const authorityOf: Readonly<Partial<Record<Role, Body>>> = {
  "director": "director", "secretary-general": "secretary-general", "executive-secretary": "executive-committee",
};
export const deciders = Object.keys(authorityOf) as Role[];

/**
 * The competent authority takes the partner on: article 20 at value 0, by risk. A higher authority may always take the
 * file. Every guard is read inside the transaction, the expiry once more just before commit.
 * Source: arts 6, 7, 12, 18–20, 38; §6.1.
 */
export const approvePartner = deed({
  name: "diligence.approve-partner",
  who: deciders,
  isolation: "serializable",
  fresh: true,
  ask,
  async perform(desk, asked): Promise<Result<{ version: number }, Refusal>> {
    const begun = await beginDecision(desk, asked);
    if (!begun.ok) return begun;
    const { partner, stands, authority, ballot } = begun.value;
    const judgement = judge(regulationOf(desk), factsOf(partner, stands), desk.now());
    if (!judgement.permitted) {
      return no(refused("diligence/clauses-broken", { count: judgement.broken.length }, judgement.broken));
    }
    const { verdict } = stands;
    assert(verdict !== null, "R12.1 needs a conclusion");
    desk.beforeCommit(async (at) =>
      at >= verdict.expiresAt ? refused("diligence/conclusion-expired", {}, ["R18.1"]) : null);
    const done = await activate(desk, { partner: partner.id, authority, caseId: verdict.caseId });
    if (!done.ok) return done;
    await desk.record({
      type: "partner.approved", subject: partner.id, file: partner.id, version: done.value,
      rules: judgement.regulationVersion,
      body: {
        authority, case: verdict.caseId, ballot, overrule: overrules(stands) ? asked.words : null,
        factsHash: judgement.factsHash, regulationHash: judgement.regulationHash,
      },
    });
    return ok({ version: done.value });
  },
});

/** The competent authority does not take the partner on, in general words; nothing of the file is disclosed. */
export const declinePartner = deed({
  name: "diligence.decline-partner",
  who: deciders,
  isolation: "serializable",
  fresh: true,
  ask,
  async perform(desk, asked): Promise<Result<{ version: number }, Refusal>> {
    const begun = await beginDecision(desk, asked);
    if (!begun.ok) return begun;
    const { partner, stands } = begun.value;
    if (asked.words === null) return no(refused("diligence/words-needed"));
    const done = await declineByDecision(desk, {
      partner: partner.id, words: asked.words, ...(stands.verdict ? { caseId: stands.verdict.caseId } : {}),
    });
    return done.ok ? ok({ version: done.value }) : done;
  },
});

interface Deciding {
  readonly partner: Partner;
  readonly stands: Standing;
  readonly authority: Body;
  readonly ballot: string | null; // the committee's, where a committee decides
}

async function beginDecision(desk: Desk, asked: Ask): Promise<Result<Deciding, Refusal>> {
  const partner = await partnerOf(desk.tx, asked.partner);
  if (!partner || !(await seesFile(desk, partner.id))) return no(hidden);
  if (partner.version !== asked.expectedVersion) return no(movedOn("diligence/moved-on", { version: partner.version }));
  if (partner.state !== "decision-ready") return no(movedOn("diligence/partner-not-ready", { state: partner.state }));
  const duty = await exercise(desk, partner.id, "decide");
  if (duty) return no(duty);
  const stands = await standing(desk.tx, partner.id, desk.now());
  const authority = authorityHeld(desk);
  assert(authority !== null, "the deed is for those who act for an authority");
  const refusal = competence(desk, { stands, authority, words: asked.words })
    ?? await answeredBureaus(desk, partner);
  if (refusal) return no(refusal);
  const voted = await votedOn(desk, partner, authority);
  return voted.ok ? ok({ partner, stands, authority, ballot: voted.value }) : voted;
}

/** The highest authority for which the actor may speak; null for everybody else. */
function authorityHeld(desk: ReadDesk): Body | null {
  const held = desk.actor.roles.flatMap((role) => authorityOf[role] ?? []);
  return bodies.filter((body) => held.includes(body)).at(-1) ?? null;
}

/** Why this reader cannot decide, for the page; null when the form may be offered. The deed asks again. */
export async function keptFromDeciding(desk: ReadDesk, partner: Partner, stands: Standing): Promise<Refusal | null> {
  const authority = authorityHeld(desk);
  if (authority === null) return null;
  return await peekDuty(desk, { file: partner.id, duty: "decide" })
    ?? competence(desk, { stands, authority, words: "" }) ?? await answeredBureaus(desk, partner);
}

/** Article 20 at value 0; an unfavourable ethics opinion lifts it to the Executive Committee, with a reason (R16.3). */
export function requiredBody(desk: Pick<Desk, "world" | "organisation" | "now">, stands: Standing): Body | null {
  if (!stands.verdict) return null;
  const [body] = parametersOf(desk).competence[stands.verdict.level];
  return overrules(stands) && bodies.indexOf(body) < bodies.indexOf("executive-committee") ? "executive-committee" : body;
}

function overrules(stands: Standing): boolean {
  return stands.verdict?.computed.ethics?.isFavourable === false;
}

function competence(
  desk: ReadDesk, { stands, authority, words }: { stands: Standing; authority: Body; words: string | null },
): Refusal | null {
  const required = requiredBody(desk, stands);
  // Without a conclusion nobody is competent yet; the clauses say why (R12.1).
  if (required !== null && bodies.indexOf(authority) < bodies.indexOf(required)) {
    return refused("diligence/authority-too-low", { authority: selectKey(authority), required: selectKey(required) }, ["R20.1"]);
  }
  return overrules(stands) && words === null ? refused("diligence/overrule-without-reason", {}, ["R16.3"]) : null;
}

/** A bureau's warning or objection must have its recorded answer before anybody decides. */
async function answeredBureaus(desk: ReadDesk, partner: Partner): Promise<Refusal | null> {
  const open = await openObjections(desk.tx, partner.id);
  return open.length > 0 ? refused("diligence/objection-unanswered", { count: open.length }) : null;
}

/**
 * A committee speaks through a closed ballot on this very version of the application: quorum and majority were counted
 * from the votes, and who stood aside left numerator and denominator (R20.2, S19).
 */
async function votedOn(desk: Desk, partner: Partner, authority: Body): Promise<Result<string | null, Refusal>> {
  if (authority === "director" || authority === "secretary-general") return ok(null);
  const decided = await decisionOf(desk.tx, {
    subject: partner.id, subjectVersion: partner.version, matter: "approve-partner",
  });
  return decided?.result.outcome === "for"
    ? ok(decided.ballot.id) : no(refused("diligence/committee-not-in-favour", {}, ["R20.2"]));
}

function factsOf(partner: Partner, stands: Standing): Facts {
  const { verdict } = stands;
  const grade = verdict?.computed.registryGrade ?? null;
  const front = verdict?.computed.isFront ?? null;
  return {
    act: "approve-partner",
    isFormEligible: legalStanding(partner).isFormEligible,
    ...(grade === null ? {} : { registryGrade: grade }),
    ...(front === null ? {} : { isFront: front }),
    isRedLineEstablished: stands.redLine, isRedLineSuspected: stands.redLineSuspected,
    ...(verdict ? { verdictOutcome: verdict.outcome, verdictExpiresAt: verdict.expiresAt } : {}),
    ...(stands.screeningCheckedAt === null ? {} : { screeningCheckedAt: stands.screeningCheckedAt }),
    openHits: stands.openHits, confirmedHits: stands.confirmedHits, isSuspended: stands.suspended,
  };
}
