/**
 * Ids: a three-letter prefix that says what it names, an underscore, 26 characters of Crockford base 32 (130 bits).
 * They are random, so they tell nothing about order or number, and stay on the wire as they are in the database.
 */
export type Id<Prefix extends string> = `${Prefix}_${string}`;

export type PersonId = Id<"per">; // a verified human being: one per human, whatever the accounts (S18)
export type AccountId = Id<"acc">;
export type PartnerId = Id<"prt">; // also the id of the partner's file, to which separation of duties is bound
export type ApplicationId = Id<"app">;
export type CaseId = Id<"cas">;
export type ContributionId = Id<"ctr">;
export type AgreementId = Id<"agr">;
export type HitId = Id<"hit">;
export type SubjectId = Id<"sbj">; // somebody who is screened: partner, owner, officer
export type EntryId = Id<"ent">;
export type GrantId = Id<"cgr">; // what a country is given out of a contribution
export type EventId = Id<"evt">;
export type BlobId = Id<"blb">;
export type RegisterId = Id<"reg">; // public, and unrelated to any internal id

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** @param bytes 17 random bytes or more (26 characters × 5 bits = 130 bits are used). */
export function idFrom<P extends string>(prefix: P, bytes: Uint8Array): Id<P> {
  let bits = 0;
  let held = 0;
  let text = "";
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < 26) {
      bits -= 5;
      text += alphabet.charAt((held >>> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return `${prefix}_${text}`;
}

/** True for a well-formed id of that prefix; says nothing about existence. */
export function isId<P extends string>(prefix: P, value: unknown): value is Id<P> {
  return typeof value === "string" && new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`).test(value);
}
