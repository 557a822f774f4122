import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { isLogPath, logFolder } from "./log-store.ts";

function aFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "entente-log-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("what was written is read back, replaced as a whole, and readable by a web server", async (t) => {
  const folder = aFolder(t);
  const store = logFolder(folder);
  assert.equal(await store.read("checkpoint"), null);
  await store.write("checkpoint", Buffer.from("one"));
  await store.write("checkpoint", Buffer.from("two"));
  await store.write("tile/0/x001/000", Buffer.alloc(8_192));
  assert.equal(String(await store.read("checkpoint")), "two");
  assert.equal((await store.read("tile/0/x001/000"))?.length, 8_192);
  assert.deepEqual(readdirSync(folder).sort(), ["checkpoint", "tile"]);
  assert.equal(statSync(join(folder, "checkpoint")).mode & 0o444, 0o444);
});

test("a write that cannot be done leaves the old file and nothing half", async (t) => {
  const folder = aFolder(t);
  const store = logFolder(folder);
  writeFileSync(join(folder, "tile"), "a file where a folder should be");
  await assert.rejects(store.write("tile/0/000", Buffer.alloc(32)));
  assert.deepEqual(readdirSync(folder), ["tile"]);
});

test("only the names of a log are paths", async (t) => {
  for (const path of ["checkpoint", "log.vkey", "tile/0/000", "tile/63/x001/x234/067.p/255", "tile/entries/000"]) {
    assert.equal(isLogPath(path), true, path);
  }
  const store = logFolder(aFolder(t));
  for (const path of ["", "..", "tile/0/../../secret", "/etc/passwd", "tile/0/000.part", "checkpoint/", "tile/0/000.p/0"]) {
    assert.equal(isLogPath(path), false, path);
    await assert.rejects(store.read(path), RangeError);
    await assert.rejects(store.write(path, Buffer.alloc(1)), RangeError);
  }
});
