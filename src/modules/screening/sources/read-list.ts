import { createHash } from "node:crypto";
import { leafHash, rootOf } from "../../../engines/merkle/index.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { parseAu } from "./au-dfat/parse.ts";
import { entryHash, type ListEntry } from "./entry.ts";
import { FaultBook, StopReading, type ListFault } from "./faults.ts";
import { parseOfac } from "./ofac-sdn/parse.ts";
import { parseLines } from "./own-list/parse.ts";
import type { Read, Reading } from "./reading.ts";
import type { Source, SourceFile } from "./source.ts";
import { parseUn } from "./un/parse.ts";

export interface GivenFile {
  readonly name: string; // attacker-chosen; only compared with source.yaml's patterns
  readonly bytes: Uint8Array;
}

export interface HashedEntry {
  readonly entry: ListEntry;
  readonly sha256: string;
}

/** A list that was read whole and passed its bounds. */
export interface ReadList {
  readonly source: Source;
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly size: number }[];
  readonly entries: readonly HashedEntry[]; // in order of hash
  readonly nameCount: number;
  readonly publishedOn: string | null;
  readonly faults: readonly ListFault[]; // warnings
  /**
   * Merkle root (RFC 6962) over the entries' hashes in order: equal for equal content, whatever the file's
   * order.
   */
  readonly versionSha256: string;
}

const parsers: Readonly<Record<Source["format"], (reading: Reading) => Read>> = {
  "un-xml": parseUn, "ofac-csv": parseOfac, "au-xlsx": parseAu, "json-lines": parseLines,
};

export interface ListAsk {
  readonly source: Source;
  readonly files: readonly GivenFile[];
  readonly lastGood: number | null; // entries of the version in force
}

/**
 * Reads a publisher's files, or says what stopped it: wrong, empty, HTML, too large or truncated file, a
 * field nobody declared, a count outside the declared bounds. Nothing is taken over from a list that stopped.
 *
 * @param onProgress bytes read and bytes in all
 */
export function readList(ask: ListAsk, onProgress: (done: number, of: number) => void = () =>
  {}): Result<ReadList, ListFault> {
  const faults = new FaultBook(new Set(ask.source.warns));
  const total = ask.files.reduce((sum, f) => sum + f.bytes.length, 0);
  try {
    const files = assignRoles(ask, faults);
    const reading = { files, faults, onProgress: (done: number) => onProgress(Math.min(done, total), total) };
    const read = parsers[ask.source.format](reading);
    checkBounds(ask, read.entries, faults);
    onProgress(total, total);
    return ok(finish(ask, read, faults));
  } catch (error) {
    if (error instanceof StopReading) return no(error.fault);
    throw error;
  }
}

/** Each file to the one role its name fits, and its first bytes to what the format must start with. */
function assignRoles({ source, files }: ListAsk, faults: FaultBook): ReadonlyMap<string, Uint8Array> {
  const byRole = new Map<string, Uint8Array>();
  for (const file of files) {
    const role = source.files.find((f) => new RegExp(f.name).test(file.name.toLowerCase()) &&
      !byRole.has(f.role));
    if (!role) faults.stop("file-unexpected", file.name);
    sniff(source, role, file, faults);
    byRole.set(role.role, file.bytes);
  }
  const missing = source.files.find((f) => !f.isOptional && !byRole.has(f.role));
  if (missing) faults.stop("file-missing", missing.role);
  return byRole;
}

function sniff(source: Source, role: SourceFile, { name, bytes }: GivenFile, faults: FaultBook): void {
  if (bytes.length > role.bytesMax) faults.stop("file-too-large", `${bytes.length}`, name);
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1_024)).replace(/^\u00ef\u00bb\u00bf/,
    "").trimStart();
  if (head === "") faults.stop("list-empty", "", name);
  // A publisher's error page arrives with status 200 often enough.
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(head)) faults.stop("list-is-html", "", name);
  const isZip = head.startsWith("PK");
  const isMarkup = head.startsWith("<");
  const fits = source.format === "au-xlsx" ? isZip : source.format === "un-xml" ? isMarkup : !isZip &&
    !isMarkup;
  if (!fits) faults.stop("wrong-kind", source.format, name);
  if (source.format === "json-lines" && !head.startsWith("{")) faults.stop("wrong-kind", source.format, name);
}

function checkBounds({ source, lastGood }: ListAsk, entries: readonly ListEntry[], faults: FaultBook): void {
  const count = entries.length;
  if (count === 0) faults.stop("list-empty", "");
  if (count < source.entriesMin) faults.stop("too-few-entries", `${count} < ${source.entriesMin}`);
  if (count > source.entriesMax) faults.stop("too-many-entries", `${count} > ${source.entriesMax}`);
  if (lastGood !== null && count * 10_000 < lastGood * source.keepsBps) faults.stop("list-shrank",
    `${lastGood}: ${count}`);
}

function finish({ source, files }: ListAsk, read: Read, faults: FaultBook): ReadList {
  const entries = read.entries
    .map((entry) => ({ entry, sha256: entryHash(entry) }))
    .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const root = rootOf(entries.map((e) => leafHash(Buffer.from(e.sha256, "hex"))));
  return {
    source, entries, publishedOn: read.publishedOn, faults: faults.all,
    nameCount: read.entries.reduce((sum, e) => sum + e.names.length, 0),
    files: files.map((f) => ({ name: f.name.slice(0, 120), size: f.bytes.length,
      sha256: createHash("sha256").update(f.bytes).digest("hex") })),
    versionSha256: Buffer.from(root).toString("hex"),
  };
}
