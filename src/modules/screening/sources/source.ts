import { parse } from "yaml";
import { z } from "zod";
import { tolerable } from "./faults.ts";

const fourTexts = z.strictObject({ en: z.string(), fr: z.string(), es: z.string(), ar: z.string() });

/** What we know of a publisher's list before reading it. The folder's source.yaml, checked. */
const schema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{2,40}$/),
  title: fourTexts,
  publisher: fourTexts,
  page: z.url().nullable(), // where a person reads about the list
  licence: z.string(),
  format: z.enum(["un-xml", "ofac-csv", "au-xlsx", "json-lines"]),
  isFictitious: z.boolean().default(false),
  files: z.array(z.strictObject({
    role: z.string().regex(/^[a-z]+$/),
    name: z.string(), // regular expression on the lower-case file name
    url: z.url().nullable(),
    isOptional: z.boolean().default(false),
    bytesMax: z.int().min(1).max(500_000_000),
  })).min(1).max(4),
  entriesMin: z.int().min(1),
  entriesMax: z.int().max(5_000_000),
  /** Smallest share of the last good version, in basis points, that a new one may have. */
  keepsBps: z.int().min(0).max(10_000),
  refreshHours: z.int().min(1).max(8_760),
  warns: z.array(z.enum(tolerable)).default([]),
});

export type Source = z.infer<typeof schema>;
export type SourceFile = Source["files"][number];

/** Throws on anything unexpected: a source that is half understood must not be imported from. */
export function readSource(text: string): Source {
  return schema.parse(parse(text));
}
