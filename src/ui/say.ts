import type { Lang } from "../kernel/lang.ts";
import type { CivilDate, Instant } from "../kernel/instants.ts";
import type { Money } from "../kernel/money.ts";
import type { Refusal } from "../kernel/refusal.ts";

/** One reader's words, numbers and dates. All formatters are cached per language: making them per request is slow. */
export interface Say {
  readonly lang: Lang;
  readonly dir: "ltr" | "rtl";
  /** The text of `key` with ICU arguments. Throws on a key that no catalogue holds: never the key on screen. */
  (key: string, args?: Readonly<Record<string, string | number>>): string;
  has(key: string): boolean;
  money(value: Money): string; // "500 000.00 EUR" in the reader's separators, Latin digits, code not symbol
  number(value: number | bigint): string;
  share(bps: number): string; // basis points as per cent: 2 550 → "25.5 %"
  day(day: CivilDate): string; // "3 March 2027"
  dayOf(at: Instant): string; // the civil day of an instant, in the zone of the organisation
  moment(at: Instant): string; // date, time and zone of the organisation
  ago(at: Instant, now: Instant): string;
  country(alpha2: string): string;
  /** A refusal as a person reads it: one sentence, then one per clause or fault. */
  refusal(refusal: Refusal): { readonly sentence: string; readonly reasons: readonly string[] };
}
