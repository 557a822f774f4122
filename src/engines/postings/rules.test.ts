import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { entryKinds, isBalanced, linesFor, reversalOf } from "./rules.ts";

const plain = entryKinds.filter((k) => k !== "reversal");

test("every posting rule balances for every amount, and so does its reversal", () => {
  fc.assert(fc.property(fc.constantFrom(...plain), fc.bigInt(1n, 2n ** 53n), (kind, minor) => {
    const lines = linesFor(kind, { minor, currency: "EUR" });
    assert.ok(isBalanced(lines));
    assert.ok(isBalanced([...lines, ...reversalOf(lines)]));
  }));
});

test("a receipt raises the trust fund's cash by exactly the amount", () => {
  const lines = linesFor("receipt", { minor: 24_000_000n, currency: "EUR" });
  assert.deepEqual(lines.find((l) => l.account === "cash:trust-fund")?.amountMinor, 24_000_000n);
});

test("money in quarantine is owed back and is no income", () => {
  const touched = linesFor("quarantine", { minor: 1n, currency: "EUR" }).map((l) => l.account);
  assert.deepEqual(touched, ["cash:quarantine", "liability:unidentified-receipts"]);
});

test("refuses an empty or negative movement", () => {
  assert.throws(() => linesFor("receipt", { minor: 0n, currency: "EUR" }));
  assert.throws(() => linesFor("receipt", { minor: -1n, currency: "EUR" }));
});

test("one cent too many in one unit is not balanced, also when another unit hides it in the sum", () => {
  const off = [
    { account: "cash:trust-fund", unit: "EUR", amountMinor: 100n },
    { account: "revenue:contributions", unit: "EUR", amountMinor: -99n },
    { account: "revenue:contributions", unit: "USD", amountMinor: -1n },
  ] as const;
  assert.equal(isBalanced(off), false);
});
