// The vectors of spec/log, made by another program, against what the product writes. The verifier reads the same.
import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  leafHash, noteKey, proveGrowth, proveInclusion, readProofFile, rootAt, signCheckpoint, writeBundle,
  writeProofFile, writeVerifierKey, type TileReader,
} from "../../engines/merkle/index.ts";
import { canonicalBytes, type Json } from "../../kernel/canonical.ts";
import { parseInstant, type Instant } from "../../kernel/instants.ts";
import { SeededRandomness } from "../../ports/random.ts";
import { readLeaf } from "../../../verifier/fold.mjs";
import { commitmentOf, digestOf, disclose, publicLeaf, publicLeafFits, sealedLeaf, type PublicLeaf } from "./leaf.ts";

function vector<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(join(process.cwd(), "vectors/log/valid", `${name}.json`), "utf8")) as Shape;
}

const random = new SeededRandomness("leaf.test");
const unhex = (text: string): Buffer => Buffer.from(text, "hex");

test("a sealed leaf is written as the vector says, byte for byte", () => {
  const v = vector<{ salt: string; envelope: Json; canonicalEnvelope: string; leaf: string; leafHash: string }>("leaf-sealed");
  const envelope = canonicalBytes(v.envelope);
  assert.equal(new TextDecoder().decode(envelope), v.canonicalEnvelope);
  const leaf = sealedLeaf(commitmentOf(unhex(v.salt), envelope));
  assert.equal(leaf.toString(), v.leaf);
  assert.equal(leafHash(leaf).toString("hex"), v.leafHash);
});

for (const name of ["latin", "arabic-and-escapes", "empty-fields", "sixteen-levels", "withheld"]) {
  test(`a public leaf is written as the vector says, byte for byte: ${name}`, () => {
    const v = vector<{ leaf: string }>(`leaf-public-${name}`);
    const read = readLeaf(Buffer.from(v.leaf));
    assert.equal(read?.form, "public");
    if (read?.form !== "public") return;
    const written = publicLeaf({
      ...read, at: parseInstant(read.at) as Instant, registerId: read.registerId as `reg_${string}`,
      commitments: read.commitments.map((d) => Buffer.from(d, "base64url")).reverse(),
    } as PublicLeaf, random);
    assert.equal(written.toString(), v.leaf);
  });
}

const small: PublicLeaf = {
  type: "register.published", at: parseInstant("2027-03-03T09:00:00.000Z") as Instant, fields: {}, rules: "",
  registerId: "reg_00000000000000000000000000", commitments: [],
};

test("a public leaf the register could not read is never written", () => {
  const bad: Partial<PublicLeaf>[] = [
    { fields: [] }, { fields: { text: "x".repeat(65_000) } }, { type: "register" },
    { registerId: "prt_00000000000000000000000000" as `reg_${string}` },
    { commitments: Array.from({ length: 17 }, (_, i) => Buffer.alloc(32, i)) },
    { commitments: [Buffer.alloc(32, 1), Buffer.alloc(32, 1)] },
  ];
  assert.equal(readLeaf(publicLeaf(small, random))?.form, "public");
  for (const change of bad) assert.throws(() => publicLeaf({ ...small, ...change }, random), /public leaf/);
  assert.throws(() => publicLeaf({ ...small, fields: { amount: 1.5 } }, random), RangeError);
});

test("fields that fit are told from fields that do not, whatever the frame around them", () => {
  const longest = { ...small, type: `${"a".repeat(200)}.published`, rules: "r".repeat(100) };
  const largest = { text: "x".repeat(65_535 - 1_400 - 11) };
  assert.equal(publicLeafFits(largest), true);
  assert.ok(publicLeaf({ ...longest, fields: largest }, random).length <= 65_535);
  assert.equal(publicLeafFits({ text: `${largest.text}x` }), false);
});

test("decoys make the number of withheld fields invisible", () => {
  const counts = [0, 1, 15].map((n) => {
    const commitments = Array.from({ length: n }, (_, i) => digestOf(disclose(`field-${i}`, i, random)));
    const read = readLeaf(publicLeaf({ ...small, commitments }, random));
    return read?.form === "public" ? read.commitments.length : 0;
  });
  assert.deepEqual(counts, [16, 16, 16]);
});

test("the same withheld value has another digest each time", () => {
  const digests = Array.from({ length: 20 }, () => digestOf(disclose("valueMinor", "500", random)).toString("hex"));
  assert.equal(new Set(digests).size, 20);
});

/** The tree of the vectors fits one tile. */
function tileOf(leaves: readonly string[]): TileReader {
  return async (_level, _index, width) => leaves.slice(0, width).map((leaf) => leafHash(Buffer.from(leaf)));
}

test("roots and proofs of the vectors' tree come out as written", async () => {
  const v = vector<{
    leaves: string[]; roots: string[]; inclusion: { index: number; size: number; proof: string[] }[];
    consistency: { from: number; to: number; proof: string[] }[];
  }>("tree");
  const read = tileOf(v.leaves);
  for (let n = 1; n <= 9; n++) assert.equal((await rootAt(BigInt(n), read)).toString("hex"), v.roots[n]);
  for (const { index, size, proof } of v.inclusion) {
    const path = await proveInclusion(BigInt(index), BigInt(size), read);
    assert.deepEqual(path.map((h) => h.toString("hex")), proof);
  }
  for (const { from, to, proof } of v.consistency) {
    const path = await proveGrowth(BigInt(from), BigInt(to), read);
    assert.deepEqual(path.map((h) => h.toString("hex")), proof);
  }
});

test("checkpoint, verifier key, bundle and proof file come out byte for byte", async () => {
  const signed = vector<{ testKeyPem: string; origin: string; vkey: string; root: string; note: string }>("checkpoint");
  const key = createPrivateKey(signed.testKeyPem);
  assert.equal(writeVerifierKey(noteKey(signed.origin, key)), signed.vkey);
  const note = signCheckpoint({ origin: signed.origin, size: 9n, root: unhex(signed.root) }, key);
  assert.equal(note, signed.note);
  const bundle = vector<{ leaves: string[]; hex: string }>("bundle");
  assert.equal(writeBundle(bundle.leaves.map((l) => Buffer.from(l))).toString("hex"), bundle.hex);
  const { proof } = vector<{ proof: string }>("proof");
  const path = await proveInclusion(5n, 9n, tileOf(bundle.leaves));
  assert.equal(writeProofFile({ index: 5n, path, checkpoint: note }), proof);
  assert.equal(readProofFile(proof)?.index, 5n);
});
