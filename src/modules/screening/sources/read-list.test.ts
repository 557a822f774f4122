// Goal: a list is taken whole or not at all. Each row is one way a publisher's file arrives wrong, and what
// is said.
import assert from "node:assert/strict";
import { test } from "node:test";
import { strToU8, zipSync } from "fflate";
import { demoFiles } from "../../../../tests/_build/lists.ts";
import { aWorkbook } from "../../../../tests/_build/workbook.ts";
import { readList, type GivenFile } from "./read-list.ts";
import { sourceOf } from "./registry.ts";
import type { Source } from "./source.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const xml = new TextDecoder().decode(demoFiles("demo-un")[0]?.bytes);
const small = (id: string): Source => {
  const source = sourceOf(id);
  assert.ok(source);
  return { ...source, entriesMin: 1, entriesMax: 50 };
};
const list = (text: string): GivenFile[] => [{ name: "list.xml", bytes: utf8(text) }];
const ofac = (change: (name: string, bytes: Uint8Array) => Uint8Array): GivenFile[] =>
  demoFiles("demo-ofac").map((f) => ({ name: f.name, bytes: change(f.name, f.bytes) }));
const lines = (...rows: object[]): GivenFile[] =>
  [{ name: "own.jsonl", bytes: utf8(rows.map((r) => JSON.stringify(r)).join("\n")) }];
const row = { id: "1", list: "l", schema: "Person", names: ["Zorvan Kelmandi"] };

const wrong: readonly (readonly [claim: string, source: Source, files: GivenFile[], code: string,
  lastGood?: number])[] = [
  ["an empty file", small("demo-un"), list(""), "list-empty"],
  ["a file of spaces", small("demo-un"), list("  \n\n"), "list-empty"],
  ["a list without parties", small("demo-un"), list("<CONSOLIDATED_LIST/>"), "list-empty"],
  ["a file cut in the middle", small("demo-un"), list(xml.slice(0, 3_000)), "xml-broken"],
  ["a web page", small("demo-un"), list("<!DOCTYPE html><html><body>busy</body></html>"), "list-is-html"],
  ["a web page with a mark before it", small("demo-un"), list("\ufeff<html>"), "list-is-html"],
  ["a workbook in place of XML", small("demo-un"), [{ name: "list.xml", bytes: aWorkbook([]) }],
    "wrong-kind"],
  ["XML in place of a workbook", small("au-dfat"), [{ name: "list.xlsx", bytes: utf8(xml) }], "wrong-kind"],
  ["XML in place of rows", small("demo-ofac"), ofac((n, b) => (n === "sdn.csv" ? utf8(xml) : b)),
    "wrong-kind"],
  ["rows in place of JSON", small("own-list"), [{ name: "own.jsonl", bytes: utf8("1,2,3") }], "wrong-kind"],
  ["a DOCTYPE", small("demo-un"), list(xml.replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>')),
    "doctype-present"],
  ["bytes that are not UTF-8", small("demo-un"),
    [{ name: "l.xml", bytes: Buffer.concat([Buffer.from("<C>"), Buffer.from([0xff, 0xfe])]) }], "not-utf8"],
  ["an unknown element", small("demo-un"), list(xml.replace("<TITLE>", "<SECRET>x</SECRET><TITLE>")),
    "unknown-element"],
  ["an unknown element deep inside", small("demo-un"),
    list(xml.replace("<CITY>", "<PLANET>x</PLANET><CITY>")), "unknown-element"],
  ["an unknown attribute", small("demo-un"), list(xml.replace("<TITLE>", '<TITLE lang="en">')),
    "unknown-element"],
  ["an unknown quality of an alias", small("demo-un"), list(xml.replace(">Low<", ">Doubtful<")),
    "unknown-value"],
  ["an alias quality named like an object's own", small("demo-un"),
    list(xml.replace(">Low<", ">constructor<")), "unknown-value"],
  ["a party without number", small("demo-un"), list(xml.replace("<DATAID>9000001</DATAID>", "<DATAID/>")),
    "entry-without-id"],
  ["endless nesting", small("demo-un"), list(`<CONSOLIDATED_LIST><ENTITY>${"<a>".repeat(50)}`), "xml-too-deep"],
  ["half the usual parties", { ...small("demo-un"), keepsBps: 8_000 }, list(xml), "list-shrank", 10],
  ["fewer parties than ever", { ...small("demo-un"), entriesMin: 6 }, list(xml), "too-few-entries"],
  ["more parties than ever", { ...small("demo-un"), entriesMax: 4 }, list(xml), "too-many-entries"],
  ["a file too large", { ...small("demo-un"), files: small("demo-un").files.map((f) =>
    ({ ...f, bytesMax: 100 })) }, list(xml), "file-too-large"],
  ["a missing file", small("demo-ofac"), ofac((_, b) => b).slice(0, 2), "file-missing"],
  ["a file too many", small("demo-ofac"), [...ofac((_, b) => b), { name: "notes.txt", bytes: utf8("x") }],
    "file-unexpected"],
  ["a row with a column too few", small("demo-ofac"),
    ofac((n, b) => (n === "alt.csv" ? utf8("900001,90001,aka\n") : b)), "columns-differ"],
  ["a row cut inside quotation marks", small("demo-ofac"), ofac((n, b) => (n === "sdn.csv" ? b.subarray(0, 12)
    : b)), "csv-broken"],
  ["an alias of nobody", small("demo-ofac"),
    ofac((n, b) => (n === "alt.csv" ? utf8('7,8,"aka","NOBODY",-0- \n') : b)), "orphan-row"],
  ["a kind of party nobody declared", small("demo-ofac"),
    ofac((n, b) => (n === "sdn.csv" ? utf8(new TextDecoder().decode(b).replace('"vessel"', '"submarine"'))
      : b)), "unknown-value"],
  ["a truncated workbook", small("au-dfat"),
    [{ name: "l.xlsx", bytes: aWorkbook([["1", "A", "Individual", "Primary Name"]]).subarray(0, 400) }],
    "zip-broken"],
  ["a workbook that unpacks without end", small("au-dfat"), [{ name: "l.xlsx", bytes: bomb() }], "zip-bomb"],
  ["a workbook with a DOCTYPE", small("au-dfat"),
    [{ name: "l.xlsx", bytes: zipSync({ "xl/worksheets/sheet1.xml": strToU8("<!DOCTYPE a><worksheet/>") }) }],
    "doctype-present"],
  ["a workbook without a column", small("au-dfat"),
    [{ name: "l.xlsx", bytes: aWorkbook([["1"]], ["Reference"]) }], "column-missing"],
  ["a workbook with a column too many", small("au-dfat"),
    [{ name: "l.xlsx", bytes: aWorkbook([["1"]], undefined, "Secret") }], "unknown-column"],
  ["an unknown key", small("own-list"), lines({ ...row, secret: 1 }), "line-not-understood"],
  ["a line that is not JSON", small("own-list"), [{ name: "own.jsonl", bytes: utf8('{"id":') }],
    "json-broken"],
  ["a line cut at the end", small("own-list"),
    [{ name: "own.jsonl", bytes: utf8(`${JSON.stringify(row)}\n{"id":"2","li`) }], "json-broken"],
  ["a number that stands twice", small("own-list"), lines(row, row), "repeated-entry"],
  ["a number instead of a name", small("own-list"), lines({ ...row, names: [1e400] }), "line-not-understood"],
];

/** One mebibyte of zeros a thousand times over packs into a megabyte. */
function bomb(): Uint8Array {
  return zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(30_000_000) }, { level: 9 });
}

for (const [claim, source, files, code, lastGood] of wrong) {
  test(`refuses ${claim} (${code})`, () => {
    const read = readList({ source, files, lastGood: lastGood ?? null });
    assert.equal(read.ok ? "taken" : read.error.code, code, read.ok ? "" : JSON.stringify(read.error));
  });
}

test("what a source tolerates is counted and named, not passed over", () => {
  const read = readList({ source: small("demo-ofac"), files: demoFiles("demo-ofac"), lastGood: null });
  assert.ok(read.ok);
  assert.deepEqual(read.value.faults.map((f) => [f.code, f.detail, f.count]),
    [["country-unknown", "Samplestan", 2]]);
});

test("the version hash depends on what is published, not on the order of the file", () => {
  const rows = [row, { ...row, id: "2", names: ["Bertil Musterman"] }, { ...row, id: "3" }];
  const hash = (...of: object[]) => {
    const read = readList({ source: small("own-list"), files: lines(...of), lastGood: null });
    assert.ok(read.ok);
    return read.value.versionSha256;
  };
  assert.equal(hash(...rows), hash(...[...rows].reverse()));
  assert.notEqual(hash(...rows), hash({ ...row, ref: "changed" }, ...rows.slice(1)));
});

test("progress reaches the whole and never passes it", () => {
  const seen: number[] = [];
  const files = demoFiles("demo-un");
  readList({ source: small("demo-un"), files, lastGood: null }, (done, of) => seen.push(done / of));
  assert.equal(seen.at(-1), 1);
  assert.ok(seen.every((s) => s >= 0 && s <= 1));
});
