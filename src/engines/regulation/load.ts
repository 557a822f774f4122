import { no, ok, type Result } from "../../kernel/result.ts";
import { cedarVersion, keepSchema, readSchema, validateStrictly, type SchemaNames } from "./cedar.ts";
import { sha256Json, sha256Text } from "./hash.ts";
import { judge } from "./judge.ts";
import { readArticle, readFacts, readHead, readParameters, type Head, type RegulationFault } from "./read-files.ts";
import { readPolicies } from "./read-policies.ts";
import { acts, type Article, type FactWords, type Parameters, type Policy, type Regulation } from "./types.ts";

type Files = Readonly<Record<string, string>>;
type Faults = readonly RegulationFault[];

/**
 * Reads a regulation from the texts of its folder and refuses it at the first doubt: a file too few or too many, a
 * rule without a policy, any error or warning of strict validation, a clause that would permit when it knows nothing.
 *
 * @param files name inside spec/regulation → text ("art-20.cedar", "parameters/2026-01-01.yaml")
 */
export function loadRegulation(files: Files): Result<Regulation, Faults> {
  const schemaText = files["schema.cedarschema"] ?? "";
  const schema = readSchema(schemaText);
  if (!schema.ok) return no([{ file: "schema.cedarschema", why: schema.error }]);
  const head = readHead("regulation.yaml", files["regulation.yaml"] ?? "");
  if (!head.ok) return no([head.error]);
  const words = readFacts("facts.yaml", files["facts.yaml"] ?? "");
  if (!words.ok) return no([words.error]);
  const parameters = readAllParameters(files);
  if (!parameters.ok) return parameters;
  const written = readArticles(files, head.value, words.value);
  if (!written.ok) return written;
  const faults = [
    ...strayFiles(files, head.value), ...nameFaults(schema.value, words.value, parameters.value, written.value.policies),
    ...policyFaults(schemaText, written.value.policies),
  ];
  if (faults.length > 0) return no(faults);
  const regulation = {
    ...head.value, facts: words.value, parameters: parameters.value, ...written.value,
    hash: sha256Json({ files: hashes(files) }), schemaHash: sha256Text(schemaText), cedarVersion,
  };
  const kept = keepSchema(regulation.schemaHash, schemaText);
  if (kept !== null) return no([{ file: "schema.cedarschema", why: kept }]);
  const open = failsOpen(regulation);
  return open.length > 0 ? no(open) : ok(regulation);
}

/**
 * The regulation with some parameters replaced by the organisation's settings, in every parameter file. The hash
 * covers them: a decision tells under which numbers it was taken.
 */
export function withOverrides(regulation: Regulation, overrides: Readonly<Record<string, number>>): Result<Regulation, Faults> {
  const file = "organisation settings";
  const faults = Object.entries(overrides).flatMap(([key, value]) => {
    if (!regulation.parameters.every((p) => key in p.values)) return [{ file, why: `${key}: no such parameter` }];
    return Number.isSafeInteger(value) && value >= 0 ? [] : [{ file, why: `${key}: not a whole number from 0 up` }];
  });
  if (faults.length > 0) return no(faults);
  if (Object.keys(overrides).length === 0) return ok(regulation);
  const parameters = regulation.parameters.map((p) => ({ ...p, values: { ...p.values, ...overrides } }));
  return ok({ ...regulation, parameters, hash: sha256Json({ regulation: regulation.hash, overrides }) });
}

function readAllParameters(files: Files): Result<readonly Parameters[], Faults> {
  const read: Parameters[] = [];
  for (const [file, text] of Object.entries(files)) {
    if (!file.startsWith("parameters/")) continue;
    const one = readParameters(file, text);
    if (!one.ok) return no([one.error]);
    read.push(one.value);
  }
  read.sort((a, b) => a.effectiveFrom - b.effectiveFrom);
  const twice = read.some((p, at) => at > 0 && p.effectiveFrom === read[at - 1]?.effectiveFrom);
  if (read.length === 0 || twice) return no([{ file: "parameters/", why: "none, or two for the same instant" }]);
  return ok(read);
}

function readArticles(files: Files, head: Head, words: Readonly<Record<string, FactWords>>): Result<{
  readonly articles: readonly Article[];
  readonly policies: readonly Policy[];
}, Faults> {
  const articles: Article[] = [];
  const policies: Policy[] = [];
  const faults: RegulationFault[] = [];
  for (const number of head.articles) {
    const stem = stemOf(number);
    const article = readArticle(`${stem}.md`, files[`${stem}.md`] ?? "");
    if (!article.ok) return no([article.error]);
    if (article.value.number !== number) faults.push({ file: `${stem}.md`, why: "number differs from the file's name" });
    const text = files[`${stem}.cedar`] ?? "";
    const read = readPolicies({ file: `${stem}.cedar`, text, article: article.value, facts: words });
    articles.push(article.value);
    if (read.ok) policies.push(...read.value);
    else faults.push(...read.error);
  }
  return faults.length > 0 ? no(faults) : ok({ articles, policies });
}

function stemOf(number: number): string {
  return `art-${String(number).padStart(2, "0")}`;
}

function strayFiles(files: Files, head: Head): RegulationFault[] {
  const known = new Set(head.articles.flatMap((n) => [`${stemOf(n)}.md`, `${stemOf(n)}.cedar`]));
  for (const name of ["regulation.yaml", "facts.yaml", "schema.cedarschema", "README.md"]) known.add(name);
  return Object.keys(files)
    .filter((name) => !known.has(name) && !name.startsWith("parameters/"))
    .map((file) => ({ file, why: "not listed in regulation.yaml" }));
}

/** Schema, words and parameters must name the same things: a reader is never shown a fact without a name. */
function nameFaults(
  schema: SchemaNames, words: Readonly<Record<string, FactWords>>, parameters: readonly Parameters[],
  policies: readonly Policy[],
): RegulationFault[] {
  const declared = new Set([...schema.factsByAct.values()].flatMap((names) => [...names]));
  const faults: RegulationFault[] = [];
  for (const name of declared) if (!(name in words)) faults.push({ file: "facts.yaml", why: `${name}: no words` });
  for (const name of Object.keys(words)) {
    if (!declared.has(name)) faults.push({ file: "facts.yaml", why: `${name}: not in the schema` });
  }
  for (const p of policies) {
    // The validator lets a misspelt name pass: asking a record for what it never has is simply false.
    const readable = new Set(p.acts.flatMap((act) => [...(schema.factsByAct.get(act) ?? [])]));
    const stray = p.facts.filter((name) => !readable.has(name));
    for (const name of stray) faults.push({ file: "*.cedar", why: `${p.id}: ${name} is no fact of its acts` });
  }
  for (const p of parameters) {
    const same = schema.parameters.size === Object.keys(p.values).length;
    const all = [...schema.parameters].every((key) => key in p.values);
    if (!same || !all) faults.push({ file: "parameters/", why: "keys differ from the schema's Parameters" });
  }
  if (!acts.every((act) => schema.factsByAct.has(act))) faults.push({ file: "schema.cedarschema", why: "an act is missing" });
  if (policies.filter((p) => p.effect === "permit").length !== 1) faults.push({ file: "art-20.cedar", why: "not one permit" });
  return faults;
}

function policyFaults(schema: string, policies: readonly Policy[]): RegulationFault[] {
  const ids = new Set(policies.map((p) => p.id));
  if (ids.size < policies.length) return [{ file: "*.cedar", why: "an @id is used twice" }];
  const texts = Object.fromEntries(policies.map((p) => [p.id, p.text]));
  return validateStrictly(schema, texts).map((why) => ({ file: "*.cedar", why }));
}

/** With no fact at all, every clause of every act must be broken: one that is not would permit out of ignorance. */
function failsOpen(regulation: Regulation): RegulationFault[] {
  const at = regulation.parameters[0]?.effectiveFrom ?? regulation.effectiveFrom;
  return acts.flatMap((act) => {
    const judgement = judge(regulation, { act }, at);
    const open = judgement.articles.flatMap((a) => a.clauses).filter((c) => c.state === "satisfied");
    const silent = regulation.policies.filter((p) => p.effect === "forbid" && p.acts.includes(act))
      .filter((p) => !judgement.broken.includes(p.id));
    const names = [...open.map((c) => c.id), ...silent.map((p) => p.id)];
    if (judgement.permitted) names.push("everything");
    return names.map((id) => ({ file: "*.cedar", why: `${id}: does not forbid ${act} when nothing is known` }));
  });
}

function hashes(files: Files): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256Text(text)]));
}
