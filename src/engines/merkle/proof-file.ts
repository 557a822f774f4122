import { readHash } from "./base64.ts";
import type { Hash } from "./hash.ts";

/** A proof one can keep: index, path and signed checkpoint. Source: c2sp.org/tlog-proof@v1. */
export interface ProofFile {
  readonly index: bigint;
  readonly path: readonly Hash[];
  readonly checkpoint: string; // the signed note, verbatim
}

const firstLine = "c2sp.org/tlog-proof@v1";

export function writeProofFile(proof: ProofFile): string {
  const path = proof.path.map((hash) => `${hash.toString("base64")}\n`).join("");
  return `${firstLine}\nindex ${proof.index}\n${path}\n${proof.checkpoint}`;
}

/**
 * Null when it is not one. An `extra` line is passed over: nothing vouches for it. @param text
 * attacker-chosen
 */
export function readProofFile(text: string): ProofFile | null {
  const cut = text.indexOf("\n\n");
  if (cut < 0) return null;
  const lines = text.slice(0, cut).split("\n");
  if (lines.shift() !== firstLine) return null;
  if (lines[0]?.startsWith("extra ") === true) lines.shift();
  const index = /^index (0|[1-9]\d{0,18})$/.exec(lines.shift() ?? "");
  const path = lines.map(readHash);
  if (index === null || path.length > 63 || path.includes(null)) return null;
  const hashes = path.filter((h) => h !== null);
  return { index: BigInt(index[1] ?? "0"), path: hashes, checkpoint: text.slice(cut + 2) };
}
