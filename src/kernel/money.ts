import { asciiDigits } from "./digits.ts";
import { no, ok, type Result } from "./result.ts";

/** An amount in integer minor units with its ISO 4217 code. There is no float on any path of money. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

/** Minor digits per ISO 4217 for the currencies we accept; not CLDR's, which differ for some. */
export const minorDigits: Readonly<Record<string, number>> = {
  AED: 2, ARS: 2, AUD: 2, BHD: 3, BRL: 2, CAD: 2, CHF: 2, CLP: 0, CNY: 2, COP: 2, CZK: 2, DKK: 2, DZD: 2, EGP: 2,
  EUR: 2, GBP: 2, HKD: 2, HUF: 2, IDR: 2, ILS: 2, INR: 2, IQD: 3, ISK: 0, JOD: 3, JPY: 0, KES: 2, KRW: 0, KWD: 3,
  LBP: 2, LYD: 3, MAD: 2, MXN: 2, MYR: 2, NGN: 2, NOK: 2, NZD: 2, OMR: 3, PEN: 2, PHP: 2, PLN: 2, QAR: 2, RON: 2,
  SAR: 2, SEK: 2, SGD: 2, THB: 2, TND: 3, TRY: 2, UAH: 2, USD: 2, UYU: 2, VND: 0, XAF: 0, XOF: 0, ZAR: 2,
};

/** Largest amount the product handles: Cedar and JSON readers are exact below 2^53. */
export const maxMinor = 9_007_199_254_740_991n;

/** Why a written amount was not understood; each names a message `fault.amount-…`. */
export type AmountFault =
  | "amount-empty" | "amount-unreadable" | "amount-ambiguous" | "amount-too-precise" | "amount-not-positive"
  | "amount-too-large" | "currency-unknown";

/**
 * Reads an amount as people write it: local digits, spaces or apostrophes between groups, comma, dot or the Arabic
 * marks as separators. "1,234" could be one thousand or one point two: refused as ambiguous unless the currency has
 * no decimals or the grouping is repeated. The page reads back what was understood.
 *
 * @param text attacker-chosen, any length
 */
export function parseAmount(text: string, currency: string): Result<Money, AmountFault> {
  const digits = minorDigits[currency];
  if (digits === undefined) return no("currency-unknown");
  const plain = asciiDigits(text.slice(0, 64))
    .replace(/[\s\u00a0\u202f\u2009'’_]/g, "")
    .replace(/٫/g, ".d")
    .replace(/[٬،]/g, ",");
  if (plain === "") return no("amount-empty");
  if (/^[-−]/.test(plain)) return no("amount-not-positive");
  const split = splitAmount(plain, digits);
  if (!split.ok) return split;
  const { whole, fraction } = split.value;
  if (fraction.length > digits && /[1-9]/.test(fraction.slice(digits))) return no("amount-too-precise");
  const minor = BigInt(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  if (minor <= 0n) return no("amount-not-positive");
  if (minor > maxMinor) return no("amount-too-large");
  return ok({ minor, currency });
}

/** "…d" marks a separator known to be decimal (the Arabic decimal mark). */
function splitAmount(plain: string, digits: number): Result<{ whole: string; fraction: string }, AmountFault> {
  const marked = /^([\d.,]+)\.d(\d+)$/.exec(plain);
  if (marked) {
    const whole = ungroup(marked[1] ?? "");
    return whole === null ? no("amount-unreadable") : ok({ whole, fraction: marked[2] ?? "" });
  }
  if (!/^\d[\d.,]*$/.test(plain) || /[.,]$/.test(plain)) return no("amount-unreadable");
  const last = Math.max(plain.lastIndexOf("."), plain.lastIndexOf(","));
  if (last < 0) return ok({ whole: plain, fraction: "" });
  const mark = plain.charAt(last);
  const before = plain.slice(0, last);
  const after = plain.slice(last + 1);
  const repeated = before.includes(mark);
  const mixed = /[.,]/.test(before) && !repeated;
  if (repeated) {
    const whole = ungroup(plain);
    return whole === null ? no("amount-unreadable") : ok({ whole, fraction: "" });
  }
  if (mixed || after.length !== 3) {
    const whole = ungroup(before);
    return whole === null ? no("amount-unreadable") : ok({ whole, fraction: after });
  }
  // One mark and three digits behind it: "1,234". A leading zero or more than three digits before it is decimal.
  if (before === "0" || before.length > 3) return ok({ whole: before, fraction: after });
  if (digits === 0) return ok({ whole: before + after, fraction: "" });
  return no("amount-ambiguous");
}

function ungroup(text: string): string | null {
  if (/^\d+$/.test(text)) return text;
  return /^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(text) ? text.replace(/[.,]/g, "") : null;
}

/** "1234.50": the machine form, used in CSV and JSON beside the minor units. */
export function decimalText(money: Money): string {
  const digits = minorDigits[money.currency] ?? 2;
  const sign = money.minor < 0n ? "-" : "";
  const abs = (money.minor < 0n ? -money.minor : money.minor).toString().padStart(digits + 1, "0");
  return digits === 0 ? sign + abs : `${sign}${abs.slice(0, -digits)}.${abs.slice(-digits)}`;
}
