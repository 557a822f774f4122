import assert from "node:assert/strict";
import { test } from "node:test";
import { decimalText, parseAmount } from "./money.ts";

const read = (text: string, currency = "EUR"): string => {
  const result = parseAmount(text, currency);
  return result.ok ? decimalText(result.value) : result.error;
};

test("reads an amount in each of the four languages' habits as the same minor units", () => {
  for (const text of ["1234.56", "1,234.56", "1 234,56", "1.234,56", "1 234,56", "1'234.56", "١٢٣٤٫٥٦", "١٬٢٣٤٫٥٦", "۱۲۳۴٫۵۶"]) {
    assert.equal(read(text), "1234.56", text);
  }
  assert.equal(read("١٢٣٫٥"), "123.50");
  assert.equal(read("500 000.00"), "500000.00");
});

test("refuses an amount that has two readings instead of choosing one", () => {
  assert.equal(read("1,234"), "amount-ambiguous");
  assert.equal(read("1.234"), "amount-ambiguous");
  assert.equal(read("1,234", "JPY"), "1234");
  assert.equal(read("1,234,567"), "1234567.00");
});

test("refuses zero, negative, too precise, too large, unreadable amounts and unknown currencies", () => {
  assert.equal(read("0"), "amount-not-positive");
  assert.equal(read("-5"), "amount-not-positive");
  assert.equal(read("−5"), "amount-not-positive");
  assert.equal(read("1.005,5"), "1005.50");
  assert.equal(read("0.005"), "amount-too-precise");
  assert.equal(read("90071992547410.00"), "amount-too-large");
  for (const text of ["1e400", "NaN", "1,2,3", "12.", "1..2", "0x10", "1 2 3 x", "Infinity"]) {
    assert.equal(read(text), "amount-unreadable", text);
  }
  assert.equal(read("5", "XXX"), "currency-unknown");
  assert.equal(read(""), "amount-empty");
});
