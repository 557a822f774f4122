import { isBalanced, linesFor, reversalOf, type EntryKind, type Line } from "../../engines/postings/rules.ts";
import type { EntryId } from "../../kernel/ids.ts";
import { civilDateIn } from "../../kernel/instants.ts";
import type { Money } from "../../kernel/money.ts";
import { movedOn, type Refusal } from "../../kernel/refusal.ts";
import { assert, no, ok, type Result } from "../../kernel/result.ts";
import { newId } from "../../ports/random.ts";
import type { Desk } from "../log/index.ts";
import { insertEntry } from "./store.ts";
import type { Entry } from "./entry.ts";

/**
 * Posts one entry inside the caller's transaction: the books and the deed that moved the money commit together.
 * Who may post, and that the poster neither proposed nor valued (S4), is the calling deed's guard.
 *
 * @param ask.evidence the outside paper it rests on, e.g. the bank's reference; 1 to 400 characters
 */
export async function postEntry(
  desk: Desk,
  ask: {
    kind: Exclude<EntryKind, "reversal">;
    amount: Money;
    file: string;
    contribution: string | null;
    evidence: string;
  },
): Promise<EntryId> {
  return write(desk, { ...ask, reverses: null, lines: linesFor(ask.kind, ask.amount) });
}

/**
 * Turns an entry around: the only correction there is; the wrong entry stays readable for ever.
 *
 * @param reason 20 to 400 characters; a reversal cannot be reversed, and nothing twice (the database says so too)
 */
export async function postReversal(
  desk: Desk,
  entry: Entry,
  reason: string,
): Promise<Result<EntryId, Refusal>> {
  if (entry.kind === "reversal") return no(movedOn("ledger/reversal-stays"));
  if (entry.reversedBy) return no(movedOn("ledger/reversed-already"));
  const { file, contribution } = entry;
  const lines = reversalOf(entry.lines);
  return ok(
    await write(desk, { kind: "reversal", file, contribution, evidence: reason, reverses: entry.id, lines }),
  );
}

interface Writing {
  readonly kind: EntryKind;
  readonly file: string;
  readonly contribution: string | null;
  readonly evidence: string;
  readonly reverses: EntryId | null;
  readonly lines: readonly Line[];
}

async function write(desk: Desk, ask: Writing): Promise<EntryId> {
  // INVARIANT: an unbalanced entry is a bug of ours, never a refusal.
  assert(isBalanced(ask.lines), "an entry balances in every unit");
  const at = desk.now();
  const id = newId(desk.world.random, "ent");
  const eventId = await desk.record({
    type: "entry.posted",
    subject: id,
    file: ask.file,
    body: {
      kind: ask.kind,
      contribution: ask.contribution,
      reverses: ask.reverses,
      evidence: ask.evidence,
      lines: ask.lines.map((l) => ({
        account: l.account,
        unit: l.unit,
        amountMinor: l.amountMinor.toString(),
      })),
    },
  });
  await insertEntry(desk.tx, {
    id,
    kind: ask.kind,
    file: ask.file,
    contribution: ask.contribution,
    postedByPerson: desk.actor.personId,
    postedAt: at,
    bookedOn: civilDateIn(at, desk.organisation.timeZone),
    evidence: ask.evidence,
    reverses: ask.reverses,
    eventId,
    lines: ask.lines,
  });
  return id;
}
