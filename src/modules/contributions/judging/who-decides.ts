import { bodies, type Body } from "../../../engines/regulation/index.ts";
import { hasRole, type Actor } from "../../../kernel/actor.ts";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import type { Role } from "../../../kernel/roles.ts";
import { peekDuty, personsWithDuty, takeDuty } from "../../access/index.ts";
import { decisionOf, type CommitteeDecision } from "../../committees/index.ts";
import type { Desk, ReadDesk } from "../../log/index.ts";
import type { Contribution } from "../contribution.ts";
import type { Deciding } from "./facts.ts";

const actsFor: Readonly<Partial<Record<Role, Body>>> = {
  "director": "director", "secretary-general": "secretary-general", "executive-secretary": "executive-committee",
  "assembly-secretary": "assembly",
};

/** The highest authority this actor acts for; null: none. */
export function bodyOf(actor: Actor): Body | null {
  const held = actor.roles.flatMap((role) => actsFor[role] ?? []);
  return bodies.filter((body) => held.includes(body)).at(-1) ?? null;
}

/** What the person recording the decision adds to it. */
export interface DecisionWords {
  readonly overruleReason: string | null;
  readonly publishOverrule: boolean;
  /** Of the General Assembly: its own minutes are the source of quorum and majority. */
  readonly resolution: { readonly reference: string; readonly isQuorumMet: boolean; readonly isMajorityFor: boolean } | null;
}

export interface Decider {
  readonly deciding: Deciding;
  readonly ballot: string | null;
  readonly separated: Refusal | null; // which earlier duty excludes, to be named beside the clauses
}

/** Takes the duty "decide" and says whose decision it is. Inside the deciding transaction. */
export async function takeDecision(desk: Desk, of: Contribution, words: DecisionWords): Promise<Result<Decider, Refusal>> {
  return decider(desk, of, { words, separation: () => takeDuty(desk, { file: of.file, duty: "decide", subject: of.id }) });
}

/** The same without taking anything, for the page that shows what would be judged. */
export async function peekDecision(desk: ReadDesk, of: Contribution): Promise<Decider | null> {
  const words = { overruleReason: null, publishOverrule: false, resolution: null };
  const found = await decider(desk, of, {
    words, separation: () => peekDuty(desk, { file: of.file, duty: "decide", subject: of.id }),
  });
  return found.ok ? found.value : null;
}

async function decider(
  desk: ReadDesk, of: Contribution, how: { words: DecisionWords; separation: () => Promise<Refusal | null> },
): Promise<Result<Decider, Refusal>> {
  const body = bodyOf(desk.actor);
  if (body === null) return no(refused("contributions/not-an-authority"));
  if (body === "executive-committee") return committee(desk, of, how.words);
  if (body === "assembly" && how.words.resolution === null) return no(refused("contributions/resolution-needed", {}, ["R20.2"]));
  const separated = await how.separation();
  const { resolution } = how.words;
  return ok({
    separated, ballot: null,
    deciding: {
      ...common(desk, body, how.words), deciders: [desk.actor.personId], isSeparationKept: separated === null,
      recused: body === "assembly" ? [] : null, isQuorumMet: resolution?.isQuorumMet ?? null,
      isMajorityFor: resolution?.isMajorityFor ?? null,
    },
  });
}

/** The committee speaks through its closed ballot on this very version; the secretary only records. */
async function committee(desk: ReadDesk, of: Contribution, words: DecisionWords): Promise<Result<Decider, Refusal>> {
  const decided = await decisionOf(desk.tx, { subject: of.id, subjectVersion: of.version, matter: "accept-contribution" });
  if (!decided) return no(refused("contributions/ballot-needed", {}, ["R20.2"]));
  return ok({
    separated: null, ballot: decided.ballot.id,
    deciding: {
      ...common(desk, "executive-committee", words), deciders: decided.voters, recused: decided.recused,
      isQuorumMet: decided.result.outcome !== "below-quorum", isMajorityFor: decided.result.outcome === "for",
      isSeparationKept: await voted(desk, of, decided),
    },
  });
}

/** Each vote took the duty "decide": a voter without it was separated since, or never allowed. */
async function voted(desk: ReadDesk, of: Contribution, decided: CommitteeDecision): Promise<boolean> {
  const took = await personsWithDuty(desk.tx, of.file, "decide");
  return decided.voters.length > 0 && decided.voters.every((person) => took.includes(person));
}

function common(desk: ReadDesk, body: Body, words: DecisionWords) {
  return {
    body, isGestureFresh: (desk.actor.freshUntil ?? 0) >= desk.now(),
    isOverruleReasoned: words.overruleReason !== null, isOverrulePublished: words.publishOverrule,
  };
}

export function mayDecide(actor: Actor): boolean {
  return hasRole(actor, ...(Object.keys(actsFor) as Role[]));
}
