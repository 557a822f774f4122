import type { ListEntry } from "./entry.ts";
import type { FaultBook } from "./faults.ts";

/** What a format's parser is given: the files by role, already recognised and within their size. */
export interface Reading {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly faults: FaultBook;
  onProgress(bytesRead: number): void;
}

export interface Read {
  readonly entries: readonly ListEntry[];
  /** Civil date or instant the publisher prints in the file; null when the format has none. */
  readonly publishedOn: string | null;
}

/** The file of a role that source.yaml demands: its absence was refused before. */
export function fileOf(reading: Reading, role: string): Uint8Array {
  return reading.files.get(role) ?? new Uint8Array(0);
}
