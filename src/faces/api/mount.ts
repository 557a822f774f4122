import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasRole, publicActor, type Actor } from "../../kernel/actor.ts";
import { faulty, hidden, refused, type Fault, type Refusal } from "../../kernel/refusal.ts";
import { ask, faultsOf, perform, type DeedDefinition, type QuestionDefinition } from "../../modules/log/index.ts";
import type { World } from "../../ports/world.ts";
import type { Say } from "../../ui/say.ts";
import { onApiFault, onNoRoute } from "./failures.ts";
import { openApi, pathOf } from "./openapi.ts";
import { asSeenBy, wireProblem } from "./problem.ts";
import { queryReader, type ReadQuery } from "./read-query.ts";
import { readJson } from "./read-json.ts";
import { sendAnswer, sendProblem, sendRefusal } from "./send.ts";

export interface ApiParts {
  readonly world: World;
  readonly deeds: readonly DeedDefinition[];
  readonly questions: readonly QuestionDefinition[];
  readonly version: string;
  actorOf(request: FastifyRequest): Promise<Actor | null>;
  sayFor(request: FastifyRequest): Say;
  /** False when a browser of another origin sends the request with the reader's cookie. */
  isOwnOrigin(request: FastifyRequest): boolean;
  /** Requests a minute of one account, or of one address where nobody is signed in. */
  readonly limits?: { readonly deeds: number; readonly questions: number };
}

const usualLimits = { deeds: 120, questions: 600 };

/**
 * Mounts the API: POST /api/<module>/<deed>, GET /api/<module>/<question>, and its description at GET /api.
 * The page and the API run the same definitions, so they cannot come to disagree about who may do what.
 */
export function mountApi(app: FastifyInstance, parts: ApiParts): void {
  void app.register(async (api) => mountRoutes(api, parts), { prefix: "/api" });
}

function mountRoutes(api: FastifyInstance, parts: ApiParts): void {
  const { world, questions } = parts;
  const deeds = parts.deeds.filter((deed) => deed.who !== "system");
  const description = JSON.stringify(openApi({
    address: world.organisation().address, title: "Entente", version: parts.version, deeds, questions,
  }));
  // Bodies are read by the strict reader below; nothing else is taken.
  api.removeAllContentTypeParsers();
  api.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  api.setErrorHandler((error, request, reply) => onApiFault(parts, error, { request, reply }));
  api.setNotFoundHandler((request, reply) => onNoRoute(parts, request, reply));
  const limits = parts.limits ?? usualLimits;
  const limited = (max: number) => ({ preHandler: api.rateLimit({ max, timeWindow: 60_000, keyGenerator: who }) });
  const who = async (request: FastifyRequest) => (await parts.actorOf(request))?.accountId ?? request.ip;
  const [writes, reads] = [limited(limits.deeds), limited(limits.questions)];
  api.get("/", (_request, reply) => reply.type("application/json").send(description));
  for (const deed of deeds) {
    api.post(localPathOf(deed.name), writes, (request, reply) => runDeed({ ...parts, deed }, request, reply));
  }
  for (const question of questions) {
    const read = queryReader(question.ask);
    api.get(localPathOf(question.name), reads, (request, reply) =>
      runQuestion({ ...parts, question, read }, request, reply));
  }
}

function localPathOf(name: string): string {
  return pathOf(name).slice("/api".length);
}

async function runDeed(
  parts: ApiParts & { readonly deed: DeedDefinition }, request: FastifyRequest, reply: FastifyReply,
): Promise<FastifyReply> {
  const { world, deed } = parts;
  const say = parts.sayFor(request);
  if (!Buffer.isBuffer(request.body)) return sendProblem(reply, wireProblem("json-only", say), say);
  if (!parts.isOwnOrigin(request)) return sendRefusal(reply, refused("api/other-origin"), say);
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string" || key === "") return sendProblem(reply, wireProblem("key-needed", say), say);
  const body = readJson(request.body);
  if (body.kind === "malformed") {
    return sendProblem(reply, wireProblem("malformed", say, { facts: { at: body.at } }), say);
  }
  const asked = withVersion(body.value, request.headers["if-match"]);
  const actor = (await parts.actorOf(request)) ?? publicActor;
  const faults = [...body.faults, ...asked.faults];
  if (faults.length > 0) return sendRefusal(reply, everyFault(deed, asked.value, faults), say);
  const answer = await perform(world, actor, deed, asked.value, { idempotencyKey: key });
  return answer.ok
    ? sendAnswer(request, reply, answer.value)
    : sendRefusal(reply, asSeenBy(actor, answer.error), say);
}

/** Faults of the wire's form and faults of the schema together, one per place: nobody corrects twice. */
function everyFault(of: DeedDefinition | QuestionDefinition, asked: unknown, faults: readonly Fault[]): Refusal {
  const parsed = of.who === "system" ? null : of.ask.safeParse(asked);
  const known = new Set(faults.map((fault) => fault.path));
  const more = parsed === null || parsed.success ? [] : faultsOf(parsed.error, asked);
  return faulty([...faults, ...more.filter((fault) => !known.has(fault.path))]);
}

interface Versioned {
  readonly value: unknown;
  readonly faults: readonly Fault[];
}

/** If-Match carries the version the asker saw (`"v3"`, or the whole ETag); the body may say the same, nothing else. */
function withVersion(body: unknown, ifMatch: string | undefined): Versioned {
  if (ifMatch === undefined) return { value: body, faults: [] };
  const text = /^(?:W\/)?"?v(\d{1,9})(?:-[\w-]{16})?"?$/.exec(ifMatch)?.[1];
  // A condition that is not understood must not be passed over: the asker relies on it.
  if (text === undefined) return { value: body, faults: [{ path: "If-Match", code: "api-if-match-unreadable" }] };
  if (typeof body !== "object" || body === null || Array.isArray(body)) return { value: body, faults: [] };
  const version = Number(text);
  const own: unknown = "expectedVersion" in body ? body.expectedVersion : version;
  const faults = own === version ? [] : [{ path: "expectedVersion", code: "api-versions-differ" }];
  return { value: { ...body, expectedVersion: version }, faults };
}

interface Asking extends ApiParts {
  readonly question: QuestionDefinition;
  readonly read: (query: Readonly<Record<string, unknown>>) => ReadQuery;
}

async function runQuestion(parts: Asking, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { world, question } = parts;
  const say = parts.sayFor(request);
  const actor = (await parts.actorOf(request)) ?? publicActor;
  if (!question.who.includes("public") && !hasRole(actor, ...question.who)) {
    return sendRefusal(reply, asSeenBy(actor, refused("log/not-your-role")), say);
  }
  const { value, faults } = parts.read(request.query as Record<string, unknown>);
  const refusal = everyFault(question, value, faults);
  if (refusal.kind === "fault" && refusal.faults.length > 0) return sendRefusal(reply, refusal, say);
  const answer = await ask(world, actor, question, value, "api");
  if (answer === null) return sendRefusal(reply, hidden, say);
  return sendAnswer(request, reply, answer);
}
