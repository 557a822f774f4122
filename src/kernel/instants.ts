/**
 * Time without a clock. An Instant is an integer of milliseconds since 1970 UTC; it comes from the clock port or the
 * database. A civil date is "YYYY-MM-DD" in the organisation's time zone: deadlines are civil, decisions are instants.
 */
export type Instant = number & { readonly __instant: unique symbol };
export type CivilDate = string & { readonly __civil: unique symbol };

const dayMs = 86_400_000;

export function instant(ms: number): Instant {
  return Math.trunc(ms) as Instant;
}

/** ISO 8601 with milliseconds and Z: the one written form of an instant in events, leaves and SQL parameters. */
export function iso(at: Instant): string {
  return new Date(at).toISOString();
}

/** Null for anything but the written form with Z; accepts 0 to 6 decimals of a second. */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : instant(ms);
}

export function plusMs(at: Instant, ms: number): Instant {
  return instant(at + ms);
}

export function plusHours(at: Instant, hours: number): Instant {
  return instant(at + hours * 3_600_000);
}

export function plusDays(at: Instant, days: number): Instant {
  return instant(at + days * dayMs);
}

/** Calendar months in UTC; the 31st becomes the last day of a shorter month. */
export function plusMonths(at: Instant, months: number): Instant {
  const d = new Date(at);
  const day = d.getUTCDate();
  d.setUTCDate(1);
  d.setUTCMonth(d.getUTCMonth() + months);
  const last = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 0)).getUTCDate();
  d.setUTCDate(Math.min(day, last));
  return instant(d.getTime());
}

/** Null unless `text` is a real Gregorian day between 1800 and 2199. */
export function parseCivilDate(text: string): CivilDate | null {
  const m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!m) return null;
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])];
  const d = new Date(Date.UTC(year, month - 1, day));
  const real = d.getUTCFullYear() === year && d.getUTCMonth() === month - 1 && d.getUTCDate() === day;
  return real && year >= 1800 && year < 2200 ? (text as CivilDate) : null;
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

/** The civil day on which `at` falls in an IANA time zone. */
export function civilDateIn(at: Instant, timeZone: string): CivilDate {
  let format = zoneFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    zoneFormats.set(timeZone, format);
  }
  return format.format(at) as CivilDate;
}

/** Whole days from `a` to `b`; negative when b is before a. */
export function civilDaysBetween(a: CivilDate, b: CivilDate): number {
  return Math.round((Date.parse(b) - Date.parse(a)) / dayMs);
}

export function civilPlusDays(day: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10) as CivilDate;
}

/**
 * The civil day on which a deadline of `days` ends: every day is counted, and a deadline that would end on a Saturday, a
 * Sunday or one of `holidays` ends on the next working day, so that nobody loses a day on which no office is open.
 *
 * @param from the day on which the deadline begins; it is not counted
 * @param days whole days, at least 0
 * @param holidays civil dates of the organisation, in any order
 */
export function civilDeadline(from: CivilDate, days: number, holidays: readonly string[]): CivilDate {
  let day = civilPlusDays(from, days);
  while (isWeekend(day) || holidays.includes(day)) day = civilPlusDays(day, 1);
  return day;
}

function isWeekend(day: CivilDate): boolean {
  const weekday = new Date(Date.parse(day)).getUTCDay();
  return weekday === 0 || weekday === 6;
}
