import { z } from "zod";
import { accounts, type AccountCode } from "../../engines/postings/rules.ts";
import { instant, iso } from "../../kernel/instants.ts";
import type { Role } from "../../kernel/roles.ts";
import { question, takenAway } from "../log/index.ts";
import type { Entry } from "./entry.ts";
import { balanceRows, entriesPage, entryById } from "./store.ts";

/** Who reads the books: those who keep them, decide on them or audit them. */
export const readers: readonly Role[] = [
  "finance-officer", "finance-controller", "director", "secretary-general", "executive-member", "internal-auditor",
  "external-auditor",
];

export const pageSize = 50;

export const booksQuestion = question({
  name: "ledger.books",
  who: readers,
  ask: z.strictObject({}),
  async answer(desk) {
    const balances = await balanceRows(desk.tx);
    const totals = new Map<string, bigint>();
    for (const b of balances) totals.set(b.unit, (totals.get(b.unit) ?? 0n) + b.amountMinor);
    return { balances, isBalanced: [...totals.values()].every((t) => t === 0n) };
  },
  sealed: (_rows, of) => takenAway(of),
});

export interface EntriesAnswer {
  readonly entries: readonly Entry[];
  readonly next: string | null; // keyset position for the next page
}

/** `before` is "milliseconds|entry id" of the last row seen: stable while new entries arrive. */
export const entriesQuestion = question({
  name: "ledger.entries",
  who: readers,
  ask: z.strictObject({ account: z.string().max(60).optional(), before: z.string().max(60).optional() }),
  async answer(desk, ask): Promise<EntriesAnswer | null> {
    if (ask.account !== undefined && !(ask.account in accounts)) return null;
    const [ms, id] = (ask.before ?? "").split("|");
    const isKeyset = ms !== undefined && /^\d{1,15}$/.test(ms) && id !== undefined;
    const found = await entriesPage(desk.tx, {
      account: (ask.account as AccountCode | undefined) ?? null,
      beforeAt: isKeyset ? iso(instant(Number(ms))) : null, beforeId: isKeyset ? id : "", limit: pageSize + 1,
    });
    const entries = found.slice(0, pageSize);
    const last = entries.at(-1);
    return { entries, next: found.length > pageSize && last ? `${last.postedAt}|${last.id}` : null };
  },
  sealed: (_rows, of) => takenAway(of),
});

export const entryQuestion = question({
  name: "ledger.entry",
  who: readers,
  ask: z.strictObject({ entry: z.string().max(40) }),
  answer: (desk, ask) => entryById(desk.tx, ask.entry),
  sealed: (_rows, of) => takenAway(of),
});
