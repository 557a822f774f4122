import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { FastifyInstance } from "fastify";
import { createWebFace } from "../../src/faces/web/server.ts";
import type { Limits, WebParts } from "../../src/faces/web/parts.ts";
import type { Actor } from "../../src/kernel/actor.ts";
import { plusHours } from "../../src/kernel/instants.ts";
import { readBuilt } from "../../src/ports/built.ts";
import type { Database } from "../../src/ports/database/database.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import type { Page } from "../../src/ui/page.ts";
import { actorOf } from "./actors.ts";
import { memoryWorld } from "./world.ts";

export interface PaperFace {
  readonly app: FastifyInstance;
  readonly world: ReturnType<typeof memoryWorld>;
  /** Who the token "token-of-<name>" belongs to; taking somebody out ends their session. */
  readonly sessions: Map<string, Actor>;
  readonly told: unknown[]; // what the trace was told of faults
}

export interface PaperFaceAsk {
  readonly pages: readonly Page[];
  readonly address?: string;
  readonly limits?: Partial<Limits>;
  readonly parts?: Partial<WebParts>;
}

export const secure = "https://partners.example.org";

/** The web face over a World without a database: for what happens before and after a page, not in it. */
export async function aWebFace(t: TestContext, ask: PaperFaceAsk): Promise<PaperFace> {
  const state = mkdtempSync(join(tmpdir(), "entente-web-"));
  const world = memoryWorld(state, "web");
  world.configure({ address: ask.address ?? secure, fictitious: false });
  const told: unknown[] = [];
  const sessions = new Map<string, Actor>([
    ["officer", actorOf({ roles: ["partnership-officer"], name: "Olive Officer" })],
    ["director", actorOf({ roles: ["director"], name: "Dora Director", lang: "fr" })],
  ]);
  const database: Database = {
    transaction: () => Promise.reject(new Error("no database here")), read: () => Promise.reject(new Error("no database here")),
    clockSkewMs: async () => 0, close: async () => {},
  };
  const { app } = await createWebFace({
    world: { ...world, database, trace: { info: () => {}, warn: () => {}, fault: (_what, error) => void told.push(error) } },
    built: readBuilt(projectRoot()), doors: [], pages: ask.pages, checkpoint: async () => null,
    openSession: async (token) => {
      const actor = sessions.get(token?.replace("token-of-", "") ?? "");
      const now = world.clock.now();
      return actor ? { actor, endsAt: plusHours(now, 1), warnAt: plusHours(now, 1) } : null;
    },
    ...(ask.limits ? { limits: ask.limits } : {}), ...ask.parts,
  });
  t.after(async () => {
    await app.close();
    rmSync(state, { recursive: true, force: true });
  });
  return { app, world, sessions, told };
}

/** The cookie header of somebody signed in over https. */
export function cookieOf(name: string): { cookie: string } {
  return { cookie: `__Host-session=token-of-${name}` };
}

/** The token and key that a rendered form carries. */
export function secretsOf(html: string): { _csrf: string; _key: string } {
  const of = (name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? "";
  return { _csrf: of("_csrf"), _key: of("_key") };
}
