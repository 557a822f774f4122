import type { FourTexts } from "../kernel/lang.ts";
import type { Lang } from "../kernel/lang.ts";

/** The organisation that runs this installation: one validated file plus a settings page changed by two people. */
export interface Organisation {
  readonly name: FourTexts;
  readonly shortName: string;
  readonly fictitious: boolean; // true in evaluation mode: every output says so in words
  readonly emblemSvg: string; // sanitised SVG, shown in the head of every page
  readonly address: string; // public base URL, no trailing slash
  readonly currency: string; // ISO 4217 of the books and of every threshold
  readonly timeZone: string; // IANA
  readonly holidays: readonly string[]; // civil dates
  readonly financialYearStart: string; // "MM-DD"
  readonly yearlyIncomeMinor: bigint; // for dependence (art. 11), in `currency`
  readonly exchangeRates: readonly ExchangeRate[];
  readonly authorityTitles: Readonly<Record<"director" | "secretary-general" | "executive-committee" | "assembly", FourTexts>>;
  readonly adoptedLists: readonly string[]; // source ids of screening
  readonly authenticLang: Lang; // the text that prevails
  readonly parameters: Readonly<Record<string, number>>; // overrides of spec/regulation/parameters, by key
  readonly version: number;
}

/** 1 unit of `from` = `rateMicro` / 1 000 000 units of the organisation's currency on `day`. */
export interface ExchangeRate {
  readonly from: string;
  readonly rateMicro: bigint;
  readonly day: string; // civil date from which it holds
  readonly source: string;
}
