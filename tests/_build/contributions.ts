/**
 * Contributions for tests, made through the deeds a person would do. What diligence and screening would have left (a
 * conclusion, fresh lists) is written into their tables as they write it. Names are fictitious.
 */
import { sql } from "kysely";
import type { Actor } from "../../src/kernel/actor.ts";
import type { ContributionId, PartnerId } from "../../src/kernel/ids.ts";
import { iso, plusDays, plusMonths, type Instant } from "../../src/kernel/instants.ts";
import type { Refusal } from "../../src/kernel/refusal.ts";
import { no, ok, type Result } from "../../src/kernel/result.ts";
import type { Role } from "../../src/kernel/roles.ts";
import { newId } from "../../src/ports/random.ts";
import type { World } from "../../src/ports/world.ts";
import { insertDuty } from "../../src/modules/access/duties/store-duties.ts";
import { deeds as committeeDeeds } from "../../src/modules/committees/index.ts";
import {
  bindText,
  contributionOf,
  deeds,
  markAgreed,
  type Contribution,
} from "../../src/modules/contributions/index.ts";
import type { Computed } from "../../src/modules/diligence/index.ts";
import { insertCase } from "../../src/modules/diligence/stores/store-cases.ts";
import { insertVerdict } from "../../src/modules/diligence/stores/store-verdicts.ts";
import { deeds as interestDeeds } from "../../src/modules/interests/index.ts";
import { perform } from "../../src/modules/log/index.ts";
import { anActor } from "./actors.ts";
import { anActivePartner, fromAbove, must, type BuiltPartner, type PartnerSpec } from "./partners.ts";

export interface ClearedSpec extends PartnerSpec {
  readonly level?: "low" | "moderate" | "substantial" | "high";
  readonly outcome?: "cleared" | "cleared-with-conditions";
  readonly purposes?: readonly string[];
  readonly expiresAt?: Instant;
  readonly computed?: Partial<Computed>;
}

export interface ClearedPartner extends BuiltPartner {
  readonly analyst: Actor;
  readonly reviewer: Actor;
  readonly compliance: Actor;
}

/** Runs one deed of contributions by its name. */
export function act<Answer = { version: number }>(
  world: World,
  actor: Actor,
  name: string,
  ask: unknown,
): Promise<Result<Answer, Refusal>> {
  const definition = deeds.find((d) => d.name === `contributions.${name}`);
  if (!definition) throw new Error(`no deed contributions.${name}`);
  return perform(world, actor, definition, ask) as Promise<Result<Answer, Refusal>>;
}

/** An active partner with a conclusion in force, its three persons on file, and lists screened a minute ago. */
export async function aClearedPartner(world: World, spec: ClearedSpec = {}): Promise<ClearedPartner> {
  const built = await anActivePartner(world, spec);
  const analyst = await anActor(world, { roles: ["diligence-analyst"] });
  const reviewer = await anActor(world, { roles: ["diligence-reviewer"] });
  const compliance = await anActor(world, { roles: ["compliance-officer"] });
  const at = world.clock.now();
  const caseId = newId(world.random, "cas");
  await world.database.transaction({ isolation: "read-committed" }, async (tx) => {
    // The case that intake opened makes room for the one this conclusion ends.
    const { rows } = await sql<{ n: number }>`
      select coalesce(max(number), 0)::int as n from diligence.cases where file = ${built.partner}`.execute(tx);
    await insertCase(tx, { id: caseId, file: built.partner, number: (rows[0]?.n ?? 0) + 1, edition: 1, at });
    await sql`update diligence.cases set state = 'issued' where id = ${caseId}`.execute(tx);
    for (const [duty, who] of [
      ["analyse", analyst],
      ["review", reviewer],
      ["issue-verdict", compliance],
    ] as const) {
      await insertDuty(tx, {
        file: built.partner,
        duty,
        subject: "",
        personId: who.personId,
        accountId: who.accountId,
        at,
      });
    }
    await insertVerdict(tx, {
      caseId,
      number: 1,
      file: built.partner,
      outcome: spec.outcome ?? "cleared",
      level: spec.level ?? "low",
      computed: { ...computed(at), ...spec.computed },
      reason: "All three criteria were tested and passed.",
      purposes: spec.purposes ?? ["training"],
      conditions: [],
      issuedAt: at,
      expiresAt: spec.expiresAt ?? plusMonths(at, 12),
      issuedBy: compliance.accountId,
      issuedByPerson: compliance.personId,
      analystPerson: analyst.personId,
      reviewerPerson: reviewer.personId,
      eventId: newId(world.random, "evt"),
    });
  });
  await listsCheckedAt(world, at);
  return { ...built, analyst, reviewer, compliance };
}

function computed(at: Instant): Computed {
  return {
    assessment: { criteria: [], overall: 0, level: "low", reasons: [] } as never,
    depth: "standard",
    depthFloor: "standard",
    neutrality: { political: false, military: false, religious: false, racial: false },
    isFront: false,
    restrictedSector: false,
    restrictedRevenueBps: 0,
    registryGrade: 3,
    weakestGateGrade: 2,
    passed: { A: true, B: true, C: true },
    ethics: null,
    lastEvidenceAt: plusDays(at, -3),
    regulation: { version: "", factsHash: "", regulationHash: "" },
  };
}

/** One adopted list, read and screened against at `at`. */
export async function listsCheckedAt(world: World, at: Instant): Promise<void> {
  await world.database.transaction({ isolation: "read-committed" }, async (tx) => {
    await sql`insert into screening.lists (source_id, is_adopted, version, version_sha256, entry_count, name_count,
        imported_at, checked_at, covered_at)
      values ('un', true, 1, ${"0".repeat(64)}, 1, 1, ${iso(at)}::timestamptz, ${iso(at)}::timestamptz, ${iso(at)}::timestamptz)
      on conflict (source_id) do update set checked_at = excluded.checked_at, covered_at = excluded.covered_at`.execute(
      tx,
    );
  });
}

/** Somebody of an authority, with a declaration of interests made now. */
export async function aDecider(world: World, ...roles: readonly Role[]): Promise<Actor> {
  const actor = await anActor(world, { roles });
  await declares(world, actor);
  return actor;
}

export async function declares(
  world: World,
  actor: Actor,
  about: { file?: PartnerId; grounds?: readonly string[] } = {},
): Promise<void> {
  const declare = interestDeeds.find((d) => d.name === "interests.declare-interests");
  if (!declare) throw new Error("no deed to declare interests");
  const grounds = about.grounds ?? [];
  must(
    await perform(world, actor, declare, {
      file: about.file ?? null,
      grounds,
      note: grounds.length > 0 ? "forty shares since 2025" : "",
    }),
  );
}

export const anOfferOf = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  kind: "funding",
  purpose: "training",
  purposeWords: "Train officers to protect children online.",
  programme: "Safe childhood",
  valueMinor: "4999999",
  currency: "EUR",
  accountKind: "trust-fund",
  earmark: "programme",
  startsOn: "2027-06-01",
  endsOn: "2029-05-31",
  conditions: ["A yearly report on the use of the money."],
  partOf: null,
  ...changes,
});

export interface BuiltContribution {
  readonly id: ContributionId;
  readonly version: number;
  readonly partner: ClearedPartner;
  readonly finance: Actor; // who valued
  readonly legal: Actor; // who read the conditions
}

export async function anOffered(world: World, partner: ClearedPartner, changes: Record<string, unknown> = {}) {
  return must(
    await act<{ contribution: ContributionId; version: number }>(world, partner.contact, "offer-contribution", {
      contribution: null,
      expectedVersion: 0,
      offer: anOfferOf(changes),
    }),
  );
}

export const noCosts = { staff: "0", storage: "0", integration: "0", maintenance: "0", insurance: "0", exit: "0" };

export interface PendingSpec {
  readonly offer?: Record<string, unknown>;
  readonly costs?: Partial<Record<keyof typeof noCosts, string>>;
  readonly budgetLine?: string | null;
  readonly isLiabilityOpenEnded?: boolean;
  readonly types?: readonly string[];
}

/** Offered, valued, conditions typed; the text is not fixed yet. */
export async function aChecked(
  world: World,
  partner: ClearedPartner,
  spec: PendingSpec = {},
): Promise<BuiltContribution> {
  const finance = await anActor(world, { roles: ["finance-officer"] });
  const legal = await anActor(world, { roles: ["legal-officer"] });
  const offered = await anOffered(world, partner, spec.offer);
  const id = offered.contribution;
  const valued = must(
    await act(world, finance, "value-contribution", {
      contribution: id,
      expectedVersion: offered.version,
      costs: { ...noCosts, ...spec.costs },
      budgetLine: spec.budgetLine ?? null,
      isLiabilityOpenEnded: spec.isLiabilityOpenEnded ?? false,
      words: "Money at its face, no cost beside it.",
    }),
  );
  const cleared = must(
    await act(world, legal, "clear-text", {
      contribution: id,
      expectedVersion: valued.version,
      types: spec.types ?? ["reporting"],
    }),
  );
  return { id, version: cleared.version, partner, finance, legal };
}

/** The same with a text fixed, as agreements would: an authority may decide. */
export async function aPending(
  world: World,
  partner: ClearedPartner,
  spec: PendingSpec = {},
): Promise<BuiltContribution> {
  const checked = await aChecked(world, partner, spec);
  must(
    await fromAbove(world, async (desk) => {
      const fixed = { contribution: checked.id, textSha256: "ab".repeat(32), agreementMonths: 24 };
      const refusal = await bindText(desk, fixed);
      return refusal ? no(refusal) : ok(null);
    }),
  );
  return { ...checked, version: checked.version + 1 };
}

export interface DecideSpec {
  readonly decision?: "accept" | "refuse" | "ask-more";
  readonly overruleReason?: string;
  readonly resolution?: { reference: string; isQuorumMet: boolean; isMajorityFor: boolean };
}

export function decide(world: World, actor: Actor, on: { id: string; version: number }, spec: DecideSpec = {}) {
  return act<{ version: number; state: string; factsHash: string; regulationHash: string }>(
    world,
    actor,
    "decide-contribution",
    {
      contribution: on.id,
      expectedVersion: on.version,
      decision: spec.decision ?? "accept",
      words: "It serves the programme named in the offer.",
      overruleReason: spec.overruleReason ?? null,
      publishOverrule: spec.overruleReason !== undefined,
      resolution: spec.resolution ?? null,
    },
  );
}

/** Accepted by the director and bound by an agreement in force. */
export async function anAgreed(
  world: World,
  partner: ClearedPartner,
  spec: PendingSpec = {},
): Promise<BuiltContribution> {
  const pending = await aPending(world, partner, spec);
  const accepted = must(await decide(world, await aDecider(world, "director"), pending));
  must(
    await fromAbove(world, async (desk) => {
      await markAgreed(desk, { contribution: pending.id, agreement: newId(world.random, "agr") });
      return ok(null);
    }),
  );
  return { ...pending, version: accepted.version + 1 };
}

/** A closed ballot of the Executive Committee on this version, in favour with three votes. */
export async function aBallot(
  world: World,
  of: { file: PartnerId; id: string; version: number },
  how: { votes?: readonly string[] } = {},
): Promise<{ secretary: Actor; members: readonly Actor[] }> {
  const run = (actor: Actor, name: string, ask: unknown) => {
    const definition = committeeDeeds.find((d) => d.name === `committees.${name}`);
    if (!definition) throw new Error(`no deed committees.${name}`);
    return perform(world, actor, definition, ask) as Promise<Result<{ ballot: string }, Refusal>>;
  };
  const secretary = await anActor(world, { roles: ["executive-secretary"] });
  const { ballot } = must(
    await run(secretary, "open-ballot", {
      file: of.file,
      matter: "accept-contribution",
      subject: of.id,
      subjectVersion: of.version,
    }),
  );
  const members: Actor[] = [];
  for (const vote of how.votes ?? ["for", "for", "for"]) {
    const member = await aDecider(world, "executive-member");
    members.push(member);
    must(await run(member, "cast-vote", { ballot, vote, expectedVersion: 1 }));
  }
  must(await run(secretary, "close-ballot", { ballot, expectedVersion: 1 }));
  return { secretary, members };
}

export function read(world: World, id: string): Promise<Contribution | null> {
  return world.database.read((tx) => contributionOf(tx, id));
}
