import { z } from "zod";
import { hidden, movedOn, refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { deed, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { recoveryFirst, recoveryMoves, recoverySecond, whoMay } from "../moves.ts";
import { accountById, type Account } from "../people/store-accounts.ts";
import { issueLink, mailLink } from "./issue-link.ts";
import { insertRecovery, moveRecovery, recoveryById, type Recovery } from "./store-recoveries.ts";

/** First officer: has met the person who lost the passkey or the phone, and asks. Nothing opens yet. */
export const requestRecovery = deed({
  name: "access.request-recovery",
  who: [...new Set([...recoveryFirst, ...recoverySecond])],
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ account: asks.accountId, reason: asks.words(500, 10) }),
  async perform(desk, ask) {
    const account = await accountById(desk.tx, ask.account);
    if (!account) return no(hidden);
    if (account.state !== "active") return no(refused("access/account-closed"));
    if (account.personId === desk.actor.personId) return no(refused("access/not-to-self", {}, ["S13"]));
    const id = newId(desk.world.random, "rcv");
    await insertRecovery(desk.tx, {
      id, accountId: account.id, reason: ask.reason, firstBy: desk.actor.personId, firstAt: desk.now(),
    });
    await desk.record({ type: "recovery.requested", subject: id, version: 1, body: { account: account.id, reason: ask.reason } });
    return ok({ recovery: id, version: 1 });
  },
});

/** Second officer, another human: only now a one-time link goes out. Mail alone never recovers an account. */
export const confirmRecovery = deed({
  name: "access.confirm-recovery",
  who: whoMay(recoveryMoves, "recovery.confirmed"),
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ recovery: asks.recoveryId, expectedVersion: asks.version }),
  async perform(desk, ask) {
    const open = await openRecovery(desk, ask);
    if (!open.ok) return open;
    const { recovery, account } = open.value;
    if (recovery.firstBy === desk.actor.personId) return no(refused("access/two-officers"));
    if (account.personId === desk.actor.personId) return no(refused("access/not-to-self", {}, ["S13"]));
    if (account.state !== "active") return no(refused("access/account-closed"));
    const refusal = await step(desk, recovery, { state: "confirmed", event: "recovery.confirmed" });
    if (refusal) return no(refusal);
    await mailLink(desk, account, { link: await issueLink(desk, account, "recovery"), about: "access.letter.recovery" });
    return ok({ recovery: recovery.id, version: recovery.version + 1 });
  },
});

export const withdrawRecovery = deed({
  name: "access.withdraw-recovery",
  who: whoMay(recoveryMoves, "recovery.withdrawn"),
  isolation: "serializable",
  ask: z.strictObject({ recovery: asks.recoveryId, expectedVersion: asks.version }),
  async perform(desk, ask) {
    const open = await openRecovery(desk, ask);
    if (!open.ok) return open;
    const refusal = await step(desk, open.value.recovery, { state: "withdrawn", event: "recovery.withdrawn" });
    return refusal ? no(refusal) : ok({ recovery: ask.recovery, version: ask.expectedVersion + 1 });
  },
});

async function openRecovery(
  desk: Desk, ask: { recovery: string; expectedVersion: number },
): Promise<Result<{ recovery: Recovery; account: Account }, Refusal>> {
  const recovery = await recoveryById(desk.tx, ask.recovery);
  const account = recovery && (await accountById(desk.tx, recovery.accountId));
  if (!recovery || !account) return no(hidden);
  if (recovery.version !== ask.expectedVersion) return no(movedOn("module/moved-on", { version: recovery.version }));
  return ok({ recovery, account });
}

type Step = { readonly state: "confirmed" | "withdrawn"; readonly event: string };

async function step(desk: Desk, recovery: Recovery, to: Step): Promise<Refusal | null> {
  const moved = await moveRecovery(desk.tx, {
    id: recovery.id, expectedVersion: recovery.version, state: to.state, by: desk.actor.personId, at: desk.now(),
  });
  if (!moved) return movedOn("module/moved-on", { version: recovery.version });
  await desk.record({
    type: to.event, subject: recovery.id, version: recovery.version + 1, body: { account: recovery.accountId },
  });
  return null;
}
