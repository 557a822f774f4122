import { nodeHash, type Hash } from "./hash.ts";

/**
 * Which parts of the tree a proof is made of, without touching a hash: a range [from, to) of leaves is one
 * subtree of RFC 6962 §2.1, and splits into perfect nodes that tiles hold. Sizes and indexes are bigint: 2^63
 * is a legal size.
 */
export interface Range {
  readonly from: bigint;
  readonly to: bigint;
}

/** A perfect subtree of 2^level leaves; `index` counts such subtrees from the left. */
export interface Node {
  readonly level: number;
  readonly index: bigint;
}

/** The largest power of two below `size` (size ≥ 2): where RFC 6962 splits. */
function splitOf(size: bigint): bigint {
  let k = 1n;
  while (k << 1n < size) k <<= 1n;
  return k;
}

/** Siblings from the leaf upwards. Throws unless 0 ≤ index < size. Source: RFC 6962 §2.1.1. */
export function inclusionRanges(index: bigint, size: bigint): readonly Range[] {
  if (index < 0n || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const path: Range[] = [];
  for (let from = 0n, to = size; to - from > 1n;) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      path.push({ from: middle, to });
      to = middle;
    } else {
      path.push({ from, to: middle });
      from = middle;
    }
  }
  return path.reverse();
}

/** Throws unless 0 < oldSize ≤ newSize; empty when they are equal. Source: RFC 6962 §2.1.2. */
export function consistencyRanges(oldSize: bigint, newSize: bigint): readonly Range[] {
  if (oldSize <= 0n || oldSize > newSize) throw new RangeError(`no proof from ${oldSize} to ${newSize}`);
  const path: Range[] = [];
  let [from, to, whole] = [0n, newSize, true];
  while (oldSize - from < to - from) {
    const middle = from + splitOf(to - from);
    if (oldSize <= middle) {
      path.push({ from: middle, to });
      to = middle;
    } else {
      path.push({ from, to: middle });
      from = middle;
      whole = false;
    }
  }
  // The old tree's own root need not be said when it stands whole at the left edge: the verifier has it.
  if (!whole) path.push({ from, to });
  return path.reverse();
}

/** The perfect nodes of a range of the tree, from left to right. Their count is at most 63. */
export function nodesOf(range: Range): readonly Node[] {
  const nodes: Node[] = [];
  for (let from = range.from; from < range.to;) {
    let level = 0;
    while (from % (2n << BigInt(level)) === 0n && from + (2n << BigInt(level)) <= range.to) level += 1;
    nodes.push({ level, index: from >> BigInt(level) });
    from += 1n << BigInt(level);
  }
  return nodes;
}

/**
 * The hash of a range from the hashes of its perfect nodes. Throws on none: the empty tree has `emptyRoot`.
 */
export function joinNodes(hashes: readonly Hash[]): Hash {
  const last = hashes.at(-1);
  if (last === undefined) throw new RangeError("a range has at least one node");
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** The root over hashes of neighbouring nodes of one level (leaf hashes: the tree's root). At least one. */
export function rootOf(hashes: readonly Hash[]): Hash {
  const [first] = hashes;
  if (first === undefined) throw new RangeError("a tree of hashes has at least one");
  if (hashes.length === 1) return first;
  const middle = Number(splitOf(BigInt(hashes.length)));
  return nodeHash(rootOf(hashes.slice(0, middle)), rootOf(hashes.slice(middle)));
}
