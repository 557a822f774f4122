import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { Page, PageAnswer, UploadedFile } from "../../ui/page.ts";
import { Form } from "../../ui/components/index.ts";
import { aWebFace, cookieOf, secretsOf, secure } from "../../../tests/_build/web.ts";

const received: UploadedFile[] = [];
let file: PageAnswer = { kind: "not-found" };
const pages: readonly Page[] = [
  {
    method: "GET",
    path: "/upload",
    who: "signed-in",
    handle: async () => ({
      kind: "page",
      title: "U",
      layout: "partner",
      body: (
        <Form action="/upload" uploads>
          {null}
        </Form>
      ),
    }),
  },
  {
    method: "POST",
    path: "/upload",
    who: "signed-in",
    uploads: true,
    handle: async (ask) => {
      received.push(...ask.files);
      return { kind: "go", to: "/upload" };
    },
  },
  { method: "POST", path: "/plain", who: "signed-in", handle: async () => ({ kind: "go", to: "/upload" }) },
  { method: "GET", path: "/file", who: "anyone", handle: async () => file },
];

const boundary = "----entente";
const part = (head: string, content: Buffer | string) =>
  Buffer.concat([Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), Buffer.from(content), Buffer.from("\r\n")]);
const field = (name: string, value: string) => part(`Content-Disposition: form-data; name="${name}"`, value);
const upload = (name: string, type: string, content: Buffer | string) =>
  part(`Content-Disposition: form-data; name="doc"; filename="${name}"\r\nContent-Type: ${type}`, content);

async function sending(t: TestContext) {
  received.length = 0;
  const { app } = await aWebFace(t, { pages });
  const { _csrf, _key } = secretsOf(
    (await app.inject({ url: "/upload", headers: cookieOf("officer") })).body,
  );
  return (url: string, ...parts: Buffer[]) =>
    app.inject({
      method: "POST",
      url,
      payload: Buffer.concat([
        field("_csrf", _csrf),
        field("_key", _key),
        ...parts,
        Buffer.from(`--${boundary}--\r\n`),
      ]),
      headers: {
        "content-type": `multipart/form-data; boundary=${boundary}`,
        origin: secure,
        ...cookieOf("officer"),
      },
    });
}

test("a file arrives with the type of its bytes, not of its claim, and a name without path or controls", async (t) => {
  const send = await sending(t);
  const html = "<script>alert(1)</script>";
  const done = await send(
    "/upload",
    upload("..\\..\\a\u0007b.pdf", "application/pdf", html),
    upload("x.png", "image/png", "%PDF-1.7 …"),
  );
  assert.equal(done.statusCode, 303);
  assert.deepEqual(
    received.map((f) => [f.name, f.type]),
    [
      ["ab.pdf", "text/plain"],
      ["x.png", "application/pdf"],
    ],
  );
  assert.equal(Buffer.from(received[0]?.bytes ?? []).toString(), html);
});

test("an empty file box is no file", async (t) => {
  const send = await sending(t);
  await send("/upload", upload("", "application/octet-stream", ""));
  assert.equal(received.length, 0);
});

test("a file over 20 MB is a fault in words, and the page does not run", async (t) => {
  const send = await sending(t);
  const told = await send(
    "/upload",
    upload("big.pdf", "application/pdf", Buffer.alloc(20 * 1024 * 1024 + 1, 65)),
  );
  assert.equal(told.statusCode, 422);
  assert.match(told.body, /larger than 20 MB/);
  assert.equal(received.length, 0);
});

test("a page that asks for no files takes none", async (t) => {
  const send = await sending(t);
  assert.equal((await send("/plain", upload("a.pdf", "application/pdf", "%PDF-"))).statusCode, 422);
});

test("a broken multipart body is refused in words, not with a fault of ours", async (t) => {
  const { app } = await aWebFace(t, { pages });
  const told = await app.inject({
    method: "POST",
    url: "/upload",
    payload: `--${boundary}\r\nContent-Disposition: form-data; name="a"`,
    headers: {
      "content-type": `multipart/form-data; boundary=${boundary}`,
      origin: secure,
      ...cookieOf("officer"),
    },
  });
  assert.ok(told.statusCode >= 400 && told.statusCode < 500, String(told.statusCode));
});

test("what a partner sent is saved, never shown: attachment, sandboxed, whatever its type says", async (t) => {
  const { app } = await aWebFace(t, { pages });
  for (const type of ["text/html", "image/svg+xml", "application/xml", "application/octet-stream"]) {
    file = { kind: "file", bytes: "<svg onload=alert(1)>", type, name: "a.svg", inline: true };
    const { headers } = await app.inject({ url: "/file" });
    assert.match(String(headers["content-disposition"]), /^attachment;/, type);
    assert.match(String(headers["content-security-policy"]), /sandbox/, type);
  }
  file = { kind: "file", bytes: "%PDF-", type: "application/pdf", name: "a.pdf", inline: true };
  assert.match(String((await app.inject({ url: "/file" })).headers["content-disposition"]), /^inline;/);
});

test("a file's name cannot break its header, in any script", async (t) => {
  const { app } = await aWebFace(t, { pages });
  file = { kind: "file", bytes: "x", type: "text/csv", name: 'اتفاق\r\nSet-Cookie: a=1"; x=".pdf' };
  const { headers } = await app.inject({ url: "/file" });
  assert.equal(headers["set-cookie"], undefined);
  assert.match(
    String(headers["content-disposition"]),
    /^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%~!-]+$/,
  );
});
