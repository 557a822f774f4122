import { Unzip, UnzipInflate, type UnzipFile } from "fflate";
import { SaxesParser } from "saxes";
import type { FaultBook } from "../faults.ts";

/** Caps against a small file that unpacks into a huge one. The real list unpacks 1.3 MB into 9.6 MB. */
const unpackedMax = 200_000_000;
const ratioMax = 120;
const partsMax = 200;
const cellsMax = 5_000_000;
const sharedMax = 2_000_000;
const wanted = ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"];

/**
 * The rows of the first sheet of a workbook as text, streamed: cells by column letter; empty cells are
 * absent. Numbers and dates are as stored ("30614"), booleans "1" and "0".
 * Stops on: a broken or truncated archive, an encrypted one, more unpacked bytes than the caps, a DOCTYPE,
 * formulas in error, XML that is not well-formed.
 */
export function readSheet(bytes: Uint8Array, faults: FaultBook, onRow: (row: ReadonlyMap<string, string>,
  number: number) => void): void {
  const parts = unpack(bytes, faults);
  const shared: string[] = [];
  readXml(parts.get("xl/sharedStrings.xml"), faults, sharedStrings(shared, faults));
  const sheet = parts.get("xl/worksheets/sheet1.xml");
  if (!sheet) faults.stop("wrong-kind", "no first sheet");
  readXml(sheet, faults, cells(shared, faults, onRow));
}

function unpack(bytes: Uint8Array, faults: FaultBook): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>();
  let total = 0;
  let count = 0;
  let tooMuch = "";
  const take = (file: UnzipFile) => {
    count += 1;
    if (count > partsMax) faults.stop("zip-bomb", `${count} parts`);
    if (!wanted.includes(file.name)) return;
    const chunks: Uint8Array[] = [];
    let size = 0;
    file.ondata = (error, chunk, isLast) => {
      if (tooMuch !== "") return;
      if (error) faults.stop("zip-broken", file.name);
      total += chunk.length;
      size += chunk.length;
      // Thrown in here it would come back as a broken archive: the loop below stops.
      if (total > unpackedMax || total > bytes.length * ratioMax) {
        tooMuch = `${file.name} ${total}`;
        chunks.length = 0;
        return;
      }
      chunks.push(chunk);
      if (isLast) parts.set(file.name, joined(chunks, size));
    };
    file.start();
  };
  const unzip = new Unzip(take);
  unzip.register(UnzipInflate);
  const step = 65_536;
  try {
    for (let at = 0; at < bytes.length && tooMuch === ""; at += step) {
      unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length);
    }
  } catch (error) {
    if (error instanceof Error && error.name === "StopReading") throw error;
    faults.stop("zip-broken", "");
  }
  if (tooMuch !== "") faults.stop("zip-bomb", tooMuch);
  // The directory of an archive stands at its end: without it the file was cut.
  if (!endsWhole(bytes)) faults.stop("zip-broken", "truncated");
  return parts;
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const out = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

function endsWhole(bytes: Uint8Array): boolean {
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 65_557; at--) {
    if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 5 &&
      bytes[at + 3] === 6) return true;
  }
  return false;
}

interface Listening {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

function readXml(bytes: Uint8Array | undefined, faults: FaultBook, to: Listening): void {
  if (!bytes) return;
  const parser = new SaxesParser({ xmlns: false });
  parser.on("doctype", () => faults.stop("doctype-present", "DOCTYPE"));
  parser.on("error", (error) => faults.stop("xml-broken", error.message.replace(/^[^:]*:\s*/, "")));
  parser.on("opentag", (tag) => to.open(tag.name, tag.attributes as Record<string, string>));
  parser.on("text", (text) => to.text(text));
  parser.on("closetag", (tag) => to.close(tag.name));
  const decoder = new TextDecoder("utf-8");
  for (let at = 0; at < bytes.length; at += 65_536) {
    parser.write(decoder.decode(bytes.subarray(at, at + 65_536), { stream: at + 65_536 < bytes.length }));
  }
  parser.close();
}

/** One text per <si>; phonetic runs (<rPh>) are readings of it, not part of it. */
function sharedStrings(into: string[], faults: FaultBook): Listening {
  let text: string | null = null;
  let isText = false;
  let phonetic = 0;
  return {
    open: (name) => {
      if (name === "si") text = "";
      else if (name === "rPh") phonetic += 1;
      else if (name === "t" && phonetic === 0) isText = true;
    },
    text: (part) => {
      if (isText && text !== null) text += part;
    },
    close: (name) => {
      if (name === "t") isText = false;
      else if (name === "rPh") phonetic -= 1;
      else if (name === "si" && text !== null) {
        into.push(text);
        if (into.length > sharedMax) faults.stop("zip-bomb", "shared strings");
      }
    },
  };
}

function cells(shared: readonly string[], faults: FaultBook, onRow: (row: ReadonlyMap<string, string>,
  number: number) => void): Listening {
  let row = new Map<string, string>();
  let cell = { column: "", type: "", text: "", isValue: false };
  let [number, count] = [0, 0];
  return {
    open: (name, attributes) => {
      if (name === "row") [row, number] = [new Map(), number + 1];
      else if (name === "c") {
        const column = /^[A-Z]{1,3}/.exec(attributes["r"] ?? "")?.[0];
        if (!column) faults.stop("columns-differ", "cell without place", `row ${number}`);
        cell = { column, type: attributes["t"] ?? "", text: "", isValue: false };
        if (++count > cellsMax) faults.stop("zip-bomb", "cells");
      } else if (name === "v" || name === "t") cell.isValue = true;
    },
    text: (part) => {
      if (cell.isValue) cell.text += part;
    },
    close: (name) => {
      if (name === "v" || name === "t") cell.isValue = false;
      else if (name === "c" && cell.text !== "") {
        if (cell.type === "e") faults.stop("cell-in-error", cell.text, `${cell.column}${number}`);
        row.set(cell.column, cell.type === "s" ? (shared[Number(cell.text)] ?? "") : cell.text);
      } else if (name === "row") onRow(row, number);
    },
  };
}
