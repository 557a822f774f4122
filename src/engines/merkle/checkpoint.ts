import type { KeyObject } from "node:crypto";
import { readHash } from "./base64.ts";
import type { Hash } from "./hash.ts";
import { openNote, signNote, type NoteKey } from "./note.ts";

/** What the log has signed. Source: c2sp.org/tlog-checkpoint; we write no extension lines. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Hash;
}

export function signCheckpoint(checkpoint: Checkpoint, privateKey: KeyObject): string {
  const { origin, size, root } = checkpoint;
  return signNote(`${origin}\n${size}\n${root.toString("base64")}\n`, origin, privateKey);
}

/**
 * Null unless it is signed by the key, carries the key's name as origin and says size and root in their one
 * form.
 */
export function openCheckpoint(note: string, key: NoteKey): Checkpoint | null {
  const text = openNote(note, [key]);
  const [origin, size, root, ...rest] = (text ?? "").slice(0, -1).split("\n");
  if (origin !== key.name || rest.some((line) => line === "")) return null;
  const hash = readHash(root ?? "?");
  if (!/^(0|[1-9]\d{0,18})$/.test(size ?? "") || hash === null) return null;
  return { origin, size: BigInt(size ?? "0"), root: hash };
}
