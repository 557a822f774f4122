import type { PersonId } from "../../../kernel/ids.ts";
import { plusDays, plusMonths, type Instant } from "../../../kernel/instants.ts";
import { hidden, movedOn, refused, type Refusal } from "../../../kernel/refusal.ts";
import type { Role } from "../../../kernel/roles.ts";
import { hasRole } from "../../../kernel/actor.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import type { Desk } from "../../log/index.ts";
import { grantMoves, moveOf, type Move } from "../moves.ts";
import { rolesExclude } from "./incompatible.ts";
import { rolesOfPerson, type Account } from "./store-accounts.ts";
import { grantById, moveGrant, type Grant, type GrantState } from "./store-grants.ts";

/** A role lasts at most a year, so that every grant is looked at again. */
export const grantMonthsMax = 12;

/** What stands between an account and a role at `at`; null when nothing does. */
export async function grantRefusal(desk: Desk, account: Account, wanted: Grant | NewGrantAsk): Promise<Refusal | null> {
  const at = desk.now();
  if (account.personId === desk.actor.personId) return refused("access/not-to-self", {}, ["S13"]);
  if (account.state === "locked" || account.state === "closed") return refused("access/account-closed");
  if (sideOf(wanted.role) !== account.side) return refused("access/role-of-other-side", { role: wanted.role });
  if (wanted.role === "national-bureau" && wanted.country !== account.country) {
    return refused("access/bureau-of-other-country");
  }
  if (wanted.validUntil <= at || wanted.validUntil > plusDays(plusMonths(at, grantMonthsMax), 1)) {
    return refused("access/validity-out-of-range", { months: grantMonthsMax });
  }
  return roleClash(desk, account.personId, wanted.role, at);
}

interface NewGrantAsk {
  readonly role: Role;
  readonly country: string | null;
  readonly validUntil: Instant;
}

/** S7–S9, S18 over everything this human holds under any account. */
export async function roleClash(desk: Desk, person: PersonId, wanted: Role, at: Instant): Promise<Refusal | null> {
  const clash = rolesExclude(await rolesOfPerson(desk.tx, person, at), wanted);
  return clash && refused("access/incompatible-roles", { role: wanted, held: clash.held }, [clash.rule.rule]);
}

/** Which side of the house a role belongs to. */
export function sideOf(role: Role): "organisation" | "partner" | "bureau" {
  if (role === "partner-contact" || role === "partner-signatory") return "partner";
  return role === "national-bureau" ? "bureau" : "organisation";
}

/** Loads the grant and finds the row of the state table; refuses stale versions, wrong states and wrong roles. */
export async function openGrant(
  desk: Desk, ask: { readonly grant: string; readonly expectedVersion: number }, event: Step,
): Promise<Result<Grant, Refusal>> {
  const grant = await grantById(desk.tx, ask.grant);
  if (!grant) return no(hidden);
  if (grant.version !== ask.expectedVersion) return no(movedOn("module/moved-on", { version: grant.version }));
  const move = moveOf<Move<GrantState> & { readonly event: Step }>(grantMoves, grant.state, event);
  if (!move) return no(movedOn("access/grant-not-waiting", { state: grant.state }));
  if (!hasRole(desk.actor, ...move.who)) return no(refused("log/not-your-role"));
  return ok(grant);
}

export type Step = (typeof grantMoves)[number]["event"];

/** Moves the grant and records it; the body says which role of whom, under opaque ids. */
export async function stepGrant(desk: Desk, grant: Grant, step: { event: Step; state: GrantState }): Promise<Refusal | null> {
  const moved = await moveGrant(desk.tx, {
    id: grant.id, expectedVersion: grant.version, state: step.state, by: desk.actor.personId, at: desk.now(),
  });
  if (!moved) return movedOn("module/moved-on", { version: grant.version + 1 });
  await desk.record({
    type: step.event, subject: grant.id, version: grant.version + 1,
    body: { account: grant.accountId, person: grant.personId, role: grant.role, country: grant.country },
  });
  return null;
}
