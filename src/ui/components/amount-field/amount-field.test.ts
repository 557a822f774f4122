import assert from "node:assert/strict";
import { test } from "node:test";
import { minorDigits, parseAmount } from "../../../kernel/money.ts";
import { writable } from "./amount-field.tsx";

test("what is stored and shown in the box is read again as the same amount, in every currency", () => {
  for (const currency of Object.keys(minorDigits)) {
    for (const minor of [1n, 10n, 999n, 1_000n, 1_234n, 123_560n, 123_456n, 50_000_000n, 1_000_000n, 9_007_199_254_740_991n]) {
      const money = { minor, currency };
      assert.deepEqual(parseAmount(writable(money), currency), { ok: true, value: money }, `${writable(money)} ${currency}`);
    }
  }
});
