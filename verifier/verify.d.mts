// Types of verify.mjs for sources that are compiled; the verifier itself is plain files.
import type { PublicLeaf, Register, SealedLeaf } from "./fold.d.mts";

export { canonical, fold, readLeaf } from "./fold.d.mts";

export interface VerifierKey {
  readonly name: string;
  readonly id: Uint8Array;
  readonly key: Uint8Array;
}

export interface Checkpoint {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
}

export interface WholeLog {
  readonly checkpoint: Checkpoint;
  readonly leaves: readonly Uint8Array[];
  readonly tiles: number;
  readonly bundles: number;
  readonly rootAt: ReadonlyMap<bigint, Uint8Array>;
}

export interface Proved {
  readonly checkpoint: Checkpoint;
  readonly index: bigint;
  readonly leaf: SealedLeaf | PublicLeaf | null; // null: the bytes are proven, but no form of ours
}

export type Read = (path: string) => Promise<Uint8Array | null>;

export class Disproved extends Error {}
export function keyFrom(text: string): VerifierKey;
export function checkpointFrom(bytes: Uint8Array, key: VerifierKey): Promise<Checkpoint>;
export function verifyLog(
  read: Read, key: VerifierKey,
  ask?: { readonly sizes?: readonly bigint[]; readonly progress?: (done: number, of: number) => void },
): Promise<WholeLog>;
export function verifyProof(
  proof: Uint8Array, leaf: Uint8Array, key: VerifierKey,
): Promise<Proved>;
export function verifyGrowth(log: WholeLog, old: Checkpoint): void;
export function verifyRegister(log: WholeLog, registerBytes: Uint8Array): Register;
