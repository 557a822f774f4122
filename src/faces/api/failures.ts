import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { busy, hidden, noRoom } from "../../kernel/refusal.ts";
import { Busy } from "../../ports/database/database.ts";
import { DiskFull } from "../../ports/disk-full.ts";
import type { ApiParts } from "./mount.ts";
import { pathOf } from "./openapi.ts";
import { wireProblem, type WireFault } from "./problem.ts";
import { sendProblem, sendRefusal } from "./send.ts";

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const wireFaults: Readonly<Record<number, WireFault>> = {
  413: "too-large", 415: "json-only", 429: "too-many",
};

/** What happened to a request that no deed or question answered; our bugs get a number to quote and nothing else. */
export function onApiFault(parts: ApiParts, error: unknown, { request, reply }: Exchange): FastifyReply {
  const say = parts.sayFor(request);
  const code = (error as Partial<FastifyError>).statusCode ?? 500;
  if (error instanceof Busy || code === 503) return sendRefusal(reply, busy, say);
  if (code >= 400 && code < 500) return sendProblem(reply, wireProblem(wireFaults[code] ?? "unreadable", say), say);
  parts.world.trace.fault(`request ${request.id}`, error);
  if (error instanceof DiskFull) return sendRefusal(reply, noRoom, say);
  return sendProblem(reply, wireProblem("broken", say, { reference: request.id }), say);
}

/** Nothing lies at that address, or something does that takes the other method. */
export function onNoRoute(parts: ApiParts, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const say = parts.sayFor(request);
  const path = request.url.split("?", 1)[0] ?? "";
  const isDeed = parts.deeds.some((deed) => deed.who !== "system" && pathOf(deed.name) === path);
  const isQuestion = parts.questions.some((question) => pathOf(question.name) === path) || path === "/api";
  if (!isDeed && !isQuestion) return sendRefusal(reply, hidden, say);
  const allowed = [...(isQuestion ? ["GET", "HEAD"] : []), ...(isDeed ? ["POST"] : [])];
  void reply.header("allow", allowed.join(", "));
  return sendProblem(reply, wireProblem("no-such-method", say), say);
}
