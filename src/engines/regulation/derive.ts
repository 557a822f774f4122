import { instant, plusMonths } from "../../kernel/instants.ts";
import { costBps, isBody, isLevel, rankOf, requiredAuthority, shareBps, valuesThatCount } from "./authority.ts";
import { levels, type Body, type Fact, type Facts, type Parameters } from "./types.ts";

/**
 * What follows from the given facts by arithmetic that Cedar has not: the competent authority, shares, the end of a
 * declaration. A derived fact is absent when anything it comes from is, and an absent fact never permits.
 *
 * @param wanted names the act may read; nothing else is derived
 */
export function derive(facts: Facts, parameters: Parameters, wanted: ReadonlySet<string>): Record<string, Fact> {
  const required = requiredAuthority(facts, parameters).byClause;
  const all: Record<string, Fact | null> = {
    thresholdValueMinor: valuesThatCount(facts).own,
    deciderRank: rankOrNull(facts["decidingBody"]),
    requiredByValue: rank(required["R20.1"]),
    requiredByBundle: rank(required["R2.2"]),
    requiredByGroup: rank(required["R21.1"]),
    requiredByCost: rank(required["R22.2"]),
    requiredByShare: rank(required["R11.1"]),
    hiddenCostBps: costBps(facts),
    groupShareBps: shareBps(facts),
    declarationLapsesAt: lapse(facts["declaredAt"], parameters),
    levelRank: levelRank(facts["level"]),
    computedLevelRank: levelRank(facts["computedLevel"]),
  };
  const found: Record<string, Fact> = {};
  for (const [name, value] of Object.entries(all)) {
    if (value !== null && wanted.has(name)) found[name] = value;
  }
  return found;
}

function rank(body: Body | null): number | null {
  return body === null ? null : rankOf(body);
}

function rankOrNull(value: unknown): number | null {
  return isBody(value) ? rankOf(value) : null;
}

function levelRank(value: unknown): number | null {
  return isLevel(value) ? levels.indexOf(value) + 1 : null;
}

/** R23.1: the last instant at which a declaration made at `declaredAt` still counts. */
function lapse(declaredAt: unknown, parameters: Parameters): number | null {
  if (typeof declaredAt !== "number" || !Number.isSafeInteger(declaredAt)) return null;
  const months = parameters.values["interest.declarationMonths"];
  const end = months === undefined ? Number.NaN : plusMonths(instant(declaredAt), months);
  return Number.isSafeInteger(end) ? end : null;
}
