import type { PartnerId } from "../../../kernel/ids.ts";
import type { Instant } from "../../../kernel/instants.ts";
import { hidden, movedOn, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import type { Desk } from "../../log/index.ts";
import { visiblePartner } from "../file.ts";
import type { Partner, Suspension } from "../partner.ts";
import { lockSuspension } from "../stores/store-suspensions.ts";

export interface Suspended {
  readonly partner: Partner;
  readonly suspension: Suspension;
}

/** How every deed on a suspension begins: the open one, locked, at the version the reader saw. */
export async function beginSuspended(
  desk: Desk, ask: { partner: PartnerId; expectedVersion: number },
): Promise<Result<Suspended, Refusal>> {
  const partner = await visiblePartner(desk, ask.partner);
  if (!partner) return no(hidden);
  const suspension = await lockSuspension(desk.tx, partner.id);
  if (!suspension) return no(movedOn("partners/not-suspended"));
  if (suspension.version !== ask.expectedVersion) return no(movedOn("partners/moved-on", { version: suspension.version }));
  return ok({ partner, suspension });
}

/**
 * What a suspension is called at an instant. Unratified after the days, it becomes "in-review": still frozen, never a
 * permission. Source: R38.2.
 */
export function suspensionPhase(
  suspension: Pick<Suspension, "ratifiedAt" | "ratifyUntil">, at: Instant,
): "provisional" | "ratified" | "in-review" {
  if (suspension.ratifiedAt !== null) return "ratified";
  return at > suspension.ratifyUntil ? "in-review" : "provisional";
}
