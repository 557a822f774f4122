import assert from "node:assert/strict";
import { test } from "node:test";
import { expectedVersion, formFields, readForm, typedText } from "./form.ts";

const fields = formFields({
  name: { kind: "text", max: 10, label: "x" },
  note: { kind: "text", max: 50, label: "x", optional: true },
  born: { kind: "day", label: "x" },
  amount: { kind: "amount", label: "x" },
  kind: { kind: "choice", among: ["a", "b"], label: "x" },
  areas: { kind: "choices", among: ["p", "q"], label: "x" },
  sure: { kind: "yes-no", label: "x" },
  declared: { kind: "tick", label: "x" },
  seats: { kind: "whole", min: 1, max: 50, label: "x" },
  share: { kind: "share", label: "x" },
});

const good = {
  name: "  Émile ", "born.day": "٣", "born.month": "3", "born.year": "٢٠٢٧", "amount.amount": "1 234,56",
  "amount.currency": "EUR", kind: "b", areas: ["q", "p"], sure: "no", declared: "yes", seats: "١٢", share: "25,5 %",
  _csrf: "t", _key: "k", expectedVersion: "4",
};

const faultsOf = (change: Record<string, unknown>) => {
  const read = readForm(fields, { ...good, ...change } as never);
  return read.ok ? [] : read.error.map((f) => `${f.path}:${f.code}`);
};

test("reads every kind of field, local digits and separators included", () => {
  const read = readForm(fields, good);
  assert.ok(read.ok);
  assert.deepEqual(read.value, {
    name: "Émile".normalize("NFC"), note: null, born: "2027-03-03", amount: { minor: 123_456n, currency: "EUR" }, kind: "b",
    areas: ["q", "p"], sure: false, declared: true, seats: 12, share: 2_550,
  });
});

test("finds all faults at once", () => {
  assert.deepEqual(faultsOf({ name: "", "born.day": "31", "born.month": "2", "amount.amount": "1,234", kind: "z" }), [
    "name:text-empty", "born:date-unreadable", "amount:amount-ambiguous", "kind:not-chosen",
  ]);
});

const refusals: readonly (readonly [claim: string, change: Record<string, unknown>, fault: string])[] = [
  ["a text over its limit, saying the limit", { name: "x".repeat(11) }, "name:text-over-limit"],
  ["bidi controls", { name: "ab\u202ecd" }, "name:text-bidi-control"],
  ["a lone surrogate", { name: "a\ud800" }, "name:text-lone-surrogate"],
  ["a control character", { name: "a\u0000b" }, "name:text-control-character"],
  ["an empty day", { "born.day": "", "born.month": "", "born.year": "" }, "born:date-empty"],
  ["a negative amount", { "amount.amount": "-5" }, "amount:amount-not-positive"],
  ["zero", { "amount.amount": "0" }, "amount:amount-not-positive"],
  ["1e400", { "amount.amount": "1e400" }, "amount:amount-unreadable"],
  ["an unknown currency", { "amount.currency": "XXX" }, "amount:currency-unknown"],
  ["a choice nobody offered among several", { areas: ["p", "z"] }, "areas:not-chosen"],
  ["no choice where one is needed", { areas: [] }, "areas:none-chosen"],
  ["a declaration not ticked", { declared: "" }, "declared:not-ticked"],
  ["a number out of range", { seats: "51" }, "seats:number-out-of-range"],
  ["a number that is none", { seats: "12.5" }, "seats:number-unreadable"],
  ["a share above the whole", { share: "100.01" }, "share:share-unreadable"],
  ["an unknown field", { role: "admin" }, "role:field-unknown"],
];
for (const [claim, change, fault] of refusals) {
  test(`refuses ${claim}`, () => assert.deepEqual(faultsOf(change), [fault]));
}

test("the name of an object's own machinery is an unknown field like any other", () => {
  const posted = JSON.parse('{"__proto__x":"1","constructor":"y"}') as Record<string, string>;
  assert.deepEqual(faultsOf(posted).sort(), ["constructor:field-unknown"]);
  assert.equal(typedText({}, "constructor"), null);
});

test("the version a form was shown with is read, and 0 stands for none", () => {
  assert.equal(expectedVersion(good), 4);
  assert.equal(expectedVersion({ expectedVersion: "-1" }), 0);
  assert.equal(expectedVersion({}), 0);
});
