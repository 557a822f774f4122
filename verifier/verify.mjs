// Checks a log, a proof and a register against each other. Works in Node and in a browser; reads through a
// function that is handed in, and believes nothing but the verifier key.
import { same, textOf } from "./bytes.mjs";
import { canonical, fold, readLeaf } from "./fold.mjs";
import { openCheckpoint, readProofFile, readVerifierKey } from "./note.mjs";
import { GrowingTree, includes, leafHash } from "./tree.mjs";

export { canonical, fold, readLeaf, readProofFile, readVerifierKey };

/** Something did not hold; `message` is one sentence for a person. */
export class Disproved extends Error {
  name = "Disproved";
}

/**
 * @typedef {(path: string) => Promise<Uint8Array | null>} Read  null: there is no such file
 * @typedef {(done: number, of: number) => void} Progress  called after each bundle
 * @typedef {{ checkpoint: import("./note.mjs").Checkpoint, leaves: Uint8Array[], tiles: number, bundles:
 *         number, rootAt: Map<bigint, Uint8Array> }} WholeLog
 */

/** @param {string} text a verifier key @returns {import("./note.mjs").VerifierKey} */
export function keyFrom(text) {
  const key = readVerifierKey(text.trim());
  if (key !== null) return key;
  throw new Disproved("The verifier key is not one: it has the form name+id+key, for Ed25519.");
}

/**
 * Opens a checkpoint. Throws `Disproved` when the key has not signed it.
 * @param {Uint8Array} bytes
 * @param {import("./note.mjs").VerifierKey} key
 */
export async function checkpointFrom(bytes, key) {
  const text = textOf(bytes);
  const checkpoint = text === null ? null : await openCheckpoint(text, key);
  if (checkpoint === null) throw new Disproved(`This checkpoint was not signed by the key of ${key.name}.`);
  return checkpoint;
}

/**
 * Reads every bundle and every tile of the log and recomputes everything up to the signed root.
 *
 * @param {Read} read
 * @param {import("./note.mjs").VerifierKey} key
 * @param {{ sizes?: bigint[], progress?: Progress }} [ask] sizes: of older checkpoints whose roots are wanted
 * @returns {Promise<WholeLog>}
 */
export async function verifyLog(read, key, { sizes = [], progress = () => {} } = {}) {
  const checkpoint = await checkpointFrom(await wanted(read, "checkpoint"), key);
  const tree = new GrowingTree();
  /** @type {WholeLog} */
  const log = { checkpoint, leaves: [], tiles: 0, bundles: 0, rootAt: new Map() };
  const levels = [];
  while (tree.size < checkpoint.size) {
    const bundle = await bundleAt(read, tree.size, checkpoint.size);
    for (const leaf of bundle) {
      log.leaves.push(leaf);
      const hash = leafHash(leaf);
      grow(levels, 0, hash);
      tree.add(hash);
      if (sizes.includes(tree.size)) log.rootAt.set(tree.size, tree.root());
    }
    log.bundles += 1;
    progress(log.leaves.length, Number(checkpoint.size));
  }
  if (!same(tree.root(), checkpoint.root)) {
    throw new Disproved("The entries do not add up to the signed root: something was changed afterwards.");
  }
  log.tiles = await verifyTiles(read, levels, checkpoint.size);
  return log;
}

/** Keeps, per level, the hashes its tiles must hold: of leaves, of full tiles, of full tiles of tiles. */
function grow(levels, level, hash) {
  levels[level] ??= { hashes: [], tile: new GrowingTree() };
  levels[level].hashes.push(hash);
  levels[level].tile.add(hash);
  if (levels[level].tile.size < 256n) return;
  grow(levels, level + 1, levels[level].tile.root());
  levels[level].tile = new GrowingTree();
}

async function verifyTiles(read, levels, size) {
  let tiles = 0;
  for (const [level, { hashes }] of levels.entries()) {
    for (let at = 0; at < hashes.length; at += 256) {
      const expected = hashes.slice(at, at + 256);
      const path = `tile/${level}/${indexPath(at / 256)}${widthPath(expected.length)}`;
      const bytes = await wanted(read, path);
      const holds = bytes.length === 32 * expected.length &&
        expected.every((hash, i) => same(hash, bytes.subarray(32 * i, 32 * i + 32)));
      if (!holds) throw new Disproved(`The tile ${path} does not hold the hashes of the ${size} leaves.`);
      tiles += 1;
    }
  }
  return tiles;
}

async function bundleAt(read, from, size) {
  const width = Number(size - from < 256n ? size - from : 256n);
  const path = `tile/entries/${indexPath(Number(from / 256n))}${widthPath(width)}`;
  const bytes = await wanted(read, path);
  const leaves = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + ((bytes[at] << 8) | bytes[at + 1]);
    if (!(end <= bytes.length)) throw new Disproved(`The bundle ${path} is cut short.`);
    leaves.push(bytes.slice(at + 2, end));
    at = end;
  }
  if (leaves.length !== width) throw new Disproved(`The bundle ${path} holds ${leaves.length} entries.`);
  return leaves;
}

function indexPath(index) {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g);
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join("/");
}

function widthPath(width) {
  return width < 256 ? `.p/${width}` : "";
}

async function wanted(read, path) {
  const bytes = await read(path);
  if (bytes === null) throw new Disproved(`The file ${path} is missing: the signed tree needs it.`);
  return bytes;
}

/**
 * Checks a proof file against the bytes of its leaf; needs no log. Throws `Disproved`.
 * @param {Uint8Array} proofBytes
 * @param {Uint8Array} leaf
 * @param {import("./note.mjs").VerifierKey} key
 */
export async function verifyProof(proofBytes, leaf, key) {
  const proof = readProofFile(textOf(proofBytes) ?? "");
  if (proof === null) throw new Disproved("This is not a tlog-proof file.");
  const checkpoint = await checkpointFrom(new TextEncoder().encode(proof.checkpoint), key);
  const { index, path } = proof;
  const { size, root } = checkpoint;
  const claim = { leafHash: leafHash(leaf), index, size, proof: path, root };
  if (!includes(claim)) throw new Disproved(`The entry is not leaf ${index} of the signed tree.`);
  return { checkpoint, index, leaf: readLeaf(leaf) };
}

/**
 * Checks that the log still begins with the tree of an older checkpoint. Throws `Disproved`.
 * @param {WholeLog} log verified with `sizes` holding the old size
 * @param {import("./note.mjs").Checkpoint} old
 */
export function verifyGrowth(log, old) {
  if (old.size === 0n) return;
  if (old.size > log.checkpoint.size) {
    throw new Disproved(`The log has shrunk from ${old.size} to ${log.checkpoint.size} leaves.`);
  }
  const root = log.rootAt.get(old.size);
  if (root === undefined || !same(root, old.root)) {
    throw new Disproved(`The first ${old.size} leaves are not those signed before: history was rewritten.`);
  }
}

/**
 * Checks that a published register is the fold of the leaves, no more and no less; beside it may stand a notice, words of
 * its publisher that nothing proves. Throws `Disproved`.
 * @param {WholeLog} log
 * @param {Uint8Array} registerBytes
 * @returns {import("./fold.d.mts").Register} as folded here
 */
export function verifyRegister(log, registerBytes) {
  const { notice, ...shown } = parsed(registerBytes) ?? {};
  if (notice !== undefined && !isNotice(notice)) throw new Disproved("The register's notice is not words by language.");
  const size = shown.size;
  if (!Number.isSafeInteger(size) || size < 0 || size > log.leaves.length) {
    throw new Disproved("The register does not say how many leaves of this log it was made from.");
  }
  const folded = fold(log.leaves.slice(0, size));
  if (written(folded) === written(shown)) return folded;
  throw new Disproved(`The register is not what its ${size} leaves say: ${firstDifference(folded, shown)}.`);
}

/** `{"en": "…"}`, short, so that nothing else travels as one. */
function isNotice(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([lang, words]) => /^[a-z]{2}$/.test(lang) && typeof words === "string" && words.length <= 200);
}

/** Fields may have 16 levels of their own; the register wraps them in a few more. */
function written(value) {
  return canonical(value, 32);
}

function parsed(bytes) {
  try {
    const value = JSON.parse(textOf(bytes) ?? "");
    written(value);
    return value;
  } catch {
    throw new Disproved("The register is not readable as JSON of whole numbers and texts.");
  }
}

/** Where a person should look first. */
function firstDifference(folded, shown) {
  const [ours, theirs] = [folded.entries, Array.isArray(shown.entries) ? shown.entries : []];
  for (const [i, entry] of ours.entries()) {
    const { registerId } = entry;
    if (theirs[i]?.registerId !== registerId) return `the entry ${registerId} is missing or out of place`;
    if (written(theirs[i]) !== written(entry)) return `the entry ${registerId} differs`;
  }
  if (theirs.length > ours.length) return "it shows entries that no leaf speaks of";
  const key = Object.keys(folded).find((k) => written(shown[k] ?? null) !== written(folded[k]));
  return key === undefined ? "it holds more than the fold" : `the part \`${key}\` differs`;
}
