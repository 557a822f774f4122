import { createHash, createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import { readBase64 } from "./base64.ts";

/** A text with signatures under it. Source: c2sp.org/signed-note; Ed25519 keys only (type 0x01). */
export interface NoteKey {
  readonly name: string; // no spaces, no "+"
  readonly id: Buffer; // 4 bytes: SHA-256(name ‖ newline ‖ 0x01 ‖ key)
  readonly publicKey: KeyObject;
}

const ed25519 = Buffer.from([1]);

/** Throws on a name that cannot stand in a note and on a key that is not Ed25519. */
export function noteKey(name: string, key: KeyObject): NoteKey {
  if (!/^[^\s+\u0000-\u001f]+$/u.test(name)) throw new RangeError("a key name has no spaces and no plus");
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  const hash = createHash("sha256").update(`${name}\n`).update(ed25519).update(rawKey(publicKey)).digest();
  return { name, id: hash.subarray(0, 4), publicKey };
}

/**
 * "name+hex(id)+base64(type ‖ key)": what a reader must have from elsewhere before it may believe anything.
 */
export function writeVerifierKey(key: NoteKey): string {
  const material = Buffer.concat([ed25519, rawKey(key.publicKey)]);
  return `${key.name}+${key.id.toString("hex")}+${material.toString("base64")}`;
}

/** Null on anything but one well-formed Ed25519 verifier key whose id fits. */
export function readVerifierKey(text: string): NoteKey | null {
  const m = /^([^+\s\u0000-\u001f]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  const bytes = readBase64(m?.[3] ?? "?");
  if (!m || bytes?.length !== 33 || bytes[0] !== 1) return null;
  const x = bytes.subarray(1).toString("base64url");
  const key = noteKey(m[1] ?? "", createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" }));
  return key.id.toString("hex") === m[2] ? key : null;
}

function rawKey(publicKey: KeyObject): Buffer {
  const jwk = publicKey.export({ format: "jwk" });
  if (jwk.crv !== "Ed25519" || jwk.x === undefined) throw new RangeError("a note key is an Ed25519 key");
  return Buffer.from(jwk.x, "base64url");
}

/** Signs a text that ends in a newline. Deterministic: the same text and key give the same bytes. */
export function signNote(text: string, name: string, privateKey: KeyObject): string {
  if (!text.endsWith("\n") || hasControls(text)) throw new RangeError("not a note's text");
  const key = noteKey(name, privateKey);
  const signature = Buffer.concat([key.id, sign(null, Buffer.from(text), privateKey)]);
  return `${text}\n— ${name} ${signature.toString("base64")}\n`;
}

/**
 * The text of a note one of our keys has signed; null otherwise. Signatures of unknown keys are passed over;
 * a signature of a known key that does not verify spoils the whole note.
 *
 * @param note attacker-chosen
 */
export function openNote(note: string, keys: readonly NoteKey[]): string | null {
  const cut = note.lastIndexOf("\n\n");
  if (cut < 0 || !note.endsWith("\n") || hasControls(note)) return null;
  const text = note.slice(0, cut + 1);
  const lines = note.slice(cut + 2, -1).split("\n");
  if (lines.length > maxSignatures) return null;
  let signed = false;
  for (const line of lines) {
    const m = /^— (\S+) (\S+)$/u.exec(line);
    const bytes = readBase64(m?.[2] ?? "?");
    if (!m || bytes === null || bytes.length < 5) return null;
    const key = keys.find((k) => k.name === m[1] && k.id.equals(bytes.subarray(0, 4)));
    if (key === undefined) continue;
    if (!verify(null, Buffer.from(text), key.publicKey, bytes.subarray(4))) return null;
    signed = true;
  }
  return signed ? text : null;
}

const maxSignatures = 64;

function hasControls(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return /[\u0000-\u0009\u000b-\u001f]/.test(text);
}
