import { hidden, movedOn, type Refusal } from "../../kernel/refusal.ts";
import { no, ok, type Result } from "../../kernel/result.ts";
import { peopleWith, seesFile } from "../access/index.ts";
import type { Desk, ReadDesk } from "../log/index.ts";
import type { Role } from "../../kernel/roles.ts";
import type { Contribution, ContributionState } from "./contribution.ts";
import { moved, type Event } from "./moves.ts";
import { contributionById, lockContributionRow } from "./store.ts";

export interface Begun {
  readonly before: Contribution;
  readonly to: ContributionState;
}

/**
 * The contribution, locked, when this actor sees it, has looked at its present version and may cause `event` now.
 * Somebody else's contribution and one that does not exist are the same answer.
 */
export async function begin(
  desk: Desk, ask: { contribution: string; expectedVersion: number }, event: Event,
): Promise<Result<Begun, Refusal>> {
  const before = await lockContributionRow(desk.tx, ask.contribution);
  if (!before || !(await seesFile(desk, before.file))) return no(hidden);
  const to = moved(before.state, event, desk.actor);
  if (!to.ok) return to;
  if (before.version !== ask.expectedVersion) return no(movedOn("contributions/moved-on", { version: before.version }));
  return ok({ before, to: to.value });
}

/** For pages and questions; null when it is not there or not for this reader. */
export async function visible(desk: ReadDesk, id: string): Promise<Contribution | null> {
  const found = await contributionById(desk.tx, id);
  return found && (await seesFile(desk, found.file)) ? found : null;
}

/** Accounts that hold one of the roles now: to whom a letter goes. */
export async function accountsWith(desk: ReadDesk, ...roles: readonly Role[]): Promise<`acc_${string}`[]> {
  const found = await Promise.all(roles.map((role) => peopleWith(desk, role)));
  return [...new Set(found.flat().map((holder) => holder.accountId))];
}
