import { no, ok, type Result } from "../../kernel/result.ts";
import { appliesPolicy, namesRead, parsePolicies, type ParsedPolicy } from "./cedar.ts";
import type { RegulationFault } from "./read-files.ts";
import { acts, kinds, type Act, type Article, type FactWords, type Kind, type Policy } from "./types.ts";

export interface PolicyFile {
  readonly file: string;
  readonly text: string;
  readonly article: Article;
  readonly facts: Readonly<Record<string, FactWords>>;
}

/**
 * Reads art-NN.cedar in the one shape we allow: `forbid … when {where it applies} unless {what keeps it}`, at most one
 * `when`, exactly one `unless`, no word about principal or resource. The strict validator does not follow
 * `!(context has x) || …`; `unless { context has x && … }` says the same and it does: an absent fact forbids.
 */
export function readPolicies(ask: PolicyFile): Result<readonly Policy[], readonly RegulationFault[]> {
  const parsed = parsePolicies(ask.text);
  if (!parsed.ok) return no([{ file: ask.file, why: parsed.error }]);
  const policies: Policy[] = [];
  const faults: RegulationFault[] = [];
  for (const one of parsed.value) {
    const read = readPolicy(one, ask);
    if (read.ok) policies.push(read.value);
    else faults.push({ file: ask.file, why: read.error });
  }
  faults.push(...missingPolicies(ask, policies));
  return faults.length > 0 ? no(faults) : ok(policies);
}

function readPolicy(parsed: ParsedPolicy, ask: PolicyFile): Result<Policy, string> {
  const id = parsed.annotations["id"];
  if (id === undefined) return no("a policy has no @id");
  const wrong = shapeFault(parsed, ask.article) ?? (parsed.effect === "forbid" ? ruleFault(parsed, ask.article) : null);
  if (wrong !== null) return no(`${id}: ${wrong}`);
  const applies = appliesPolicy(parsed);
  if (!applies.ok) return no(`${id}: ${applies.error}`);
  const read = namesRead([...parsed.whens, ...parsed.unlesses]);
  const given = parsed.annotations["kinds"]?.split(" ") ?? [];
  return ok({
    id,
    article: ask.article.number,
    effect: parsed.effect,
    acts: parsed.acts === "any" ? acts : acts.filter((act) => parsed.acts.includes(act)),
    kinds: kinds.filter((kind) => given.includes(kind)),
    facts: withOrigins(read.facts, ask.facts),
    parameters: read.parameters,
    text: parsed.text,
    appliesText: applies.value,
  });
}

function shapeFault(parsed: ParsedPolicy, article: Article): string | null {
  const { annotations, whens, unlesses } = parsed;
  if (annotations["article"] !== String(article.number)) return "@article is not the number of its file";
  if (annotations["text"] === undefined) return "no @text";
  if (parsed.principalAndResource !== "any") return "a clause may not name principal or resource";
  if (parsed.effect === "permit") {
    return whens.length + unlesses.length > 0 || parsed.acts !== "any" ? "the permit has conditions" : null;
  }
  if (parsed.acts === "any" || parsed.acts.length === 0) return "a clause names its acts";
  if (!parsed.acts.every(isAct)) return "an act that the engine does not know";
  if (whens.length > 1 || unlesses.length !== 1 || !parsed.isOrdered) return "not: when (once or never), unless (once)";
  const kindsGiven = annotations["kinds"]?.split(" ") ?? [];
  return kindsGiven.every(isKind) ? null : "a kind that article 2 does not know";
}

function ruleFault(parsed: ParsedPolicy, article: Article): string | null {
  const rule = article.rules.find((r) => r.id === parsed.annotations["id"]);
  if (!rule) return "no rule of the article carries this id";
  if (rule.keptBy !== undefined) return "the rule is said to be kept elsewhere";
  if (rule.change === undefined) return "the rule does not say what would change it";
  return rule.text.en === parsed.annotations["text"] ? null : "@text differs from the rule's English text";
}

function missingPolicies(ask: PolicyFile, policies: readonly Policy[]): RegulationFault[] {
  const written = new Set(policies.map((p) => p.id));
  return ask.article.rules
    .filter((rule) => rule.keptBy === undefined && !written.has(rule.id))
    .map((rule) => ({ file: ask.file, why: `${rule.id}: a rule without a policy` }));
}

/** What a reader must see beside a derived fact: the facts it was computed from. */
function withOrigins(names: readonly string[], words: Readonly<Record<string, FactWords>>): readonly string[] {
  const all = new Set(names);
  for (const name of names) for (const origin of words[name]?.derivedFrom ?? []) all.add(origin);
  return [...all].sort();
}

function isAct(value: string): value is Act {
  return (acts as readonly string[]).includes(value);
}

function isKind(value: string): value is Kind {
  return (kinds as readonly string[]).includes(value);
}
