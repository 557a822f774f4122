import {
  createCipheriv, createDecipheriv, createHmac, createPrivateKey, generateKeyPairSync, hkdfSync, randomBytes, type KeyObject,
} from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Keys } from "./keys.ts";
import { StartRefused } from "./start-refused.ts";

/** The secrets in memory. Each purpose has its own, so that losing one opens nothing else. */
export interface Secrets {
  readonly origin: string; // the checkpoint's key name, as in the first line of every checkpoint
  readonly logKeyPem: string; // PKCS#8 Ed25519
  readonly sealing: Uint8Array; // 32 bytes, AES-256-GCM
  readonly mac: Uint8Array; // 32 bytes, from which each purpose's HMAC key is derived
}

const files = { log: "log.pem", origin: "log.origin", sealing: "sealing.key", mac: "mac.key" } as const;
const sealVersion = 1;

export function keysFrom(secrets: Secrets): Keys {
  const privateKey = createPrivateKey(secrets.logKeyPem);
  const macKeys = new Map<string, Buffer>();
  const macKey = (purpose: string): Buffer => {
    const known = macKeys.get(purpose) ?? Buffer.from(hkdfSync("sha256", secrets.mac, "", `entente mac ${purpose}`, 32));
    macKeys.set(purpose, known);
    return known;
  };
  return {
    logSigningKey: () => ({ origin: secrets.origin, privateKey }),
    seal: (plain, context) => seal(secrets.sealing, plain, context),
    open: (sealed, context) => open(secrets.sealing, sealed, context),
    mac: (purpose, text) => createHmac("sha256", macKey(purpose)).update(text).digest(),
  };
}

/** 1 byte version ‖ 12 bytes nonce ‖ ciphertext ‖ 16 bytes tag; the context is bound as additional data. */
export function seal(key: Uint8Array, plain: Uint8Array, context: string): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(context, "utf8"));
  return Buffer.concat([Buffer.of(sealVersion), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Null for anything that this key did not seal under this context. */
export function open(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array | null {
  if (sealed.length < 29 || sealed[0] !== sealVersion) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 13));
  decipher.setAAD(Buffer.from(context, "utf8"));
  decipher.setAuthTag(sealed.subarray(sealed.length - 16));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(13, sealed.length - 16)), decipher.final()]);
  } catch {
    return null;
  }
}

export function newSecrets(origin: string): Secrets {
  const { privateKey } = generateKeyPairSync("ed25519");
  return { origin, logKeyPem: pem(privateKey), sealing: randomBytes(32), mac: randomBytes(32) };
}

function pem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

/**
 * Makes the key files, for setup and evaluation mode only. Refuses to touch a folder that holds any of them: a new key
 * over an old one would make everything sealed unreadable.
 */
export function createKeyFiles(folder: string, origin: string): Keys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const there = Object.values(files).filter((name) => existsSync(join(folder, name)));
  if (there.length > 0) throw new StartRefused(`${folder} already holds ${there.join(", ")}: keys are made once`);
  const secrets = newSecrets(origin);
  const write = (name: string, text: string): void =>
    writeFileSync(join(folder, name), text, { mode: 0o600, flag: "wx", flush: true });
  write(files.origin, `${origin}\n`);
  write(files.log, secrets.logKeyPem);
  write(files.sealing, hex(secrets.sealing));
  write(files.mac, hex(secrets.mac));
  return keysFrom(secrets);
}

/** Reads the key files. Throws `StartRefused` when one is missing, malformed, or readable by others. */
export function readKeyFiles(folder: string): Keys {
  const secrets: Secrets = {
    origin: readSecret(folder, files.origin),
    logKeyPem: readSecret(folder, files.log),
    sealing: bytesOf(folder, files.sealing),
    mac: bytesOf(folder, files.mac),
  };
  try {
    const keys = keysFrom(secrets);
    if (keys.logSigningKey().privateKey.asymmetricKeyType === "ed25519") return keys;
  } catch {
    // told below, without the key's text
  }
  throw new StartRefused(`${join(folder, files.log)} is not an Ed25519 private key in PKCS#8 form`);
}

export function keyFilesExist(folder: string): boolean {
  return Object.values(files).some((name) => existsSync(join(folder, name)));
}

/** Names of what is missing or open to others, for `doctor`; empty when all is well. */
export function keyFileFaults(folder: string): readonly string[] {
  return Object.values(files).flatMap((name) => {
    const path = join(folder, name);
    if (!existsSync(path)) return [`${name} is missing`];
    return (statSync(path).mode & 0o077) !== 0 ? [`${name} can be read by others (chmod 600)`] : [];
  });
}

function readSecret(folder: string, name: string): string {
  const path = join(folder, name);
  if (!existsSync(path)) {
    throw new StartRefused(`the key ${path} is missing: put it back from the backup of keys. Nothing starts without it, ` +
      "because what it sealed could not be read");
  }
  if ((statSync(path).mode & 0o077) !== 0) throw new StartRefused(`${path} can be read by others: chmod 600 ${path}`);
  return readFileSync(path, "utf8").trim();
}

function bytesOf(folder: string, name: string): Uint8Array {
  const text = readSecret(folder, name);
  if (!/^[0-9a-f]{64}$/.test(text)) throw new StartRefused(`${join(folder, name)} must hold 64 hexadecimal digits`);
  return Buffer.from(text, "hex");
}

function hex(bytes: Uint8Array): string {
  return `${Buffer.from(bytes).toString("hex")}\n`;
}
