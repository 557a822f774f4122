import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { createKeyFiles, keyFileFaults, readKeyFiles } from "./keys-files.ts";
import { StartRefused } from "./start-refused.ts";

function aFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "entente-keys-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
const text = (bytes: Uint8Array | null): string | null => (bytes ? Buffer.from(bytes).toString() : null);

test("keys made once are read again, and what one start sealed the next one opens", (t) => {
  const folder = aFolder(t);
  const made = createKeyFiles(folder, "log.example.org/a");
  const read = readKeyFiles(folder);
  const sealed = made.seal(Buffer.from("secret"), "body evt_1");
  assert.equal(text(read.open(sealed, "body evt_1")), "secret");
  assert.equal(read.logSigningKey().origin, "log.example.org/a");
  assert.deepEqual(read.mac("cursor", "x"), made.mac("cursor", "x"));
  assert.equal(statSync(join(folder, "sealing.key")).mode & 0o777, 0o600);
  assert.deepEqual(keyFileFaults(folder), []);
});

test("sealed bytes open under their own context only, whole, and never twice the same", (t) => {
  const keys = createKeyFiles(aFolder(t), "log.example.org/a");
  const sealed = keys.seal(Buffer.from("secret"), "a");
  assert.equal(keys.open(sealed, "b"), null);
  for (const at of [0, 1, 13, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    assert.equal(keys.open(changed, "a"), null);
  }
  assert.equal(keys.open(sealed.subarray(0, 28), "a"), null);
  assert.notDeepEqual(keys.seal(Buffer.from("secret"), "a"), sealed);
  assert.notDeepEqual(keys.mac("cursor", "x"), keys.mac("csrf", "x"));
});

test("a missing, open or broken key stops the start and says which", (t) => {
  const folder = aFolder(t);
  createKeyFiles(folder, "log.example.org/a");
  const refuses = (claim: RegExp): void => assert.throws(() => readKeyFiles(folder), (e) =>
    e instanceof StartRefused && claim.test(e.message));
  chmodSync(join(folder, "mac.key"), 0o644);
  refuses(/mac\.key can be read by others/);
  chmodSync(join(folder, "mac.key"), 0o600);
  writeFileSync(join(folder, "sealing.key"), "short");
  refuses(/sealing\.key must hold 64/);
  rmSync(join(folder, "sealing.key"));
  refuses(/sealing\.key is missing/);
  assert.deepEqual(keyFileFaults(folder), ["sealing.key is missing"]);
});

test("keys are never made over keys", (t) => {
  const folder = aFolder(t);
  createKeyFiles(folder, "log.example.org/a");
  rmSync(join(folder, "log.pem"));
  assert.throws(() => createKeyFiles(folder, "log.example.org/a"), /keys are made once/);
});
