import type { Hash } from "./hash.ts";
import {
  consistencyRanges, inclusionRanges, joinNodes, nodesOf, rootOf, type Node, type Range,
} from "./ranges.ts";
import { tileWidth } from "./tiles.ts";

/** Gives the hashes of one tile of a tree: 1 to 256 of them. The reader decides where they come from. */
export type TileReader = (level: number, index: bigint, width: number) => Promise<readonly Hash[]>;

/** The root of the first `size` leaves (size ≥ 1), from at most 63 nodes. */
export function rootAt(size: bigint, read: TileReader): Promise<Hash> {
  return hashOf({ from: 0n, to: size }, size, read);
}

/** Inclusion proof of a leaf, siblings upwards. Throws unless 0 ≤ index < size. */
export async function proveInclusion(
  index: bigint, size: bigint, read: TileReader,
): Promise<readonly Hash[]> {
  return hashesOf(inclusionRanges(index, size), size, read);
}

/** Throws unless 0 < oldSize ≤ newSize. */
export async function proveGrowth(
  oldSize: bigint, newSize: bigint, read: TileReader,
): Promise<readonly Hash[]> {
  return hashesOf(consistencyRanges(oldSize, newSize), newSize, read);
}

async function hashesOf(ranges: readonly Range[], size: bigint, read: TileReader): Promise<readonly Hash[]> {
  const hashes: Hash[] = [];
  for (const range of ranges) hashes.push(await hashOf(range, size, read));
  return hashes;
}

async function hashOf(range: Range, size: bigint, read: TileReader): Promise<Hash> {
  const hashes: Hash[] = [];
  for (const node of nodesOf(range)) hashes.push(await nodeFrom(node, size, read));
  return joinNodes(hashes);
}

/** A perfect node lies inside one tile: 2^k neighbouring hashes of it, k = level mod 8. */
async function nodeFrom(node: Node, size: bigint, read: TileReader): Promise<Hash> {
  const level = Math.floor(node.level / 8);
  const span = 1 << (node.level % 8);
  const first = node.index * BigInt(span);
  const tile = first / BigInt(tileWidth);
  const left = (size >> BigInt(8 * level)) - tile * BigInt(tileWidth);
  const hashes = await read(level, tile, left < tileWidth ? Number(left) : tileWidth);
  const from = Number(first % BigInt(tileWidth));
  return rootOf(hashes.slice(from, from + span));
}
