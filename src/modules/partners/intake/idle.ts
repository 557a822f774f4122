import { plusDays, type Instant } from "../../../kernel/instants.ts";
import { idleDays } from "../moves.ts";
import type { Application } from "../partner.ts";

/** The instant at which a draft or a returned application lapses; null for every other state. */
export function lapsesAt(application: Pick<Application, "state" | "savedAt" | "stateSince">): Instant | null {
  if (application.state === "draft") return plusDays(application.savedAt, idleDays);
  // Typing does not prolong the time to answer: it runs from the return.
  return application.state === "returned" ? plusDays(application.stateSince, idleDays) : null;
}

export function isIdle(application: Pick<Application, "state" | "savedAt" | "stateSince">, now: Instant): boolean {
  const at = lapsesAt(application);
  return at !== null && now >= at;
}
