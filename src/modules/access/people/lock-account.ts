import { z } from "zod";
import { hasRole } from "../../../kernel/actor.ts";
import { hidden, movedOn, refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { deed, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { accountMoves, moveOf, whoMay, type Move } from "../moves.ts";
import { endSessionsOf } from "../signing-in/store-sessions.ts";
import { accountById, setAccountState, type Account, type AccountState } from "./store-accounts.ts";

const ask = z.strictObject({ account: asks.accountId, reason: asks.words(500, 5), expectedVersion: asks.version });

/** Stops an account at once: its sessions end with the deed. */
export const lockAccount = deed({
  name: "access.lock-account",
  who: whoMay(accountMoves, "account.locked"),
  isolation: "serializable",
  ask,
  perform: (desk, asked) => step(desk, asked, { event: "account.locked", state: "locked" }),
});

/** Gives a locked account back; another human than the one it belongs to. */
export const unlockAccount = deed({
  name: "access.unlock-account",
  who: whoMay(accountMoves, "account.unlocked"),
  isolation: "serializable",
  fresh: true,
  ask,
  perform: (desk, asked) => step(desk, asked, { event: "account.unlocked", state: "active" }),
});

type Step = { readonly event: "account.locked" | "account.unlocked"; readonly state: AccountState };

type Stepped = Result<{ readonly account: string; readonly version: number }, Refusal>;

async function step(desk: Desk, asked: z.output<typeof ask>, to: Step): Promise<Stepped> {
  const account = await accountById(desk.tx, asked.account);
  if (!account) return no(hidden);
  const refusal = mayStep(desk, account, { expectedVersion: asked.expectedVersion, event: to.event });
  if (refusal) return no(refusal);
  if (!(await setAccountState(desk.tx, account.id, to.state, account.version))) {
    return no(movedOn("module/moved-on", { version: account.version + 1 }));
  }
  await endSessionsOf(desk.tx, account.id, desk.now());
  await desk.record({
    type: to.event, subject: account.id, version: account.version + 1, body: { reason: asked.reason },
  });
  return ok({ account: account.id, version: account.version + 1 });
}

function mayStep(desk: Desk, account: Account, ask: { expectedVersion: number; event: Step["event"] }): Refusal | null {
  if (account.version !== ask.expectedVersion) return movedOn("module/moved-on", { version: account.version });
  if (account.personId === desk.actor.personId) return refused("access/not-to-self", {}, ["S13"]);
  const move = moveOf<Move<string>>(accountMoves, account.state, ask.event);
  if (!move) return movedOn("access/account-in-other-state", { state: account.state });
  return hasRole(desk.actor, ...move.who) ? null : refused("log/not-your-role");
}
