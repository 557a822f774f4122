import { z } from "zod";
import type { DeedDefinition, QuestionDefinition } from "../../modules/log/index.ts";

type Schema = Readonly<Record<string, unknown>>;

export interface OpenApiAsk {
  readonly address: string;
  readonly title: string;
  readonly version: string;
  readonly deeds: readonly DeedDefinition[];
  readonly questions: readonly QuestionDefinition[];
}

/**
 * OpenAPI 3.1 of everything the product can do, made from the same definitions that run: a deed is a POST, a
 * question a GET. Nothing is described that does not exist, and nothing exists that is not described.
 */
export function openApi(ask: OpenApiAsk): Schema {
  const paths: Record<string, Schema> = {};
  const add = (name: string, operation: Schema): void => {
    paths[pathOf(name)] = { ...paths[pathOf(name)], ...operation };
  };
  for (const deed of ask.deeds) if (deed.who !== "system") add(deed.name, { post: deedOperation(deed, deed.who) });
  for (const question of ask.questions) add(question.name, { get: questionOperation(question) });
  const cookie = ask.address.startsWith("https:") ? "__Host-session" : "entente-session";
  return {
    openapi: "3.1.0",
    info: {
      title: ask.title, version: ask.version, license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      description: "Every deed and every question of the product. Amounts are decimal strings of minor units with " +
        "their currency; instants are milliseconds since 1970 UTC; civil days are YYYY-MM-DD.",
    },
    servers: [{ url: ask.address }],
    tags: [...new Set(Object.keys(paths).map(moduleOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problem },
      responses: Object.fromEntries(Object.entries(refusals).map(([code, text]) => [`Refusal${code}`, problemAnswer(text)])),
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: cookie, description: "as set by signing in" },
      },
    },
    security: [{ session: [] }],
  };
}

export function pathOf(name: string): string {
  return `/api/${name.replace(".", "/")}`;
}

function moduleOf(path: string): string {
  return path.split("/")[2] ?? "";
}

const fault: Schema = {
  type: "object",
  required: ["path", "code", "detail"],
  properties: { path: { type: "string" }, code: { type: "string" }, detail: { type: "string" } },
};

const problem: Schema = {
  type: "object",
  required: ["type", "title", "status", "code"],
  properties: {
    type: { type: "string", format: "uri" }, title: { type: "string" }, status: { type: "integer" },
    code: { type: "string" }, detail: { type: "string" },
    clauses: { type: "array", items: { type: "string" } }, facts: { type: "object" },
    faults: { type: "array", items: fault }, reference: { type: "string" },
  },
};

const problemAnswer = (description: string): Schema => ({
  description, content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

const refusals: Readonly<Record<string, string>> = {
  "400": "Not JSON in UTF-8, no Idempotency-Key, or one of more than 200 characters.",
  "401": "Nobody is signed in, or this needs a gesture made within the last five minutes.",
  "403": "The rules say no; `clauses` names which.",
  "404": "Not there, or not for you: the two are not told apart.",
  "409": "Somebody was faster, or the state does not allow it any more.",
  "413": "The body is larger than one mebibyte.",
  "415": "The body is not application/json.",
  "422": "The input cannot be read (`faults` names every field), or the key was used with another body.",
  "429": "Too many requests in this minute.",
  "500": "A fault of ours; `reference` is what to quote.",
  "503": "Try again with the same Idempotency-Key.",
  "507": "No room on the machine: nothing was recorded; the same key is safe once the operator has made room.",
};

function refusalsOf(codes: readonly string[]): Schema {
  return Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/responses/Refusal${code}` }]));
}

/** A schema as JSON Schema 2020-12; what cannot be expressed (refinements) is left to the server. */
function jsonSchema(schema: z.ZodType): Schema {
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, {
    unrepresentable: "any", io: "input",
    // Our own checks are of ids and roles, which are texts.
    override: ({ zodSchema, jsonSchema: drawn }) => {
      if (zodSchema._zod.def.type === "custom") drawn.type = "string";
    },
  });
  return made;
}

const etag: Schema = { ETag: { schema: { type: "string" }, description: "hand it back as If-Match or If-None-Match" } };

function deedOperation(deed: DeedDefinition, who: readonly string[]): Schema {
  return {
    operationId: deed.name,
    tags: [moduleOf(pathOf(deed.name))],
    summary: summaryOf(deed.name),
    description: `May be asked by: ${who.join(", ")}.` +
      (deed.fresh ? " Needs a gesture made within the last five minutes." : ""),
    parameters: [
      {
        name: "Idempotency-Key", in: "header", required: true,
        description: "the same key with the same body is the same deed: it runs once and gives the same answer",
        schema: { type: "string", minLength: 1, maxLength: 200 },
      },
      {
        name: "If-Match", in: "header", required: false,
        description: "the version that was seen, `\"v3\"` or a whole ETag; becomes `expectedVersion`",
        schema: { type: "string" },
      },
    ],
    requestBody: { required: true, content: { "application/json": { schema: jsonSchema(deed.ask) } } },
    responses: {
      "200": { description: "Done; the answer.", headers: etag, content: { "application/json": { schema: {} } } },
      ...refusalsOf(Object.keys(refusals)),
    },
    ...(who.includes("public") ? { security: [{}, { session: [] }] } : {}),
  };
}

function questionOperation(question: QuestionDefinition): Schema {
  const schema = jsonSchema(question.ask) as {
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly required?: readonly string[];
  };
  return {
    operationId: question.name,
    tags: [moduleOf(pathOf(question.name))],
    summary: summaryOf(question.name),
    description: `May be asked by: ${question.who.join(", ")}.`,
    parameters: Object.entries(schema.properties ?? {}).map(([name, of]) => ({
      name, in: "query", required: (schema.required ?? []).includes(name) && !isNullable(of), schema: of,
      ...(of["type"] === "object" ? { style: "deepObject", explode: true } : {}),
    })),
    responses: {
      "200": { description: "The answer.", headers: etag, content: { "application/json": { schema: {} } } },
      "304": { description: "As the asker has it." },
      ...refusalsOf(["401", "403", "404", "422", "429", "500", "503", "507"]),
    },
    ...(question.who.includes("public") ? { security: [{}, { session: [] }] } : {}),
  };
}

/** Absent in a query means null. */
function isNullable(of: Schema): boolean {
  const choices = of["anyOf"] as readonly Schema[] | undefined;
  return (choices ?? []).some((one) => one["type"] === "null");
}

/** "partners.answer-question" → "Partners: answer question". */
function summaryOf(name: string): string {
  const [module = "", rest = ""] = name.split(".");
  return `${module.charAt(0).toUpperCase()}${module.slice(1)}: ${rest.replaceAll("-", " ")}`;
}
