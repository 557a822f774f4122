import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Refusal } from "../../kernel/refusal.ts";
import type { Say } from "../../ui/say.ts";
import { problemOf, type Problem } from "./problem.ts";

export function sendRefusal(reply: FastifyReply, refusal: Refusal, say: Say): FastifyReply {
  if (refusal.kind === "busy") void reply.header("retry-after", "2");
  return sendProblem(reply, problemOf(refusal, say), say);
}

export function sendProblem(reply: FastifyReply, problem: Problem, say: Say): FastifyReply {
  if (problem.status === 401) void reply.header("www-authenticate", 'Session realm="entente"');
  return reply.code(problem.status)
    .header("content-language", say.lang)
    .header("cache-control", "no-store")
    .type("application/problem+json")
    .send(JSON.stringify(problem));
}

/** An answer: JSON, or the bytes of a document as they are. 304 when the asker holds exactly this already. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, value: unknown): FastifyReply {
  const body = value instanceof Uint8Array ? Buffer.from(value) : jsonText(value);
  const etag = etagOf(value, body);
  void reply.header("etag", etag).header("cache-control", "no-store");
  if (request.method === "GET" && holds(request.headers["if-none-match"], etag)) return reply.code(304).send();
  if (typeof body === "string") return reply.type("application/json").send(body);
  return reply.type("application/octet-stream").header("content-disposition", "attachment").send(body);
}

/** bigint travels as a decimal string, bytes as base64. */
function jsonText(value: unknown): string {
  return JSON.stringify(value, function (this: unknown, key, shown: unknown) {
    // A Buffer has turned itself into an object of numbers before it gets here.
    const own: unknown = typeof this === "object" && this !== null ? Reflect.get(this, key) : shown;
    if (own instanceof Uint8Array) return Buffer.from(own).toString("base64");
    return typeof shown === "bigint" ? shown.toString() : shown;
  }) ?? "null";
}

/**
 * `"v<version>-<hash>"` where the answer has a version, else the hash. The version is what If-Match hands on; the hash
 * is there because an answer may change while its version does not (what a reader may see, what a clock says).
 */
function etagOf(value: unknown, body: string | Buffer): string {
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 16);
  const hasVersion = typeof value === "object" && value !== null && "version" in value;
  return hasVersion && Number.isSafeInteger(value.version) ? `"v${String(value.version)}-${hash}"` : `"${hash}"`;
}

/** If-None-Match as RFC 9110 compares it: any of a list, weakly. */
function holds(header: string | undefined, etag: string): boolean {
  return (header ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}
