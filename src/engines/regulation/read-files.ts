import { parse } from "yaml";
import { z } from "zod";
import { parseInstant } from "../../kernel/instants.ts";
import { no, ok, type Result } from "../../kernel/result.ts";
import { bodies, factUnits, type Article, type FactWords, type Parameters } from "./types.ts";

/** Where a file of the regulation cannot be read, and why. The wording is for operators and lawyers, in English. */
export interface RegulationFault {
  readonly file: string;
  readonly why: string;
}

const four = z.strictObject({
  en: z.string().min(1), fr: z.string().min(1), es: z.string().min(1), ar: z.string().min(1),
});
const body = z.enum(bodies);
const row = z.tuple([body, body, body]);
const moment = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at === null) context.addIssue({ code: "custom", message: "not an instant such as 2026-01-01T00:00:00Z" });
  return at ?? z.NEVER;
});

export const headSchema = z.strictObject({
  version: z.string().regex(/^[A-Za-z0-9._-]{1,40}$/),
  effectiveFrom: moment,
  title: four,
  notice: four,
  articles: z.array(z.int().min(1).max(999)).min(1),
  reserved: z.array(z.int()),
});

const articleSchema = z.strictObject({
  number: z.int().min(1).max(999),
  title: four,
  text: four,
  rules: z.array(z.strictObject({
    id: z.string().regex(/^R\d{1,3}\.\d{1,3}$/),
    keptBy: z.string().min(1).exactOptional(),
    text: four,
    change: four.exactOptional(),
  })).min(1),
  sources: z.array(z.strictObject({ grade: z.enum(["verified", "press", "memory", "design"]), what: z.string() })),
});

const factsSchema = z.record(z.string().regex(/^[a-z][A-Za-z]{1,40}$/), z.strictObject({
  unit: z.enum(factUnits),
  seenBy: z.enum(["file", "decision"]),
  derivedFrom: z.array(z.string()).exactOptional(),
  label: four,
}));

const parametersSchema = z.strictObject({
  effectiveFrom: moment,
  competence: z.strictObject({ low: row, moderate: row, substantial: row, high: row }),
  values: z.record(z.string(), z.strictObject({
    value: z.int().min(0), unit: z.string(), origin: z.string(), label: four,
  })),
});

export type Head = z.output<typeof headSchema>;

export function readHead(file: string, text: string): Result<Head, RegulationFault> {
  return readYaml(file, text, headSchema);
}

/** The front matter of art-NN.md; whatever stands below it is commentary for readers. */
export function readArticle(file: string, text: string): Result<Article, RegulationFault> {
  const front = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (!front) return no({ file, why: "no front matter between two lines of ---" });
  return readYaml(file, front[1] ?? "", articleSchema);
}

export function readFacts(file: string, text: string): Result<Record<string, FactWords>, RegulationFault> {
  return readYaml(file, text, factsSchema);
}

export function readParameters(file: string, text: string): Result<Parameters, RegulationFault> {
  const read = readYaml(file, text, parametersSchema);
  if (!read.ok) return read;
  const { effectiveFrom, competence, values } = read.value;
  const entries = Object.entries(values);
  return ok({
    effectiveFrom,
    competence,
    values: Object.fromEntries(entries.map(([key, p]) => [key, p.value])),
    words: Object.fromEntries(entries.map(([key, p]) => [key, { unit: p.unit, origin: p.origin, label: p.label }])),
  });
}

function readYaml<S extends z.ZodType>(file: string, text: string, schema: S): Result<z.output<S>, RegulationFault> {
  let value: unknown;
  try {
    value = parse(text, { strict: true, uniqueKeys: true });
  } catch (error) {
    return no({ file, why: error instanceof Error ? error.message : "not YAML" });
  }
  const read = schema.safeParse(value);
  if (read.success) return ok(read.data);
  const first = read.error.issues[0];
  return no({ file, why: `${first?.path.join(".") ?? ""}: ${first?.message ?? "does not fit"}` });
}
