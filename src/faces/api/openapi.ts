import { z } from "zod";
import type { DeedDefinition, QuestionDefinition } from "../../modules/log/index.ts";

type Schema = Readonly<Record<string, unknown>>;

/**
 * OpenAPI 3.1 of everything the product can do, made from the same definitions that run: a deed is a POST, a
 * question a GET. Nothing is described that does not exist, and nothing exists that is not described.
 */
export function openApi(ask: {
  address: string;
  title: string;
  version: string;
  deeds: readonly DeedDefinition[];
  questions: readonly QuestionDefinition[];
}): Schema {
  const paths: Record<string, Schema> = {};
  for (const deed of ask.deeds)
    if (deed.who !== "system") paths[pathOf(deed.name)] = { post: deedOperation(deed) };
  for (const question of ask.questions) paths[pathOf(question.name)] = { get: questionOperation(question) };
  return {
    openapi: "3.1.0",
    info: {
      title: ask.title,
      version: ask.version,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: ask.address }],
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: { session: { type: "http", scheme: "bearer" } },
    },
    security: [{ session: [] }],
  };
}

export function pathOf(name: string): string {
  return `/api/${name.replace(".", "/")}`;
}

const problem: Schema = {
  type: "object",
  required: ["type", "title", "status", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string" },
    detail: { type: "string" },
    clauses: { type: "array", items: { type: "string" } },
    faults: {
      type: "array",
      items: {
        type: "object",
        properties: { path: { type: "string" }, code: { type: "string" }, detail: { type: "string" } },
      },
    },
  },
};

const problemAnswer = (description: string): Schema => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

const refusals: Schema = {
  "401": problemAnswer("Nobody is signed in."),
  "403": problemAnswer("The rules say no; `clauses` names which."),
  "404": problemAnswer("Not there, or not for you: the two are not told apart."),
  "409": problemAnswer("Somebody was faster, or the state does not allow it any more."),
  "422": problemAnswer("The input cannot be read; `faults` names every field."),
  "503": problemAnswer("Try again with the same Idempotency-Key."),
};

/** A schema as JSON Schema 2020-12; what cannot be expressed (refinements) is left to the server. */
function jsonSchema(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { unrepresentable: "any", io: "input" });
}

function deedOperation(deed: DeedDefinition): Schema {
  return {
    operationId: deed.name,
    tags: [deed.name.split(".")[0]],
    description:
      `May be asked by: ${deed.who === "system" ? "the system" : deed.who.join(", ")}.` +
      (deed.fresh ? " Needs a gesture made within the last five minutes." : ""),
    parameters: [
      {
        name: "Idempotency-Key",
        in: "header",
        required: true,
        schema: { type: "string", minLength: 1, maxLength: 200 },
      },
      {
        name: "If-Match",
        in: "header",
        required: false,
        schema: { type: "string", description: "becomes `expectedVersion`" },
      },
    ],
    requestBody: { required: true, content: { "application/json": { schema: jsonSchema(deed.ask) } } },
    responses: {
      "200": { description: "Done; the answer.", content: { "application/json": {} } },
      ...refusals,
    },
  };
}

function questionOperation(question: QuestionDefinition): Schema {
  const schema = jsonSchema(question.ask) as {
    properties?: Record<string, Schema>;
    required?: readonly string[];
  };
  return {
    operationId: question.name,
    tags: [question.name.split(".")[0]],
    description: `May be asked by: ${question.who.join(", ")}.`,
    parameters: Object.entries(schema.properties ?? {}).map(([name, of]) => ({
      name,
      in: "query",
      required: (schema.required ?? []).includes(name),
      schema: of,
    })),
    responses: { "200": { description: "The answer.", content: { "application/json": {} } }, ...refusals },
  };
}
