/** The matching engine: names and attributes in, ranked and explained candidates out. Pure; integers only. */
export { buildIndex, frequenciesOf, identifierKey } from "./name-index.ts";
export type { Frequencies, Listed, NameIndex } from "./name-index.ts";
export { defaultThreshold, search } from "./search.ts";
export type { Candidate, SearchAsk } from "./search.ts";
export { engineVersion, policy, recompute } from "./explanation.ts";
export type {
  ExplainedFeature, ExplainedMissing, ExplainedName, ExplainedPair, Explanation, Stretch,
} from "./explanation.ts";
export type { Identifier, IdentifierKind, NameQuality, Party, PartyKind, PartyName } from "./party.ts";
export { compareBirthDates } from "./dates.ts";
export { latinReading, runsOf } from "./text/letters.ts";
export { tokensOf } from "./text/tokens.ts";
export { countryCode } from "./tables/countries.ts";
export type { BasisPoints } from "./bps.ts";
export { namesOneOf } from "./people-named.ts";
export type { Relation } from "./vocabulary/vocabulary.ts";
