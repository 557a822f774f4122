// Goal: others can check our log without our code. Three examiners look at a real log of 557 leaves: Go's
// packages for checksum databases (from the Go installation itself), openssl with coreutils, and the
// verifier's command.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test, type TestContext } from "node:test";
import { foldedRegister, leafBytes, proofFile, sequence } from "../../src/modules/log/index.ts";
import { aBell, aRegisterEvent, record } from "../_build/log/bells.ts";
import { aWorld } from "../_build/world.ts";

const examiners = join(process.cwd(), "tests/conformance/examiners");
const verifier = join(process.cwd(), "verifier/entente-verify.mjs");

interface Published {
  readonly folder: string; // of the log
  readonly older: string;
  readonly proof: string;
  readonly entry: string;
  readonly register: string;
}

/** Published in two steps, so that there is an older checkpoint; one entry with its proof, and the register. */
async function publish(t: TestContext): Promise<Published> {
  const world = await aWorld(t);
  const funding = { kind: "funding", currency: "EUR", valueMinor: "12500000", receivedMinor: "0" };
  await record(world, [aRegisterEvent(world, funding), ...Array.from({ length: 299 }, () => aBell(world))]);
  await sequence(world);
  const at = (name: string): string => join(world.folders.state, name);
  cpSync(join(world.folders.log, "checkpoint"), at("older"));
  await record(world, Array.from({ length: 257 }, () => aBell(world)));
  await sequence(world);
  writeFileSync(at("entry.tlog-proof"), await proofFile(world, 400) ?? "");
  writeFileSync(at("entry"), await leafBytes(world, 400) ?? "");
  const register = await world.database.read((tx) => foldedRegister(tx));
  writeFileSync(at("register.json"), JSON.stringify(register));
  return {
    folder: world.folders.log, older: at("older"), proof: at("entry.tlog-proof"), entry: at("entry"),
    register: at("register.json"),
  };
}

function run(command: string, args: readonly string[], cwd?: string): { status: number | null; text: string } {
  const done = spawnSync(command, args, { encoding: "utf8", ...(cwd ? { cwd } : {}) });
  return { status: done.status, text: `${done.stdout}${done.stderr}` };
}

/** Turns one bit in the middle of a file; gives back what undoes it. */
function damage(path: string): () => void {
  const whole = readFileSync(path);
  const broken = Buffer.from(whole);
  const middle = Math.floor(broken.length / 2);
  broken[middle] = (broken[middle] ?? 0) ^ 1;
  writeFileSync(path, broken);
  return () => writeFileSync(path, whole);
}

const goRoot = run("go", ["env", "GOROOT"]).text.trim();
const sumdb = join(goRoot, "src/cmd/vendor/golang.org/x/mod/sumdb");
const skipGo = existsSync(join(sumdb, "tlog/tlog.go")) ? false : "Go with its own sources is not on this machine";
const skipShell = process.platform !== "linux" || run("openssl", ["version"]).status !== 0
  ? "openssl and GNU coreutils are not on this machine" : false;

describe("Go's checksum database packages", { skip: skipGo }, () => {
  const home = mkdtempSync(join(tmpdir(), "entente-go-"));
  const program = join(home, "examiner");

  before(() => {
    for (const name of ["note", "tlog"]) {
      mkdirSync(join(home, name));
      cpSync(join(sumdb, name), join(home, name), { recursive: true });
    }
    cpSync(join(examiners, "main.go"), join(home, "main.go"));
    const [, language] = /^go(\d+\.\d+)/.exec(run("go", ["env", "GOVERSION"]).text) ?? [];
    writeFileSync(join(home, "go.mod"), `module examiner\n\ngo ${language}\n`);
    const built = run("go", ["build", "-o", program, "."], home);
    assert.equal(built.status, 0, built.text);
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  test("replay every entry, and agree on root, tiles, growth and one proof", async (t) => {
    const { folder, older, proof, entry } = await publish(t);
    const answer = run(program, [folder, older, proof, entry]);
    assert.deepEqual(answer, { status: 0, text: "GO AGREES 557 entries, from 300\n" });
    for (const path of ["tile/entries/001", "tile/0/000", "tile/1/000.p/2", "checkpoint"]) {
      const mend = damage(join(folder, path));
      assert.match(run(program, [folder, older, proof, entry]).text, /REFUSED/, path);
      mend();
    }
  });
});

test("openssl and a shell agree on one proof, and refuse another entry", { skip: skipShell }, async (t) => {
  const { folder, proof, entry } = await publish(t);
  const ask = [join(examiners, "proof.sh"), join(folder, "log.vkey"), proof, entry];
  assert.deepEqual(run("bash", ask), { status: 0, text: "SHELL AGREES entry 400 of 557\n" });
  for (const path of [entry, proof]) {
    const mend = damage(path);
    assert.notEqual(run("bash", ask).status, 0, path);
    mend();
  }
});

test("the verifier's command agrees, and ends with 1 whatever single file is changed", async (t) => {
  const { folder, older, proof, entry, register } = await publish(t);
  const ask = [
    verifier, folder, "--key", join(folder, "log.vkey"), "--older", older, "--register", register,
    "--proof", proof, "--entry", entry,
  ];
  const whole = run(process.execPath, ask);
  assert.equal(whole.status, 0, whole.text);
  assert.match(whole.text, /Verified: everything that was asked holds/);
  const files = [
    "tile/entries/000", "tile/entries/002.p/45", "tile/0/001", "tile/0/002.p/45", "tile/1/000.p/2", "checkpoint",
  ].map((path) => join(folder, path));
  for (const path of [...files, older, register, proof, entry]) {
    const mend = damage(path);
    const answer = run(process.execPath, ask);
    assert.equal(answer.status, 1, `${path}: ${answer.text}`);
    assert.match(answer.text, /NOT VERIFIED\. [A-Z].+\.\n$/, path);
    mend();
  }
});

test("the verifier's command says when it was not asked anything it can answer", async () => {
  assert.equal(run(process.execPath, [verifier]).status, 2);
  assert.equal(run(process.execPath, [verifier, "/nonexistent/log"]).status, 2);
  assert.equal(run(process.execPath, [verifier, "x", "--proof", "y"]).status, 2);
  assert.equal(run(process.execPath, [verifier, "x", "--unknown", "y"]).status, 2);
});
