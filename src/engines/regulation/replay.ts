import { instant } from "../../kernel/instants.ts";
import { judge } from "./judge.ts";
import type { Act, Fact, Judgement, Regulation } from "./types.ts";

/**
 * Judges a stored act again from the facts that were kept with it: what the engine had derived is left out and derived
 * anew. Under the same regulation the hash of the facts and every clause come out as they were.
 *
 * @param facts as `Judgement.facts` had them, with `at`
 * @returns null when the instant of the act is not among the facts
 */
export function judgeAgain(regulation: Regulation, act: Act, facts: Readonly<Record<string, Fact>>): Judgement | null {
  const { at, ...rest } = facts;
  if (typeof at !== "number") return null;
  const given = Object.entries(rest).filter(([name]) => !regulation.facts[name]?.derivedFrom);
  return judge(regulation, { act, ...Object.fromEntries(given) }, instant(at));
}
