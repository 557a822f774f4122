// Goal: the description is a valid OpenAPI 3.1 document and tells the truth. Method: the document of every door, held
// against the structure the specification demands and against the routes that are really mounted.
import assert from "node:assert/strict";
import { test } from "node:test";
import fastify from "fastify";
import rateLimit from "@fastify/rate-limit";
import { memoryWorld } from "../../../tests/_build/world.ts";
import { aReader } from "../../../tests/_build/reader.ts";
import { allDeeds, allQuestions } from "../doors.ts";
import { mountApi } from "./mount.ts";
import { openApi } from "./openapi.ts";

type Node = Record<string, unknown>;
const node = (value: unknown): Node => {
  assert.ok(typeof value === "object" && value !== null && !Array.isArray(value), JSON.stringify(value));
  return value as Node;
};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const made = openApi({
  address: "https://partners.example.org", title: "E", version: "1", deeds: allDeeds, questions: allQuestions,
});
// What a client reads is what was written, not what is in memory.
const document = node(JSON.parse(JSON.stringify(made)));

interface Operation {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly of: Node;
}
const operations: readonly Operation[] = Object.entries(node(document["paths"])).flatMap(([path, item]) =>
  Object.entries(node(item)).map(([method, of]) => ({ at: `${method} ${path}`, method, path, of: node(of) })));

function resolve(ref: string): unknown {
  assert.match(ref, /^#\//);
  return ref.slice(2).split("/").reduce<unknown>((at, step) => node(at)[step], document);
}

/** Every object of the document, with where it stands. */
function walk(value: unknown, visit: (at: Node, where: string) => void, where = "#"): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) visit(node(value), where);
  for (const [key, inner] of Object.entries(value)) walk(inner, visit, `${where}/${key}`);
}

test("the document has the parts OpenAPI 3.1 demands, and no others at its top", () => {
  assert.match(String(document["openapi"]), /^3\.1\.\d+$/);
  const known = [
    "openapi", "info", "jsonSchemaDialect", "servers", "paths", "webhooks", "components", "security", "tags",
    "externalDocs",
  ];
  assert.deepEqual(Object.keys(document).filter((key) => !known.includes(key)), []);
  const info = node(document["info"]);
  for (const key of ["title", "version"]) assert.equal(typeof info[key], "string", key);
  assert.ok(URL.canParse(String(node(list(document["servers"])[0])["url"])));
});

test("every deed that a person may ask and every question is described once, and nothing else", () => {
  const wanted = [
    ...allDeeds.filter((deed) => deed.who !== "system").map((deed) => `post /api/${deed.name.replace(".", "/")}`),
    ...allQuestions.map((question) => `get /api/${question.name.replace(".", "/")}`),
  ];
  assert.deepEqual(operations.map((one) => one.at).sort(), wanted.sort());
  const ids = operations.map((one) => one.of["operationId"]);
  assert.equal(new Set(ids).size, ids.length);
});

test("every route under /api is described and every description has its route", async (t) => {
  const app = fastify();
  t.after(() => app.close());
  const routes: string[] = [];
  app.addHook("onRoute", (route) => {
    const methods = [route.method].flat().filter((method) => method !== "HEAD");
    if (route.url !== "/api" && route.url !== "/api/") routes.push(...methods.map((m) => `${m.toLowerCase()} ${route.url}`));
  });
  await app.register(rateLimit, { global: false });
  mountApi(app, {
    world: { ...memoryWorld("/nowhere", "openapi"), database: undefined as never }, version: "1",
    deeds: allDeeds, questions: allQuestions,
    actorOf: async () => null, sayFor: () => aReader().say, isOwnOrigin: () => true,
  });
  await app.ready();
  assert.deepEqual(routes.sort(), operations.map((one) => one.at).sort());
});

test("every operation says who may ask, what goes in, and every way it can end", () => {
  for (const { at, method, of } of operations) {
    assert.match(String(of["description"]), /^May be asked by: [a-z-]+/, at);
    assert.ok(String(of["summary"]).length > 4, at);
    const responses = node(of["responses"]);
    const always = ["200", "401", "403", "404", "422", "429", "500", "503", "507"];
    const wanted = [...always, ...(method === "post" ? ["400", "409", "413", "415"] : ["304"])];
    for (const code of wanted) assert.ok(responses[code], `${at} ${code}`);
    for (const [code, answer] of Object.entries(responses)) {
      assert.match(code, /^[1-5]\d\d$/);
      const known = "$ref" in node(answer) ? node(resolve(String(node(answer)["$ref"]))) : node(answer);
      assert.equal(typeof known["description"], "string", `${at} ${code}`);
    }
    if (method === "post") {
      const body = node(of["requestBody"]);
      assert.equal(body["required"], true);
      assert.ok(node(node(body["content"])["application/json"])["schema"], at);
      assert.ok(list(of["parameters"]).some((one) => node(one)["name"] === "Idempotency-Key" && node(one)["required"]));
    } else assert.equal(of["requestBody"], undefined, at);
  }
});

test("parameters are named once, have a place and a schema", () => {
  for (const { at, of } of operations) {
    const names = list(of["parameters"]).map((one) => {
      const parameter = node(one);
      assert.ok(["query", "header"].includes(String(parameter["in"])), at);
      assert.ok(node(parameter["schema"]), at);
      return `${String(parameter["in"])} ${String(parameter["name"])}`;
    });
    assert.equal(new Set(names).size, names.length, at);
  }
});

test("every reference leads somewhere", () => {
  let count = 0;
  walk(document, (at, where) => {
    if (typeof at["$ref"] !== "string") return;
    count += 1;
    assert.ok(resolve(at["$ref"]), `${where} → ${at["$ref"]}`);
  });
  assert.ok(count > operations.length);
});

test("no field is described by nothing, and objects take no unknown fields", () => {
  const types = ["object", "array", "string", "number", "integer", "boolean", "null"];
  const bare: string[] = [];
  for (const { at, of } of operations) {
    const body = of["requestBody"] ? node(node(node(of["requestBody"])["content"])["application/json"])["schema"] : null;
    const schemas = [...(body ? [body] : []), ...list(of["parameters"]).map((one) => node(one)["schema"])];
    for (const schema of schemas) walk(schema, (part, where) => {
      // Nodes of JSON Schema are those under these keywords; what lies between is a table of them.
      const isSchema = where === "#" || /\/(properties\/[^/]+|items|(any|one|all)Of\/\d+|prefixItems\/\d+)$/.test(where);
      if (!isSchema) return;
      const says = ["type", "anyOf", "oneOf", "allOf", "enum", "const", "$ref"].some((key) => key in part);
      if (!says) bare.push(`${at} ${where}`);
      for (const type of [part["type"] ?? []].flat()) {
        assert.ok(types.includes(String(type)), `${at} ${where}: ${String(type)}`);
      }
    });
    if (body && !("oneOf" in node(body)) && !("anyOf" in node(body))) {
      assert.equal(node(body)["additionalProperties"], false, at);
    }
  }
  assert.deepEqual(bare, []);
});

test("what the public may ask needs no session; everything else does", () => {
  const isOpen = (of: Node): boolean => JSON.stringify(of["security"] ?? "").includes("{}");
  const open = operations.filter((one) => isOpen(one.of)).map((one) => one.of["operationId"]);
  const wanted = [...allDeeds, ...allQuestions]
    .filter((one) => one.who !== "system" && one.who.includes("public")).map((one) => one.name);
  assert.deepEqual(open.sort(), wanted.sort());
  const schemes = node(node(document["components"])["securitySchemes"]);
  assert.equal(node(schemes["session"])["name"], "__Host-session");
});
