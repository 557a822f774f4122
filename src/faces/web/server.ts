import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import fastifyStatic from "@fastify/static";
import underPressure from "@fastify/under-pressure";
import fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import type { Actor } from "../../kernel/actor.ts";
import type { Say } from "../../ui/say.ts";
import { Cookies } from "./cookies.ts";
import { onFault, onNotFound } from "./failures.tsx";
import { isOwnOrigin } from "./forgery.ts";
import { mountHealth } from "./health.ts";
import { mountPage, type Face } from "./mount-page.ts";
import { brakes, usualLimits, type Brakes } from "./limits.ts";
import { rememberVisit, visitOf, type WebParts } from "./parts.ts";
import { formBytesMax, multipartLimits } from "./posted.ts";
import { Presenter } from "./presenter.ts";

export interface WebFace {
  readonly app: FastifyInstance;
  /** For faces mounted beside the pages: the same judgement of the same cookie, language and origin. */
  actorOf(request: FastifyRequest): Promise<Actor | null>;
  sayFor(request: FastifyRequest): Say;
  isOwnOrigin(request: FastifyRequest): boolean;
}

/** Every page of every door behind one set of guards. Nothing here knows what a page is about. */
export async function createWebFace(parts: WebParts): Promise<WebFace> {
  const address = parts.world.organisation().address;
  const isSecure = address.startsWith("https:");
  const isLoopback = parts.world.organisation().fictitious && !isSecure;
  const cookies = new Cookies(isSecure);
  const presenter = new Presenter(parts, cookies);
  const face: Face = {
    parts, presenter, cookies, isLoopback,
    deeds: new Map(parts.doors.flatMap((door) => door.deeds.map((deed) => [deed.name, deed] as const))),
    questions: new Map(parts.doors.flatMap((door) => door.questions.map((question) => [question.name, question] as const))),
  };
  // The address in front of us is the peer's: forwarded headers from outside name nobody (AN-06).
  const app = fastify({ logger: false, bodyLimit: formBytesMax, trustProxy: false, routerOptions: { maxParamLength: 120 } });
  await guard(app, isSecure, parts.limits?.loopDelayMs ?? usualLimits.loopDelayMs);
  await app.register(fastifyStatic, {
    root: parts.built.assetsFolder, prefix: "/assets/", immutable: true, maxAge: "365d", index: false, list: false,
    preCompressed: true, // the build leaves .br and .gz beside style sheets and scripts
  });
  rememberVisits(app, parts, cookies);
  app.setErrorHandler((error, request, reply) => onFault(face, error, request, reply));
  const brake = brakes(app, parts.limits);
  app.setNotFoundHandler({ preHandler: brake.reads }, (request, reply) => onNotFound(face, request, reply));
  mountHealth(app, parts.world);
  mountEmblem(app, parts);
  mountPages(app, face, brake);
  return {
    app,
    actorOf: async (request) => visitOf(request).session?.actor ?? null,
    sayFor: (request) => presenter.say(request),
    isOwnOrigin: (request) => isOwnOrigin(request, address, isLoopback),
  };
}

async function guard(app: FastifyInstance, isSecure: boolean, loopDelayMs: number): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], fontSrc: ["'self'"], imgSrc: ["'self'"],
        connectSrc: ["'self'"], formAction: ["'self'"], frameAncestors: ["'none'"], baseUri: ["'none'"],
      },
    },
    // With "no-referrer" browsers send Origin: null on our own forms, and the origin check would refuse them.
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  });
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: formBytesMax });
  await app.register(multipart, { limits: multipartLimits, throwFileSizeLimit: false });
  await app.register(rateLimit, { global: false });
  await app.register(underPressure, { maxEventLoopDelay: loopDelayMs, retryAfter: 5 });
}

/** The session is judged anew at every request: a role revoked a second ago is gone with the next click (AN-11). */
function rememberVisits(app: FastifyInstance, parts: WebParts, cookies: Cookies): void {
  app.addHook("onRequest", async (request) => {
    if (request.url.startsWith("/assets/") || request.url === "/health") return;
    const token = cookies.read(request, "session");
    rememberVisit(request, { token, session: token === null ? null : await parts.openSession(token) });
  });
}

function mountPages(app: FastifyInstance, face: Face, brake: Brakes): void {
  const reads = { preHandler: brake.reads };
  const writes = { preHandler: brake.writes };
  for (const page of [...face.parts.doors.flatMap((door) => door.pages), ...face.parts.pages]) {
    mountPage(app, face, page, page.method === "GET" ? reads : writes);
  }
}

/** The organisation's emblem as a picture: whatever its SVG holds, nothing in it can run. */
function mountEmblem(app: FastifyInstance, parts: WebParts): void {
  app.get("/emblem.svg", (_request, reply) => reply
    .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .header("cache-control", "public, max-age=3600")
    .type("image/svg+xml")
    .send(parts.world.organisation().emblemSvg));
}
