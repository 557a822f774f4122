import { bodies, levels, type Body, type Facts, type Level, type Parameters } from "./types.ts";

/** Which authority is competent, clause by clause. Null: a fact is missing, so nobody can be named. */
export interface Required {
  readonly body: Body | "nobody" | null;
  readonly byClause: Readonly<Record<RequiringClause, Body | null>>;
}

export type RequiringClause = "R20.1" | "R2.2" | "R21.1" | "R22.2" | "R11.1" | "R22.4" | "R16.3";

export function rankOf(body: Body): number {
  return bodies.indexOf(body) + 1;
}

/**
 * The competent authority for one contribution: the table of article 20 on the value that counts, the bundle
 * (R2.2), the group's offers in the window (R21.1), one step up for hidden cost (R22.2), the General Assembly above
 * the share of dependence (R11.1) and for a liability without end (R22.4), the Executive Committee against an
 * unfavourable ethics opinion (R16.3).
 *
 * @param facts given facts of the act "accept"; amounts in minor units of the house currency
 * @returns the highest of what the clauses require; "nobody" behind a red line; null while anything needed is missing
 * Source: articles 2, 11, 16, 20, 21, 22.
 */
export function requiredAuthority(facts: Facts, parameters: Parameters): Required {
  const sums = valuesThatCount(facts);
  const cell = (minor: number | null) => tableCell(facts, parameters, minor);
  const whole = highest([cell(sums.own), cell(sums.bundle), cell(sums.all)]);
  const byClause: Record<RequiringClause, Body | null> = {
    "R20.1": cell(sums.own),
    "R2.2": cell(sums.bundle),
    "R21.1": cell(sums.all),
    "R22.2": costBody(facts, parameters, whole),
    "R11.1": shareBody(facts, parameters),
    "R22.4": bodyIf(facts["isLiabilityOpenEnded"], true, "assembly"),
    "R16.3": ethicsBody(facts),
  };
  if (facts["isRedLineEstablished"] === true) return { body: "nobody", byClause };
  return { body: highest(Object.values(byClause)), byClause };
}

/**
 * The value that finds the authority: of the part alone, of its bundle, and of everything that counts together.
 * For things (article 27) the highest estimate stands in for the value. Null where a fact is missing.
 */
export function valuesThatCount(facts: Facts): { own: number | null; bundle: number | null; all: number | null } {
  const own = ownValue(facts);
  const bundleOthers = whole(facts["bundleOthersMinor"]);
  const groupOthers = whole(facts["groupOthersMinor"]);
  const both = whole(facts["bothOthersMinor"]);
  const bundle = sum([own, bundleOthers]);
  // An offer that is in the bundle and in the group's window counts once.
  const all = both === null ? null : sum([own, bundleOthers, groupOthers, -both]);
  return { own, bundle, all };
}

function ownValue(facts: Facts): number | null {
  const value = whole(facts["valueMinor"]);
  if (value === null || facts["kind"] === undefined) return null;
  if (facts["kind"] === "funding") return value;
  const estimate = whole(facts["highestEstimateMinor"]);
  return estimate === null ? null : Math.max(value, estimate);
}

function tableCell(facts: Facts, parameters: Parameters, minor: number | null): Body | null {
  const level = facts["level"];
  if (minor === null || !isLevel(level)) return null;
  const row = parameters.competence[level];
  // R20.3: an amount equal to a boundary belongs above it.
  if (minor < limit(parameters, "authority.delegated.belowMinor")) return row[0];
  return minor < limit(parameters, "authority.executiveCommittee.fromMinor") ? row[1] : row[2];
}

function costBody(facts: Facts, parameters: Parameters, whole: Body | null): Body | null {
  const value = ownValue(facts);
  const bps = costBps(facts);
  if (value === null || bps === null || whole === null) return null;
  const lifts = bps > limit(parameters, "followOn.maxBps") && value >= limit(parameters, "followOn.minValueMinor");
  return lifts ? (bodies[rankOf(whole)] ?? "assembly") : whole;
}

function shareBody(facts: Facts, parameters: Parameters): Body | null {
  const bps = shareBps(facts);
  if (bps === null) return null;
  return bps > limit(parameters, "dependence.maxBps") ? "assembly" : "director";
}

/** Hidden cost ÷ value that counts, in basis points, rounded up: 10.001 % is above 10 %. */
export function costBps(facts: Facts): number | null {
  return bpsUp(whole(facts["hiddenCostMinor"]), ownValue(facts));
}

/** The group's contributions of the year, this one among them, ÷ yearly income; rounded up. */
export function shareBps(facts: Facts): number | null {
  return bpsUp(whole(facts["groupYearMinor"]), whole(facts["yearlyIncomeMinor"]));
}

function bpsUp(part: number | null, of: number | null): number | null {
  if (part === null || of === null || of <= 0) return null;
  const bps = Number((BigInt(part) * 10_000n + BigInt(of) - 1n) / BigInt(of));
  return Number.isSafeInteger(bps) ? bps : null;
}

function highest(found: readonly (Body | null)[]): Body | null {
  if (found.includes(null)) return null;
  return found.reduce((a, b) => (a !== null && b !== null && rankOf(b) > rankOf(a) ? b : a));
}

/** The lowest body where the clause requires none: a permit needs every place filled. */
function bodyIf(fact: unknown, when: boolean, body: Body): Body | null {
  if (typeof fact !== "boolean") return null;
  return fact === when ? body : "director";
}

function ethicsBody(facts: Facts): Body | null {
  if (facts["hasEthicsOpinion"] === false) return "director";
  return facts["hasEthicsOpinion"] === true ? bodyIf(facts["isEthicsFavourable"], false, "executive-committee") : null;
}

function whole(fact: unknown): number | null {
  return typeof fact === "number" && Number.isSafeInteger(fact) && fact >= 0 ? fact : null;
}

function sum(parts: readonly (number | null)[]): number | null {
  let total = 0;
  for (const part of parts) {
    if (part === null) return null;
    total += part;
  }
  return Number.isSafeInteger(total) && total >= 0 ? total : null;
}

function limit(parameters: Parameters, key: string): number {
  // Present by the load check: the schema names every parameter and the file must hold each.
  return parameters.values[key] ?? 0;
}

export function isLevel(value: unknown): value is Level {
  return typeof value === "string" && (levels as readonly string[]).includes(value);
}

export function isBody(value: unknown): value is Body {
  return typeof value === "string" && (bodies as readonly string[]).includes(value);
}
