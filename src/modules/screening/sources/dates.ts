const months: ReadonlyMap<string, string> = new Map(
  ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].map((m, i) =>
    [m, String(i + 1).padStart(2, "0")]),
);

/**
 * One birth date as lists print it, in the form the matching engine reads: "1965", "1965-04", "1965-04-21",
 * "~1965", "1955/1958".
 *
 * @param text "21 Apr 1965", "Apr 1965", "21/04/1965", "04/1965", "circa 1965", "1955 to 1958",
 * "Approximately 1965" …
 * @returns null when it is none of them
 */
export function readListDate(text: string): string | null {
  const plain = text.trim().replace(/_x000D_$/, "").replace(/\.$/, "").replace(/^(\d{4})-(\d{4})$/,
    "$1 to $2");
  const about = /^(?:circa|approximately|approx\.?|about|c\.|late|early|mid-?):?\s+(.+)$/i.exec(plain);
  if (about) {
    const inner = readListDate(about[1] ?? "");
    return inner === null ? null : `~${inner.replace(/^~/, "").slice(0, 4)}`;
  }
  const range = /^(?:between\s+)?(.+?)\s+(?:to|and|-)\s+(.+)$/i.exec(plain);
  if (range) {
    const [from, until] = [readListDate(range[1] ?? ""), readListDate(range[2] ?? "")];
    if (from === null || until === null) return null;
    const [a, b] = [from.replace("~", "").slice(0, 4), until.replace("~", "").slice(0, 4)];
    return a === b ? a : `${a}/${b}`;
  }
  return readDay(plain);
}

function readDay(plain: string): string | null {
  let m = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?$/.exec(plain);
  if (m) return checked(m[1], m[2], m[3]);
  m = /^(?:(\d{1,2})\s+)?([A-Za-z]{3})[a-z]*\.?\s+(\d{4})$/.exec(plain);
  if (m) return checked(m[3], months.get((m[2] ?? "").toLowerCase()) ?? "00", m[1]?.padStart(2, "0"));
  m = /^(?:(\d{1,2})\/)?(\d{1,2})\/(\d{4})$/.exec(plain);
  if (m) return checked(m[3], m[2]?.padStart(2, "0"), m[1]?.padStart(2, "0"));
  return null;
}

/** 31 February becomes its month: the year and month may still be right. */
function checked(year = "", month?: string, day?: string): string | null {
  if (Number(year) < 1850 || Number(year) > 2100) return null;
  if (month === undefined) return year;
  if (Number(month) < 1 || Number(month) > 12) return null;
  if (day === undefined) return `${year}-${month}`;
  const last = Number(month) === 2 ? 29 : [4, 6, 9, 11].includes(Number(month)) ? 30 : 31;
  return Number(day) >= 1 && Number(day) <= last ? `${year}-${month}-${day}` : `${year}-${month}`;
}

/** A day number of a spreadsheet (1900 system) as a date; null outside 1850–2100. */
export function readSerialDay(serial: number): string | null {
  if (!Number.isInteger(serial) || serial < 61 || serial > 73_415) return null;
  // Civil date from days since 1970 by Howard Hinnant's public-domain arithmetic; no clock and no zone
  // involved.
  const z = serial - 25_569 + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1_460) +
    Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const day = doy - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
