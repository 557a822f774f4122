import {
  isBody,
  isLevel,
  judge,
  parametersAt,
  requiredAuthority,
  type Body,
  type ClauseState,
  type Fact,
  type FactUnit,
  type Level,
  type Regulation,
} from "../../../engines/regulation/index.ts";
import { assert } from "../../../kernel/result.ts";
import type { Instant } from "../../../kernel/instants.ts";
import { openObjections, personById } from "../../access/index.ts";
import { ballotsAbout, type Ballot } from "../../committees/index.ts";
import { regulationOf, type ReadDesk } from "../../log/index.ts";
import type { Contribution } from "../contribution.ts";
import { seesDecisionFacts } from "../readers.ts";
import { gatherFacts, type Deciding } from "./facts.ts";
import type { Counted } from "../store-sums.ts";
import { mayDecide, peekDecision } from "./who-decides.ts";

/** One fact as this reader may see it. `value` null: not known. */
export interface ShownFact {
  readonly name: string;
  readonly unit: FactUnit | "parameter";
  readonly value: Fact | null;
  readonly isHidden: boolean; // known, and not for this reader
}

export interface ShownClause {
  readonly id: string;
  readonly state: ClauseState;
  readonly isAboutTheAct: boolean; // judged only when somebody decides
  readonly judgedAt: JudgedAt | null; // another act than this decision; null: this one
  readonly facts: readonly ShownFact[];
}

/** Where a clause is judged that no decision on a contribution asks. */
export type JudgedAt = "issue-verdict" | "publish" | "another-act";

export interface ShownArticle {
  readonly number: number;
  readonly clauses: readonly ShownClause[];
}

/** What the decision page shows: the judgement as it would fall now, or as it fell. */
export interface DecisionView {
  readonly contribution: Contribution;
  readonly partnerName: string;
  readonly judgedAt: Instant;
  readonly permitted: boolean;
  readonly broken: readonly string[];
  readonly articles: readonly ShownArticle[];
  readonly required: Body | "nobody" | null;
  readonly competence: {
    readonly table: readonly (readonly Body[])[];
    readonly band: number | null;
    readonly level: Level | null;
  };
  readonly limits: { readonly delegatedBelowMinor: number; readonly committeeFromMinor: number };
  readonly ethics: { readonly at: number; readonly isFavourable: boolean; readonly isQuorumMet: boolean } | null;
  readonly lastEvidenceAt: number | null;
  readonly groupOthers: readonly Counted[];
  readonly ballots: readonly Ballot[];
  readonly openObjections: number;
  readonly mayDecide: boolean; // an authority in a state where it can; the clauses may still forbid
  readonly needsBallot: boolean; // the Committee's secretary must put it to the vote first
  readonly names: Readonly<Record<string, string>>; // persons in the facts
  readonly regulation: string;
}

/** Clauses about the gesture, the persons and the vote: while nobody decides there is nothing to judge. */
const aboutTheAct = ["R4.1", "R16.3", "R20.2", "R23.1", "R23.2", "R24.1"];

export async function decisionView(desk: ReadDesk, contribution: Contribution): Promise<DecisionView> {
  const regulation = regulationOf(desk);
  const { decision } = contribution;
  const isDecided = decision !== null;
  const peeked = isDecided ? null : await peekDecision(desk, contribution);
  const at = decision?.decidedAt ?? desk.now();
  const gathered = await gatherFacts(desk, { contribution, deciding: peeked?.deciding ?? nobodyYet, at });
  const parameters = parametersAt(regulation, at);
  assert(parameters !== null, "parameters are in force");
  const required = requiredAuthority(gathered.facts, parameters).body;
  // While nobody decides, the clauses of competence are read for the authority that is required.
  const facts =
    peeked || isDecided ? gathered.facts : { ...gathered.facts, decidingBody: isBody(required) ? required : "assembly" };
  const judgement = judge(regulation, facts, at);
  const known = decision?.facts ?? judgement.facts;
  const states = decision?.clauses ?? statesOf(judgement.articles.flatMap((a) => a.clauses));
  const reader = { sees: seesDecisionFacts(desk.actor), isPending: !isDecided && peeked === null };
  const articles = shownArticles(regulation, { states, known, reader, parameters: parameters.values });
  const open = articles
    .flatMap((a) => a.clauses)
    .filter((c) => c.state === "broken")
    .map((c) => c.id);
  const level = known["level"];
  const ethics = gathered.stands.verdict?.computed.ethics ?? null;
  const isPendingDecision = contribution.state === "pending-decision";
  return {
    contribution,
    partnerName: gathered.partner?.name ?? contribution.file,
    judgedAt: at,
    permitted: open.length === 0,
    broken: open,
    articles,
    required,
    competence: {
      table: competenceTable(parameters.competence),
      band: bandOf(known["thresholdValueMinor"], parameters.values),
      level: reader.sees && isLevel(level) ? level : null,
    },
    limits: {
      delegatedBelowMinor: parameters.values["authority.delegated.belowMinor"] ?? 0,
      committeeFromMinor: parameters.values["authority.executiveCommittee.fromMinor"] ?? 0,
    },
    ethics: reader.sees ? ethics : null,
    lastEvidenceAt: reader.sees ? (gathered.stands.verdict?.computed.lastEvidenceAt ?? null) : null,
    groupOthers: gathered.sums.groupOthers,
    ballots: await ballotsAbout(desk.tx, contribution.id),
    openObjections: (await openObjections(desk.tx, contribution.file)).length,
    mayDecide: isPendingDecision && mayDecide(desk.actor),
    needsBallot: isPendingDecision && peeked === null && desk.actor.roles.includes("executive-secretary"),
    names: await namesIn(desk, known),
    regulation: decision?.regulation ?? regulation.version,
  };
}

const nobodyYet: Deciding = {
  body: "director",
  deciders: [],
  recused: null,
  isQuorumMet: null,
  isMajorityFor: null,
  isGestureFresh: false,
  isSeparationKept: false,
  isOverruleReasoned: false,
  isOverrulePublished: false,
};

function statesOf(clauses: readonly { id: string; state: ClauseState }[]): Record<string, ClauseState> {
  return Object.fromEntries(clauses.map((c) => [c.id, c.state]));
}

interface Showing {
  readonly states: Readonly<Record<string, ClauseState>>;
  readonly known: Readonly<Record<string, Fact>>;
  readonly reader: { readonly sees: boolean; readonly isPending: boolean };
  readonly parameters: Readonly<Record<string, number>>;
}

/**
 * Every article in force: its clauses of this act, or, where none is asked now, all its clauses as not applicable with
 * the act that asks them. A fact that this reader may not see is said to be known, without its value.
 */
function shownArticles(regulation: Regulation, showing: Showing): ShownArticle[] {
  return regulation.articles.map(({ number }) => {
    const forbids = regulation.policies.filter((p) => p.effect === "forbid" && p.article === number);
    const asked = forbids.filter((p) => p.acts.includes("accept"));
    const clauses = asked.length > 0 ? asked.map((p) => askedNow(regulation, p, showing)) : forbids.map(askedElsewhere);
    return { number, clauses };
  });
}

type Policy = Regulation["policies"][number];

function askedNow(regulation: Regulation, policy: Policy, showing: Showing): ShownClause {
  const { states, reader } = showing;
  const isAboutTheAct = reader.isPending && aboutTheAct.includes(policy.id);
  const parameters = policy.parameters.map((name): ShownFact => ({
    name, unit: "parameter", value: showing.parameters[name] ?? null, isHidden: false,
  }));
  return {
    id: policy.id, isAboutTheAct, judgedAt: null,
    state: isAboutTheAct ? "not-applicable" : (states[policy.id] ?? "not-applicable"),
    facts: [...factsShown(regulation, policy.facts, showing), ...parameters],
  };
}

function askedElsewhere({ id, acts }: Policy): ShownClause {
  const [act] = acts;
  const judgedAt = acts.length === 1 && (act === "issue-verdict" || act === "publish") ? act : "another-act";
  return { id, isAboutTheAct: false, judgedAt, state: "not-applicable", facts: [] };
}

/** What a derived fact was computed from is shown beside it, when it is known; what is unknown and unused is not. */
function factsShown(regulation: Regulation, names: readonly string[], { known, reader }: Showing): ShownFact[] {
  const origins = new Set(names.flatMap((name) => regulation.facts[name]?.derivedFrom ?? []));
  const shown = names.map((name): ShownFact => {
    const words = regulation.facts[name];
    const isHidden = words?.seenBy === "decision" && !reader.sees;
    return { name, unit: words?.unit ?? "code", value: isHidden ? null : (known[name] ?? null), isHidden };
  });
  return shown.filter((fact) => fact.isHidden || fact.value !== null || !origins.has(fact.name));
}

/** Rows: value bands, smallest first; columns: risk levels, lowest first. */
function competenceTable(competence: Readonly<Record<Level, readonly [Body, Body, Body]>>): Body[][] {
  const rows = [competence.low, competence.moderate, competence.substantial, competence.high];
  return [0, 1, 2].map((band) => rows.map((row) => row[band] ?? "assembly"));
}

function bandOf(value: Fact | undefined, limits: Readonly<Record<string, number>>): number | null {
  if (typeof value !== "number") return null;
  if (value < (limits["authority.delegated.belowMinor"] ?? 0)) return 0;
  return value < (limits["authority.executiveCommittee.fromMinor"] ?? 0) ? 1 : 2;
}

async function namesIn(desk: ReadDesk, known: Readonly<Record<string, Fact>>): Promise<Record<string, string>> {
  const ids = Object.values(known)
    .flat()
    .filter((v): v is string => typeof v === "string" && v.startsWith("per_"));
  const names: Record<string, string> = {};
  for (const id of new Set(ids)) names[id] = (await personById(desk.tx, id))?.name ?? id;
  return names;
}
