import { civilDateIn, instant, plusDays, type CivilDate, type Instant } from "../../../kernel/instants.ts";

const quarterMs = 900_000;

/** The first quarter of an hour of a civil day in a zone: midnight, or where a day has none (summer time) the next. */
export function startOfDay(day: CivilDate, timeZone: string): Instant {
  let at = plusDays(instant(Date.parse(day)), -1);
  while (civilDateIn(at, timeZone) < day) at = instant(at + quarterMs);
  return at;
}
