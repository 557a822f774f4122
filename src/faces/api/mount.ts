import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { publicActor, type Actor } from "../../kernel/actor.ts";
import { hidden, refused, type Refusal } from "../../kernel/refusal.ts";
import { ask, perform, type DeedDefinition, type QuestionDefinition } from "../../modules/log/index.ts";
import type { World } from "../../ports/world.ts";
import type { Say } from "../../ui/say.ts";
import { openApi, pathOf } from "./openapi.ts";
import { problemOf } from "./problem.ts";

export interface ApiParts {
  readonly world: World;
  readonly deeds: readonly DeedDefinition[];
  readonly questions: readonly QuestionDefinition[];
  readonly version: string;
  actorOf(request: FastifyRequest): Promise<Actor | null>;
  sayFor(request: FastifyRequest): Say;
  /** False when a browser of another origin sends the request with the reader's cookie. */
  isOwnOrigin(request: FastifyRequest): boolean;
}

/**
 * Mounts the API: POST /api/<module>/<deed>, GET /api/<module>/<question>, and its description at GET /api.
 * The page and the API run the same definitions, so they cannot come to disagree about who may do what.
 */
export function mountApi(app: FastifyInstance, parts: ApiParts): void {
  const { world, deeds, questions } = parts;
  const description = JSON.stringify(openApi({
    address: world.organisation().address, title: "Entente", version: parts.version, deeds, questions,
  }));
  app.get("/api", (_request, reply) => reply.type("application/json").send(description));
  for (const deed of deeds) {
    if (deed.who !== "system") app.post(pathOf(deed.name), (request, reply) => runDeed(parts, deed, request, reply));
  }
  for (const question of questions) {
    app.get(pathOf(question.name), (request, reply) => runQuestion(parts, question, request, reply));
  }
}

async function runDeed(
  parts: ApiParts, deed: DeedDefinition, request: FastifyRequest, reply: FastifyReply,
): Promise<FastifyReply> {
  const say = parts.sayFor(request);
  const turnDown = (refusal: Refusal) => sendProblem(reply, refusal, say);
  if (!/^application\/json\b/.test(request.headers["content-type"] ?? "")) {
    return reply.code(415).type("application/problem+json").send({ title: say("api.json-only"), status: 415 });
  }
  if (!parts.isOwnOrigin(request)) return turnDown(refused("api/other-origin"));
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string" || key === "") {
    return reply.code(428).type("application/problem+json").send({ title: say("api.key-needed"), status: 428 });
  }
  const actor = (await parts.actorOf(request)) ?? publicActor;
  const asked = withVersion(request.body, request.headers["if-match"]);
  const answer = await perform(parts.world, actor, deed, asked, { idempotencyKey: key });
  if (!answer.ok) return turnDown(answer.error);
  return sendJson(reply, answer.value);
}

/** If-Match carries the version the asker saw; the body may say the same, never something else. */
function withVersion(body: unknown, ifMatch: string | undefined): unknown {
  const version = /^"?v(\d{1,9})"?$/.exec(ifMatch ?? "")?.[1];
  if (version === undefined || typeof body !== "object" || body === null || Array.isArray(body)) return body;
  return { expectedVersion: Number(version), ...body };
}

async function runQuestion(
  parts: ApiParts, question: QuestionDefinition, request: FastifyRequest, reply: FastifyReply,
): Promise<FastifyReply> {
  const actor = (await parts.actorOf(request)) ?? publicActor;
  const answer = await ask(parts.world, actor, question, request.query);
  if (answer === null) return sendProblem(reply, hidden, parts.sayFor(request));
  return sendJson(reply, answer, request.headers["if-none-match"]);
}

function sendProblem(reply: FastifyReply, refusal: Refusal, say: Say): FastifyReply {
  const problem = problemOf(refusal, say);
  if (refusal.kind === "busy") void reply.header("retry-after", "2");
  return reply.code(problem.status).type("application/problem+json").send(JSON.stringify(problem));
}

/** bigint travels as a decimal string; the ETag is the version where there is one, else a hash of the bytes. */
function sendJson(reply: FastifyReply, value: unknown, ifNoneMatch?: string): FastifyReply {
  const text = JSON.stringify(value, (_key, v: unknown) => (typeof v === "bigint" ? v.toString() : v));
  const etag = etagOf(value, text);
  void reply.header("etag", etag).header("cache-control", "no-store");
  if (ifNoneMatch === etag) return reply.code(304).send();
  return reply.type("application/json").send(text);
}

function etagOf(value: unknown, text: string): string {
  if (typeof value === "object" && value !== null && "version" in value && typeof value.version === "number") {
    return `"v${value.version}"`;
  }
  return `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
}
