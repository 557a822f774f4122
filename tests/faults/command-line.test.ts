// Goal: what an administrator types at the worst moment works on a real installation: back up beside the running app,
// lose the disk, restore, examine, reset. Method: the functions behind the commands, on built-in servers of their own.
import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { instant } from "../../src/kernel/instants.ts";
import { backUp } from "../../src/faces/cli/backup.ts";
import { examine, exitCodeOf } from "../../src/faces/cli/doctor.ts";
import { migrateDatabase } from "../../src/faces/cli/migrate.ts";
import { resetEvaluation } from "../../src/faces/cli/reset.ts";
import { liftHold, restoreBackup } from "../../src/faces/cli/restore.ts";
import { diskBlobs } from "../../src/ports/blobs-disk.ts";
import { systemClock } from "../../src/ports/clock.ts";
import { readConfig, type Config } from "../../src/ports/config.ts";
import { openDatabase } from "../../src/ports/database/open.ts";
import { removeEmbedded } from "../../src/ports/database/remove.ts";
import { clockFinding } from "../../src/ports/doctor/database.ts";
import { checkDisk, checkRuntime } from "../../src/ports/doctor/machine.ts";
import { createKeyFiles, readKeyFiles } from "../../src/ports/keys-files.ts";
import { refuseTakenPort } from "../../src/ports/port-free.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { StartRefused } from "../../src/ports/start-refused.ts";
import { scratchFolder } from "../_build/scratch.ts";

const at = instant(Date.UTC(2027, 2, 3, 9));
const organisationFile = join(projectRoot(), "reference/demonstration/organisation.yaml");

function aConfig(t: TestContext): Config {
  const state = scratchFolder("cli");
  t.after(async () => {
    await removeEmbedded(state);
    rmSync(state, { recursive: true, force: true });
  });
  return readConfig({ STATE: state });
}

const refusal = (claim: RegExp) => (error: unknown): boolean => error instanceof StartRefused && claim.test(error.message);
const states = (findings: Awaited<ReturnType<typeof examine>>) =>
  Object.fromEntries(findings.map((one) => [one.what, one.state]));

test("an installation is backed up while it runs, and restored on an empty disk with keys that were kept apart",
  async (t) => {
  const first = aConfig(t);
  const keys = createKeyFiles(first.keys, "log.example.org/entente");
  const open = await openDatabase(first, { at: "2027-03-03T09:00:00.000Z" });
  const stored = await diskBlobs(first.blobs, keys).put(Buffer.from("accounts"));
  const to = scratchFolder("safe");
  t.after(() => rmSync(to, { recursive: true, force: true }));
  await backUp(first, { to: join(to, "monday"), keysTo: join(to, "keys"), at });
  await open.database.read(async () => {}); // the app was not disturbed
  await open.close();
  const second = aConfig(t);
  await assert.rejects(restoreBackup(second, { from: join(to, "monday"), at }), refusal(/there are no keys/));
  await restoreBackup(second, { from: join(to, "monday"), keysFrom: join(to, "keys"), at });
  const again = await openDatabase(second, { at: "2027-03-03T09:00:00.000Z" });
  await again.close();
  assert.deepEqual(again.applied, []);
  const bytes = await diskBlobs(second.blobs, readKeyFiles(second.keys)).get(stored);
  assert.equal(Buffer.from(bytes ?? []).toString(), "accounts");
  const findings = await examine({ config: second, organisationFile, clock: systemClock, runtime: process.versions.node });
  assert.deepEqual([states(findings)["restore"], exitCodeOf(findings)], ["warn", 0]);
  await liftHold(second);
  assert.equal(states(await examine({ config: second, organisationFile, clock: systemClock,
    runtime: "20.20.2" }))["restore"], undefined);
});

test("a reset removes database, documents and keys of an evaluation, wherever they lie, and nothing configured",
  async (t) => {
  const config = aConfig(t);
  createKeyFiles(config.keys, "log.example.org/entente");
  await migrateDatabase(config, { at });
  const removed = await resetEvaluation(config);
  assert.ok(removed.length >= 2);
  for (const folder of removed) assert.ok(!existsSync(folder), folder);
  await assert.rejects(resetEvaluation({ ...config, mode: "configured" }), refusal(/evaluations only/));
});

test("the examination says ok where it is well", async (t) => {
  const config = aConfig(t);
  await migrateDatabase(config, { at });
  createKeyFiles(config.keys, "log.example.org/entente");
  const lists = async () => [{ source: "un", ageHours: 5, ageHoursMax: 24 }];
  const findings = await examine({ config, organisationFile, clock: systemClock, runtime: process.versions.node, lists });
  assert.deepEqual(findings.filter((one) => one.state === "fail"), []);
  for (const what of ["runtime", "database", "schema", "clock", "keys", "list un",
    "mail"]) assert.equal(states(findings)[what], "ok", what);
});

test("each fault has its own line and says what to do", async () => {
  const config: Config = {
    ...readConfig({ KEYS: "/nowhere/keys" }), mode: "configured", state: join(organisationFile, "nowhere"),
    database: { kind: "server", url: "postgresql://app:secret@127.0.0.1:1/entente", adminUrl: null },
  };
  const lists = async () => [{ source: "un", ageHours: 90, ageHoursMax: 24 },
    { source: "ofac-sdn", ageHours: null, ageHoursMax: 24 }];
  const findings = await examine({ config, organisationFile: "/nowhere.yaml", clock: systemClock,
    runtime: "18.0.0", lists });
  const failed = findings.filter((one) => one.state === "fail");
  assert.deepEqual(failed.map((one) => one.what).sort(), [
    "database", "disk", "keys", "list ofac-sdn", "list un", "organisation", "runtime",
  ]);
  for (const one of failed) assert.ok((one.remedy ?? "").length > 10, one.what);
  assert.ok(!JSON.stringify(findings).includes("secret"));
  assert.equal(exitCodeOf(findings), 1);
});

test("a port that is taken stops the start before anything is touched, and says what to set", async (t) => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  t.after(() => other.close());
  const address = other.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  await assert.rejects(refuseTakenPort("127.0.0.1", port), refusal(/is taken, perhaps by an Entente .* set PORT/));
  await assert.rejects(refuseTakenPort("192.0.2.1", 0), refusal(/no address 192\.0\.2\.1/));
  await refuseTakenPort("127.0.0.1", 0);
});

test("two seconds between the clocks are allowed, one millisecond more is not; room on the disk is graded", () => {
  assert.deepEqual([clockFinding(2_000).state, clockFinding(-2_000).state, clockFinding(2_001).state], ["ok", "ok", "fail"]);
  const grade = (bytes: number) => checkDisk(tmpdir(), () => bytes).state;
  assert.deepEqual([grade(5e9), grade(1e9), grade(5e7)], ["ok", "warn", "fail"]);
  assert.deepEqual([checkRuntime("20.18.9").state, checkRuntime("20.19.0").state, checkRuntime("24.0.0").state],
    ["fail", "ok", "ok"]);
});
