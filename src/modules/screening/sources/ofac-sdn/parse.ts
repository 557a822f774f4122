import { parse as parseCsv } from "csv-parse/sync";
import type { PartyKind } from "../../../../engines/matching/index.ts";
import { EntryDraft, tidy, type ListEntry } from "../entry.ts";
import type { FaultBook } from "../faults.ts";
import { fileOf, type Read, type Reading } from "../reading.ts";
import { readRemarks } from "./remarks.ts";

/**
 * The Treasury's comma-separated files: main, aliases, addresses and, where remarks overflow, comments. They
 * have no header; columns count by place, so a row with another number of columns stops the import.
 */
export function parseOfac(reading: Reading): Read {
  const { faults } = reading;
  const comments = new Map<string, string>();
  for (const [ref = "", rest = ""] of rowsOf(reading, "comments", 2)) comments.set(ref,
    (comments.get(ref) ?? "") + rest);
  const aliases = grouped(rowsOf(reading, "aliases", 5));
  const addresses = grouped(rowsOf(reading, "addresses", 6));
  const drafts = new Map<string, EntryDraft>();
  const main = rowsOf(reading, "main", 12);
  main.forEach((row, line) => {
    const ref = row[0] ?? "";
    if (!/^\d{1,12}$/.test(ref)) faults.stop("entry-without-id", ref, `row ${line + 1}`);
    if (drafts.has(ref)) return faults.note("repeated-entry", ref, `row ${line + 1}`);
    const whole = [row[11] ?? "", comments.get(ref) ?? ""].join("");
    drafts.set(ref, readParty([...row.slice(0, 11), whole], faults));
    if (line % 500 === 0) reading.onProgress(
      Math.floor((fileOf(reading, "main").length * line) / main.length));
  });
  addAliases(drafts, aliases, faults);
  addAddresses(drafts, addresses, faults);
  for (const ref of comments.keys()) if (!drafts.has(ref)) faults.note("orphan-row", "comments", ref);
  const entries: ListEntry[] = [...drafts.values()].map((d) => d.done());
  return { entries, publishedOn: null };
}

/** Rows of a file, "-0-" (their mark for nothing) as empty text, the end mark 0x1A gone. */
function rowsOf(reading: Reading, role: string, columns: number): string[][] {
  const bytes = reading.files.get(role);
  if (!bytes) return [];
  let text = "";
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    reading.faults.stop("not-utf8", role);
  }
  let rows: string[][];
  try {
    rows = parseCsv(text.replace(/\s*\u001a\s*$/, ""), { relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    return reading.faults.stop("csv-broken", role, error instanceof Error ? error.message : "");
  }
  rows.forEach((row, i) => {
    if (row.length !== columns) reading.faults.stop("columns-differ", `${role}: ${row.length}`,
      `row ${i + 1}`);
  });
  return rows.map((row) => row.map((cell) => (cell.trim() === "-0-" ? "" : cell)));
}

function grouped(rows: readonly string[][]): Map<string, string[][]> {
  const map = new Map<string, string[][]>();
  for (const row of rows) map.set(row[0] ?? "", [...(map.get(row[0] ?? "") ?? []), row]);
  return map;
}

const kinds: ReadonlyMap<string, PartyKind> = new Map([
  ["individual", "person"], ["", "organisation"], ["vessel", "vessel"], ["aircraft", "aircraft"],
]);
const columns = [
  "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage", "GRT",
  "Vess_flag", "Vess_owner", "Remarks",
];

function readParty(row: readonly string[], faults: FaultBook): EntryDraft {
  const [ref = "", name = "", type = "", , , , , , , flag = ""] = row;
  const kind = kinds.get(type.trim());
  if (kind === undefined) faults.note("unknown-value", `SDN_Type ${type}`, ref);
  const draft = new EntryDraft(ref, kind ?? "unknown");
  draft.name(name, "primary");
  if (!draft.isNamed) faults.note("name-missing", "", ref);
  columns.slice(2).forEach((column, i) => draft.field(column, row[i + 2] ?? ""));
  if (!draft.country(flag)) faults.note("country-unknown", tidy(flag), ref);
  readRemarks(draft, row[11] ?? "", faults);
  return draft;
}

const aliasKinds: ReadonlySet<string> = new Set(["aka", "fka", "nka"]);

function addAliases(drafts: ReadonlyMap<string, EntryDraft>, aliases: ReadonlyMap<string, string[][]>,
  faults: FaultBook): void {
  for (const [ref, rows] of aliases) {
    const draft = drafts.get(ref);
    if (!draft) faults.note("orphan-row", "aliases", ref);
    for (const [, , type = "", name = "", remark = ""] of rows) {
      if (!aliasKinds.has(type.trim())) faults.note("unknown-value", `alt_type ${type}`, ref);
      draft?.name(name, "strong");
      draft?.field(`alias ${type.trim()}`, [name, remark].filter((p) => p !== "").join(", "));
    }
  }
}

function addAddresses(drafts: ReadonlyMap<string, EntryDraft>, addresses: ReadonlyMap<string, string[][]>,
  faults: FaultBook): void {
  for (const [ref, rows] of addresses) {
    const draft = drafts.get(ref);
    if (!draft) faults.note("orphan-row", "addresses", ref);
    for (const [, , street = "", city = "", country = "", remark = ""] of rows) {
      draft?.field("address", [street, city, country, remark].map(tidy).filter((p) => p !== "").join(", "));
      if (draft && !draft.country(country)) faults.note("country-unknown", tidy(country), ref);
    }
  }
}
