import { createHash } from "node:crypto";
import { canonicalBytes, type Json } from "../../kernel/canonical.ts";
import type { RegisterId } from "../../kernel/ids.ts";
import { iso, type Instant } from "../../kernel/instants.ts";
import { assert } from "../../kernel/result.ts";
import type { Randomness } from "../../ports/random.ts";
import { commitmentsPerPublicLeaf, leafMaxBytes, readLeaf } from "../../../verifier/fold.mjs";

/** Salt of a sealed leaf and of a disclosure. Source: spec/log §3 and §4. */
export const saltBytes = 32;
const disclosureSaltBytes = 16;

/** One withheld field: `disclosure` opens the digest of the same index in `_sd` to whoever is given it. */
export interface Disclosure {
  readonly name: string;
  readonly disclosure: string; // base64url(JSON [salt, name, value]), as in RFC 9901
}

export interface PublicLeaf {
  readonly type: string;
  readonly at: Instant;
  readonly registerId: RegisterId;
  readonly fields: Json;
  readonly rules: string; // empty when no rules apply
  readonly commitments: readonly Buffer[]; // at most 16: of the sealed envelope and of each withheld field
}

/** SHA-256(salt ‖ canonical envelope). */
export function commitmentOf(salt: Uint8Array, envelope: Uint8Array): Buffer {
  return createHash("sha256").update(salt).update(envelope).digest();
}

/** {"c":"…","v":1}: 57 bytes always, whatever happened. Source: spec/log §3. */
export function sealedLeaf(commitment: Buffer): Buffer {
  return Buffer.from(canonicalBytes({ v: 1, c: commitment.toString("base64url") }));
}

/**
 * The readable form. Missing commitments are filled up with random decoys and all are sorted, so that neither
 * number nor place tells anything. Throws above 65,535 bytes: the caller asks `publicLeafFits` first. Source:
 * spec/log §4.
 */
export function publicLeaf(leaf: PublicLeaf, random: Randomness): Buffer {
  assert(leaf.commitments.length <= commitmentsPerPublicLeaf, "a public leaf carries at most 16 commitments");
  const digests = [...leaf.commitments];
  while (digests.length < commitmentsPerPublicLeaf) digests.push(Buffer.from(random.bytes(32)));
  const bytes = canonicalBytes({
    v: 1, type: leaf.type, at: iso(leaf.at), registerId: leaf.registerId, rules: leaf.rules,
    public: leaf.fields, _sd: digests.map((d) => d.toString("base64url")).sort(),
  });
  // What the fold could not read must not be written: a leaf cannot be taken back.
  assert(
    readLeaf(bytes)?.form === "public", "a public leaf has its one form, at most 65,535 bytes and 16 levels",
  );
  return Buffer.from(bytes);
}

/** False when the fields are too large for a public leaf; the frame around them stays below 1,400 bytes. */
export function publicLeafFits(fields: Json): boolean {
  return canonicalBytes(fields).length <= leafMaxBytes - 1_400;
}

/** A salted disclosure of one withheld field and its digest. */
export function disclose(name: string, value: Json, random: Randomness): Disclosure {
  const salt = Buffer.from(random.bytes(disclosureSaltBytes)).toString("base64url");
  return { name, disclosure: Buffer.from(canonicalBytes([salt, name, value])).toString("base64url") };
}

export function digestOf(disclosure: Disclosure): Buffer {
  return createHash("sha256").update(disclosure.disclosure, "ascii").digest();
}
