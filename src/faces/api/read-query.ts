import { z } from "zod";
import type { Fault } from "../../kernel/refusal.ts";
import { readText } from "../../kernel/text.ts";

/** What a parameter's text becomes. A schema decides; the text itself says nothing about its type. */
type Kind = "text" | "number" | "boolean" | "list";

interface Parameter {
  readonly kind: Kind;
  readonly isNullable: boolean; // absent means null
}

export interface ReadQuery {
  readonly value: Readonly<Record<string, unknown>>;
  readonly faults: readonly Fault[];
}

interface Schema {
  readonly type?: string;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/**
 * Makes the reader of one question's parameters from its schema: numbers and truth values are read where the schema
 * wants them, a parameter in brackets (`before[at]`) is a field of an object, a nullable one that is absent is null.
 * What cannot be read stays text, so that the schema names the fault.
 */
export function queryReader(ask: z.ZodType): (query: Readonly<Record<string, unknown>>) => ReadQuery {
  const schema = z.toJSONSchema(ask, { unrepresentable: "any", io: "input" }) as Schema;
  const parameters = new Map<string, Parameter>();
  const nullable: string[] = [];
  for (const [name, of] of Object.entries(schema.properties ?? {})) {
    for (const [field, inner] of Object.entries(of.properties ?? {})) {
      parameters.set(`${name}[${field}]`, parameterOf(inner));
    }
    const parameter = parameterOf(of);
    parameters.set(name, parameter);
    if (parameter.isNullable) nullable.push(name);
  }
  return (query) => {
    const value: Record<string, unknown> = Object.fromEntries(nullable.map((name) => [name, null]));
    const faults: Fault[] = [];
    for (const [name, given] of Object.entries(query)) {
      if (name === "__proto__") faults.push({ path: name, code: "json-key-forbidden" });
      else put(value, name, typed(given, parameters.get(name)?.kind ?? "text"));
      if (![given].flat().every(isClean)) faults.push({ path: name.slice(0, 80), code: "text-control-character" });
    }
    return { value, faults };
  };
}

function parameterOf(schema: Schema): Parameter {
  const choices = schema.anyOf ?? [schema];
  const types = choices.map((one) => one.type).filter((type) => type !== "null");
  const isNullable = types.length < choices.length;
  const [type] = types;
  if (type === "integer" || type === "number") return { kind: "number", isNullable };
  if (type === "boolean") return { kind: "boolean", isNullable };
  return { kind: type === "array" ? "list" : "text", isNullable };
}

function put(value: Record<string, unknown>, name: string, given: unknown): void {
  const [, outer, inner] = /^(\w+)\[(\w+)\]$/.exec(name) ?? [];
  if (outer === undefined || inner === undefined || inner === "__proto__") {
    value[name] = given;
    return;
  }
  const there = Object.hasOwn(value, outer) ? value[outer] : undefined;
  value[outer] = { ...(typeof there === "object" ? there : {}), [inner]: given };
}

function typed(given: unknown, kind: Kind): unknown {
  if (kind === "list") return [given].flat();
  if (typeof given !== "string") return given;
  if (kind === "number" && /^-?\d{1,15}$/.test(given)) return Number(given);
  if (kind === "boolean" && (given === "true" || given === "false")) return given === "true";
  return given;
}

function isClean(given: unknown): boolean {
  return typeof given !== "string" || readText(given, Number.POSITIVE_INFINITY, "may-be-empty").ok;
}
