import { createHash } from "node:crypto";

/** Hashing of RFC 6962 §2.1: one byte of prefix keeps leaves and nodes apart. */
export type Hash = Buffer; // 32 bytes

/** SHA-256 of nothing: the root of the empty tree. */
export const emptyRoot: Hash = createHash("sha256").digest();

export function leafHash(leaf: Uint8Array): Hash {
  return createHash("sha256").update(leafPrefix).update(leaf).digest();
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Hash {
  return createHash("sha256").update(nodePrefix).update(left).update(right).digest();
}

const leafPrefix = Buffer.from([0]);
const nodePrefix = Buffer.from([1]);
