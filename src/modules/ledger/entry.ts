import type { AccountCode, EntryKind, Line } from "../../engines/postings/rules.ts";
import type { EntryId } from "../../kernel/ids.ts";
import type { CivilDate, Instant } from "../../kernel/instants.ts";

/** One balanced entry as it stands in the books. */
export interface Entry {
  readonly id: EntryId;
  readonly kind: EntryKind;
  readonly file: string;
  readonly contribution: string | null;
  readonly postedByPerson: string;
  readonly postedAt: Instant;
  readonly bookedOn: CivilDate;
  readonly evidence: string; // the outside paper it rests on: bank reference, never free of source
  readonly reverses: EntryId | null;
  readonly reversedBy: EntryId | null;
  readonly eventId: string;
  readonly lines: readonly Line[];
  readonly reconciled: { readonly byPerson: string; readonly at: Instant; readonly statementRef: string } | null;
}

/** One account's total in one unit. Debit positive. */
export interface Balance {
  readonly account: AccountCode;
  readonly unit: string;
  readonly amountMinor: bigint;
  readonly entries: number;
}
