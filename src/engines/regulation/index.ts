/** The regulation as an engine: texts in, judgements out. Pure: no clock, no file, no database. */
export { loadRegulation, withOverrides } from "./load.ts";
export { clauseText, regulationInForce, ruleOf } from "./in-force.ts";
export { judge, parametersAt } from "./judge.ts";
export { judgeAgain } from "./replay.ts";
export { isBody, isLevel, rankOf, requiredAuthority, shareBps, type Required } from "./authority.ts";
export type { RegulationFault } from "./read-files.ts";
export {
  acts, bodies, kinds, levels,
  type Act, type Article, type Body, type Clause, type ClauseState, type Fact, type FactUnit, type FactWords, type Facts,
  type Judgement, type Kind, type Level, type Parameters, type Regulation, type Rule,
} from "./types.ts";
