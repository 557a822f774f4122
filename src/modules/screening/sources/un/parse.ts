import type { IdentifierKind, NameQuality } from "../../../../engines/matching/index.ts";
import { readListDate } from "../dates.ts";
import { EntryDraft, tidy, type ListEntry } from "../entry.ts";
import type { FaultBook } from "../faults.ts";
import { fileOf, type Read, type Reading } from "../reading.ts";
import { readRecords, Taker, type Element } from "../xml-records.ts";

/**
 * The consolidated list in the Security Council's XML. Every element is taken by name; one that is not known
 * here is a fault, since a field we do not read may be the one that matters.
 */
export function parseUn(reading: Reading): Read {
  const entries: ListEntry[] = [];
  let publishedOn: string | null = null;
  readRecords({
    bytes: fileOf(reading, "list"), faults: reading.faults, records: new Set(["INDIVIDUAL", "ENTITY"]),
    onRecord: (record) => {
      entries.push(readParty(record, reading.faults));
    },
    onOutside: (path, attributes) => {
      if (path === "CONSOLIDATED_LIST") publishedOn = attributes["dateGenerated"] ?? null;
      else if (!/^CONSOLIDATED_LIST\/(INDIVIDUALS|ENTITIES)$/.test(path)) reading.faults.note(
        "unknown-element", path, "");
    },
    onProgress: reading.onProgress,
  });
  return { entries, publishedOn };
}

function readParty(record: Element, faults: FaultBook): ListEntry {
  const at = record.children.find((c) => c.name === "DATAID")?.text.trim() ?? "?";
  const take = new Taker(record, faults, at);
  const isPerson = record.name === "INDIVIDUAL";
  const ref = take.text("DATAID");
  if (!/^\d{1,12}$/.test(ref)) faults.stop("entry-without-id", record.name, at);
  const draft = new EntryDraft(ref, isPerson ? "person" : "organisation");
  const names = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"].map((n) => take.text(n));
  draft.name(names.filter((n) => n !== "").join(" "), "primary");
  draft.name(take.text("NAME_ORIGINAL_SCRIPT"), "script");
  if (!draft.isNamed) faults.note("name-missing", "", at);
  for (const name of plainFields) draft.field(name, take.text(name));
  for (const name of bookkeeping) draft.mark(name, take.text(name));
  draft.listedOn = readListDate(take.text("LISTED_ON"))?.slice(0, 10) ?? "";
  draft.field("LISTED_ON", draft.listedOn);
  readGender(draft, take.text("GENDER"), { faults, at });
  for (const name of listFields) for (const value of take.values(name)) draft.field(name, value);
  for (const country of take.values("NATIONALITY")) noteCountry(draft, "NATIONALITY", country,
    { faults, at });
  const kind = record.name;
  for (const alias of take.all(`${kind}_ALIAS`)) readAlias(draft, alias, { faults, at });
  for (const address of take.all(`${kind}_ADDRESS`)) readPlace(draft, address, { faults, at });
  if (isPerson) {
    for (const birth of take.all("INDIVIDUAL_DATE_OF_BIRTH")) readBirth(draft, birth, { faults, at });
    for (const place of take.all("INDIVIDUAL_PLACE_OF_BIRTH")) readPlace(draft, place, { faults, at });
    for (const document of take.all("INDIVIDUAL_DOCUMENT")) readDocument(draft, document, { faults, at });
  }
  take.end();
  return draft.done();
}

const plainFields = ["REFERENCE_NUMBER", "UN_LIST_TYPE", "COMMENTS1", "SUBMITTED_BY"];
/** A change of these says nothing new about the party: decisions on it go on holding. */
const bookkeeping = ["VERSIONNUM", "HAS_INTERPOL_LINK", "INTERPOL_LINK", "SORT_KEY", "SORT_KEY_LAST_MOD"];
const listFields = ["TITLE", "DESIGNATION", "LIST_TYPE", "LAST_DAY_UPDATED"];

interface Where {
  readonly faults: FaultBook;
  readonly at: string;
}

function noteCountry(draft: EntryDraft, field: string, text: string, { faults, at }: Where): void {
  draft.field(field, text);
  if (!draft.country(text)) faults.note("country-unknown", tidy(text), at);
}

function readGender(draft: EntryDraft, text: string, { faults, at }: Where): void {
  draft.field("GENDER", text);
  if (text === "Male") draft.gender = "male";
  else if (text === "Female") draft.gender = "female";
  else if (text !== "") faults.note("unknown-value", `GENDER ${text}`, at);
}

const aliasQualities: Readonly<Record<string, NameQuality>> = { Good: "strong", Low: "weak",
  "a.k.a.": "strong", "f.k.a.": "strong", "": "weak" };

function readAlias(draft: EntryDraft, alias: Element, where: Where): void {
  const take = new Taker(alias, where.faults, where.at);
  const quality = take.text("QUALITY");
  const known = Object.hasOwn(aliasQualities, quality) ? aliasQualities[quality] : undefined;
  if (known === undefined) where.faults.note("unknown-value", `QUALITY ${quality}`, where.at);
  const name = take.text("ALIAS_NAME");
  draft.name(name, known ?? "weak");
  if (name !== "") draft.field(`${alias.name} ${quality}`.trim(), name);
  draft.field("ALIAS_NOTE", take.text("NOTE"));
  const born = take.text("DATE_OF_BIRTH");
  draft.field("ALIAS_DATE_OF_BIRTH", born);
  const date = readListDate(born);
  if (date !== null) draft.born([date]);
  for (const part of ["CITY_OF_BIRTH", "COUNTRY_OF_BIRTH"]) draft.field(`ALIAS_${part}`, take.text(part));
  take.end();
}

const placeParts = ["STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE"];

function readPlace(draft: EntryDraft, place: Element, where: Where): void {
  const take = new Taker(place, where.faults, where.at);
  const parts = placeParts.map((p) => take.text(p));
  draft.field(place.name, parts.filter((p) => p !== "").join(", "));
  const country = parts[4] ?? "";
  if (!draft.country(country)) where.faults.note("country-unknown", tidy(country), where.at);
  take.end();
}

function readBirth(draft: EntryDraft, birth: Element, where: Where): void {
  const take = new Taker(birth, where.faults, where.at);
  const type = take.text("TYPE_OF_DATE");
  const [date, year, from, until] = ["DATE", "YEAR", "FROM_YEAR", "TO_YEAR"].map((n) => take.text(n));
  const plain = from !== "" && until !== "" ? `${from} to ${until}` : date || year || from || until || "";
  draft.field(birth.name, [type, plain, take.text("NOTE")].filter((p) => p !== "").join(" "));
  take.end();
  if (plain === "") return;
  const read = readListDate(type === "APPROXIMATELY" ? `circa ${plain}` : plain);
  if (read === null) where.faults.note("date-unreadable", plain, where.at);
  else draft.born([read]);
}

const documentParts = [
  "TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER", "ISSUING_COUNTRY", "COUNTRY_OF_ISSUE", "CITY_OF_ISSUE",
  "DATE_OF_ISSUE",
  "DATE_OF_EXPIRY", "NOTE",
];

function readDocument(draft: EntryDraft, document: Element, where: Where): void {
  const take = new Taker(document, where.faults, where.at);
  const parts = documentParts.map((p) => take.text(p));
  take.end();
  draft.field(document.name, parts.filter((p) => p !== "").join(", "));
  const [type = "", type2 = "", number = "", issuer = "", country = ""] = parts;
  draft.id(documentKind(`${type} ${type2}`), number, issuer || country);
}

function documentKind(type: string): IdentifierKind {
  if (/pass?e?port|pasaporte/i.test(type)) return "passport";
  return /nation|identi|tazkira|carte|c[eé]dula/i.test(type) ? "national-id" : "other";
}
