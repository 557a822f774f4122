import { z } from "zod";
import type { AccountId } from "../../../kernel/ids.ts";
import { iso, plusDays } from "../../../kernel/instants.ts";
import { faulty, hidden, movedOn, refused } from "../../../kernel/refusal.ts";
import { roles } from "../../../kernel/roles.ts";
import { no, ok } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { deed, type ReadDesk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { accountById, rolesOf } from "./store-accounts.ts";
import { absenceById, absencesOverlapping, deputising, endAbsenceRow, insertAbsence } from "./store-absences.ts";

const daysMax = 90;
const staff = roles.filter((role) => !["public", "partner-contact", "partner-signatory"].includes(role));

/**
 * Says who takes over while one is away. The deputy gains no role: it must hold one of the absent one's already, and
 * stays the human it is, so that separation of duties judges it by its own past (S14). Time-bound, not passed on.
 */
export const declareAbsence = deed({
  name: "access.declare-absence",
  who: staff,
  isolation: "serializable",
  ask: z.strictObject({ deputy: asks.accountId, from: asks.moment, until: asks.moment }),
  async perform(desk, ask) {
    const { accountId, personId, roles: own } = desk.actor;
    if (accountId === "system" || accountId === "public") return no(hidden);
    const now = desk.now();
    if (ask.until <= ask.from || ask.until <= now || ask.until > plusDays(ask.from, daysMax)) {
      return no(faulty([{ path: "until", code: "absence-out-of-range", facts: { days: daysMax } }]));
    }
    const deputy = await accountById(desk.tx, ask.deputy);
    if (!deputy || deputy.state !== "active") return no(hidden);
    if (deputy.personId === personId) return no(refused("access/not-to-self", {}, ["S14"]));
    const shared = (await rolesOf(desk.tx, deputy.id, now)).some((role) => own.includes(role));
    if (!shared) return no(refused("access/deputy-without-role", {}, ["S14"]));
    const period = { from: ask.from, until: ask.until };
    const away = await absencesOverlapping(desk.tx, { account: deputy.id, ...period });
    if (away > 0) return no(refused("access/deputy-absent", {}, ["S14"]));
    if ((await absencesOverlapping(desk.tx, { account: accountId, ...period })) > 0) return no(refused("access/absent-already"));
    const id = newId(desk.world.random, "abs");
    await insertAbsence(desk.tx, { id, account: accountId, deputy: deputy.id, ...period, at: now });
    await desk.record({
      type: "absence.declared", subject: id, version: 1,
      body: { account: accountId, deputy: deputy.id, from: iso(ask.from), until: iso(ask.until) },
    });
    return ok({ absence: id, version: 1 });
  },
});

/** Back earlier than planned. */
export const endAbsence = deed({
  name: "access.end-absence",
  who: staff,
  isolation: "serializable",
  ask: z.strictObject({ absence: asks.absenceId, expectedVersion: asks.version }),
  async perform(desk, ask) {
    const absence = await absenceById(desk.tx, ask.absence);
    if (!absence || absence.account !== desk.actor.accountId) return no(hidden);
    if (absence.version !== ask.expectedVersion) return no(movedOn("module/moved-on", { version: absence.version }));
    if (!(await endAbsenceRow(desk.tx, absence.id, desk.now()))) return no(movedOn("access/absence-over"));
    await desk.record({ type: "absence.ended", subject: absence.id, version: absence.version + 1, body: {} });
    return ok({ absence: absence.id, version: absence.version + 1 });
  },
});

/** The accounts whose assigned tasks are this reader's: its own and those it is the deputy of today. */
export async function standsFor(desk: ReadDesk): Promise<readonly AccountId[]> {
  const { accountId } = desk.actor;
  if (accountId === "system" || accountId === "public") return [];
  return [accountId, ...(await deputising(desk.tx, accountId, desk.now()))];
}
