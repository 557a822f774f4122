import type { FourTexts } from "../../kernel/lang.ts";
import type { Instant } from "../../kernel/instants.ts";

/** The acts that the regulation judges. Each has its own list of facts in schema.cedarschema. */
export const acts = [
  "offer", "issue-verdict", "approve-partner", "accept", "sign", "receive", "publish", "lift-suspension",
] as const;
export type Act = (typeof acts)[number];

/** Article 2. The union is closed: a seventh kind is a change of the regulation. */
export const kinds = ["funding", "secondment", "software", "equipment", "premises", "other"] as const;
export type Kind = (typeof kinds)[number];

/** Article 20, from the lowest; the rank is the place in this list, beginning with 1. */
export const bodies = ["director", "secretary-general", "executive-committee", "assembly"] as const;
export type Body = (typeof bodies)[number];

export const levels = ["low", "moderate", "substantial", "high"] as const;
export type Level = (typeof levels)[number];

/** A code or opaque id ([A-Za-z0-9._-], at most 80), an integer within ±2^53, a boolean, or a set of ids. */
export type Fact = string | number | boolean | readonly string[];

/** What is known for one act. Absent means unknown, and unknown never permits. */
export interface Facts {
  readonly act: Act;
  readonly [name: string]: Fact | undefined;
}

export interface Regulation {
  readonly version: string;
  readonly effectiveFrom: Instant;
  readonly title: FourTexts;
  readonly notice: FourTexts;
  readonly articles: readonly Article[];
  readonly reserved: readonly number[]; // articles of the plan whose text is not written yet
  readonly facts: Readonly<Record<string, FactWords>>;
  readonly parameters: readonly Parameters[]; // by effectiveFrom, oldest first
  readonly hash: string; // SHA-256 over every file and the overrides, hex
  readonly schemaHash: string; // SHA-256 of schema.cedarschema, hex
  readonly cedarVersion: string;
  readonly policies: readonly Policy[];
}

export interface Article {
  readonly number: number;
  readonly title: FourTexts;
  readonly text: FourTexts;
  readonly rules: readonly Rule[];
  readonly sources: readonly { readonly grade: "verified" | "press" | "memory" | "design"; readonly what: string }[];
}

/** A sub-paragraph. `keptBy` names where a rule is kept that no judgement of facts can keep; "people": nowhere in code. */
export interface Rule {
  readonly id: string;
  readonly text: FourTexts;
  readonly change?: FourTexts; // what would change a broken clause
  readonly keptBy?: string;
}

export interface FactWords {
  readonly unit: FactUnit;
  readonly seenBy: "file" | "decision";
  readonly derivedFrom?: readonly string[];
  readonly label: FourTexts;
}

export const factUnits = [
  "bool", "code", "codes", "count", "minor", "bps", "instant", "day", "months", "grade", "depth", "level", "rate",
  "authority", "person", "persons", "hash",
] as const;
export type FactUnit = (typeof factUnits)[number];

export interface Parameters {
  readonly effectiveFrom: Instant;
  readonly values: Readonly<Record<string, number>>;
  readonly words: Readonly<Record<string, { readonly unit: string; readonly origin: string; readonly label: FourTexts }>>;
  readonly competence: Readonly<Record<Level, readonly [Body, Body, Body]>>;
}

/** One Cedar policy and what the engine read out of it. */
export interface Policy {
  readonly id: string;
  readonly article: number;
  readonly effect: "permit" | "forbid";
  readonly acts: readonly Act[];
  readonly kinds: readonly Kind[]; // empty: every kind
  readonly facts: readonly string[]; // names read, with what the derived ones come from
  readonly parameters: readonly string[];
  readonly text: string; // Cedar
  readonly appliesText: string; // Cedar: a permit that holds exactly where the clause applies
}

export type ClauseState = "satisfied" | "broken" | "not-applicable";

export interface Clause {
  readonly id: string;
  readonly article: number;
  readonly state: ClauseState;
  readonly factsUsed: readonly { readonly name: string; readonly value: Fact | null }[];
  readonly parametersUsed: readonly { readonly name: string; readonly value: number }[];
  readonly whatWouldChange: string; // id of the rule whose `change` says it
}

export interface Judgement {
  readonly permitted: boolean;
  readonly articles: readonly { readonly article: number; readonly state: ClauseState; readonly clauses: readonly Clause[] }[];
  readonly broken: readonly string[];
  readonly alarms: readonly string[]; // the rules could not be read or asked: denied, and somebody must look
  readonly facts: Readonly<Record<string, Fact>>; // as judged: given, derived, and `at`
  readonly factsHash: string;
  readonly regulationHash: string;
  readonly regulationVersion: string;
  readonly schemaHash: string;
  readonly cedarVersion: string;
}
