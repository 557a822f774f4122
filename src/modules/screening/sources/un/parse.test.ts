import assert from "node:assert/strict";
import { test } from "node:test";
import { demoFiles } from "../../../../../tests/_build/lists.ts";
import { readList } from "../read-list.ts";
import { sourceOf } from "../registry.ts";

const source = sourceOf("demo-un");
assert.ok(source);
const read = readList({ source, files: demoFiles("demo-un"), lastGood: null });
assert.ok(read.ok);
const entries = new Map(read.value.entries.map((e) => [e.entry.ref, e.entry]));

test("reads names in every script with their quality, dates, numbers and gender of a person", () => {
  const victor = entries.get("9000001");
  assert.deepEqual(victor?.names, [
    { text: "VICTOR BEISPIELOFF", quality: "primary" }, { text: "Виктор Бейспилофф", quality: "script" },
    { text: "Viktor Beispielow", quality: "strong" }, { text: "The Sampler", quality: "weak" },
  ]);
  assert.deepEqual(victor?.birthOn, ["1951-04-30"]);
  assert.deepEqual(victor?.ids, [{ kind: "passport", value: "EX-0000001" }]);
  assert.equal(victor?.gender, "male");
  assert.equal(victor?.listedOn, "2019-05-14");
});

test("a range of years and a guess stay what they are", () => {
  assert.deepEqual(entries.get("9000002")?.birthOn, ["1960/1963"]);
  assert.deepEqual(entries.get("9000003")?.birthOn, ["~1970"]);
});

test("every published text stays readable field by field", () => {
  const fields = entries.get("9000001")?.fields ?? [];
  const value = (field: string) => fields.find((f) => f.field === field)?.value;
  assert.equal(value("REFERENCE_NUMBER"), "EXi.001");
  assert.equal(value("DESIGNATION"), "Director of the fictitious Samplehaven Trading House");
  assert.equal(value("INDIVIDUAL_ADDRESS"), "1 Invented Quay, Samplehaven");
});

test("the date the publisher prints is kept", () => {
  assert.equal(read.value.publishedOn, "2026-11-01T06:00:00.000Z");
});

test("the publisher's bookkeeping may change without the entry changing; a comment may not", () => {
  const [file] = demoFiles("demo-un");
  assert.ok(file);
  const text = new TextDecoder().decode(file.bytes);
  const hashes = (changed: string) => {
    const again = readList({ source, files: [{ name: file.name, bytes: new TextEncoder().encode(changed) }], lastGood: null });
    assert.ok(again.ok);
    return again.value.entries.map((e) => e.sha256);
  };
  assert.deepEqual(hashes(text.replaceAll("<SORT_KEY/>", "<SORT_KEY>1</SORT_KEY>")), hashes(text));
  assert.notDeepEqual(hashes(text.replace("imaginary goods", "other goods")), hashes(text));
});
