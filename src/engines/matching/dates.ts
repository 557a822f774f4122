/** What two sets of birth dates say about being one person. */
export type DateRelation =
  | "same-day" | "same-month" | "swapped" | "same-year" | "near-year" | "other-day" | "other-year";

interface Range {
  readonly from: number; // year
  readonly until: number;
  readonly month: number; // 0: unknown
  readonly day: number; // 0: unknown
  readonly isAbout: boolean;
}

/** "1965", "1965-04", "1965-04-21", "~1965", "1955/1958"; null for anything else. */
function readDate(text: string): Range | null {
  const m = /^(~?)(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:\/(\d{4}))?$/.exec(text);
  if (!m) return null;
  const from = Number(m[2]);
  const until = m[5] === undefined ? from : Number(m[5]);
  return { from, until, month: Number(m[3] ?? 0), day: Number(m[4] ?? 0), isAbout: m[1] === "~" };
}

const order: readonly DateRelation[] = ["same-day", "same-month", "swapped", "same-year", "near-year",
  "other-day", "other-year"];

export interface DateMeeting {
  readonly relation: DateRelation;
  readonly asked: string;
  readonly listed: string;
}

/**
 * The closest of all pairs of dates.
 *
 * @param asked, listed ISO 8601 of any precision; unreadable ones are ignored
 * @returns null when either side has no readable date: missing is not different
 */
export function compareBirthDates(asked: readonly string[], listed: readonly string[]): DateMeeting | null {
  let best: DateMeeting | null = null;
  for (const a of asked) {
    const one = readDate(a);
    if (!one) continue;
    for (const b of listed) {
      const other = readDate(b);
      if (!other) continue;
      const relation = comparePair(one, other);
      if (!best || order.indexOf(relation) < order.indexOf(best.relation)) best = { relation, asked: a,
        listed: b };
    }
  }
  return best;
}

function comparePair(a: Range, b: Range): DateRelation {
  const apart = Math.max(0, Math.max(a.from, b.from) - Math.min(a.until, b.until));
  // "About" admits a year more on each side.
  const near = 1 + (a.isAbout ? 1 : 0) + (b.isAbout ? 1 : 0);
  if (apart > 0) return apart <= near ? "near-year" : "other-year";
  if (a.month === 0 || b.month === 0) return "same-year";
  if (a.month === b.month) {
    if (a.day === 0 || b.day === 0) return "same-month";
    return a.day === b.day ? "same-day" : "other-day";
  }
  // Registers and passports write 03/04 both ways; a swap is weak evidence, not none.
  if (a.day !== 0 && a.day === b.month && a.month === b.day) return "swapped";
  // The first of January is what offices write when the day is unknown.
  const isPlaceholder = (r: Range) => r.month === 1 && r.day === 1;
  return isPlaceholder(a) || isPlaceholder(b) ? "same-year" : "other-day";
}
