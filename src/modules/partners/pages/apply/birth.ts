import { asciiDigits } from "../../../../kernel/digits.ts";
import { parseCivilDate, type CivilDate } from "../../../../kernel/instants.ts";
import type { Fault } from "../../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../../kernel/result.ts";
import { typedText, type Posted } from "../../../../ui/form.ts";
import type { Say } from "../../../../ui/say.ts";

/** Three boxes of which day, or day and month, may stay empty: registers often know only the year. */
export function readBirth(posted: Posted, name: string): Result<string, Fault> {
  const box = (part: string): string => asciiDigits(typedText(posted, `${name}.${part}`) ?? "").trim();
  const [day, month, year] = [box("day"), box("month"), box("year")];
  if (day === "" && month === "" && year === "") return no({ path: name, code: "date-empty" });
  const pad = (text: string): string => text.padStart(2, "0");
  if (day !== "" && month === "") return no({ path: name, code: "date-unreadable" });
  const whole = `${year}-${pad(month || "1")}-${pad(day || "1")}`;
  if (parseCivilDate(whole) === null) return no({ path: name, code: "date-unreadable" });
  return ok(day !== "" ? whole : month !== "" ? `${year}-${pad(month)}` : year);
}

/** A birth date as precise as it is known: a whole day in words, else as it stands. */
export function birthText(say: Say, birth: string | null): string {
  if (birth === null) return say("ui.not-given");
  return birth.length === 10 ? say.day(birth as CivilDate) : birth;
}
