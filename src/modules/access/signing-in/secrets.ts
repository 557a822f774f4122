import { createHash } from "node:crypto";
import type { Randomness } from "../../../ports/random.ts";

/** A secret that is shown once and kept only as its SHA-256: session tokens and one-time links. 256 bits. */
export function newSecret(random: Randomness): { readonly token: string; readonly sha256: Uint8Array } {
  const token = Buffer.from(random.bytes(32)).toString("base64url");
  return { token, sha256: sha256(token) };
}

/** Null for what cannot be a token of ours; ids, addresses and hashes never are (AN-09). */
export function secretHash(token: string): Uint8Array | null {
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? sha256(token) : null;
}

function sha256(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}
