import assert from "node:assert/strict";
import { test } from "node:test";
import { demoFiles } from "../../../../../tests/_build/lists.ts";
import { EntryDraft } from "../entry.ts";
import { FaultBook } from "../faults.ts";
import { readList } from "../read-list.ts";
import { sourceOf } from "../registry.ts";
import { readRemarks } from "./remarks.ts";

const source = sourceOf("demo-ofac");
assert.ok(source);
const read = readList({ source, files: demoFiles("demo-ofac"), lastGood: null });
assert.ok(read.ok);
const entries = new Map(read.value.entries.map((e) => [e.entry.ref, e.entry]));

test("main, aliases and addresses make one party; names in the remarks are weak", () => {
  const bertil = entries.get("900001");
  assert.deepEqual(bertil?.names.map((n) => [n.text, n.quality]), [
    ["MUSTERMANN, Bertil Oskar", "primary"], ["THE MUSTER", "weak"], ["MUSTERMANN, Bert", "strong"],
    ["MUSTERMAN, Bertil", "strong"],
  ]);
  assert.deepEqual(bertil?.birthOn, ["1958-09-12", "1959"]);
  assert.deepEqual(bertil?.ids, [{ kind: "passport", value: "EX7654321" }]);
  assert.ok(bertil?.fields.some((f) => f.field === "address" && f.value === "7 Invented Alley, Musterstadt"));
});

test("kinds of parties follow the type column", () => {
  assert.deepEqual(["900001", "900003", "900005", "900006"].map((r) => entries.get(r)?.kind),
    ["person", "organisation", "vessel", "aircraft"]);
  assert.deepEqual(entries.get("900005")?.ids, [{ kind: "imo", value: "9000005" }]);
});

test("overflowing remarks go on in the comments file", () => {
  const [main, ...rest] = ["sdn.csv", "alt.csv", "add.csv"].map((name) => demoFiles("demo-ofac").find((f) =>
    f.name === name));
  const real = sourceOf("ofac-sdn");
  assert.ok(main && rest[0] && rest[1] && real);
  const text = new TextDecoder().decode(main.bytes).replace(
    "Passport EX7654321; a.k.a. 'THE MUSTER'; Fictitious.", "Passport EX76");
  const files = [
    { name: "sdn.csv", bytes: new TextEncoder().encode(text) }, rest[0], rest[1],
    { name: "sdn_comments.csv", bytes: new TextEncoder().encode('900001,"54321; Fictitious."\r\n\u001a') },
  ];
  const whole = readList({ source: { ...real, entriesMin: 1 }, files, lastGood: null });
  assert.ok(whole.ok, whole.ok ? "" : JSON.stringify(whole.error));
  const bertil = whole.value.entries.find((e) => e.entry.ref === "900001")?.entry;
  assert.deepEqual(bertil?.ids, [{ kind: "passport", value: "EX7654321" }]);
});

test("numbers in the remarks are read by their phrase, with the issuing country", () => {
  const draft = new EntryDraft("1", "organisation");
  const remarks =
    "Tax ID No. 12-345 (France); alt. Registration Number EX 9; SWIFT/BIC EXMPFRPP; Digital Currency Address - XBT exWallet1; " +
    "Unknown phrase 77; DOB circa 1934; nationality Norway.";
  readRemarks(draft, remarks, new FaultBook(new Set()));
  const entry = draft.done();
  assert.deepEqual(entry.ids, [
    { kind: "tax", value: "12-345", country: "FR" }, { kind: "registration", value: "EX" },
    { kind: "bic", value: "EXMPFRPP" },
    { kind: "wallet", value: "exWallet1" },
  ]);
  assert.deepEqual(entry.birthOn, ["~1934"]);
  assert.deepEqual(entry.countries, ["NO"]);
});
