import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { diskBlobs, realFiles, type BlobFiles } from "./blobs-disk.ts";
import { DiskFull } from "./disk-full.ts";
import { keysFrom, newSecrets } from "./keys-files.ts";

function aFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "entente-blobs-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
const keys = keysFrom(newSecrets("log.example.org/a"));
const document = Buffer.from("accounts of Fondation Exemplaire");
const pathOf = (folder: string, address: string): string => join(folder, address.slice(0, 2), address.slice(2));

test("a document comes back as it was, and the disk holds no word of it", async (t) => {
  const folder = aFolder(t);
  const blobs = diskBlobs(folder, keys);
  const stored = await blobs.put(document);
  assert.deepEqual(Buffer.from((await blobs.get(stored)) ?? []), document);
  assert.equal(stored.size, document.length);
  assert.ok(!readFileSync(pathOf(folder, stored.address)).includes("Exemplaire"));
});

test("the same document twice is two files: nobody learns that somebody else holds it", async (t) => {
  const blobs = diskBlobs(aFolder(t), keys);
  const [one, two] = [await blobs.put(document), await blobs.put(document)];
  assert.notEqual(one.address, two.address);
  assert.equal(one.sha256, two.sha256);
});

test("an erased document is null, and erasing it again is no error", async (t) => {
  const blobs = diskBlobs(aFolder(t), keys);
  const stored = await blobs.put(document);
  await blobs.erase(stored);
  await blobs.erase(stored);
  assert.equal(await blobs.get(stored), null);
});

test("a changed byte on the disk is never served", async (t) => {
  const folder = aFolder(t);
  const blobs = diskBlobs(folder, keys);
  const stored = await blobs.put(document);
  const path = pathOf(folder, stored.address);
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
  writeFileSync(path, bytes);
  await assert.rejects(blobs.get(stored), /was changed on the disk/);
});

test("a key sealed by another installation opens nothing", async (t) => {
  const folder = aFolder(t);
  const stored = await diskBlobs(folder, keys).put(document);
  assert.equal(await diskBlobs(folder, keysFrom(newSecrets("log.example.org/b"))).get(stored), null);
});

test("a full disk is DiskFull, leaves no file behind, and the next document goes through", async (t) => {
  const folder = aFolder(t);
  let full = true;
  const files: BlobFiles = {
    write: async (path, bytes) => {
      if (full) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
      await realFiles.write(path, bytes);
    },
  };
  const blobs = diskBlobs(folder, keys, files);
  await assert.rejects(blobs.put(document), DiskFull);
  assert.deepEqual(readdirSync(folder), []);
  full = false;
  assert.ok(await blobs.get(await blobs.put(document)));
});

test("another fault of the disk stays itself: it is not retried as if the disk were full", async (t) => {
  const broken: BlobFiles = { write: async () => Promise.reject(Object.assign(new Error("EIO"), { code: "EIO" })) };
  await assert.rejects(diskBlobs(aFolder(t), keys, broken).put(document), (error) => !(error instanceof DiskFull));
});

test("an address that is a path is refused", async (t) => {
  const blobs = diskBlobs(aFolder(t), keys);
  await assert.rejects(blobs.get({ address: "../../etc/passwd", sealedKey: Buffer.alloc(0), sha256: "",
    size: 0 }), RangeError);
});
