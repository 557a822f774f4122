import { existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lookup } from "node:dns/promises";
import { connect } from "node:tls";
import type { Config } from "../config.ts";
import { keyFileFaults } from "../keys-files.ts";
import { smtpMail } from "../mail/smtp.ts";
import { fail, ok, warn, type Finding } from "./finding.ts";

/** The floor of the runtime; newer majors are fine. */
export function checkRuntime(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isEnough = major > 20 || (major === 20 && minor >= 19);
  return isEnough ? ok("runtime", `Node ${version}`)
    : fail("runtime", `Node ${version} is too old`, "install Node 20.19 or later");
}

/** Room and right to write where documents, log and the built-in database live. */
export function checkDisk(folder: string, freeBytes = freeBytesOf): Finding {
  const probe = join(folder, `.doctor.${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, "x", { flush: true });
    rmSync(probe);
  } catch (error) {
    return fail("disk", `${folder} cannot be written: ${codeOf(error)}`,
      "give the folder to the user who runs the product, or free space");
  }
  const freeMb = Math.floor(freeBytes(folder) / 1_000_000);
  if (freeMb < 100) return fail("disk", `${freeMb} MB free in ${folder}`,
    "free space now: documents and the log are refused when it is full");
  if (freeMb < 2_000) return warn("disk", `${freeMb} MB free in ${folder}`,
    "plan for more space: below 100 MB nothing is accepted any more");
  return ok("disk", `${freeMb} MB free in ${folder}`);
}

function freeBytesOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Number(bavail) * Number(bsize);
}

export function checkKeys(config: Config): Finding {
  if (config.mode === "evaluation" && !existsSync(config.keys)) {
    return ok("keys", "none yet: the first start of an evaluation makes its own");
  }
  const faults = keyFileFaults(config.keys);
  return faults.length === 0
    ? ok("keys", `complete and private in ${config.keys}; keep a copy apart from the backups`)
    : fail("keys", faults.join("; "), `put them right in ${config.keys}: nothing starts with a missing or open key`);
}

export async function checkMail(config: Config): Promise<Finding> {
  const { smtpUrl, from } = config.mail;
  if (!smtpUrl) {
    const told = `letters are written to ${config.outbox} and sent to nobody`;
    return config.mode === "evaluation" ? ok("mail", told) : warn("mail", told, "set SMTP_URL and MAIL_FROM");
  }
  const said = await smtpMail(smtpUrl, from).check();
  return said === null
    ? ok("mail", `the relay ${new URL(smtpUrl).host} takes letters from ${from}`)
    : fail("mail", `the relay ${new URL(smtpUrl).host} does not: ${said.slice(0, 200)}`,
      "check SMTP_URL, and that this machine may reach it");
}

/**
 * The public address has a name, and its certificate is valid for a while.
 * @param authority in PEM, trusted instead of the system's; for an organisation that signs its own certificates
 */
export async function checkAddress(address: string, now: number, authority?: string): Promise<readonly Finding[]> {
  const url = new URL(address);
  if (url.protocol !== "https:") return [ok("address", `${address}: evaluation on this machine, no TLS`)];
  const found = await lookup(url.hostname).catch(() => null);
  if (!found) return [fail("address", `${url.hostname} has no address in DNS`,
    "publish the name, or correct `address` in the organisation file")];
  const told = ok("address", `${url.hostname} is ${found.address}`);
  try {
    const days = Math.floor((await certificateEnd(url, authority) - now) / 86_400_000);
    if (days < 0) return [told, fail("tls", "the certificate has ended", "renew it now; passkeys and cookies need it")];
    const end = `the certificate is valid for ${days} days`;
    return [told, days < 14 ? warn("tls", end, "renew it now; passkeys and cookies need it") : ok("tls", end)];
  } catch (error) {
    return [told, fail("tls", `no valid TLS at ${url.host}: ${codeOf(error)}`,
      "put a certificate on the proxy in front of the product")];
  }
}

function certificateEnd(url: URL, authority: string | undefined): Promise<number> {
  return new Promise((done, failed) => {
    const socket = connect({ host: url.hostname, port: Number(url.port || 443), servername: url.hostname,
      timeout: 5_000, ...(authority === undefined ? {} : { ca: authority }) }, () => {
      done(Date.parse(socket.getPeerCertificate().valid_to));
      socket.end();
    });
    socket.on("error", failed).on("timeout", () => socket.destroy(new Error("timeout")));
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error ? String(("code" in error && error.code) || error.message).slice(0, 120) : "unknown";
}
