import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { SMTPServer } from "smtp-server";
import { aWorld } from "../../../tests/_build/world.ts";
import { withClient } from "../database/admin.ts";
import { clearMark, setMark } from "../database/marks.ts";
import { heldWhileMuted, MailHeld } from "./held.ts";
import { outboxMail } from "./outbox.ts";
import { smtpMail } from "./smtp.ts";
import type { Letter } from "../mail.ts";

const letter: Letter = {
  to: "contact@example.org", subject: "ملف ينتظركم", text: "https://partners.example.org/tasks\n", messageId: "evt_1.acc_2",
};
const from = "entente@partners.example.org";

async function aRelay(t: TestContext, refuse = false): Promise<{ url: string; received: string[] }> {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ["STARTTLS"], logger: false,
    onRcptTo: (_address, _session, done) => done(refuse ? new Error("no such mailbox") : null),
    onData: (stream, _session, done) => {
      let text = "";
      stream.on("data", (bytes: Buffer) => (text += bytes.toString())).on("end", () => {
        received.push(text);
        done();
      });
    },
  });
  const port = await new Promise<number>((done) => {
    const listening = server.listen(0, "127.0.0.1", () => {
      const address = listening.address();
      done(typeof address === "object" ? (address?.port ?? 0) : 0);
    });
  });
  t.after(() => new Promise<void>((done) => server.close(done)));
  return { url: `smtp://127.0.0.1:${port}`, received };
}

test("without a relay a letter is one file, and its retry the same file", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "entente-outbox-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const mail = outboxMail(folder, from);
  await mail.send(letter);
  await mail.send(letter);
  const [name = "", ...others] = readdirSync(folder);
  assert.deepEqual(others, []);
  const text = readFileSync(join(folder, name), "utf8");
  assert.match(text, /^To: contact@example\.org\r$/m);
  assert.match(text, /^Message-ID: <evt_1\.acc_2@partners\.example\.org>\r$/m);
});

test("a relay receives the letter with our message id; its refusal is an error", async (t) => {
  const relay = await aRelay(t);
  const mail = smtpMail(relay.url, from);
  assert.equal(await mail.check(), null);
  await mail.send(letter);
  assert.match(relay.received[0] ?? "", /Message-ID: <evt_1\.acc_2@/);
  await assert.rejects(smtpMail((await aRelay(t, true)).url, from).send(letter), /no such mailbox/);
});

test("an address or subject that would add a header or a reader is refused", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "entente-outbox-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const mail = outboxMail(folder, from);
  for (const to of ["a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "A <a@example.org>"]) {
    await assert.rejects(mail.send({ ...letter, to }), RangeError);
  }
  await assert.rejects(mail.send({ ...letter, subject: "a\nBcc: b@example.org" }), RangeError);
});

test("after a restore nothing is sent until somebody lifts the mark", async (t) => {
  const world = await aWorld(t);
  const mail = heldWhileMuted(world.mail, world.database);
  await withClient(world.adminUrl, (client) => setMark(client, "muted", "restored"));
  await assert.rejects(mail.send(letter), MailHeld);
  assert.deepEqual(world.mail.letters, []);
  await withClient(world.adminUrl, (client) => clearMark(client, "muted"));
  await mail.send(letter);
  assert.deepEqual(world.mail.letters, [letter]);
});
