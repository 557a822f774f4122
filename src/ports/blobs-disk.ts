import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Blobs, StoredBlob } from "./blobs.ts";
import { DiskFull } from "./disk-full.ts";
import type { Keys } from "./keys.ts";

/** The part of the file system that writes, so that a test can fill the disk. */
export interface BlobFiles {
  /** Durable when it returns: file and folder are synced. Leaves nothing behind when it throws. */
  write(path: string, bytes: Uint8Array): Promise<void>;
}

/** Documents as encrypted files `ab/cdef…` under one folder, each under a random key of its own. */
export function diskBlobs(folder: string, keys: Keys, files: BlobFiles = realFiles): Blobs {
  return {
    put: async (bytes) => {
      const sha256 = sha256Of(bytes);
      const key = randomBytes(32);
      const sealed = encrypt(key, bytes);
      const address = sha256Of(sealed);
      try {
        await files.write(pathOf(folder, address), sealed);
      } catch (error) {
        throw isFull(error) ? new DiskFull("no room for the document", { cause: error }) : error;
      }
      return { address, sealedKey: keys.seal(key, context(address)), sha256, size: bytes.length };
    },
    get: (blob) => read(folder, keys, blob),
    erase: async (blob) => {
      const path = pathOf(folder, blob.address);
      await rm(path, { force: true });
      await syncFolder(dirname(path)).catch(ignoreMissing);
    },
  };
}

async function read(folder: string, keys: Keys, blob: StoredBlob): Promise<Uint8Array | null> {
  const sealed = await readFile(pathOf(folder, blob.address)).catch(ignoreMissing);
  const key = sealed ? keys.open(blob.sealedKey, context(blob.address)) : null;
  if (!sealed || !key) return null;
  if (sha256Of(sealed) !== blob.address) throw new Error(`document ${blob.address.slice(0, 12)} was changed on the disk`);
  const bytes = decrypt(key, sealed);
  if (sha256Of(bytes) !== blob.sha256) throw new Error(`document ${blob.address.slice(0, 12)} does not match its hash`);
  return bytes;
}

function context(address: string): string {
  return `blob ${address}`;
}

function encrypt(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Uint8Array, sealed: Uint8Array): Uint8Array {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(sealed.length - 16));
  return Buffer.concat([decipher.update(sealed.subarray(12, sealed.length - 16)), decipher.final()]);
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The address is ours (64 hex digits); anything else would be a path. */
function pathOf(folder: string, address: string): string {
  if (!/^[0-9a-f]{64}$/.test(address)) throw new RangeError("not a blob address");
  return join(folder, address.slice(0, 2), address.slice(2));
}

export const realFiles: BlobFiles = {
  write: async (path, bytes) => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const beside = `${path}.${randomBytes(6).toString("hex")}.part`;
    try {
      const file = await open(beside, "wx", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
    await syncFolder(dirname(path));
  },
};

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function isFull(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : "";
  return code === "ENOSPC" || code === "EDQUOT";
}

function ignoreMissing(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}
