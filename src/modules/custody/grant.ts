import type { ContributionId, EntryId, GrantId, PartnerId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instants.ts";

/** What happens to a grant; `arrived` is the bureau's word, not the bank's. */
export const states = ["proposed", "paid", "arrived", "withdrawn"] as const;
export type GrantState = (typeof states)[number];

/** The noun: money of one contribution that goes to one country, for a purpose written down. */
export interface CountryGrant {
  readonly id: GrantId;
  readonly contribution: ContributionId;
  readonly file: PartnerId; // of the partner whose contribution it comes from
  readonly country: string; // ISO 3166-1 alpha-2
  readonly amountMinor: bigint;
  readonly currency: string; // the contribution's
  readonly programme: string; // that the money serves; held against the contribution's earmark
  readonly words: string; // what the country is to do with it
  readonly state: GrantState;
  readonly version: number;
  readonly proposedByPerson: string;
  readonly proposedAt: Instant;
  readonly paidByPerson: string | null;
  readonly paidAt: Instant | null;
  readonly entry: EntryId | null;
  readonly arrivedAt: Instant | null;
}

/**
 * R26.4: money earmarked for a programme or an activity is spent on that one. Case, spaces and forms of letters do not
 * tell two programmes apart; anything else does.
 */
export function isWithinEarmark(
  of: { readonly earmark: string; readonly programme: string }, grant: Pick<CountryGrant, "programme">,
): boolean {
  return of.earmark === "none" || plain(of.programme) === plain(grant.programme);
}

function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}
