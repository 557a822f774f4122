// Types of fold.mjs for sources that are compiled; the verifier itself is plain files.

export type Written = null | boolean | number | string | readonly Written[] | Fields;
export type Fields = { readonly [key: string]: Written };

export interface Register {
  readonly format: string; // "entente.register@v1"
  readonly size: number; // leaves folded
  readonly entries: readonly RegisterEntry[]; // in the order of their first leaf
  readonly totals: Readonly<Record<string, RegisterTotal>>; // by ISO 4217 code
  readonly restores: readonly { readonly leafIndex: number; readonly at: string; readonly fields: Fields }[];
  readonly counts: {
    readonly sealed: number;
    readonly public: number;
    readonly unknown: Readonly<Record<string, number>>; // public leaves of types this fold does not know
    readonly malformed: readonly number[]; // leaf indexes
    readonly anomalies: readonly { readonly leafIndex: number; readonly reason: string }[];
  };
}

export interface RegisterEntry {
  readonly registerId: string;
  readonly state: "published" | "withheld";
  readonly versions: readonly RegisterVersion[]; // first to last, at least one
}

export interface RegisterVersion {
  readonly version: number; // from 1
  readonly type: string;
  readonly at: string; // ISO 8601 with milliseconds and Z
  readonly leafIndex: number;
  readonly rules: string; // "" when none applied
  readonly fields: Fields;
  readonly withheld: number; // how many fields the leaf says it withholds
}

export interface RegisterTotal {
  readonly entries: number;
  readonly valueMinor: string;
  readonly receivedMinor: string;
}

export interface SealedLeaf {
  readonly form: "sealed";
  readonly c: string;
}

export interface PublicLeaf {
  readonly form: "public";
  readonly type: string;
  readonly at: string;
  readonly registerId: string;
  readonly rules: string;
  readonly fields: Fields;
  readonly commitments: readonly string[];
}

export const registerFormat: string;
export const leafMaxBytes: number;
export const commitmentsPerPublicLeaf: number;
export function fold(leaves: Iterable<Uint8Array>): Register;
export function readLeaf(bytes: Uint8Array): SealedLeaf | PublicLeaf | null;
export function canonical(value: unknown): string;
