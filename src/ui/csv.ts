/**
 * A CSV file for people who open it in a spreadsheet: RFC 4180 quoting, a byte order mark so that names in every
 * script survive, and a leading apostrophe before anything a spreadsheet would run as a formula. Cells may hold text
 * that a partner chose. Numbers are exempt: "-12.50" is an amount, not a formula.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return "\ufeff" + rows.map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

export function csvCell(text: string): string {
  const plain = /^-?\d+(\.\d+)?$/.test(text);
  const safe = !plain && /^[\s\u0000]*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
