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

/** Takes from what is left: whatever was proposed and not withdrawn. */
export function isLive(grant: Pick<CountryGrant, "state">): boolean {
  return grant.state !== "withdrawn";
}
