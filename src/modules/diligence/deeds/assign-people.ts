import { z } from "zod";
import type { AccountId } from "../../../kernel/ids.ts";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import { assert, no, ok, type Result } from "../../../kernel/result.ts";
import type { Role } from "../../../kernel/roles.ts";
import {
  assign, dutiesOn, notify, peopleWith, separation, unassign, type Duty, type Holder, type SeparationRule,
} from "../../access/index.ts";
import { deed, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, change, type Changed } from "../case-desk.ts";
import type { Case } from "../case.ts";
import { whoMay } from "../moves.ts";

interface Seat {
  readonly field: "analyst" | "reviewer" | "complianceOfficer";
  readonly role: Role;
  readonly duty: Duty;
}

export const seats: readonly Seat[] = [
  { field: "analyst", role: "diligence-analyst", duty: "analyse" },
  { field: "reviewer", role: "diligence-reviewer", duty: "review" },
  { field: "complianceOfficer", role: "compliance-officer", duty: "issue-verdict" },
];

/**
 * Puts three different humans in charge: analyst, reviewer, issuer. Nobody is put where what they did on the file
 * already keeps them out, so that the case does not stop halfway. Source: R16.1, S2, S17, S18.
 */
export const assignPeople = deed({
  name: "diligence.assign-people",
  who: whoMay("assign"),
  isolation: "serializable",
  ask: z.strictObject({
    ...asks.onCase, analyst: asks.accountId, reviewer: asks.accountId, complianceOfficer: asks.accountId,
  }),
  async perform(desk, ask): Promise<Result<Changed, Refusal>> {
    const begun = await begin(desk, ask, "assign", null);
    if (!begun.ok) return begun;
    const { before, to } = begun.value;
    const people: Holder[] = [];
    for (const seat of seats) {
      const found = await holderFor(desk, before, { seat, account: ask[seat.field] });
      if (!found.ok) return found;
      people.push(found.value);
    }
    if (new Set(people.map((p) => p.personId)).size !== seats.length) {
      return no(refused("diligence/people-not-three", {}, ["R16.1", "S2"]));
    }
    for (const [at, seat] of seats.entries()) await seatPerson(desk, before, { seat, account: people[at]?.accountId });
    const chosen = { analyst: ask.analyst, reviewer: ask.reviewer, complianceOfficer: ask.complianceOfficer };
    await notify(desk, {
      to: [ask.analyst], about: "diligence.letter.analyse", file: before.file, path: `/cases/${before.id}`,
    });
    return change(desk, before, { to, set: chosen, event: { type: "case.assigned", body: chosen } });
  },
});

interface Seating {
  readonly seat: Seat;
  readonly account: AccountId | undefined;
}

async function holderFor(desk: Desk, of: Case, { seat, account }: Seating): Promise<Result<Holder, Refusal>> {
  const holder = (await peopleWith(desk, seat.role)).find((p) => p.accountId === account);
  if (!holder) return no(refused("diligence/person-without-role", { role: seat.role }));
  for (const { duty: earlier } of await dutiesOn(desk.tx, of.file, holder.personId)) {
    const rule = excludes(earlier, seat.duty);
    if (rule) return no(refused("diligence/person-kept-out", { role: seat.role, earlier }, [rule.rule, "R24.1"]));
  }
  return ok(holder);
}

/** The rule of the whole file that keeps who did `earlier` from `duty`. */
export function excludes(earlier: Duty, duty: Duty): SeparationRule | undefined {
  return separation.find((row) => row.scope === "file"
    && ((row.a === earlier && row.b === duty) || (row.b === earlier && row.a === duty)));
}

/** The one before leaves the team; what they did stays with them and keeps counting (S17). */
async function seatPerson(desk: Desk, of: Case, { seat, account }: Seating): Promise<void> {
  assert(account !== undefined, "every seat has found its person");
  const previous = of[seat.field] as AccountId | null;
  if (previous !== null && previous !== account) {
    await unassign(desk, { file: of.file, account: previous, role: seat.role });
  }
  await assign(desk, { file: of.file, account, role: seat.role });
}
