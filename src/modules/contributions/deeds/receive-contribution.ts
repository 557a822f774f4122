import { z } from "zod";
import { judge } from "../../../engines/regulation/index.ts";
import type { EntryId } from "../../../kernel/ids.ts";
import { hidden, movedOn, refused, type Refusal } from "../../../kernel/refusal.ts";
import { assert, no, ok, type Result } from "../../../kernel/result.ts";
import { decimalText } from "../../../kernel/money.ts";
import { newId } from "../../../ports/random.ts";
import { notify, seesFile, takeDuty } from "../../access/index.ts";
import { standing } from "../../diligence/index.ts";
import { lockContribution, postEntry, receivedMinor } from "../../ledger/index.ts";
import { deed, regulationOf, type Desk } from "../../log/index.ts";
import { partnerOf } from "../../partners/index.ts";
import { currency, onContribution, positiveMinor, words } from "../asks.ts";
import type { Contribution } from "../contribution.ts";
import { accountsWith } from "../desk.ts";
import { isReturnable } from "../conditions.ts";
import { kindTable } from "../kinds.ts";
import { moved, whoMay } from "../moves.ts";
import { lockContributionRow, saveState } from "../store.ts";
import { insertQuarantine } from "../store-quarantines.ts";

const ask = z.strictObject({
  ...onContribution,
  amountMinor: positiveMinor,
  currency,
  payerName: words(200), // as the bank wrote it: whose account the money came from
  bankReference: words(200),
});
type Ask = z.infer<typeof ask>;

export type Received =
  | {
      readonly outcome: "received";
      readonly entry: EntryId;
      readonly version: number;
      readonly receivedMinor: bigint;
    }
  | {
      readonly outcome: "set-apart";
      readonly entry: EntryId;
      readonly version: number;
      readonly clauses: readonly string[];
    };

/**
 * Finance posts what arrived. Money that the regulation does not let count (another payer, no agreement in force, a
 * suspended partner) is set apart with its reasons and changes no state; more than was agreed is refused and not
 * posted at all. Poster ≠ valuer ≠ proposer. Source: R4.2, R26.2, R38.1; S4.
 */
export const receiveContribution = deed({
  name: "contributions.receive-contribution",
  who: whoMay("receive"),
  isolation: "serializable",
  ask,
  async perform(desk, asked): Promise<Result<Received, Refusal>> {
    const before = await lockContributionRow(desk.tx, asked.contribution);
    if (!before || !(await seesFile(desk, before.file))) return no(hidden);
    if (before.version !== asked.expectedVersion)
      return no(movedOn("contributions/moved-on", { version: before.version }));
    if (!kindTable[before.kind].receivers.includes("finance-officer"))
      return no(refused("contributions/not-money", {}));
    const separated = await takeDuty(desk, { file: before.file, duty: "post", subject: before.id });
    if (separated) return no(separated);
    // Two receipts racing for one remainder wait for each other.
    await lockContribution(desk.tx, before.id);
    const clauses = await brokenClauses(desk, before, asked);
    if (clauses.length > 0) return ok(await setApart(desk, before, { asked, clauses }));
    return count(desk, before, asked);
  },
});

async function brokenClauses(desk: Desk, of: Contribution, asked: Ask): Promise<readonly string[]> {
  const at = desk.now();
  const stands = await standing(desk.tx, of.file, at);
  const judgement = judge(
    regulationOf(desk),
    {
      act: "receive",
      kind: of.kind,
      isRedLineEstablished: stands.redLine,
      isSuspended: stands.suspended,
      isAgreed: of.state === "agreed" || of.state === "received",
      isPayerPartner: await isPayer(desk, of, asked.payerName),
    },
    at,
  );
  assert(judgement.alarms.length === 0, "the regulation judges a receipt");
  return judgement.broken;
}

/** The payer is the partner when the bank's name is one of the partner's own names, whatever the case and spaces. */
async function isPayer(desk: Desk, of: Contribution, payerName: string): Promise<boolean> {
  const partner = await partnerOf(desk.tx, of.file);
  const names = [partner?.name ?? "", partner?.registerName ?? "", ...(partner?.names ?? []).map((n) => n.text)];
  return names.some((name) => name !== "" && plain(name) === plain(payerName));
}

function plain(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s.,'’"()-]+/g, " ")
    .trim();
}

async function setApart(
  desk: Desk,
  before: Contribution,
  of: { asked: Ask; clauses: readonly string[] },
): Promise<Received> {
  const { asked, clauses } = of;
  const entry = await postEntry(desk, {
    kind: "quarantine",
    amount: { minor: asked.amountMinor, currency: asked.currency },
    file: before.file,
    contribution: before.id,
    evidence: asked.bankReference,
  });
  const id = newId(desk.world.random, "qua");
  await insertQuarantine(desk.tx, {
    id,
    contribution: before.id,
    file: before.file,
    entry,
    payerName: asked.payerName,
    amountMinor: asked.amountMinor,
    currency: asked.currency,
    clauses,
    setApartAt: desk.now(),
    setApartByPerson: desk.actor.personId,
    state: "open",
  });
  await desk.record({
    type: "receipt.quarantined",
    subject: id,
    file: before.file,
    body: {
      contribution: before.id,
      entry,
      payerName: asked.payerName,
      amountMinor: asked.amountMinor.toString(),
      currency: asked.currency,
      clauses: [...clauses],
    },
  });
  const to = await accountsWith(desk, "finance-controller", "compliance-officer");
  await notify(desk, {
    to,
    about: "contributions.letter.set-apart",
    file: before.file,
    path: `/contributions/${before.id}`,
  });
  return { outcome: "set-apart", entry, version: before.version, clauses };
}

async function count(desk: Desk, before: Contribution, asked: Ask): Promise<Result<Received, Refusal>> {
  const to = moved(before.state, "receive", desk.actor);
  if (!to.ok) return to;
  if (asked.currency !== before.currency) {
    return no(refused("contributions/other-currency", { agreed: before.currency, arrived: asked.currency }));
  }
  const already = await receivedMinor(desk.tx, before.id, before.currency);
  const remaining = before.valueMinor - already;
  if (asked.amountMinor > remaining) {
    return no(
      refused("contributions/over-receipt", {
        remaining: decimalText({ minor: remaining, currency: before.currency }),
        currency: before.currency,
      }),
    );
  }
  const entry = await postEntry(desk, {
    kind: isReturnable(before) ? "receipt-returnable" : "receipt",
    amount: { minor: asked.amountMinor, currency: asked.currency },
    file: before.file,
    contribution: before.id,
    evidence: asked.bankReference,
  });
  const version = before.version + 1;
  const total = already + asked.amountMinor;
  await saveState(desk.tx, { id: before.id, version, state: to.value, at: desk.now() });
  await desk.record({
    type: "contribution.received",
    subject: before.id,
    file: before.file,
    version,
    body: {
      contribution: before.id,
      entry,
      amountMinor: asked.amountMinor.toString(),
      currency: asked.currency,
      bankReference: asked.bankReference,
      public: { receivedMinor: total.toString(), currency: asked.currency },
    },
  });
  const controllers = await accountsWith(desk, "finance-controller");
  await notify(desk, {
    to: controllers,
    about: "contributions.letter.reconcile",
    file: before.file,
    path: `/contributions/${before.id}`,
  });
  return ok({ outcome: "received", entry, version, receivedMinor: total });
}
