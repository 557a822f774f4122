import type { Body, Fact, Facts } from "../../../engines/regulation/index.ts";
import { civilDaysBetween, type CivilDate, type Instant } from "../../../kernel/instants.ts";
import { parameter, type ReadDesk } from "../../log/index.ts";
import { standing, type Standing } from "../../diligence/index.ts";
import { interestFacts } from "../../interests/index.ts";
import { legalStanding, partnerOf, type Partner } from "../../partners/index.ts";
import { isProhibited } from "../conditions.ts";
import type { Contribution } from "../contribution.ts";
import { sumsFor, type Sums } from "./sums.ts";

/** Who decides, and how: what only the act itself knows. */
export interface Deciding {
  readonly body: Body;
  readonly deciders: readonly string[]; // persons whose decision it is
  readonly recused: readonly string[] | null; // null: not a committee
  readonly isQuorumMet: boolean | null;
  readonly isMajorityFor: boolean | null;
  readonly isGestureFresh: boolean;
  readonly isSeparationKept: boolean;
  readonly isOverruleReasoned: boolean;
  readonly isOverrulePublished: boolean;
}

export interface Gathered {
  readonly facts: Facts;
  readonly sums: Sums;
  readonly stands: Standing;
  readonly partner: Partner | null;
}

/**
 * Everything the regulation asks about one acceptance, read in the caller's transaction at `at`. What is not known is
 * left out: a fact that is missing forbids. Ids, integers and booleans only. Source: architecture of article 20.
 */
export async function gatherFacts(
  desk: ReadDesk,
  of: { contribution: Contribution; deciding: Deciding; at: Instant },
): Promise<Gathered> {
  const { contribution, deciding, at } = of;
  const partner = await partnerOf(desk.tx, contribution.file);
  const stands = await standing(desk.tx, contribution.file, at);
  const windowMonths = parameter(desk, "aggregation.windowMonths");
  const sums = await sumsFor(desk.tx, { contribution, windowMonths, organisation: desk.organisation, at });
  const facts: Facts = {
    act: "accept",
    ...offerFacts(desk, contribution),
    ...partnerFacts(partner),
    ...sumFacts(desk, sums),
    ...standingFacts(stands),
    ...verdictFacts(stands),
    ...whoFacts(deciding),
    ...(await interestsOf(desk, contribution, deciding)),
  };
  return { facts, sums, stands, partner };
}

type Known = Record<string, Fact | undefined>;

function offerFacts(desk: ReadDesk, c: Contribution): Known {
  const { conversion, valuation } = c;
  const isHouseCurrency = c.currency === desk.organisation.currency;
  return {
    kind: c.kind,
    purpose: c.purpose,
    isAimNamed: c.programme !== "" && c.purposeWords !== "",
    accountKind: c.accountKind,
    earmark: c.earmark,
    proposer: c.proposedByPerson,
    valueMinor: amount(conversion?.houseMinor),
    isHouseCurrency,
    offeredOn: dayNumber(c.offeredOn),
    ...(conversion && !isHouseCurrency
      ? {
          rateMicro: amount(conversion.rateMicro),
          rateOn: dayNumber(conversion.rateOn),
          isRateSourced: conversion.rateSource !== "",
        }
      : {}),
    ...(valuation
      ? {
          valuer: valuation.valuedByPerson,
          hiddenCostMinor: amount(valuation.hiddenCostMinor),
          isCostBudgeted: valuation.budgetLine !== null,
          isLiabilityOpenEnded: valuation.isLiabilityOpenEnded,
        }
      : {}),
    untypedConditions: c.textClearedByPerson === null ? Math.max(1, untyped(c)) : untyped(c),
    prohibitedConditions: c.conditions.filter((one) => one.type !== null && isProhibited(one.type)).length,
    agreementMonths: c.agreementMonths ?? monthsBetween(c.startsOn, c.endsOn),
  };
}

function untyped(c: Contribution): number {
  return c.conditions.filter((one) => one.type === null).length;
}

/** Begun months: a day more than five years is more than sixty. */
export function monthsBetween(startsOn: CivilDate, endsOn: CivilDate): number {
  const parts = (day: CivilDate): [number, number, number] => {
    const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
    return [year, month, date];
  };
  const [y1, m1, d1] = parts(startsOn);
  const [y2, m2, d2] = parts(endsOn);
  const whole = (y2 - y1) * 12 + (m2 - m1);
  return civilDaysBetween(startsOn, endsOn) > 0 && d2 > d1 ? whole + 1 : whole;
}

/** What the contributor's own file says of it (R1.1, R1.2, R6.1). */
export function partnerFacts(partner: Partner | null): Known {
  if (partner === null) return { partnerFileExists: false };
  const { isState, isFormEligible } = legalStanding(partner);
  return { partnerFileExists: true, contributorIsState: isState, isFormEligible };
}

function sumFacts(desk: ReadDesk, sums: Sums): Known {
  return {
    bundleOthersMinor: amount(sums.bundleOthersMinor),
    groupOthersMinor: amount(sums.groupOthersMinor),
    bothOthersMinor: amount(sums.bothOthersMinor),
    groupYearMinor: amount(sums.groupYearMinor),
    yearlyIncomeMinor: amount(desk.organisation.yearlyIncomeMinor),
  };
}

function standingFacts(stands: Standing): Known {
  const { neutrality } = stands;
  return {
    isSuspended: stands.suspended,
    openHits: stands.openHits,
    confirmedHits: stands.confirmedHits,
    screeningCheckedAt: stands.screeningCheckedAt ?? undefined,
    isRedLineEstablished: stands.redLine,
    isRedLineSuspected: stands.redLineSuspected,
    isPolitical: neutrality.political ?? undefined,
    isMilitary: neutrality.military ?? undefined,
    isReligious: neutrality.religious ?? undefined,
    isRacial: neutrality.racial ?? undefined,
  };
}

function verdictFacts({ verdict }: Standing): Known {
  if (!verdict) return {};
  const { computed } = verdict;
  return {
    verdictOutcome: verdict.outcome,
    verdictPurposes: [...verdict.purposeScope],
    verdictExpiresAt: verdict.expiresAt,
    level: verdict.level,
    analyst: verdict.analystPerson,
    reviewer: verdict.reviewerPerson,
    issuer: verdict.issuedByPerson,
    registryGrade: computed.registryGrade ?? undefined,
    isFront: computed.isFront ?? undefined,
    lastEvidenceAt: computed.lastEvidenceAt ?? undefined,
    hasEthicsOpinion: computed.ethics !== null,
    ...(computed.ethics
      ? {
          ethicsOpinionAt: computed.ethics.at,
          isEthicsQuorumMet: computed.ethics.isQuorumMet,
          isEthicsFavourable: computed.ethics.isFavourable,
        }
      : {}),
  };
}

function whoFacts(d: Deciding): Known {
  return {
    decidingBody: d.body,
    deciders: [...d.deciders],
    isGestureFresh: d.isGestureFresh,
    isSeparationKept: d.isSeparationKept,
    isOverruleReasoned: d.isOverruleReasoned,
    isOverrulePublished: d.isOverrulePublished,
    ...(d.recused ? { recused: [...d.recused] } : {}),
    ...(d.isQuorumMet === null ? {} : { isQuorumMet: d.isQuorumMet }),
    ...(d.isMajorityFor === null ? {} : { isMajorityFor: d.isMajorityFor }),
  };
}

/** The oldest declaration among those who decide counts; one who never declared leaves the fact out (R23.1). */
async function interestsOf(desk: ReadDesk, c: Contribution, d: Deciding): Promise<Known> {
  const found = [];
  for (const person of d.deciders) found.push(await interestFacts(desk.tx, person, c.file));
  const times = found.map((f) => f.declaredAt);
  const declaredAt = times.includes(null) || times.length === 0 ? undefined : Math.min(...times.map(Number));
  return { declaredAt, hasInterest: found.some((f) => f.hasInterest) };
}

/** Amounts within what Cedar and JSON keep exact; beyond it a fact is unknown. */
function amount(minor: bigint | null | undefined): number | undefined {
  if (minor === null || minor === undefined) return undefined;
  const value = Number(minor);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** "2026-05-20" → 20260520. */
function dayNumber(day: CivilDate): number {
  return Number(day.replaceAll("-", ""));
}
