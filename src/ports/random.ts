import { createHash, randomBytes } from "node:crypto";
import { idFrom, type Id } from "../kernel/ids.ts";

export interface Randomness {
  /** Cryptographically strong in the product; from a printed seed in tests. */
  bytes(length: number): Uint8Array;
}

export const systemRandomness: Randomness = { bytes: (length) => randomBytes(length) };

/** Repeatable bytes for tests: SHA-256 in counter mode over a seed. Never for keys. */
export class SeededRandomness implements Randomness {
  private counter = 0;
  constructor(private readonly seed: string) {}
  bytes(length: number): Uint8Array {
    const out = Buffer.alloc(length);
    for (let at = 0; at < length; at += 32) {
      const block = createHash("sha256").update(`${this.seed}/${this.counter++}`).digest();
      block.copy(out, at);
    }
    return out;
  }
}

export function newId<P extends string>(random: Randomness, prefix: P): Id<P> {
  return idFrom(prefix, random.bytes(17));
}
