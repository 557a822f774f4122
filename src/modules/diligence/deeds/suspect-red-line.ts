import { z } from "zod";
import type { Refusal } from "../../../kernel/refusal.ts";
import type { Result } from "../../../kernel/result.ts";
import { assign, notify, peopleWith, type Duty } from "../../access/index.ts";
import { deed, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, change, type Changed } from "../case-desk.ts";
import type { Case } from "../case.ts";
import { whoMay } from "../moves.ts";
import { redLetters, type RedLetter } from "../spec/schema.ts";
import { redLinesOf, suspectRedLine } from "../stores/store-judgements.ts";

/**
 * Anyone in the chain may suspect a red line. From then on the case is enhanced, everything about the partner is
 * frozen, and two persons decide whether it holds. Source: R7.3.
 */
export const suspectARedLine = deed({
  name: "diligence.suspect-red-line",
  who: whoMay("suspect"),
  isolation: "serializable",
  ask: z.strictObject({ ...asks.onCase, letter: z.enum(redLetters), reason: asks.reason }),
  async perform(desk, ask): Promise<Result<Changed, Refusal>> {
    const begun = await begin(desk, ask, "suspect", dutyOf(desk));
    if (!begun.ok) return begun;
    const { before, to } = begun.value;
    const body = { letter: ask.letter, isNew: await suspect(desk, before, { ...ask, cause: "officer" }) };
    return change(desk, before, {
      to, set: to === before.state ? {} : { reviewerPerson: null, reviewedAt: null },
      event: { type: "suspicion.raised", body },
    });
  },
});

/** The duty under which an assessor speaks: by role, the first that the actor holds. */
export function dutyOf(desk: Pick<Desk, "actor">): Duty {
  const { roles } = desk.actor;
  if (roles.includes("diligence-analyst")) return "analyse";
  if (roles.includes("diligence-reviewer")) return "review";
  return roles.includes("compliance-officer") ? "issue-verdict" : "ethics";
}

export interface Suspicion {
  readonly letter: RedLetter;
  readonly cause: string;
  readonly reason: string;
}

/** Puts a red line under suspicion unless it already is, or is established. True when it was not before. */
export async function suspect(desk: Desk, of: Case, ask: Suspicion): Promise<boolean> {
  const known = (await redLinesOf(desk.tx, of.id)).find((r) => r.letter === ask.letter);
  if (known && known.state !== "dismissed") return false;
  await suspectRedLine(desk.tx, { ...ask, caseId: of.id, by: desk.actor.accountId, at: desk.now() });
  await desk.record({
    type: "red-line.suspected", subject: of.id, file: of.file, body: { letter: ask.letter, cause: ask.cause },
  });
  // Art. 16: for any suspicion the ethics committee is asked, so its chair must be able to see the file.
  const chairs = await peopleWith(desk, "ethics-chair");
  for (const chair of chairs) await assign(desk, { file: of.file, account: chair.accountId, role: "ethics-chair" });
  const compliance = await peopleWith(desk, "compliance-officer");
  const to = compliance.map((p) => p.accountId);
  await notify(desk, { to, about: "diligence.letter.red-line", file: of.file, path: `/cases/${of.id}` });
  return true;
}
