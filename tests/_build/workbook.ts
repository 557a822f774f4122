import { strToU8, zipSync } from "fflate";

/** The columns of the Australian workbook. */
export const auColumns = [
  "Reference", "Name of Individual or Entity", "Type", "Name Type", "Alias Strength", "Date of Birth",
  "Place of Birth",
  "Citizenship", "Address", "Additional Information", "Listing Information", "IMO Number", "Committees",
  "Control Date",
  "Instrument of Designation", "Targeted Financial Sanction", "Travel Ban", "Arms Embargo",
  "Maritime Restriction",
] as const;

/**
 * A workbook as spreadsheet programs write it: shared strings, numbers as numbers, empty cells left out.
 * Makes the fictitious samples of tests.
 */
export function aWorkbook(rows: readonly (readonly string[])[], columns: readonly string[] = auColumns,
  extra?: string): Uint8Array {
  const shared: string[] = [];
  const cell = (text: string, column: number, row: number) => {
    const place = `${String.fromCharCode(65 + column)}${row}`;
    if (text === "") return "";
    if (/^\d+$/.test(text)) return `<c r="${place}"><v>${text}</v></c>`;
    const at = shared.indexOf(text) < 0 ? shared.push(text) - 1 : shared.indexOf(text);
    return `<c r="${place}" t="s"><v>${at}</v></c>`;
  };
  const all = [[...columns, ...(extra ? [extra] : [])], ...rows];
  const body = all.map((r, i) =>
    `<row r="${i + 1}">${r.map((text, c) => cell(text, c, i + 1)).join("")}</row>`).join("");
  const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return zipSync({
    "xl/workbook.xml": strToU8("<workbook/>"),
    "xl/sharedStrings.xml": strToU8(`<sst>${shared.map((s) => `<si><t>${
      escape(s)}</t></si>`).join("")}</sst>`),
    "xl/worksheets/sheet1.xml": strToU8(`<worksheet><sheetData>${body}</sheetData></worksheet>`),
  });
}
