import type { Money } from "../../kernel/money.ts";
import { assert } from "../../kernel/result.ts";

/** The accounts of the financial book. `normal` is the side on which a balance is expected. */
export const accounts = {
  "cash:trust-fund": { kind: "asset", normal: "debit" },
  "cash:quarantine": { kind: "asset", normal: "debit" },
  "liability:unidentified-receipts": { kind: "liability", normal: "credit" },
  "liability:unspent": { kind: "liability", normal: "credit" },
  "revenue:contributions": { kind: "revenue", normal: "credit" },
  "expense:grants": { kind: "expense", normal: "debit" },
} as const;
export type AccountCode = keyof typeof accounts;

/** What happened, in the books' words. Each kind is one row of the table below. */
export const entryKinds = [
  "receipt", "receipt-returnable", "quarantine", "quarantine-return", "grant", "grant-returnable", "reversal",
] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface Line {
  readonly account: AccountCode;
  readonly unit: string; // ISO 4217 in the financial book
  readonly amountMinor: bigint; // debit positive, credit negative, never zero
}

/**
 * The posting rules: per kind of entry, which account is debited and which credited with the whole amount.
 * Accounting treatment is a table an accountant can read; the code below is a loop over it.
 * Source: transparency of the three books, regulation articles 4 (R4.2), 25 (R25.3) and 26 (R26.2).
 */
const rules: Readonly<Record<Exclude<EntryKind, "reversal">, readonly { account: AccountCode; side: "debit" | "credit" }[]>> = {
  // Money of an accepted and agreed contribution arrives from the partner's own account.
  receipt: [
    { account: "cash:trust-fund", side: "debit" },
    { account: "revenue:contributions", side: "credit" },
  ],
  // The partner may ask for what is not spent (R25.3): owed until it is spent, income only then.
  "receipt-returnable": [
    { account: "cash:trust-fund", side: "debit" },
    { account: "liability:unspent", side: "credit" },
  ],
  // Money without a decision, above the agreement, or from another payer: held apart, owed back, nobody's income.
  quarantine: [
    { account: "cash:quarantine", side: "debit" },
    { account: "liability:unidentified-receipts", side: "credit" },
  ],
  "quarantine-return": [
    { account: "liability:unidentified-receipts", side: "debit" },
    { account: "cash:quarantine", side: "credit" },
  ],
  // Money received leaves for a country, for the purpose it was given for.
  grant: [
    { account: "expense:grants", side: "debit" },
    { account: "cash:trust-fund", side: "credit" },
  ],
  // The same where unspent money would go back: what is spent is no longer owed, and is income now.
  "grant-returnable": [
    { account: "expense:grants", side: "debit" },
    { account: "cash:trust-fund", side: "credit" },
    { account: "liability:unspent", side: "debit" },
    { account: "revenue:contributions", side: "credit" },
  ],
};

/** The lines of one entry of that kind over the whole amount. Always balanced; throws on a non-positive amount. */
export function linesFor(kind: Exclude<EntryKind, "reversal">, amount: Money): readonly Line[] {
  assert(amount.minor > 0n, "an entry moves a positive amount");
  const lines = rules[kind].map(({ account, side }) => ({
    account, unit: amount.currency, amountMinor: side === "debit" ? amount.minor : -amount.minor,
  }));
  assert(isBalanced(lines), `posting rule ${kind} balances`);
  return lines;
}

/** The same lines with their signs turned: the only way to correct an entry. */
export function reversalOf(lines: readonly Line[]): readonly Line[] {
  return lines.map((line) => ({ ...line, amountMinor: -line.amountMinor }));
}

/** True when every unit sums to zero over at least two lines and no line is empty. */
export function isBalanced(lines: readonly Line[]): boolean {
  const sums = new Map<string, bigint>();
  for (const line of lines) sums.set(line.unit, (sums.get(line.unit) ?? 0n) + line.amountMinor);
  return lines.length >= 2 && lines.every((l) => l.amountMinor !== 0n) && [...sums.values()].every((s) => s === 0n);
}
