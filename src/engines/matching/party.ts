/** What a name belongs to. `unknown` meets every kind. */
export type PartyKind = "person" | "organisation" | "vessel" | "aircraft" | "unknown";

export type NameQuality = "primary" | "strong" | "weak" | "script";

/** One name as published or as declared, in any script. */
export interface PartyName {
  readonly text: string;
  /**
   * How sure the publisher is: a weak alias alone says little. `script` is the name in its original script.
   */
  readonly quality: NameQuality;
}

export type IdentifierKind =
  | "passport" | "national-id" | "tax" | "registration" | "lei" | "imo" | "bic" | "aircraft" | "wallet" | "other";

export interface Identifier {
  readonly kind: IdentifierKind;
  readonly value: string; // as published; compared in capitals, letters and digits only
  readonly country?: string; // ISO 3166-1 alpha-2 of the issuer
}

/** Both sides of a comparison have this shape: who is asked about, and who is listed. */
export interface Party {
  readonly kind: PartyKind;
  readonly names: readonly PartyName[];
  /** ISO 8601 of any precision: "1965", "1965-04", "1965-04-21"; "~1965" about; "1955/1958" between. */
  readonly birthOn: readonly string[];
  readonly countries: readonly string[]; // ISO 3166-1 alpha-2, any link: nationality, residence, registration
  readonly gender?: "female" | "male";
  readonly ids: readonly Identifier[];
}

const bits: Readonly<Record<PartyKind, number>> = {
  person: 1, organisation: 2, vessel: 4, aircraft: 8, unknown: 15,
};

/** An organisation may have been listed under its ship's name and the other way round; a person never. */
export function kindMask(kind: PartyKind): number {
  return kind === "organisation" ? 14 : bits[kind];
}

export function kindBit(kind: PartyKind): number {
  return bits[kind];
}
