import assert from "node:assert/strict";
import { test } from "node:test";
import { createHash } from "node:crypto";
import { emptyRoot, leafHash, nodeHash, type Hash } from "./hash.ts";
import { rootOf } from "./ranges.ts";
import { newTiles, widthAt } from "./tiles.ts";
import { proveGrowth, proveInclusion, rootAt, type TileReader } from "./tree.ts";
import { growsFrom, includes } from "./verify.ts";

const leaves = Array.from({ length: 700 }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));

/** A log in memory that serves exactly the tiles a log of `size` has. */
function tilesOf(size: number): TileReader {
  const levels: Hash[][] = [leaves.slice(0, size)];
  for (;;) {
    const below = levels.at(-1) ?? [];
    const level = Array.from({ length: Math.floor(below.length / 256) }, (_, i) =>
      rootOf(below.slice(i * 256, (i + 1) * 256)));
    if (level.length === 0) break;
    levels.push(level);
  }
  return async (level, index, width) => {
    const hashes = levels[level]?.slice(Number(index) * 256, Number(index) * 256 + width) ?? [];
    assert.equal(hashes.length, width, `asked for a tile a tree of ${size} does not have`);
    return hashes;
  };
}

/** RFC 6962 §2.1 word by word, as the measure of the rest. */
function treeHash(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return createHash("sha256").digest();
  if (hashes.length === 1) return hashes[0] ?? emptyRoot;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(treeHash(hashes.slice(0, k)), treeHash(hashes.slice(k)));
}

const sizes = [1, 2, 3, 4, 5, 7, 8, 9, 31, 255, 256, 257, 300, 511, 512, 513, 700];

test("the root from tiles is the tree hash of RFC 6962", async () => {
  for (const size of sizes) {
    assert.deepEqual(
      await rootAt(BigInt(size), tilesOf(size)), treeHash(leaves.slice(0, size)), `size ${size}`,
    );
  }
});

test("every leaf of a tree proves its place, and no other leaf does", async () => {
  for (const size of [1, 2, 3, 8, 13, 257]) {
    const root = treeHash(leaves.slice(0, size));
    for (let i = 0; i < size; i++) {
      const proof = await proveInclusion(BigInt(i), BigInt(size), tilesOf(size));
      const claim = { index: BigInt(i), size: BigInt(size), proof, root };
      assert.equal(includes({ ...claim, leafHash: leaves[i] ?? emptyRoot }), true, `leaf ${i} of ${size}`);
      assert.equal(
        includes({ ...claim, leafHash: leaves[i + 1] ?? emptyRoot }), false, `leaf ${i + 1} at ${i}`,
      );
    }
  }
});

test("every tree grows provably from every smaller one, and from no other tree of that size", async () => {
  for (const newSize of sizes) {
    const newRoot = treeHash(leaves.slice(0, newSize));
    for (const oldSize of sizes.filter((s) => s <= newSize)) {
      const proof = await proveGrowth(BigInt(oldSize), BigInt(newSize), tilesOf(newSize));
      const oldRoot = treeHash(leaves.slice(0, oldSize));
      const claim = { oldSize: BigInt(oldSize), newSize: BigInt(newSize), newRoot, proof };
      assert.equal(growsFrom({ ...claim, oldRoot }), true, `${oldSize} → ${newSize}`);
      assert.equal(
        growsFrom({ ...claim, oldRoot: leafHash(oldRoot) }), false, `forged ${oldSize} → ${newSize}`,
      );
    }
  }
});

test("refuses to prove a leaf that is not in the tree", async () => {
  await assert.rejects(proveInclusion(5n, 5n, tilesOf(5)), RangeError);
  await assert.rejects(proveGrowth(0n, 5n, tilesOf(5)), RangeError);
});

test("a tree of 70,000 leaves has the tiles the specification counts", () => {
  const tiles = newTiles(0n, 70_000n);
  const count = (level: number, full: boolean): number =>
    tiles.filter((t) => t.level === level && (t.width === 256) === full).length;
  assert.deepEqual(
    [count(0, true), count(0, false), count(1, true), count(1, false), count(2, false)], [273, 1, 1, 1, 1],
  );
  assert.deepEqual(tiles.filter((t) => t.width < 256).map((t) => t.width), [112, 17, 1]);
});

test("growth writes only what is new, and every tile a checkpoint of the new size needs", () => {
  const written = new Set<string>();
  let [size, step] = [0n, 1n];
  while (size < 140_000n) {
    const next = size + step;
    for (const t of newTiles(size, next)) written.add(`${t.level}/${t.index}/${t.width}`);
    const needed = newTiles(0n, next).map((t) => `${t.level}/${t.index}/${t.width}`);
    assert.deepEqual(needed.filter((tile) => !written.has(tile)), [], `size ${next}`);
    [size, step] = [next, (step * 7n) % 9_973n];
  }
  assert.equal(widthAt(1, 70_000n), 273n);
});
