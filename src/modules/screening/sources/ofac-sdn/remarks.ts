import type { IdentifierKind } from "../../../../engines/matching/index.ts";
import { readListDate } from "../dates.ts";
import type { EntryDraft } from "../entry.ts";
import type { FaultBook } from "../faults.ts";
import { numberPhrases } from "./tables/numbers.ts";

/** Longest phrase first: "Registration Number" before "Registration". */
const phrases: readonly (readonly [string, IdentifierKind])[] = Object.entries(numberPhrases)
  .flatMap(([kind, texts]) => texts.map((text) => [`${text} `, kind as IdentifierKind] as const))
  .sort((a, b) => b[0].length - a[0].length);

/**
 * What the remarks say in fixed phrases, between semicolons. The whole text stays a published field, so
 * phrases that are not read here are shown and hashed all the same.
 */
export function readRemarks(draft: EntryDraft, remarks: string, faults: FaultBook): void {
  for (const raw of splitRemarks(remarks)) {
    const part = raw.replace(/^alt\. /, "");
    const born = /^DOB (.+)$/.exec(part);
    const alias = /^(?:a\.k\.a\.|f\.k\.a\.|n\.k\.a\.) ['"](.+)['"]$/.exec(part);
    const country = /^(?:nationality|citizen|Nationality of Registration) (.+)$/.exec(part);
    if (born) readBirth(draft, born[1] ?? "", faults);
    // Names in the remarks are the weak ones: the publisher prints strong aliases in their own file.
    else if (alias) draft.name(alias[1] ?? "", "weak");
    else if (country) {
      if (!draft.country(country[1] ?? "")) faults.note("country-unknown", country[1] ?? "", draft.ref);
    } else if (part === "Gender Male") draft.gender = "male";
    else if (part === "Gender Female") draft.gender = "female";
    else readNumber(draft, part);
  }
}

function readBirth(draft: EntryDraft, text: string, faults: FaultBook): void {
  const read = readListDate(text);
  if (read === null) faults.note("date-unreadable", text, draft.ref);
  else draft.born([read]);
}

function readNumber(draft: EntryDraft, part: string): void {
  const found = phrases.find(([phrase]) => part.startsWith(phrase));
  if (!found) return;
  const [phrase, kind] = found;
  const words = part.slice(phrase.length).trim().split(/\s+/);
  draft.id(kind, (kind === "wallet" ? words[1] : words[0]) ?? "", /\(([^()]+)\)/.exec(part)?.[1] ?? "");
}

/** Semicolons separate, except inside quotation marks; the last phrase ends with a full stop. */
function splitRemarks(remarks: string): string[] {
  return remarks.trim().replace(/\.$/, "").split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((p) =>
    p.trim()).filter((p) => p !== "");
}
