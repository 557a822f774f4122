import { z } from "zod";
import type { IdentifierKind, PartyKind } from "../../../../engines/matching/index.ts";
import { readListDate } from "../dates.ts";
import { EntryDraft, tidy, type ListEntry } from "../entry.ts";
import { fileOf, type Read, type Reading } from "../reading.ts";

const texts = z.array(z.string().max(2_000)).max(2_000);

/** One line of the file: the plain shape any list can be brought to. Unknown keys stop the import. */
const line = z.strictObject({
  id: z.string().min(1).max(200),
  list: z.string().max(200),
  schema: z.enum(["Person", "Organization", "Company", "LegalEntity", "Vessel", "Airplane"]),
  names: texts.min(1),
  weak: texts.optional(),
  script: texts.optional(),
  dob: texts.optional(),
  countries: texts.optional(),
  ids: z.array(z.union([z.string().max(200),
    z.strictObject({ kind: z.string().max(40), value: z.string().max(200),
      country: z.string().max(80).optional() })])).max(500).optional(),
  addr: texts.optional(),
  ref: z.string().max(200).optional(),
});

const kinds: Readonly<Record<z.infer<typeof line>["schema"], PartyKind>> = {
  Person: "person", Organization: "organisation", Company: "organisation", LegalEntity: "unknown",
    Vessel: "vessel", Airplane: "aircraft",
};
const idKinds: ReadonlySet<string> = new Set(["passport", "national-id", "tax", "registration", "lei", "imo",
  "bic", "aircraft", "wallet"]);

/** JSON lines, one party a line, UTF-8. */
export function parseLines(reading: Reading): Read {
  const bytes = fileOf(reading, "list");
  let text = "";
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    reading.faults.stop("not-utf8", "");
  }
  const entries: ListEntry[] = [];
  const seen = new Set<string>();
  text.split("\n").forEach((raw, i) => {
    if (raw.trim() === "") return;
    const entry = readLine(raw, `line ${i + 1}`, reading);
    if (seen.has(entry.ref)) return reading.faults.note("repeated-entry", entry.ref, `line ${i + 1}`);
    seen.add(entry.ref);
    entries.push(entry);
    if (i % 1_000 === 0) reading.onProgress(Math.min(bytes.length, Math.floor((bytes.length * i) / 20_000)));
  });
  return { entries, publishedOn: null };
}

function readLine(raw: string, at: string, { faults }: Reading): ListEntry {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return faults.stop("json-broken", raw, at);
  }
  const read = line.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return faults.stop("line-not-understood", `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`, at);
  }
  const of = read.data;
  const draft = new EntryDraft(of.id, kinds[of.schema]);
  of.names.forEach((name, i) => draft.name(name, i === 0 ? "primary" : "strong"));
  for (const name of of.weak ?? []) draft.name(name, "weak");
  for (const name of of.script ?? []) draft.name(name, "script");
  if (!draft.isNamed) faults.note("name-missing", "", at);
  for (const text of of.dob ?? []) {
    const date = readListDate(text);
    if (date === null) faults.note("date-unreadable", text, at);
    else draft.born([date]);
  }
  for (const country of of.countries ?? []) if (!draft.country(country)) faults.note("country-unknown",
    tidy(country), at);
  for (const id of of.ids ?? []) {
    const { kind, value: number, country = "" } = typeof id === "string" ? { kind: "other", value: id } : id;
    draft.id(idKinds.has(kind) ? (kind as IdentifierKind) : "other", number, country);
  }
  for (const [field, values] of Object.entries({ list: [of.list], reference: [of.ref ?? ""],
    dob: of.dob ?? [], country: of.countries ?? [], address: of.addr ?? [] })) {
    for (const text of values) draft.field(field, text);
  }
  return draft.done();
}
