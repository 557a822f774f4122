import { civilDateIn, instant, plusDays, plusMonths, type CivilDate, type Instant } from "../../../kernel/instants.ts";
import type { PartnerId } from "../../../kernel/ids.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { Organisation } from "../../../ports/organisation.ts";
import { partnerOf } from "../../partners/index.ts";
import type { Contribution } from "../contribution.ts";
import { acceptedSince, offersForPurpose, offersOfBundle, type Counted } from "../store-sums.ts";

/** What counts together with one offer, in the house currency. Null: one of them has no known value yet, so nobody knows. */
export interface Sums {
  readonly bundleOthersMinor: bigint | null;
  readonly groupOthersMinor: bigint | null;
  readonly bothOthersMinor: bigint | null; // in the bundle and in the group's window: counted once
  readonly groupYearMinor: bigint | null; // accepted in the financial year, with this one
  readonly groupOthers: readonly Counted[]; // shown to whoever decides: splitting is seen, not suspected
}

export interface SumsAsk {
  readonly contribution: Contribution;
  readonly windowMonths: number;
  readonly organisation: Pick<Organisation, "financialYearStart" | "timeZone">;
  readonly at: Instant;
}

/**
 * Adds up, inside the deciding transaction, what articles 2, 11 and 21 count together. The group is the one of today:
 * a partner that changed hands counts with its new group.
 */
export async function sumsFor(tx: Tx, ask: SumsAsk): Promise<Sums> {
  const { contribution: own, at } = ask;
  const isGroup = await groupTest(tx, own.file);
  const others = (list: readonly Counted[]): Counted[] => list.filter((c) => c.id !== own.id);
  const bundle = others(await offersOfBundle(tx, own.bundle));
  const group = await kept(others(await offersForPurpose(tx, own.purpose, plusMonths(at, -ask.windowMonths))), isGroup);
  const year = await kept(others(await acceptedSince(tx, yearStart(ask))), isGroup);
  const both = group.filter((g) => bundle.some((b) => b.id === g.id));
  const ownMinor = own.conversion?.houseMinor ?? null;
  const yearOthers = total(year);
  return {
    bundleOthersMinor: total(bundle), groupOthersMinor: total(group), bothOthersMinor: total(both),
    groupYearMinor: yearOthers === null || ownMinor === null ? null : yearOthers + ownMinor,
    groupOthers: group,
  };
}

/** Remembers each file's group while one sum is made. */
async function groupTest(tx: Tx, file: PartnerId): Promise<(other: PartnerId) => Promise<boolean>> {
  const known = new Map<PartnerId, string | null>();
  const groupOf = async (id: PartnerId): Promise<string | null> => {
    const held = known.get(id);
    if (held !== undefined) return held;
    const group = (await partnerOf(tx, id))?.groupId ?? null;
    known.set(id, group);
    return group;
  };
  const own = await groupOf(file);
  return async (other) => other === file || (own !== null && (await groupOf(other)) === own);
}

async function kept(list: readonly Counted[], isGroup: (file: PartnerId) => Promise<boolean>): Promise<Counted[]> {
  const found: Counted[] = [];
  for (const one of list) if (await isGroup(one.file)) found.push(one);
  return found;
}

function total(list: readonly Counted[]): bigint | null {
  let sum = 0n;
  for (const one of list) {
    if (one.houseMinor === null) return null;
    sum += one.houseMinor;
  }
  return sum;
}

/** The first instant of the financial year in which `at` falls, to the day in the organisation's zone. */
export function yearStart({ organisation, at }: Pick<SumsAsk, "organisation" | "at">): Instant {
  const today = civilDateIn(at, organisation.timeZone);
  const year = Number(today.slice(0, 4));
  const thisYears = `${year}-${organisation.financialYearStart}`;
  const start = today >= thisYears ? thisYears : `${year - 1}-${organisation.financialYearStart}`;
  return firstInstantOf(start as CivilDate, organisation.timeZone);
}

/** Midnight differs from UTC by at most 14 hours: walk hour by hour to where the civil day begins. */
function firstInstantOf(day: CivilDate, timeZone: string): Instant {
  let found = plusDays(instant(Date.parse(`${day}T00:00:00.000Z`)), -1);
  while (civilDateIn(found, timeZone) < day) found = instant(found + 3_600_000);
  return found;
}
