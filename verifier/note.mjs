// Verifier keys, signed notes, checkpoints and proof files (c2sp.org). Ed25519 comes from the platform's
// WebCrypto.
import { concat, hex, readBase64, same, utf8 } from "./bytes.mjs";
import { sha256 } from "./sha256.mjs";

/**
 * @typedef {{ name: string, id: Uint8Array, key: Uint8Array }} VerifierKey  key: 32 bytes of Ed25519
 * @typedef {{ origin: string, size: bigint, root: Uint8Array }} Checkpoint
 * @typedef {{ index: bigint, path: Uint8Array[], checkpoint: string }} ProofFile
 */

/**
 * Null unless it is one Ed25519 verifier key whose id fits.
 * @param {string} text
 * @returns {VerifierKey | null}
 */
export function readVerifierKey(text) {
  const m = /^([^+\s\u0000-\u001f]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  const material = m === null ? null : readBase64(m[3]);
  if (m === null || material === null || material.length !== 33 || material[0] !== 1) return null;
  const id = sha256(concat([utf8(`${m[1]}\n`), material])).slice(0, 4);
  return hex(id) === m[2] ? { name: m[1], id, key: material.slice(1) } : null;
}

/**
 * The text of a note that the key has signed; null otherwise. Signatures of others are passed over.
 * @param {string} note
 * @param {VerifierKey} key
 * @returns {Promise<string | null>}
 */
export async function openNote(note, key) {
  const cut = note.lastIndexOf("\n\n");
  // eslint-disable-next-line no-control-regex
  if (cut < 0 || !note.endsWith("\n") || /[\u0000-\u0009\u000b-\u001f]/.test(note)) return null;
  const text = note.slice(0, cut + 1);
  const lines = note.slice(cut + 2, -1).split("\n");
  if (lines.length > 64) return null;
  let signed = false;
  for (const line of lines) {
    const m = /^— (\S+) (\S+)$/u.exec(line);
    const bytes = m === null ? null : readBase64(m[2]);
    if (m === null || bytes === null || bytes.length < 5) return null;
    if (m[1] !== key.name || !same(bytes.slice(0, 4), key.id)) continue;
    if (!(await verifies(key.key, bytes.slice(4), utf8(text)))) return null;
    signed = true;
  }
  return signed ? text : null;
}

/** Throws where the platform's WebCrypto has no Ed25519: then nothing was checked, and the caller says so. */
async function verifies(rawKey, signature, text) {
  const key = await crypto.subtle.importKey("raw", rawKey, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, key, signature, text);
}

/**
 * Null unless the key has signed it under its own name as origin, in the one form a checkpoint has.
 * @param {string} note
 * @param {VerifierKey} key
 * @returns {Promise<Checkpoint | null>}
 */
export async function openCheckpoint(note, key) {
  const text = await openNote(note, key);
  if (text === null) return null;
  const [origin, size, root, ...rest] = text.slice(0, -1).split("\n");
  const hash = readBase64(root ?? "");
  if (origin !== key.name || !/^(0|[1-9]\d{0,18})$/.test(size ?? "") || rest.includes("")) return null;
  return hash !== null && hash.length === 32 ? { origin, size: BigInt(size), root: hash } : null;
}

/**
 * Null unless it is a c2sp.org/tlog-proof@v1. An `extra` line is passed over: nothing vouches for it.
 * @param {string} text
 * @returns {ProofFile | null}
 */
export function readProofFile(text) {
  const cut = text.indexOf("\n\n");
  const lines = cut < 0 ? [] : text.slice(0, cut).split("\n");
  if (lines.shift() !== "c2sp.org/tlog-proof@v1") return null;
  if (lines[0]?.startsWith("extra ")) lines.shift();
  const index = /^index (0|[1-9]\d{0,18})$/.exec(lines.shift() ?? "");
  const path = lines.map(readBase64);
  if (index === null || path.length > 63 || path.some((hash) => hash?.length !== 32)) return null;
  return { index: BigInt(index[1]), path, checkpoint: text.slice(cut + 2) };
}
