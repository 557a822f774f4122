import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from "fastify";
import type { Actor } from "../../kernel/actor.ts";
import { faulty, type Refusal } from "../../kernel/refusal.ts";
import type { Purpose } from "../../kernel/purpose.ts";
import { assert, type Result } from "../../kernel/result.ts";
import { ask as askQuestion, perform, type DeedDefinition, type QuestionDefinition } from "../../modules/log/index.ts";
import type { Page, PageAnswer, PageAsk } from "../../ui/page.ts";
import { typedText } from "../../ui/form.ts";
import { answerPage } from "./answer-page.tsx";
import type { Cookies } from "./cookies.ts";
import { isFormToken, isOwnOrigin } from "./forgery.ts";
import { mayOpen } from "./navigation.ts";
import { visitOf, type WebParts } from "./parts.ts";
import { readPosted, type Posted } from "./posted.ts";
import { queryOf, type Presenter } from "./presenter.ts";

export interface Face {
  readonly parts: WebParts;
  readonly presenter: Presenter;
  readonly cookies: Cookies;
  readonly deeds: ReadonlyMap<string, DeedDefinition>;
  readonly questions: ReadonlyMap<string, QuestionDefinition>;
  readonly isLoopback: boolean;
}

export function mountPage(app: FastifyInstance, face: Face, page: Page, limits: RouteShorthandOptions): void {
  const run = page.method === "GET" ? openPage : postPage;
  app.route({ ...limits, method: page.method, url: page.path, handler: (request, reply) => run(face, page, request, reply) });
}

async function openPage(face: Face, page: Page, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const actor = face.presenter.actor(request);
  if (!mayOpen(page, actor)) {
    // Who is not signed in may become somebody who may; everyone else sees what they would see if it were not there.
    if (actor.side !== "public") return answerPage(face, request, reply, { kind: "not-found" });
    return reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303);
  }
  const answer = await page.handle(pageAsk(face, request, { form: {}, files: [] }));
  return answerPage(face, request, reply, answer);
}

async function postPage(face: Face, page: Page, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { world } = face.parts;
  const turnDown = (answer: PageAnswer | AgainAnswer | OutageAnswer) => answerPage(face, request, reply, answer);
  if (!isOwnOrigin(request, world.organisation().address, face.isLoopback)) return turnDown(otherOrigin);
  const posted = await readPosted(request, page.uploads === true);
  if (!posted.ok) return turnDown({ kind: "refusal", refusal: faulty(posted.error) });
  const { form } = posted.value;
  const actor = face.presenter.actor(request);
  // Only a browser that names our origin may be shown its own form again: a forged one is never offered to be sent.
  const isOurs = request.headers.origin !== undefined;
  if (!mayOpen(page, actor)) {
    if (actor.side !== "public") return turnDown({ kind: "not-found" });
    return turnDown(isOurs ? { kind: "again", why: "session", form } : otherOrigin);
  }
  if (!isFormToken(world.keys, face.presenter.formSecret(request), typedText(form, "_csrf"))) {
    return turnDown(isOurs ? { kind: "again", why: "token", form } : otherOrigin);
  }
  const outages: Refusal[] = [];
  const answer = await page.handle(pageAsk(face, request, posted.value, (refusal) => {
    if (refusal.kind === "busy" || refusal.kind === "no-room") outages.push(refusal);
  }));
  const [outage] = outages;
  if (answer.kind === "page" && outage) return turnDown({ kind: "outage", page: answer, refusal: outage });
  const needsGesture = answer.kind === "refusal" && answer.refusal.code === "log/gesture-needed";
  return turnDown(needsGesture ? { kind: "again", why: "gesture", form } : answer);
}

export interface AgainAnswer {
  readonly kind: "again";
  readonly why: "gesture" | "session" | "token";
  readonly form: Posted["form"];
}

/** The form again with what was typed, because the machine could not take it: a page, but never a success. */
export interface OutageAnswer {
  readonly kind: "outage";
  readonly page: Extract<PageAnswer, { readonly kind: "page" }>;
  readonly refusal: Refusal;
}

const otherOrigin: PageAnswer = {
  kind: "refusal", refusal: { kind: "refused", code: "web/other-origin" },
};

type Hear = (refusal: Refusal) => void;

function pageAsk(face: Face, request: FastifyRequest, posted: Posted, hear: Hear = () => {}): PageAsk {
  const { world } = face.parts;
  const say = face.presenter.say(request);
  const actor: Actor = { ...face.presenter.actor(request), lang: say.lang };
  const sent = typedText(posted.form, "_key") ?? "";
  const key = /^[\w-]{16,200}$/.test(sent) ? sent : Buffer.from(world.random.bytes(24)).toString("base64url");
  let performed = 0;
  return {
    world, organisation: world.organisation(), actor, lang: say.lang, say, idempotencyKey: key,
    params: request.params as Record<string, string>, query: queryOf(request), form: posted.form, files: posted.files,
    sessionToken: visitOf(request).token,
    perform: async <Answer>(name: string, ask: unknown) => {
      const definition = face.deeds.get(name);
      assert(definition, `no door has a deed ${name}`);
      // A page that performs two deeds gives each its own key, in the order it always performs them.
      const idempotencyKey = performed++ === 0 ? key : `${key}:${performed}`;
      const done = await perform(world, actor, definition, ask, { idempotencyKey });
      if (!done.ok) hear(done.error);
      return done as Result<Answer, Refusal>;
    },
    answer: <Answer>(name: string, ask: unknown, purpose?: Purpose) => {
      const definition = face.questions.get(name);
      assert(definition, `no door has a question ${name}`);
      return askQuestion(world, actor, definition, ask, purpose) as Promise<Answer | null>;
    },
  };
}
