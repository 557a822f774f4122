import { createHash } from "node:crypto";
import { canonicalBytes, type Json } from "../../../kernel/canonical.ts";
import { countryCode, type Identifier, type NameQuality, type PartyKind,
  type PartyName } from "../../../engines/matching/index.ts";

/** One listed party as a publisher's file gives it, brought to one shape. */
export interface ListEntry {
  readonly ref: string; // the publisher's own number, unique within the list
  readonly kind: PartyKind;
  readonly names: readonly PartyName[]; // first: the primary name
  readonly birthOn: readonly string[]; // as engines/matching reads them
  readonly countries: readonly string[]; // ISO 3166-1 alpha-2
  readonly gender?: "female" | "male";
  readonly ids: readonly Identifier[];
  readonly listedOn?: string; // civil date, when the publisher gives one
  /** Everything published about the party, field by field in the publisher's words: nothing is left out. */
  readonly fields: readonly PublishedField[];
  /** Published too, but about the publisher's own bookkeeping (sort keys, links): shown, and no part of the hash. */
  readonly marks: readonly PublishedField[];
}

export interface PublishedField {
  readonly field: string; // the publisher's name of it
  readonly value: string;
}

/**
 * SHA-256 over the canonical JSON of what was published (number, kind, names, fields), hex. What we read out
 * of it (countries, dates, numbers) is left out, so a better reader does not look like a changed list.
 */
export function entryHash({ ref, kind, names, fields }: ListEntry): string {
  return createHash("sha256").update(canonicalBytes({ ref, kind, names, fields } as unknown as Json)).digest(
    "hex");
}

/** Collects one entry; texts are trimmed, repeated values kept once, empty ones dropped. */
export class EntryDraft {
  private readonly names: PartyName[] = [];
  private readonly birthOn = new Set<string>();
  private readonly countries = new Set<string>();
  private readonly ids = new Map<string, Identifier>();
  private readonly fields: PublishedField[] = [];
  private readonly marks: PublishedField[] = [];
  gender?: "female" | "male";
  listedOn?: string;

  constructor(readonly ref: string, readonly kind: PartyKind) {}

  name(text: string, quality: NameQuality): void {
    const plain = tidy(text);
    if (plain && !this.names.some((n) => n.text === plain)) this.names.push({ text: plain, quality });
  }

  /** @returns false when the text names no country: the caller notes it */
  country(text: string): boolean {
    const plain = tidy(text);
    const code = plain ? countryCode(plain) : null;
    if (code) this.countries.add(code);
    return code !== null || plain === "";
  }

  born(dates: readonly string[]): void {
    for (const date of dates) this.birthOn.add(date);
  }

  id(kind: Identifier["kind"], value: string, country = ""): void {
    const plain = tidy(value);
    const code = countryCode(country);
    if (plain) this.ids.set(`${kind}/${plain}`, { kind, value: plain, ...(code ? { country: code } : {}) });
  }

  field(field: string, value: string): void {
    const plain = tidy(value);
    if (plain) this.fields.push({ field, value: plain });
  }

  mark(field: string, value: string): void {
    const plain = tidy(value);
    if (plain) this.marks.push({ field, value: plain });
  }

  get isNamed(): boolean {
    return this.names.length > 0;
  }

  done(): ListEntry {
    return {
      ref: this.ref, kind: this.kind, names: this.names, birthOn: [...this.birthOn],
        countries: [...this.countries],
      ids: [...this.ids.values()], fields: this.fields, marks: this.marks,
      ...(this.gender ? { gender: this.gender } : {}), ...(this.listedOn ? { listedOn: this.listedOn } : {}),
    };
  }
}

/** NFC, one space between words; publishers' files are full of hard spaces and line ends inside values. */
export function tidy(text: string): string {
  return text.normalize("NFC").replace(/[\s\u00a0]+/g, " ").trim();
}
