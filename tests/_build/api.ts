/**
 * The API as it is served: the web face's guards, every door's deeds and questions, sessions by token. What the tests
 * replace is only how a session is found.
 */
import type { TestContext } from "node:test";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { plusMs } from "../../src/kernel/instants.ts";
import type { Actor } from "../../src/kernel/actor.ts";
import { mountApi, type ApiParts } from "../../src/faces/api/mount.ts";
import { allDeeds, allQuestions } from "../../src/faces/doors.ts";
import { createWebFace } from "../../src/faces/web/server.ts";
import { readBuilt } from "../../src/ports/built.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import type { World } from "../../src/ports/world.ts";

export interface Api {
  readonly app: FastifyInstance;
  /** POST with a key of its own unless one is given. `body`: text or bytes as they are, anything else as JSON. */
  post(path: string, body: unknown, how?: Sent): Promise<LightMyRequestResponse>;
  get(path: string, how?: Sent): Promise<LightMyRequestResponse>;
}

export interface Sent {
  readonly as?: Actor;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function anApi(t: TestContext, world: World, parts: Partial<ApiParts> = {}): Promise<Api> {
  const sessions = new Map<string, Actor>();
  const face = await createWebFace({
    world, built: readBuilt(projectRoot()), doors: [], pages: [], checkpoint: async () => null,
    openSession: async (token) => {
      const actor = sessions.get(token ?? "");
      const endsAt = plusMs(world.clock.now(), 600_000);
      return actor ? { actor, endsAt, warnAt: endsAt } : null;
    },
  });
  mountApi(face.app, {
    world, deeds: allDeeds, questions: allQuestions, version: "0.0.0", actorOf: face.actorOf, sayFor: face.sayFor,
    isOwnOrigin: face.isOwnOrigin, ...parts,
  });
  await face.app.ready();
  t.after(() => face.app.close());
  const cookie = (actor: Actor | undefined): Record<string, string> => {
    if (!actor) return {};
    sessions.set(actor.accountId, actor);
    return { cookie: `__Host-session=${actor.accountId}` };
  };
  let keys = 0;
  return {
    app: face.app,
    post: (path, body, how = {}) => face.app.inject({
      method: "POST", url: `/api/${path}`,
      payload: typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body),
      headers: {
        "content-type": "application/json", "idempotency-key": how.key ?? `key-${++keys}`, ...cookie(how.as),
        ...how.headers,
      },
    }),
    get: (path, how = {}) => face.app.inject({ url: `/api/${path}`, headers: { ...cookie(how.as), ...how.headers } }),
  };
}
