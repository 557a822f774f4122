import { createHash } from "node:crypto";
import { canonicalBytes } from "../../../kernel/canonical.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";

/** One answer that opened sealed content: who, what, for what. Codes and ids only, never content. */
export interface ReadRecord {
  readonly id: string;
  readonly accountId: string;
  readonly personId: string;
  readonly what: string; // the question's name: "screening.hit"
  readonly subject: string | null; // id of the one thing that was opened; null: several, or the file as a whole
  readonly file: string | null; // partner's file; null: several, or none
  readonly purpose: string; // "page", "export", "api"
  readonly at: Instant;
}

/** A record where it stands in the chain. */
export interface PlacedRead extends ReadRecord {
  readonly batch: bigint;
}

/** Before the first batch. */
export const chainStart: Buffer = Buffer.alloc(32);

/** SHA-256 of the record's canonical JSON. Frozen: migration 0015 computes the same bytes for older records. */
export function digestOf(read: ReadRecord): Buffer {
  return sha256(canonicalBytes({
    account: read.accountId, at: iso(read.at), file: read.file, id: read.id, person: read.personId,
    purpose: read.purpose, subject: read.subject, what: read.what,
  }));
}

/** Each batch carries the hash before it, so that no record before it can change, go or move without this one changing. */
export function chained(previous: Buffer, digests: readonly Buffer[]): Buffer {
  return sha256(Buffer.concat([previous, ...digests]));
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
