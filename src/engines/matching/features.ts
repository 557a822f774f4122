import type { BasisPoints } from "./bps.ts";
import { compareBirthDates, type DateRelation } from "./dates.ts";
import { identifierKey } from "./name-index.ts";
import type { Identifier, Party } from "./party.ts";

/** What one feature found: both values, how they relate, and how strongly (−10 000 against … 10 000 for). */
export interface Meeting {
  readonly relation: string;
  readonly asked: string;
  readonly listed: string;
  readonly shareBps: BasisPoints;
}

export interface Feature {
  readonly feature: string;
  readonly doc: string;
  /** `main` features compete, the strongest counts; `qualifier`s are added to it or taken from it. */
  readonly role: "main" | "qualifier";
  readonly weightFor: number; // points of a share of 10 000
  readonly weightAgainst: number; // points taken at −10 000
  /** Null: one side says nothing, so the feature says nothing. */
  meet(asked: Party, listed: Party, nameBps: BasisPoints): Meeting | null;
}

/**
 * The policy, on one screen. The best possible sum (identifier 8 600 + name 400 + birth 650 + country 200 +
 * gender 50) is 9 900: nothing saturates, so a same name with the same birth date always ranks above the same
 * name alone.
 */
export const features: readonly Feature[] = [
  {
    feature: "name", doc: "The best pairing of one asked name with one listed name.", role: "main",
    weightFor: 8_000, weightAgainst: 0,
    meet: (_asked, _listed, nameBps) => ({ relation: "name", asked: "", listed: "", shareBps: nameBps }),
  },
  {
    feature: "identifier",
      doc: "A passport, register, tax, ship or legal-entity number that both sides carry.", role: "main",
    weightFor: 8_600, weightAgainst: 0, meet: meetIdentifiers,
  },
  {
    feature: "name-with-identifier", doc: "The names agree as well as the number.", role: "qualifier",
    weightFor: 400, weightAgainst: 0,
    meet: (asked, listed, nameBps) =>
      meetIdentifiers(asked, listed) ? { relation: "name", asked: "", listed: "", shareBps: nameBps } : null,
  },
  {
    feature: "birth-date", doc: "The closest pair of birth dates, of any precision.", role: "qualifier",
    weightFor: 650, weightAgainst: 1_800, meet: meetBirthDates,
  },
  {
    feature: "country", doc: "A country both are linked to by nationality, residence or registration.",
      role: "qualifier",
    weightFor: 200, weightAgainst: 300, meet: meetCountries,
  },
  {
    feature: "gender", doc: "The gender both sides give.", role: "qualifier", weightFor: 50,
      weightAgainst: 700, meet: meetGender,
  },
];

const dateShares: Readonly<Record<DateRelation, BasisPoints>> = {
  "same-day": 10_000, "same-month": 6_500, swapped: 5_000, "same-year": 3_500, "near-year": 500,
  "other-day": -2_500,
  "other-year": -10_000,
};

function meetBirthDates(asked: Party, listed: Party): Meeting | null {
  const met = compareBirthDates(asked.birthOn, listed.birthOn);
  return met && { ...met, shareBps: dateShares[met.relation] };
}

function meetCountries(asked: Party, listed: Party): Meeting | null {
  if (asked.countries.length === 0 || listed.countries.length === 0) return null;
  const shared = asked.countries.find((c) => listed.countries.includes(c));
  if (shared) return { relation: "same-country", asked: shared, listed: shared, shareBps: 10_000 };
  return { relation: "other-country", asked: asked.countries.join(" "), listed: listed.countries.join(" "),
    shareBps: -10_000 };
}

function meetGender(asked: Party, listed: Party): Meeting | null {
  if (!asked.gender || !listed.gender) return null;
  const isSame = asked.gender === listed.gender;
  return { relation: isSame ? "same-gender" : "other-gender", asked: asked.gender, listed: listed.gender,
    shareBps: isSame ? 10_000 : -10_000 };
}

function meetIdentifiers(asked: Party, listed: Party): Meeting | null {
  for (const one of asked.ids) {
    const key = identifierKey(one.value);
    if (key === null) continue;
    for (const other of listed.ids) {
      if (identifierKey(other.value) !== key || !sameKind(one, other)) continue;
      return { relation: "same-number", asked: one.value, listed: other.value, shareBps: 10_000 };
    }
  }
  return null;
}

/** A tax number that happens to equal a passport number is no evidence; "other" may be any kind. */
function sameKind(one: Identifier, other: Identifier): boolean {
  if (one.country && other.country && one.country !== other.country) return false;
  return one.kind === other.kind || one.kind === "other" || other.kind === "other" ||
    (registers.has(one.kind) && registers.has(other.kind));
}

/** Lists mix these up: a company's tax number is often its registration number. */
const registers: ReadonlySet<string> = new Set(["tax", "registration", "national-id"]);
