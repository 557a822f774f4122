import { createHmac, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { instant, type Instant } from "../../src/kernel/instants.ts";
import { diskBlobs } from "../../src/ports/blobs-disk.ts";
import { HeldClock } from "../../src/ports/clock.ts";
import { connect } from "../../src/ports/database/connect.ts";
import { identifier, partsOf, urlOfDatabase, withClient, type AdminClient } from "../../src/ports/database/admin.ts";
import { startTestServer } from "../../src/ports/database/embedded.ts";
import { ensureGroupRoles, ensureLogins, loginsFrom, urlsOf, type Logins } from "../../src/ports/database/logins.ts";
import { migrate, readMigrations, schemaHash } from "../../src/ports/database/migrate.ts";
import { keysFrom, newSecrets } from "../../src/ports/keys-files.ts";
import type { Organisation } from "../../src/ports/organisation.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { SeededRandomness } from "../../src/ports/random.ts";
import { silentTrace } from "../../src/ports/trace.ts";
import type { World } from "../../src/ports/world.ts";
import { MemoryHttp, MemoryMail } from "./doubles.ts";
import { exampleOrganisation } from "./organisation.ts";

/** A World of one test: everything real but the clock, the randomness, the letters and the network. */
export interface TestWorld extends World {
  readonly clock: HeldClock;
  readonly mail: MemoryMail;
  readonly http: MemoryHttp;
  /** The owner's login on this test's database, for what no role of the product may do. */
  readonly adminUrl: string;
  /** Replaces parts of the organisation's configuration, as the settings page would. */
  configure(changes: Partial<Organisation>): void;
}

export const testStart: Instant = instant(Date.UTC(2027, 2, 3, 9)); // a Wednesday morning

/** A World on a database of its own, cloned from a migrated template; everything is gone when the test ends. */
export async function aWorld(t: TestContext, ask: { seed?: string } = {}): Promise<TestWorld> {
  const ground = await sharedGround();
  const adminUrl = await aDatabase(t, ground.serverUrl, ground.template);
  const database = connect({ urls: urlsOf(adminUrl, ground.logins), statementTimeoutMs: 60_000 });
  const state = mkdtempSync(join(tmpdir(), "entente-state-"));
  t.after(async () => {
    await database.close();
    rmSync(state, { recursive: true, force: true });
  });
  return { ...memoryWorld(state, ask.seed ?? partsOf(adminUrl).database), database, adminUrl };
}

export interface BareDatabase {
  readonly adminUrl: string;
  readonly logins: Logins;
}

/** An empty database on the tests' server, or on another one, for what makes or fills one: migrations, restore. */
export async function aBareDatabase(t: TestContext, otherServerUrl = ""): Promise<BareDatabase> {
  const serverUrl = otherServerUrl || (await sharedGround()).serverUrl;
  const logins = testLogins(serverUrl);
  await withClient(serverUrl, (client) => ensureTestLogins(client, logins));
  return { adminUrl: await aDatabase(t, serverUrl, "template0"), logins };
}

async function aDatabase(t: TestContext, serverUrl: string, template: string): Promise<string> {
  const name = `entente_t_${process.pid}_${randomBytes(5).toString("hex")}`;
  await withClient(serverUrl, (client) => clone(client, name, template));
  t.after(() => withClient(serverUrl, (client) => client.query(`drop database if exists ${identifier(name)} with (force)`)));
  return urlOfDatabase(serverUrl, name);
}

/** Everything of a World but its database, for tests that bring a database of their own. */
export function memoryWorld(state: string, seed: string): Omit<TestWorld, "database" | "adminUrl"> {
  const keys = keysFrom(newSecrets("log.example.org/entente-test"));
  let organisation = exampleOrganisation;
  return {
    clock: new HeldClock(testStart), random: new SeededRandomness(seed), keys, blobs: diskBlobs(join(state, "blobs"), keys),
    mail: new MemoryMail(), http: new MemoryHttp(), trace: silentTrace, organisation: () => organisation,
    folders: { root: projectRoot(), state, log: join(state, "log") },
    configure: (changes) => {
      organisation = { ...organisation, ...changes, version: organisation.version + 1 };
    },
  };
}

interface TestGround {
  readonly serverUrl: string; // owner's login on a database of the server that nobody uses
  readonly template: string;
  readonly logins: Logins;
}

let shared: Promise<TestGround> | undefined;

function sharedGround(): Promise<TestGround> {
  return (shared ??= prepareGround());
}

/** Once per process; the template once per server and schema, whichever process comes first. */
async function prepareGround(): Promise<TestGround> {
  // A test file run alone brings its own server, which ends with this process (see startTestServer).
  const serverUrl = process.env["TEST_DATABASE_ADMIN_URL"] || (await startTestServer()).url;
  const migrations = readMigrations(join(projectRoot(), "migrations"));
  const template = `entente_template_${schemaHash(migrations).slice(0, 12)}`;
  const logins = testLogins(serverUrl);
  await withClient(serverUrl, async (client) => {
    await ensureTestLogins(client, logins);
    if (await exists(client, template)) return;
    // Built under another name and renamed when whole, so that a killed run leaves no half template.
    const half = `${template}_half`;
    await client.query(`drop database if exists ${identifier(half)} with (force)`);
    await client.query(`create database ${identifier(half)} template template0`);
    await migrate({ adminUrl: urlOfDatabase(serverUrl, half), migrations, at: new Date(testStart).toISOString() });
    await again(() => client.query(`alter database ${identifier(half)} rename to ${identifier(template)}`));
  });
  return { serverUrl, template, logins };
}

/** The same in every process of a run, and told by nobody who does not know the server's own password. */
function testLogins(serverUrl: string): Logins {
  const { password } = partsOf(serverUrl);
  return loginsFrom("entente_test", (role) => createHmac("sha256", password).update(role).digest("hex"));
}

/** Keeps the lock until the client ends: one process builds, the others wait. */
async function ensureTestLogins(client: AdminClient, logins: Logins): Promise<void> {
  await client.query("select pg_advisory_lock($1)", [0x5445_5354]); // "TEST"
  await ensureGroupRoles(client);
  await ensureLogins(client, logins);
}

async function exists(client: AdminClient, database: string): Promise<boolean> {
  const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database]);
  return (rowCount ?? 0) > 0;
}

function clone(client: AdminClient, name: string, template: string): Promise<unknown> {
  return again(() => client.query(`create database ${identifier(name)} template ${identifier(template)} strategy file_copy`));
}

/** 55006 says that a session is still on the template: the one that built it leaves a moment after it was told to. */
async function again(action: () => Promise<unknown>): Promise<unknown> {
  for (let tries = 0; ; tries++) {
    try {
      return await action();
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : "";
      if (code !== "55006" || tries > 100) throw error;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

/** A file of the project, for tests that read specifications or fixtures. */
export function projectFile(path: string): string {
  return readFileSync(join(projectRoot(), path), "utf8");
}
