import * as wasm from "@cedar-policy/cedar-wasm/nodejs";
import { no, ok, type Result } from "../../kernel/result.ts";
import type { Fact } from "./types.ts";

/** The narrow part of Cedar that we use. Everything comes back as a value; nothing here throws for bad text. */
export const cedarVersion: string = wasm.getCedarVersion();

export interface ParsedPolicy {
  readonly text: string;
  readonly effect: "permit" | "forbid";
  readonly annotations: Readonly<Record<string, string>>;
  readonly principalAndResource: "any" | "constrained";
  readonly acts: readonly string[] | "any";
  readonly whens: readonly wasm.Expr[];
  readonly unlesses: readonly wasm.Expr[];
  readonly isOrdered: boolean; // every "when" stands before every "unless"
}

/** Splits one file into policies. The failure is Cedar's own message. */
export function parsePolicies(text: string): Result<readonly ParsedPolicy[], string> {
  const parts = wasm.policySetTextToParts(text);
  if (parts.type === "failure") return no(messages(parts.errors));
  if (parts.policy_templates.length > 0) return no("templates are not used in the regulation");
  const parsed: ParsedPolicy[] = [];
  for (const one of parts.policies) {
    const json = wasm.policyToJson(one);
    if (json.type === "failure") return no(messages(json.errors));
    parsed.push(shape(one, json.json));
  }
  return ok(parsed);
}

function shape(text: string, json: wasm.PolicyJson): ParsedPolicy {
  const whens = json.conditions.filter((c) => c.kind === "when");
  const firstUnless = json.conditions.findIndex((c) => c.kind === "unless");
  return {
    text,
    effect: json.effect,
    annotations: json.annotations ?? {},
    principalAndResource: json.principal.op === "All" && json.resource.op === "All" ? "any" : "constrained",
    acts: actsOf(json.action),
    whens: whens.map((c) => c.body),
    unlesses: json.conditions.filter((c) => c.kind === "unless").map((c) => c.body),
    isOrdered: firstUnless < 0 || firstUnless >= whens.length,
  };
}

function actsOf(constraint: wasm.ActionConstraint): readonly string[] | "any" {
  if (constraint.op === "All") return "any";
  if ("entities" in constraint) return constraint.entities.map(idOf);
  return "entity" in constraint ? [idOf(constraint.entity)] : [];
}

function idOf(uid: wasm.EntityUidJson): string {
  return "__entity" in uid ? uid.__entity.id : uid.id;
}

/** The policy turned into a permit that holds exactly where the clause applies. */
export function appliesPolicy(policy: ParsedPolicy): Result<string, string> {
  const json = wasm.policyToJson(policy.text);
  if (json.type === "failure") return no(messages(json.errors));
  const conditions = json.json.conditions.filter((c) => c.kind === "when");
  const text = wasm.policyToText({ ...json.json, effect: "permit", conditions, annotations: {} });
  return text.type === "failure" ? no(messages(text.errors)) : ok(text.text);
}

/** Every name read as `context.name`, and every parameter read as `context.parameters["key"]`. */
export function namesRead(expressions: readonly unknown[]): { facts: string[]; parameters: string[] } {
  const facts = new Set<string>();
  const parameters = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const access = attributeOf(node);
    if (access?.of === "context" && access.attr !== "parameters") facts.add(access.attr);
    if (access?.of === "parameters") parameters.add(access.attr);
    for (const child of Object.values(node)) walk(child);
  };
  for (const expression of expressions) walk(expression);
  facts.delete("at");
  return { facts: [...facts].sort(), parameters: [...parameters].sort() };
}

interface Access {
  readonly of: "context" | "parameters";
  readonly attr: string;
}

function attributeOf(node: object): Access | null {
  const inner: unknown = Reflect.get(node, ".") ?? Reflect.get(node, "has");
  if (typeof inner !== "object" || inner === null) return null;
  const left: unknown = Reflect.get(inner, "left");
  const attr: unknown = Reflect.get(inner, "attr");
  if (typeof left !== "object" || left === null || typeof attr !== "string") return null;
  if (Reflect.get(left, "Var") === "context") return { of: "context", attr };
  const outer = attributeOf(left);
  return outer?.of === "context" && outer.attr === "parameters" ? { of: "parameters", attr } : null;
}

/** Strict validation of all policies against the schema; an empty list is the only good answer. */
export function validateStrictly(schema: string, policies: Readonly<Record<string, string>>): readonly string[] {
  const answer = wasm.validate({ validationSettings: { mode: "strict" }, schema, policies: { staticPolicies: policies } });
  if (answer.type === "failure") return [messages(answer.errors)];
  const found = [...answer.validationErrors, ...answer.validationWarnings];
  return [...found.map((e) => `${e.policyId}: ${e.error.message}`), ...answer.otherWarnings.map((w) => w.message)];
}

/** Attribute names by act, and the parameters' keys, as the schema declares them. */
export interface SchemaNames {
  readonly factsByAct: ReadonlyMap<string, ReadonlySet<string>>;
  readonly parameters: ReadonlySet<string>;
}

export function readSchema(schema: string): Result<SchemaNames, string> {
  const answer = wasm.schemaToJson(schema);
  if (answer.type === "failure") return no(messages(answer.errors));
  const space = answer.json[""];
  if (!space) return no("the schema declares nothing outside namespaces");
  const factsByAct = new Map<string, ReadonlySet<string>>();
  for (const [act, type] of Object.entries(space.actions)) {
    const names = attributesOf(type.appliesTo?.context);
    factsByAct.set(act, new Set(names.filter((name) => name !== "at" && name !== "parameters")));
  }
  return ok({ factsByAct, parameters: new Set(attributesOf(space.commonTypes?.["Parameters"])) });
}

function attributesOf(type: unknown): string[] {
  if (typeof type !== "object" || type === null) return [];
  const attributes: unknown = Reflect.get(type, "attributes");
  return typeof attributes === "object" && attributes !== null ? Object.keys(attributes) : [];
}

/** Keeps text in Cedar's memory under a name, so that asking does not parse. Null, or what was wrong. */
export function keepSchema(name: string, schema: string): string | null {
  const answer = wasm.preparseSchema(name, schema);
  return answer.type === "failure" ? messages(answer.errors) : null;
}

export function keepPolicies(name: string, policies: Readonly<Record<string, string>>): string | null {
  const answer = wasm.preparsePolicySet(name, { staticPolicies: policies });
  return answer.type === "failure" ? messages(answer.errors) : null;
}

export interface Answer {
  readonly isAllowed: boolean;
  readonly reasons: readonly string[]; // ids of the policies that decided
  readonly errors: readonly string[];
}

export type Context = Readonly<Record<string, Fact | Readonly<Record<string, number>>>>;

export function askCedar(ask: { schema: string; policies: string; act: string; context: Context }): Answer {
  const answer = wasm.statefulIsAuthorized({
    principal: { type: "Actor", id: "actor" },
    action: { type: "Action", id: ask.act },
    resource: { type: "Matter", id: "matter" },
    context: toCedar(ask.context),
    preparsedSchemaName: ask.schema,
    preparsedPolicySetId: ask.policies,
    validateRequest: true,
    entities: [],
  });
  if (answer.type === "failure") return { isAllowed: false, reasons: [], errors: [messages(answer.errors)] };
  const { decision, diagnostics } = answer.response;
  // A forbid that errors is skipped by Cedar, which would permit: the caller turns any error into a denial.
  const errors = diagnostics.errors.map((e) => `${e.policyId}: ${e.error.message}`);
  return { isAllowed: decision === "allow", reasons: diagnostics.reason, errors };
}

function toCedar(context: Context): wasm.Context {
  const out: wasm.Context = {};
  for (const [name, value] of Object.entries(context)) {
    out[name] = isSet(value) ? [...value] : value;
  }
  return out;
}

function isSet(value: Context[string]): value is readonly string[] {
  return Array.isArray(value);
}

function messages(errors: readonly wasm.DetailedError[]): string {
  return errors.map((e) => e.message).join("; ");
}
