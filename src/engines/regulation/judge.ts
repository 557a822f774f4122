import type { Instant } from "../../kernel/instants.ts";
import { askCedar, keepPolicies, type Context } from "./cedar.ts";
import { derive } from "./derive.ts";
import { sha256Json } from "./hash.ts";
import {
  kinds, type Clause, type ClauseState, type Fact, type Facts, type Judgement, type Kind, type Parameters, type Policy,
  type Regulation,
} from "./types.ts";

/**
 * Judges one act: which clauses are kept, broken or do not apply, and whether the act is permitted. Any doubt of the
 * engine itself (a fact that does not fit, an error in a clause) denies and raises an alarm.
 *
 * @param facts what is known; absent means unknown. Derived facts may not be given.
 * @param at the instant of the act, by server time
 * Never throws for facts. About 1 ms. Source: article 20. Proof: vectors/regulation/.
 */
export function judge(regulation: Regulation, facts: Facts, at: Instant): Judgement {
  const { act, ...rest } = facts;
  const slice = sliceOf(regulation, act, facts["kind"]);
  const parameters = parametersAt(regulation, at);
  const given = readGiven(regulation, rest);
  const alarms = [...given.alarms];
  if (parameters === null) alarms.push("no parameters in force at this instant");
  const wanted = new Set(slice.policies.flatMap((p) => p.facts));
  const derived = parameters === null ? {} : derive({ act, ...given.facts }, parameters, wanted);
  const known: Record<string, Fact> = { ...given.facts, ...derived, at };
  const found = parameters === null ? nothingFound : ask(regulation, slice, known, parameters);
  alarms.push(...found.alarms);
  const states = statesOf(slice.policies, found, alarms.length > 0);
  const broken = slice.policies.filter((p) => states.get(p.id) === "broken").map((p) => p.id);
  return {
    permitted: found.isAllowed && broken.length === 0 && alarms.length === 0,
    articles: byArticle(regulation, states, known, parameters),
    broken,
    alarms,
    facts: known,
    factsHash: sha256Json({ act, facts: known }),
    regulationHash: regulation.hash,
    regulationVersion: regulation.version,
    schemaHash: regulation.schemaHash,
    cedarVersion: regulation.cedarVersion,
  };
}

/** The parameter file in force at `at`: the latest that is not later. Null before the first. */
export function parametersAt(regulation: Regulation, at: Instant): Parameters | null {
  return regulation.parameters.findLast((p) => p.effectiveFrom <= at) ?? null;
}

interface Slice {
  readonly act: string;
  readonly key: string;
  readonly policies: readonly Policy[]; // the forbids; the permit is always asked with them
}

/** An unknown kind is asked against every clause: then R2.1 says what is wrong. */
function sliceOf(regulation: Regulation, act: Facts["act"], kind: Fact | undefined): Slice {
  const known: Kind | undefined = kinds.find((k) => k === kind);
  const policies = regulation.policies.filter((p) =>
    p.effect === "forbid" && p.acts.includes(act) && (known === undefined || p.kinds.length === 0 || p.kinds.includes(known)));
  return { act, key: `${act}/${known ?? "any"}`, policies };
}

interface Found {
  readonly isAllowed: boolean;
  readonly forbidding: readonly string[];
  readonly applying: readonly string[];
  readonly alarms: readonly string[];
}

const nothingFound: Found = { isAllowed: false, forbidding: [], applying: [], alarms: [] };

function ask(regulation: Regulation, slice: Slice, facts: Record<string, Fact>, parameters: Parameters): Found {
  const sets = keptSets(regulation, slice);
  if (sets === null) return { ...nothingFound, alarms: ["the clauses could not be prepared"] };
  const context: Context = { ...facts, parameters: parameters.values };
  const schema = regulation.schemaHash;
  const main = askCedar({ schema, policies: sets.main, act: slice.act, context });
  const applies = askCedar({ schema, policies: sets.applies, act: slice.act, context });
  return {
    isAllowed: main.isAllowed,
    forbidding: main.isAllowed ? [] : main.reasons,
    applying: applies.reasons,
    alarms: [...main.errors, ...applies.errors],
  };
}

// Cedar keeps parsed sets by name in its own memory; we remember which names it holds, so that each is parsed once.
const kept = new Set<string>();

function keptSets(regulation: Regulation, slice: Slice): { main: string; applies: string } | null {
  const forbids = regulation.policies.filter((p) => p.effect === "permit" || slice.policies.includes(p));
  const texts = Object.fromEntries(forbids.map((p) => [p.id, p.text]));
  const base = `${sha256Json(texts)}/${slice.key}`;
  const names = { main: `${base}/main`, applies: `${base}/applies` };
  if (kept.has(base)) return names;
  const applies = Object.fromEntries(slice.policies.map((p) => [p.id, p.appliesText]));
  if (keepPolicies(names.main, texts) !== null || keepPolicies(names.applies, applies) !== null) return null;
  kept.add(base);
  return names;
}

/** With an alarm nothing can be shown to be kept, so every clause of the slice counts as broken. */
function statesOf(policies: readonly Policy[], found: Found, isAlarmed: boolean): ReadonlyMap<string, ClauseState> {
  return new Map(policies.map((p) => {
    if (isAlarmed || found.forbidding.includes(p.id)) return [p.id, "broken"];
    return [p.id, found.applying.includes(p.id) ? "satisfied" : "not-applicable"];
  }));
}

function byArticle(
  regulation: Regulation, states: ReadonlyMap<string, ClauseState>, facts: Record<string, Fact>,
  parameters: Parameters | null,
): Judgement["articles"] {
  return regulation.articles.map((article) => {
    const clauses = regulation.policies
      .filter((p) => p.effect === "forbid" && p.article === article.number)
      .map((p): Clause => ({
        id: p.id,
        article: p.article,
        state: states.get(p.id) ?? "not-applicable",
        factsUsed: p.facts.map((name) => ({ name, value: facts[name] ?? null })),
        parametersUsed: p.parameters.map((name) => ({ name, value: parameters?.values[name] ?? 0 })),
        whatWouldChange: p.id,
      }));
    return { article: article.number, state: worst(clauses), clauses };
  });
}

function worst(clauses: readonly Clause[]): ClauseState {
  if (clauses.some((c) => c.state === "broken")) return "broken";
  return clauses.some((c) => c.state === "satisfied") ? "satisfied" : "not-applicable";
}

/** Facts must have one reading: sets sorted without doubles, integers exact, strings opaque ids or codes. */
function readGiven(regulation: Regulation, given: Readonly<Record<string, Fact | undefined>>): {
  readonly facts: Record<string, Fact>;
  readonly alarms: readonly string[];
} {
  const facts: Record<string, Fact> = {};
  const alarms: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const words = Object.hasOwn(regulation.facts, name) ? regulation.facts[name] : undefined;
    const fit = words && !words.derivedFrom ? readFact(value) : null;
    if (fit === null) alarms.push(`fact ${name.slice(0, 40)} does not fit`);
    else facts[name] = fit;
  }
  return { facts, alarms };
}

function readFact(value: Fact): Fact | null {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : null;
  if (typeof value === "string") return isCode(value) ? value : null;
  return value.every(isCode) ? [...new Set(value)].sort() : null;
}

function isCode(value: unknown): boolean {
  return typeof value === "string" && /^[A-Za-z0-9._-]{1,80}$/.test(value);
}
