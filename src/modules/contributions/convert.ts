import type { CivilDate } from "../../kernel/instants.ts";
import { maxMinor, minorDigits, type Money } from "../../kernel/money.ts";
import type { ExchangeRate, Organisation } from "../../ports/organisation.ts";
import type { Conversion } from "./contribution.ts";

type House = Pick<Organisation, "currency" | "exchangeRates">;

/** The rate that holds on a day: the latest that is not later. Null when the organisation has none. */
export function rateOnDay(house: House, currency: string, day: CivilDate): ExchangeRate | null {
  const holding = house.exchangeRates.filter((rate) => rate.from === currency && rate.day <= day);
  return holding.sort((a, b) => (a.day < b.day ? -1 : 1)).at(-1) ?? null;
}

/**
 * The value in the house currency at the fixed rate of the day of the offer, with rate, day and source (R20.4).
 * Rounded up to the next minor unit, so that rounding never keeps an offer below a threshold.
 *
 * @returns null when there is no rate of that day, or the result is beyond what can be recorded
 */
export function convert(offered: Money, house: House, offeredOn: CivilDate): Conversion | null {
  if (offered.currency === house.currency) {
    return { houseMinor: offered.minor, rateMicro: 1_000_000n, rateOn: offeredOn, rateSource: "house" };
  }
  const rate = rateOnDay(house, offered.currency, offeredOn);
  const from = minorDigits[offered.currency];
  const to = minorDigits[house.currency];
  if (!rate || from === undefined || to === undefined) return null;
  const top = offered.minor * rate.rateMicro * 10n ** BigInt(to);
  const bottom = 1_000_000n * 10n ** BigInt(from);
  const houseMinor = (top + bottom - 1n) / bottom;
  if (houseMinor <= 0n || houseMinor > maxMinor) return null;
  return { houseMinor, rateMicro: rate.rateMicro, rateOn: rate.day as CivilDate, rateSource: rate.source };
}
