// Goal: whoever runs the examination before opening the doors learns what is not well, and is not alarmed by what is.
// Method: each thing it looks at, once well and once not: a TLS server with a certificate of its own, a mail relay that
// takes letters, closed ports, a database, folders, key files.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createPlainServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:tls";
import { test, type TestContext } from "node:test";
import { SMTPServer } from "smtp-server";
import { examine, exitCodeOf, type DoctorAsk } from "../../src/faces/cli/doctor.ts";
import { instant, type Instant } from "../../src/kernel/instants.ts";
import { HeldClock, systemClock } from "../../src/ports/clock.ts";
import { readConfig, type Config } from "../../src/ports/config.ts";
import type { Finding } from "../../src/ports/doctor/finding.ts";
import { checkAddress } from "../../src/ports/doctor/machine.ts";
import { createKeyFiles } from "../../src/ports/keys-files.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { aWorld } from "../_build/world.ts";

const organisationFile = join(projectRoot(), "reference/demonstration/organisation.yaml");
const dayMs = 86_400_000;
const noOpenssl = spawnSync("openssl", ["version"]).status === 0 ? false : "openssl is not installed";

function aFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "entente-doctor-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

/** Valid for 60 days; nobody but its own authority vouches for it. */
function aCertificate(t: TestContext, host: string): { key: string; cert: string } {
  const [key = "", cert = ""] = ["key.pem", "cert.pem"].map((name) => join(aFolder(t), name));
  const made = spawnSync("openssl", [
    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "60",
    "-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`, "-keyout", key, "-out", cert,
  ]);
  assert.equal(made.status, 0, String(made.stderr));
  return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
}

/** An https address on this machine. */
async function aTlsServer(t: TestContext): Promise<{ address: string; authority: string }> {
  const own = aCertificate(t, "localhost");
  const server = createServer(own, (socket) => socket.on("error", () => {}));
  server.on("tlsClientError", () => {}); // who does not trust us hangs up
  return { address: `https://localhost:${await listening(t, server)}`, authority: own.cert };
}

async function listening(t: TestContext, server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "localhost", done));
  t.after(() => server.close());
  return portOf(server);
}

/** A port that was free a moment ago: nobody answers there. */
async function aClosedPort(): Promise<number> {
  const server = createPlainServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const port = portOf(server);
  await new Promise((done) => server.close(done));
  return port;
}

async function aRelay(t: TestContext): Promise<string> {
  const relay = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"], logger: false });
  const port = await new Promise<number>((done) => {
    const server = relay.listen(0, "127.0.0.1", () => done(portOf(server)));
  });
  t.after(() => new Promise<void>((done) => relay.close(done)));
  return `smtp://127.0.0.1:${port}`;
}

const stateOf = (findings: readonly Finding[], what: string): string | undefined =>
  findings.find((one) => one.what === what)?.state;

interface Installation {
  readonly config: Config;
  readonly ask: DoctorAsk;
}

/** A configured installation in which all is well. */
async function anInstallation(t: TestContext): Promise<Installation> {
  const { adminUrl } = await aWorld(t);
  const { address, authority } = await aTlsServer(t);
  const state = aFolder(t);
  const config: Config = {
    ...readConfig({ STATE: state }), mode: "configured", address,
    database: { kind: "server", url: adminUrl, adminUrl: null },
    mail: { smtpUrl: await aRelay(t), from: "entente@partners.example.org" },
  };
  createKeyFiles(config.keys, "log.example.org/entente");
  const lists = async () => [{ source: "un", ageHours: 5, ageHoursMax: 24 }];
  return { config, ask: { config, organisationFile, clock: systemClock, runtime: process.versions.node, authority, lists } };
}

const looked = ["address", "tls", "mail", "disk", "clock", "list un", "keys"] as const;

test("where all is well, address, TLS, mail, disk, clock, lists and keys are ok and nothing fails", { skip: noOpenssl }, async (t) => {
  const { ask } = await anInstallation(t);
  const findings = await examine(ask);
  const room = stateOf(findings, "disk"); // how much there is on this machine is not ours to say
  for (const what of looked) if (what !== "disk" || room !== "warn") assert.equal(stateOf(findings, what), "ok", what);
  assert.equal(exitCodeOf(findings), 0, JSON.stringify(findings.filter((one) => one.state === "fail")));
});

interface Broken {
  readonly what: (typeof looked)[number];
  readonly how: string;
  change(well: Installation, t: TestContext): Promise<Partial<DoctorAsk>> | Partial<DoctorAsk>;
}

const withConfig = ({ config }: Installation, changes: Partial<Config>): Partial<DoctorAsk> => ({ config: { ...config, ...changes } });

const broken: readonly Broken[] = [
  { what: "address", how: "has no name in DNS", change: (well) => withConfig(well, { address: "https://partners.invalid" }) },
  { what: "tls", how: "is signed by nobody we trust", change: (_well, t) => ({ authority: aCertificate(t, "other.example.org").cert }) },
  {
    what: "tls", how: "is answered by nobody",
    change: async (well) => withConfig(well, { address: `https://localhost:${await aClosedPort()}` }),
  },
  {
    what: "mail", how: "relay is away",
    change: async (well) => withConfig(well, { mail: { smtpUrl: `smtp://127.0.0.1:${await aClosedPort()}`, from: "a@example.org" } }),
  },
  {
    what: "disk", how: "folder cannot be written",
    change: (well, t) => {
      const file = join(aFolder(t), "file");
      writeFileSync(file, "");
      return withConfig(well, { state: join(file, "state") });
    },
  },
  { what: "clock", how: "is an hour ahead", change: () => ({ clock: aheadBy(3_600_000) }) },
  { what: "list un", how: "is too old", change: () => ({ lists: async () => [{ source: "un", ageHours: 25, ageHoursMax: 24 }] }) },
  {
    what: "keys", how: "can be read by others",
    change: ({ config }) => {
      chmodSync(join(config.keys, "mac.key"), 0o644);
      return {};
    },
  },
];

function aheadBy(ms: number): HeldClock {
  return new HeldClock(instant(systemClock.now() + ms));
}

test("each thing that is not well fails alone, says what to do, and ends the command with 1", { skip: noOpenssl }, async (t) => {
  for (const { what, how, change } of broken) {
    const well = await anInstallation(t);
    const findings = await examine({ ...well.ask, ...(await change(well, t)) });
    const failed = findings.filter((one) => one.state === "fail");
    assert.deepEqual(failed.map((one) => one.what), [what], `${what} ${how}: ${JSON.stringify(failed)}`);
    assert.ok((failed[0]?.remedy ?? "").length > 10, what);
    assert.equal(exitCodeOf(findings), 1);
  }
});

test("a certificate that ends within a fortnight is warned of, and one that has ended fails", { skip: noOpenssl }, async (t) => {
  const { address, authority } = await aTlsServer(t);
  const at = async (now: Instant | number) => stateOf(await checkAddress(address, now, authority), "tls");
  const now = systemClock.now();
  assert.deepEqual([await at(now), await at(now + 45 * dayMs), await at(now + 50 * dayMs)], ["ok", "ok", "warn"]);
  assert.equal(await at(now + 61 * dayMs), "fail");
});
