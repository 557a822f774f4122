import { openSession } from "../../modules/access/index.ts";
import { checkpoint } from "../../modules/log/index.ts";
import { readBuilt } from "../../ports/built.ts";
import { sayings } from "../../ui/catalogue.ts";
import { mountApi } from "../api/mount.ts";
import { allDeeds, allQuestions, doors } from "../doors.ts";
import { clauseTexts } from "../clause-texts.ts";
import { mountLogFiles } from "../log-files/mount.ts";
import { facePages } from "../web/face-pages.ts";
import type { Limits } from "../web/parts.ts";
import { createWebFace } from "../web/server.ts";
import { startWorker, type Worker } from "../worker/worker.ts";
import { evaluationParts } from "./evaluation/parts.ts";
import type { OpenWorld } from "./open-world.ts";
import type { FastifyInstance } from "fastify";

export interface Served {
  readonly app: FastifyInstance;
  readonly worker: Worker;
  readonly address: string;
  stop(): Promise<void>;
}

export const productVersion = "0.1.0";

/**
 * Mounts every face on one server and starts the worker. Listens when asked to; who injects instead waits its turn and
 * is never told "busy": telling a story in the same process keeps the loop late, and nobody outside is kept waiting.
 */
export async function serve(opened: OpenWorld, ask: { listen: boolean; idle?: boolean; limits?: Partial<Limits> }): Promise<Served> {
  const { world, config } = opened;
  const built = readBuilt(config.root);
  const clauseText = clauseTexts(world);
  const says = sayings({ catalogues: built.catalogues, timeZone: world.organisation().timeZone, clauseText });
  const face = await createWebFace({
    world,
    built,
    doors,
    pages: facePages,
    clauseText,
    openSession: (token) => openSession(world, token),
    checkpoint: () => checkpoint(world),
    limits: { ...(ask.listen ? {} : { loopDelayMs: 0 }), ...ask.limits },
    ...(config.mode === "evaluation" ? evaluationParts(world, (lang) => says[lang]) : {}),
  });
  mountApi(face.app, {
    world,
    deeds: allDeeds,
    questions: allQuestions,
    version: productVersion,
    actorOf: face.actorOf,
    sayFor: face.sayFor,
    isOwnOrigin: face.isOwnOrigin,
  });
  mountLogFiles(face.app, world);
  if (ask.listen) await face.app.listen({ host: config.host, port: config.port });
  else await face.app.ready();
  const worker = startWorker(world, (lang) => says[lang], {
    idle: ask.idle === true,
    refresh: () => opened.refresh(),
  });
  return {
    app: face.app,
    worker,
    address: world.organisation().address,
    async stop() {
      await worker.stop();
      await face.app.close();
    },
  };
}
