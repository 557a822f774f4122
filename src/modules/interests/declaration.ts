import type { PartnerId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instants.ts";

/** What makes an interest (article 23): own, family, household, employer of the last 24 months, shares, gift … */
export const grounds = [
  "own", "family", "household", "employer", "shares", "gift", "job-talks", "former-secondee",
] as const;
export type Ground = (typeof grounds)[number];

/** What one person said at one moment. Never changed: a newer one counts instead. */
export interface Declaration {
  readonly id: string;
  readonly person: string;
  readonly file: PartnerId | null; // null: the yearly declaration
  readonly grounds: readonly Ground[]; // empty: none to declare
  readonly note: string;
  readonly declaredAt: Instant;
}

/** True when a declaration about a file names an interest in it. */
export function namesInterest(declaration: Declaration): boolean {
  return declaration.grounds.length > 0;
}
