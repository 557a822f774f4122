import type { FastifyInstance, FastifyReply } from "fastify";
import { leafBytes, proofFile } from "../../modules/log/index.ts";
import { isLogPath, logFolder } from "../../ports/log-store.ts";
import type { World } from "../../ports/world.ts";

/**
 * The published log under /log/: static files as c2sp.org/tlog-tiles says, and beside them the bytes and the
 * proof of one entry. Everything is for everybody, also for pages of other origins: whoever verifies must not
 * have to ask.
 */
export function mountLogFiles(app: FastifyInstance, world: World): void {
  const store = logFolder(world.folders.log);

  app.get("/log/checkpoint", async (_request, reply) =>
    send(reply, await store.read("checkpoint"), { type: plain, cache: "no-cache" }));

  app.get("/log/log.vkey", async (_request, reply) =>
    send(reply, await store.read("log.vkey"), { type: plain, cache: "no-cache" }));

  app.get<{ Params: { "*": string } }>("/log/tile/*", async (request, reply) => {
    const path = `tile/${request.params["*"]}`;
    return send(reply, isLogPath(path) ? await store.read(path) : null, { type: bytes, cache: forEver });
  });

  app.get<{ Params: { index: string } }>("/log/entries/:index", async (request, reply) => {
    const index = indexFrom(request.params.index);
    return send(reply, index === null ? null : await leafBytes(world, index), { type: json, cache: forEver });
  });

  // The proof is under the last checkpoint, so the same address gives a longer proof tomorrow.
  app.get<{ Params: { file: string } }>("/log/proof/:file", async (request, reply) => {
    const [, text] = /^(\d+)\.tlog-proof$/.exec(request.params.file) ?? [];
    const index = indexFrom(text ?? "");
    return send(
      reply, index === null ? null : await proofFile(world, index), { type: plain, cache: "no-cache" },
    );
  });
}

const plain = "text/plain; charset=utf-8";
const bytes = "application/octet-stream";
const json = "application/json; charset=utf-8";
const forEver = "public, max-age=31536000, immutable";

function send(
  reply: FastifyReply, content: Uint8Array | string | null, { type, cache }: { type: string; cache: string },
): FastifyReply {
  reply.header("access-control-allow-origin", "*").header("cross-origin-resource-policy", "cross-origin");
  // What is not there today may be there tomorrow: absence is never kept.
  if (content === null) {
    return reply.code(404).header("cache-control", "no-store").type(plain).send("not in this log\n");
  }
  const body = typeof content === "string" ? content : Buffer.from(content);
  return reply.header("cache-control", cache).type(type).send(body);
}

/** One written form per index; anything else is not here. */
function indexFrom(text: string): number | null {
  return /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : null;
}
