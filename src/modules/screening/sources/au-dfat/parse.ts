import type { NameQuality, PartyKind } from "../../../../engines/matching/index.ts";
import { readListDate, readSerialDay } from "../dates.ts";
import { EntryDraft, tidy } from "../entry.ts";
import type { FaultBook } from "../faults.ts";
import { fileOf, type Read, type Reading } from "../reading.ts";
import { readSheet } from "./xlsx.ts";

const columns = [
  "Reference", "Name of Individual or Entity", "Type", "Name Type", "Alias Strength", "Date of Birth",
  "Place of Birth",
  "Citizenship", "Address", "Additional Information", "Listing Information", "IMO Number", "Committees",
  "Control Date",
  "Instrument of Designation", "Targeted Financial Sanction", "Travel Ban", "Arms Embargo",
  "Maritime Restriction",
] as const;
type Column = (typeof columns)[number];
type Row = ReadonlyMap<Column, string>;

/**
 * The Australian workbook: one row a name; the number of the reference names the party, letters behind it the
 * names. The header is read by its words, and every column must be one of those known here.
 */
export function parseAu(reading: Reading): Read {
  const { faults } = reading;
  const drafts = new Map<string, EntryDraft>();
  let header: ReadonlyMap<string, Column> | null = null;
  const size = fileOf(reading, "list").length;
  readSheet(fileOf(reading, "list"), faults, (cells, number) => {
    if (!header) header = readHeader(cells, faults);
    else readRow(drafts, named(cells, header, { faults, number }), { faults, number });
    if (number % 1_000 === 0) reading.onProgress(Math.min(size, number * 100));
  });
  if (!header) faults.stop("list-empty", "no header");
  for (const draft of drafts.values()) if (!draft.isNamed) faults.note("name-missing", "", draft.ref);
  return { entries: [...drafts.values()].map((d) => d.done()), publishedOn: null };
}

function readHeader(cells: ReadonlyMap<string, string>, faults: FaultBook): ReadonlyMap<string, Column> {
  const header = new Map<string, Column>();
  for (const [place, text] of cells) {
    const column = columns.find((c) => c === tidy(text));
    if (column) header.set(place, column);
    else faults.note("unknown-column", tidy(text), "row 1");
  }
  const missing = columns.find((c) => ![...header.values()].includes(c));
  if (missing) faults.stop("column-missing", missing, "row 1");
  return header;
}

interface Where {
  readonly faults: FaultBook;
  readonly number: number;
}

function named(cells: ReadonlyMap<string, string>, header: ReadonlyMap<string, Column>, where: Where): Row {
  const row = new Map<Column, string>();
  for (const [place, text] of cells) {
    const column = header.get(place);
    if (column) row.set(column, text);
    else where.faults.note("unknown-column", place, `row ${where.number}`);
  }
  return row;
}

const kinds: ReadonlyMap<string, PartyKind> = new Map([["Individual", "person"], ["Entity", "organisation"],
  ["Vessel", "vessel"]]);

function readRow(drafts: Map<string, EntryDraft>, row: Row, { faults, number }: Where): void {
  if (row.size === 0) return;
  const at = `row ${number}`;
  const value = (column: Column) => row.get(column) ?? "";
  const ref = /^(\d{1,9})[a-z]*$/.exec(value("Reference").trim())?.[1];
  if (!ref) return faults.stop("entry-without-id", value("Reference"), at);
  const kind = kinds.get(value("Type"));
  if (!kind) faults.note("unknown-value", `Type ${value("Type")}`, at);
  const draft = drafts.get(ref) ?? new EntryDraft(ref, kind ?? "unknown");
  const isNew = !drafts.has(ref);
  drafts.set(ref, draft);
  draft.name(value("Name of Individual or Entity"), qualityOf(row, { faults, number }));
  // Every row of a party repeats its facts: the first one says them all.
  if (isNew) readFacts(draft, row, { faults, number });
  else draft.field(`${value("Name Type")} ${value("Alias Strength")}`, value("Name of Individual or Entity"));
}

function qualityOf(row: Row, { faults, number }: Where): NameQuality {
  const type = row.get("Name Type") ?? "";
  const strength = row.get("Alias Strength") ?? "";
  if (type === "Primary Name") return "primary";
  if (type === "Original Script") return "script";
  if (type === "Alias" && strength === "Weak") return "weak";
  if (type !== "Alias" || (strength !== "Strong" && strength !== "")) {
    faults.note("unknown-value", `Name Type ${type} ${strength}`, `row ${number}`);
  }
  return "strong";
}

function readFacts(draft: EntryDraft, row: Row, { faults, number }: Where): void {
  const at = `row ${number}`;
  for (const column of columns.slice(5)) {
    const text = row.get(column) ?? "";
    const isDay = column === "Control Date" || (column === "Date of Birth" && /^\d{5}$/.test(text));
    draft.field(column, isDay ? (readSerialDay(Number(text)) ?? text) : text);
  }
  for (const part of datesIn(row.get("Date of Birth") ?? "")) {
    const date = /^\d{5}$/.test(part) ? readSerialDay(Number(part)) : readListDate(part);
    if (date === null) faults.note("date-unreadable", part, at);
    else draft.born([date]);
  }
  for (const country of (row.get("Citizenship") ?? "").split(";")) {
    if (!draft.country(country)) faults.note("country-unknown", tidy(country), at);
  }
  draft.id("imo", row.get("IMO Number") ?? "");
}

/** Dates stand side by side with commas, semicolons, or nothing but spaces between them. */
function datesIn(text: string): string[] {
  return tidy(text).split(/\s*[,;]\s*|\s+(?=\d{1,2}\/\d{1,2}\/\d{4})/).map((p) => p.trim()).filter((p) =>
    p !== "");
}
