// Goal: our verification agrees with 196 vectors of another implementation (transparency-dev/merkle,
// Apache-2.0), which are read from the shared data folder and never copied here.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { growsFrom, includes } from "../../src/engines/merkle/index.ts";

const shared = process.env.ENTENTE_SHARED_DATA ?? join(process.cwd(), "../shared/data");
const folder = join(shared, "tlog/merkle-proofs");
const skip = existsSync(folder) ? false : "the shared vectors (tlog/merkle-proofs) are not on this machine";

interface Vector {
  readonly desc: string;
  readonly wantErr: boolean;
  readonly proof: readonly string[] | null;
  readonly [field: string]: unknown;
}

/** Indexes reach 2^64 − 1: numbers longer than 15 digits are read as text, so that nothing is rounded. */
function vectorsIn(path: string): readonly Vector[] {
  return readdirSync(path).sort().flatMap((name) => {
    const at = join(path, name);
    if (statSync(at).isDirectory()) return vectorsIn(at);
    return [JSON.parse(readFileSync(at, "utf8").replace(/: (\d{16,})/g, ': "$1"')) as Vector];
  });
}

const bytes = (text: unknown): Buffer => Buffer.from(String(text), "base64");
const count = (value: unknown): bigint => BigInt(value as number);

test("agrees with all 98 inclusion vectors", { skip }, () => {
  const vectors = vectorsIn(join(folder, "inclusion"));
  assert.equal(vectors.length, 98);
  for (const v of vectors) {
    const accepted = includes({
      leafHash: bytes(v.leafHash), index: count(v.leafIdx), size: count(v.treeSize), root: bytes(v.root),
      proof: (v.proof ?? []).map(bytes),
    });
    assert.equal(accepted, !v.wantErr, v.desc);
  }
});

test("agrees with all 98 consistency vectors", { skip }, () => {
  const vectors = vectorsIn(join(folder, "consistency"));
  assert.equal(vectors.length, 98);
  for (const v of vectors) {
    const accepted = growsFrom({
      oldSize: count(v.size1), newSize: count(v.size2), oldRoot: bytes(v.root1), newRoot: bytes(v.root2),
      proof: (v.proof ?? []).map(bytes),
    });
    assert.equal(accepted, !v.wantErr, v.desc);
  }
});

// A witness that meets a log for the first time holds size 0 and must accept an empty proof; the library
// these vectors come from refuses. We take the strict reading: whoever starts from nothing decides so itself.
test("refuses the three size-0 cases that a witness would take", { skip }, () => {
  const lenient = vectorsIn(join(folder, "consistency"))
    .filter((v) => count(v.size1) === 0n && (v.proof ?? []).length === 0)
    .filter((v) => count(v.size2) > 0n || v.root1 === v.root2);
  assert.deepEqual(lenient.map((v) => v.desc).sort(), [
    "size1 is zero and does not equal size2",
    "size1 is zero and size2 is not zero",
    "sizes are equal (zero) and proof is empty",
  ]);
  for (const v of lenient) {
    const claim = {
      oldSize: 0n, oldRoot: bytes(v.root1), newSize: count(v.size2), newRoot: bytes(v.root2), proof: [],
    };
    assert.equal(growsFrom(claim), false, v.desc);
    assert.equal(v.wantErr, true, v.desc);
  }
});
