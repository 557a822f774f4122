import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import fastify, { type FastifyInstance } from "fastify";
import { aBell, record } from "../../../tests/_build/log/bells.ts";
import { aWorld } from "../../../tests/_build/world.ts";
import { keyFrom, verifyLog, verifyProof } from "../../../verifier/verify.mjs";
import { sequence } from "../../modules/log/index.ts";
import { mountLogFiles } from "./mount.ts";

async function aServer(t: TestContext, leaves: number): Promise<FastifyInstance> {
  const world = await aWorld(t);
  if (leaves > 0) await record(world, Array.from({ length: leaves }, () => aBell(world)));
  await sequence(world);
  const app = fastify();
  mountLogFiles(app, world);
  t.after(() => app.close());
  return app;
}

async function read(app: FastifyInstance, path: string): Promise<Buffer | null> {
  const answer = await app.inject(`/log/${path}`);
  return answer.statusCode === 200 ? answer.rawPayload : null;
}

test("a stranger verifies the whole log and one entry over HTTP", async (t) => {
  const app = await aServer(t, 300);
  const key = keyFrom(String(await read(app, "log.vkey")));
  const log = await verifyLog((path) => read(app, path), key);
  assert.equal(log.leaves.length, 300);
  const [proof, entry] = [await read(app, "proof/299.tlog-proof"), await read(app, "entries/299")];
  const proved = await verifyProof(proof ?? Buffer.alloc(0), entry ?? Buffer.alloc(0), key);
  assert.equal(proved.index, 299n);
});

test("the checkpoint is never kept, tiles and entries for ever, all open to other origins", async (t) => {
  const app = await aServer(t, 1);
  const expected = {
    "/log/checkpoint": ["text/plain; charset=utf-8", "no-cache"],
    "/log/log.vkey": ["text/plain; charset=utf-8", "no-cache"],
    "/log/proof/0.tlog-proof": ["text/plain; charset=utf-8", "no-cache"],
    "/log/tile/0/000.p/1": ["application/octet-stream", "public, max-age=31536000, immutable"],
    "/log/tile/entries/000.p/1": ["application/octet-stream", "public, max-age=31536000, immutable"],
    "/log/entries/0": ["application/json; charset=utf-8", "public, max-age=31536000, immutable"],
  };
  for (const [url, [type, cache]] of Object.entries(expected)) {
    const answer = await app.inject(url);
    assert.equal(answer.statusCode, 200, url);
    assert.deepEqual([answer.headers["content-type"], answer.headers["cache-control"]], [type, cache], url);
    assert.equal(answer.headers["access-control-allow-origin"], "*", url);
  }
});

test("what is not in the log is absent, and no path leaves the folder", async (t) => {
  const app = await aServer(t, 1);
  for (const path of [
    "tile/0/001", "tile/0/000", "tile/0/000.p/2", "tile/0/000.p/0", "tile/..%2fcheckpoint",
    "tile/0/..%2f..%2f..%2fsecret", "tile/%00", "tile/-1/000", "tile/0/0",
    "entries/1", "entries/01", "entries/-1",
    "entries/1e0", "entries/99999999999999999999", "proof/1.tlog-proof", "proof/0", "proof/00.tlog-proof",
    "proof/0.tlog-proof.bak", "nothing",
  ]) {
    const answer = await app.inject(`/log/${path}`);
    assert.equal(answer.statusCode, 404, path);
    assert.ok(
      answer.headers["cache-control"] === "no-store" || path === "nothing" || path.includes(".."), path,
    );
  }
});

test("an empty log has no checkpoint and no proof", async (t) => {
  const app = await aServer(t, 0);
  for (const path of ["checkpoint", "proof/0.tlog-proof", "entries/0"]) {
    assert.equal(await read(app, path), null, path);
  }
});
