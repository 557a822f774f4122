import { nodeHash, type Hash } from "./hash.ts";

export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  readonly index: bigint;
  readonly size: bigint;
  readonly proof: readonly Uint8Array[]; // from the leaf's sibling upwards
  readonly root: Uint8Array;
}

/**
 * True when the leaf is in the tree. Never throws. Source: RFC 9162 §2.1.3.2. Proof: vectors/log, shared
 * vectors.
 */
export function includes(claim: InclusionClaim): boolean {
  const { index, size, proof } = claim;
  if (index < 0n || index >= size || !allHashes([claim.leafHash, claim.root, ...proof])) return false;
  let [fn, sn] = [index, size - 1n];
  let r: Hash = Buffer.from(claim.leafHash);
  for (const p of proof) {
    if (sn === 0n) return false;
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(p, r);
      while (!isOdd(fn) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      r = nodeHash(r, p);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && r.equals(claim.root);
}

export interface GrowthClaim {
  readonly oldSize: bigint;
  readonly oldRoot: Uint8Array;
  readonly newSize: bigint;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * True when the new tree begins with the old one. An old size of 0 is always false: everything begins with
 * nothing, so there is nothing to prove, and a caller that starts from nothing must say so itself. Never
 * throws.
 * Source: RFC 9162 §2.1.4.2.
 */
export function growsFrom(claim: GrowthClaim): boolean {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim;
  if (oldSize <= 0n || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && Buffer.from(oldRoot).equals(newRoot);
  if (proof.length === 0 || !allHashes([oldRoot, newRoot, ...proof])) return false;
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  let [fn, sn] = [oldSize - 1n, newSize - 1n];
  while (isOdd(fn)) [fn, sn] = [fn >> 1n, sn >> 1n];
  const [first, ...others] = path;
  let [fr, sr]: [Hash, Hash] = [Buffer.from(first ?? []), Buffer.from(first ?? [])];
  for (const c of others) {
    if (sn === 0n) return false;
    if (isOdd(fn) || fn === sn) {
      [fr, sr] = [nodeHash(c, fr), nodeHash(c, sr)];
      while (!isOdd(fn) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      sr = nodeHash(sr, c);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && fr.equals(oldRoot) && sr.equals(newRoot);
}

function isOdd(n: bigint): boolean {
  return (n & 1n) === 1n;
}

function isPowerOfTwo(n: bigint): boolean {
  return (n & (n - 1n)) === 0n;
}

function allHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((h) => h.length === 32);
}
