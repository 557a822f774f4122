import type { PartnerId } from "../../../kernel/ids.ts";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import type { Desk, ReadDesk } from "../../log/index.ts";
import { excludes, type Duty, type SeparationRule, type Taken } from "./separation.ts";
import { dutiesOn, insertDuty, lockFileDuties } from "./store-duties.ts";

export interface DutyAsk {
  readonly file: PartnerId;
  readonly duty: Duty;
  readonly subject?: string; // the hit, entry or contribution, for rules that hold per subject
}

/**
 * Records that the acting human exercises a duty on the partner's file, or refuses because of what the same human
 * did there before, under any account or role. To be called inside the deed, before its change.
 * On the partner's own side every duty counts as "represent".
 *
 * Source: regulation art. 24 (R24.1), S1–S7, S10, S17, S18.
 */
export async function takeDuty(desk: Desk, ask: DutyAsk): Promise<Refusal | null> {
  if (desk.actor.side === "system") return null; // timers are no human
  await lockFileDuties(desk.tx, ask.file);
  const refusal = await peekDuty(desk, ask);
  if (refusal) return refusal;
  await insertDuty(desk.tx, {
    file: ask.file, duty: asked(desk, ask), subject: ask.subject ?? "",
    personId: desk.actor.personId, accountId: desk.actor.accountId, at: desk.now(),
  });
  return null;
}

/** The same answer without recording, for pages that say why not. */
export async function peekDuty(desk: ReadDesk, ask: DutyAsk): Promise<Refusal | null> {
  if (desk.actor.side === "system") return null;
  if (desk.actor.side === "public") return refused("access/duty-needs-person", { duty: ask.duty });
  const earlier = await dutiesOn(desk.tx, ask.file, desk.actor.personId);
  const clash = firstClash(earlier, asked(desk, ask), ask.subject ?? "");
  return clash && separated(clash.earlier, ask.duty, clash.rule);
}

/** The first past duty that excludes the wanted one, with the rule that says so. */
export function firstClash(earlier: readonly Taken[], duty: Duty, subject: string): Clash | null {
  for (const past of earlier) {
    const rule = excludes(past, duty, subject);
    if (rule) return { earlier: past, rule };
  }
  return null;
}

export interface Clash {
  readonly earlier: Taken;
  readonly rule: SeparationRule;
}

function separated(earlier: Taken, duty: Duty, rule: SeparationRule): Refusal {
  return refused("access/separated-duty", { duty, earlier: earlier.duty, rule: rule.rule }, [rule.rule, "R24.1"]);
}

function asked(desk: ReadDesk, ask: DutyAsk): Duty {
  return desk.actor.side === "partner" ? "represent" : ask.duty;
}
