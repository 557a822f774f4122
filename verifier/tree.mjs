// The tree of RFC 6962 and the verification algorithms of RFC 9162. Sizes and indexes are bigint.
import { concat, same } from "./bytes.mjs";
import { sha256 } from "./sha256.mjs";

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** @param {Uint8Array} leaf @returns {Uint8Array} */
export function leafHash(leaf) {
  return sha256(concat([leafPrefix, leaf]));
}

/** @param {Uint8Array} left @param {Uint8Array} right @returns {Uint8Array} */
export function nodeHash(left, right) {
  return sha256(concat([nodePrefix, left, right]));
}

/**
 * The root of a growing list of leaf hashes, in memory that grows with its logarithm: perfect subtrees that
 * wait for a brother of their size.
 */
export class GrowingTree {
  size = 0n;
  /** @type {Uint8Array[]} by height; a gap where there is none */
  #waiting = [];

  /** @param {Uint8Array} hash of the next leaf */
  add(hash) {
    let height = 0;
    for (; this.#waiting[height] !== undefined; height++) {
      hash = nodeHash(this.#waiting[height], hash);
      this.#waiting[height] = undefined;
    }
    this.#waiting[height] = hash;
    this.size += 1n;
  }

  /** @returns {Uint8Array} of nothing: SHA-256 of no bytes */
  root() {
    const waiting = this.#waiting.filter((hash) => hash !== undefined);
    if (waiting.length === 0) return sha256(new Uint8Array());
    return waiting.reduce((right, left) => nodeHash(left, right));
  }
}

/**
 * RFC 9162 §2.1.3.2.
 * @param {{leafHash: Uint8Array, index: bigint, size: bigint, proof: Uint8Array[], root: Uint8Array}} claim
 * @returns {boolean}
 */
export function includes({ leafHash: hash, index, size, proof, root }) {
  if (index < 0n || index >= size) return false;
  let [fn, sn] = [index, size - 1n];
  for (const sibling of proof) {
    if (sn === 0n) return false;
    if ((fn & 1n) === 1n || fn === sn) {
      hash = nodeHash(sibling, hash);
      while ((fn & 1n) === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && same(hash, root);
}

/**
 * RFC 9162 §2.1.4.2. From size 0 always false: whoever starts from nothing must decide so itself.
 * @param {{oldSize: bigint, oldRoot: Uint8Array, newSize: bigint, newRoot: Uint8Array, proof: Uint8Array[]}}
 *         claim
 * @returns {boolean}
 */
export function growsFrom({ oldSize, oldRoot, newSize, newRoot, proof }) {
  if (oldSize <= 0n || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && same(oldRoot, newRoot);
  if (proof.length === 0) return false;
  const path = (oldSize & (oldSize - 1n)) === 0n ? [oldRoot, ...proof] : proof;
  let [fn, sn] = [oldSize - 1n, newSize - 1n];
  while ((fn & 1n) === 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  let [before, after] = [path[0], path[0]];
  for (const hash of path.slice(1)) {
    if (sn === 0n) return false;
    if ((fn & 1n) === 1n || fn === sn) {
      [before, after] = [nodeHash(hash, before), nodeHash(hash, after)];
      while ((fn & 1n) === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      after = nodeHash(after, hash);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && same(before, oldRoot) && same(after, newRoot);
}
