// Runs the vectors of spec/log through the verifier. The file name of a vector is its claim.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { base64, hex, readBase64, readBase64url, utf8 } from "./bytes.mjs";
import { canonical, fold, readLeaf } from "./fold.mjs";
import { openCheckpoint, readVerifierKey } from "./note.mjs";
import { sha256 } from "./sha256.mjs";
import { GrowingTree, growsFrom, includes, leafHash } from "./tree.mjs";
import { Disproved, verifyProof } from "./verify.mjs";

const folder = join(process.cwd(), "vectors/log");
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

function vectors(kind, start) {
  const names = readdirSync(join(folder, kind)).filter((name) => name.startsWith(start)).sort();
  assert.ok(names.length > 0, `no vectors ${kind}/${start}*`);
  return names.map((name) => [name, JSON.parse(readFileSync(join(folder, kind, name), "utf8"))]);
}

function bytesOf(vector) {
  if (vector.leafBase64 !== undefined) return readBase64(vector.leafBase64);
  const fills = Object.entries(vector.fill ?? {});
  return utf8(fills.reduce((text, [mark, times]) => text.replace(mark, mark.repeat(times)), vector.leaf));
}

for (const [name, vector] of vectors("valid", "leaf-")) {
  test(`reads ${name}`, () => {
    const leaf = readLeaf(utf8(vector.leaf));
    assert.equal(leaf?.form, vector.form);
    assert.equal(hex(leafHash(utf8(vector.leaf))), vector.leafHash);
    if (vector.envelope === undefined) return;
    assert.equal(canonical(vector.envelope), vector.canonicalEnvelope);
    const commitment = sha256(Uint8Array.of(...unhex(vector.salt), ...utf8(vector.canonicalEnvelope)));
    assert.equal(base64(commitment), base64(readBase64url(leaf.c)));
  });
}

test("a disclosure opens a digest of its leaf", () => {
  const [[, vector]] = vectors("valid", "leaf-public-withheld");
  assert.equal(base64(sha256(utf8(vector.disclosure))), base64(readBase64url(vector.digest)));
  assert.ok(readLeaf(utf8(vector.leaf)).commitments.includes(vector.digest));
  const [, ...opened] = JSON.parse(new TextDecoder().decode(readBase64url(vector.disclosure)));
  assert.deepEqual(opened, vector.opens);
});

for (const [name, vector] of vectors("invalid", "leaf-")) {
  test(`calls malformed ${name}`, () => assert.equal(readLeaf(bytesOf(vector)), null));
}

test("a leaf of the greatest length is read, and one byte more is not", () => {
  const [[, vector]] = vectors("invalid", "leaf-too-long");
  const frame = utf8(vector.leaf).length - 1;
  assert.equal(readLeaf(utf8(vector.leaf.replace("@", "a".repeat(65_535 - frame))))?.form, "public");
  assert.equal(readLeaf(utf8(vector.leaf.replace("@", "a".repeat(65_536 - frame)))), null);
});

test("agrees with every root, inclusion and consistency proof of a tree of nine", () => {
  const [[, vector]] = vectors("valid", "tree");
  const tree = new GrowingTree();
  const roots = [tree.root(), ...vector.leaves.map((leaf) => {
    tree.add(leafHash(utf8(leaf)));
    return tree.root();
  })];
  assert.deepEqual(roots.map(hex), vector.roots);
  for (const { index, size, proof } of vector.inclusion) {
    const claim = { index: BigInt(index), size: BigInt(size), proof: proof.map(unhex), root: roots[size] };
    assert.equal(includes({ ...claim, leafHash: leafHash(utf8(vector.leaves[index])) }), true);
    assert.equal(includes({ ...claim, leafHash: leafHash(utf8(vector.leaves[(index + 1) % 9])) }), false);
  }
  for (const { from, to, proof } of vector.consistency) {
    const claim = { oldSize: BigInt(from), newSize: BigInt(to), newRoot: roots[to], proof: proof.map(unhex) };
    assert.equal(growsFrom({ ...claim, oldRoot: roots[from] }), true);
    assert.equal(growsFrom({ ...claim, oldRoot: roots[from - 1] }), false);
  }
});

test("opens the checkpoint", async () => {
  const [[, vector]] = vectors("valid", "checkpoint");
  const checkpoint = await openCheckpoint(vector.note, readVerifierKey(vector.vkey));
  assert.deepEqual([checkpoint?.size, hex(checkpoint?.root)], [9n, vector.root]);
});

for (const [name, vector] of vectors("invalid", "checkpoint-")) {
  test(`refuses ${name}`, async () => {
    assert.equal(await openCheckpoint(vector.note, readVerifierKey(vector.vkey)), null);
  });
}

test("believes the proof file (R40.3)", async () => {
  const [[, vector]] = vectors("valid", "proof");
  const proved = await verifyProof(utf8(vector.proof), utf8(vector.leaf), readVerifierKey(vector.vkey));
  assert.deepEqual([proved.index, proved.checkpoint.size, proved.leaf?.form], [5n, 9n, "sealed"]);
});

for (const [name, vector] of vectors("invalid", "proof-")) {
  test(`refuses ${name}`, async () => {
    const key = readVerifierKey(vector.vkey);
    await assert.rejects(verifyProof(utf8(vector.proof), utf8(vector.leaf), key), Disproved);
  });
}

for (const [name, vector] of vectors("valid", "fold-")) {
  test(`folds ${name}`, () => assert.deepEqual(fold(vector.leaves.map(utf8)), vector.register));
}
