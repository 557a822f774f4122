// Goal: a disk that is really full refuses documents, keeps no half of one, goes on serving, and recovers by itself.
// Method: a file system of 256 kB, mounted where that is allowed.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { diskBlobs } from "../../src/ports/blobs-disk.ts";
import { DiskFull } from "../../src/ports/disk-full.ts";
import { keysFrom, newSecrets } from "../../src/ports/keys-files.ts";
import { outboxMail } from "../../src/ports/mail/outbox.ts";

/** Null where nothing may be mounted. */
function aSmallDisk(t: TestContext): string | null {
  const folder = mkdtempSync(join(tmpdir(), "entente-small-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", folder]).status === 0;
  t.after(() => {
    if (mounted) spawnSync("umount", [folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return mounted ? folder : null;
}

const notAllowed = "no file system may be mounted here (needs root and the right to mount)";

test("a full disk refuses a document whole, still serves the others, and takes it once there is room", async (t) => {
  const disk = aSmallDisk(t);
  if (!disk) return t.skip(notAllowed);
  const blobs = diskBlobs(join(disk, "blobs"), keysFrom(newSecrets("log.example.org/a")));
  const kept = await blobs.put(Buffer.from("accounts"));
  writeFileSync(join(disk, "ballast"), Buffer.alloc(150_000));
  const large = Buffer.alloc(120_000, "x");
  await assert.rejects(blobs.put(large), DiskFull);
  const files = readdirSync(join(disk, "blobs"), { recursive: true }).filter((name) => /[0-9a-f]{62}/.test(String(name)));
  assert.equal(files.length, 1, "nothing of the refused document is left");
  assert.equal(Buffer.from((await blobs.get(kept)) ?? []).toString(), "accounts");
  rmSync(join(disk, "ballast"));
  assert.deepEqual(Buffer.from((await blobs.get(await blobs.put(large))) ?? []), large);
});

test("a full disk keeps no half letter: it stays in its queue and is tried again", async (t) => {
  const disk = aSmallDisk(t);
  if (!disk) return t.skip(notAllowed);
  const outbox = join(disk, "outbox");
  const mail = outboxMail(outbox, "entente@partners.example.org");
  const letter = { to: "a@example.org", subject: "A file waits for you", text: "x".repeat(120_000), messageId: "let_1" };
  writeFileSync(join(disk, "ballast"), Buffer.alloc(150_000));
  await assert.rejects(mail.send(letter), /ENOSPC/);
  assert.deepEqual(readdirSync(outbox), []);
  rmSync(join(disk, "ballast"));
  await mail.send(letter);
  assert.equal(readdirSync(outbox).length, 1);
});
