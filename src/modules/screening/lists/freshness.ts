import type { Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import { listStates, type ListState } from "../stores/store-lists.ts";

/** How old the oldest of what we rely on is. */
export interface Freshness {
  /**
   * The instant up to which everybody watched was screened against every adopted list as its publisher had
   * it. Null: an adopted list was never imported, or none is adopted. Then nothing may be decided (R19.1).
   */
  readonly checkedAt: Instant | null;
  readonly ageHours: number | null;
  readonly lists: readonly ListState[]; // the adopted ones
}

const hourMs = 3_600_000;

/** @param at the instant of the decision */
export async function freshness(tx: Tx, at: Instant): Promise<Freshness> {
  const lists = (await listStates(tx)).filter((l) => l.isAdopted);
  let checkedAt: Instant | null = null;
  for (const list of lists) {
    if (list.coveredAt === null) return { checkedAt: null, ageHours: null, lists };
    if (checkedAt === null || list.coveredAt < checkedAt) checkedAt = list.coveredAt;
  }
  return { checkedAt, ageHours: checkedAt === null ? null : Math.floor((at - checkedAt) / hourMs), lists };
}
