import assert from "node:assert/strict";
import type { lookup } from "node:dns";
import { createServer, type RequestListener } from "node:http";
import { test, type TestContext } from "node:test";
import { isPublicAddress } from "./addresses.ts";
import { fetchingHttp } from "./http-fetch.ts";

/** A publisher on loopback; returns its origin. */
async function aPublisher(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}
const bounds = { maxBytes: 1_000, timeoutMs: 5_000 };

test("a list of our own origin is fetched with its version, and not again when nothing changed", async (t) => {
  const origin = await aPublisher(t, (request, answer) => {
    if (request.headers["if-none-match"] === '"1"') return void answer.writeHead(304).end();
    answer.writeHead(200, { etag: '"1"' }).end("list");
  });
  const http = fetchingHttp({ ownOrigins: [origin] });
  const first = await http.get({ url: `${origin}/list`, ...bounds });
  assert.deepEqual(first, { kind: "fetched", bytes: Buffer.from("list"), etag: '"1"' });
  assert.deepEqual(await http.get({ url: `${origin}/list`, etag: '"1"', ...bounds }), { kind: "not-modified" });
});

for (const url of [
  "http://lists.example.org/a", "https://127.0.0.1/a", "https://[::1]/a", "https://169.254.169.254/latest",
    "https://10.0.0.1/",
  "https://user:password@lists.example.org/", "file:///etc/passwd", "https://[::ffff:10.0.0.1]/",
    "https://0x7f000001/", "not a url",
]) {
  test(`refuses ${url} without connecting`, async () => {
    const never: unknown = () => assert.fail("the name was resolved");
    const http = fetchingHttp({ resolve: never as typeof lookup });
    assert.deepEqual(await http.get({ url, ...bounds }), { kind: "failed", reason: "refused-address" });
  });
}

test("refuses a public name that resolves to a private address, even as one of several", async () => {
  const resolve = ((_name: string, _options: unknown, callback: (e: null, found: unknown) => void) =>
    callback(null, [{ address: "8.8.8.8", family: 4 }, { address: "127.0.0.1", family: 4 }])) as unknown as typeof lookup;
  assert.deepEqual(await fetchingHttp({ resolve }).get({ url: "https://lists.example.org/", ...bounds }),
    { kind: "failed", reason: "refused-address" });
});

test("a redirect is a failure, wherever it leads", async (t) => {
  const origin = await aPublisher(t, (_request, answer) => answer.writeHead(302, { location: "http://127.0.0.1:1/" }).end());
  assert.deepEqual(await fetchingHttp({ ownOrigins: [origin] }).get({ url: origin, ...bounds }),
    { kind: "failed", reason: "status" });
});

test("a list longer than its bound is dropped, declared or not", async (t) => {
  const declared = await aPublisher(t, (_request, answer) => answer.writeHead(200).end("x".repeat(1_001)));
  const streamed = await aPublisher(t, (_request, answer) => {
    answer.writeHead(200);
    answer.write("x".repeat(900));
    answer.end("x".repeat(900));
  });
  const http = fetchingHttp({ ownOrigins: [declared, streamed] });
  for (const url of [declared, streamed]) assert.deepEqual(await http.get({ url, ...bounds }),
    { kind: "failed", reason: "too-large" });
});

test("a publisher that goes silent, or away in the middle, is told apart from an answer", async (t) => {
  const silent = await aPublisher(t, () => {});
  const cutting = await aPublisher(t, (request, answer) => {
    answer.writeHead(200, { "content-length": "500" });
    answer.write("x", () => request.socket.destroy());
  });
  const http = fetchingHttp({ ownOrigins: [silent, cutting] });
  assert.deepEqual(await http.get({ url: silent, maxBytes: 10, timeoutMs: 100 }), { kind: "failed", reason: "timeout" });
  assert.deepEqual(await http.get({ url: cutting, ...bounds }), { kind: "failed", reason: "unreachable" });
});

test("only the public internet is public", () => {
  for (const one of ["8.8.8.8", "2606:4700::1111"]) assert.ok(isPublicAddress(one), one);
  for (const one of ["127.0.0.1", "100.64.0.1", "192.168.1.1", "224.0.0.1", "::1", "fe80::1", "fc00::1",
    "2002:7f00:1::", "::ffff:8.8.8.8", "name"]) {
    assert.ok(!isPublicAddress(one), one);
  }
});
