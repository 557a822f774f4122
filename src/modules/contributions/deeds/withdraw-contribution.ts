import { z } from "zod";
import { hidden, movedOn, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { deed, type Desk } from "../../log/index.ts";
import { onContribution } from "../asks.ts";
import { begin } from "../desk.ts";
import { whoMay } from "../moves.ts";
import { draftById, saveState } from "../store.ts";

const ask = z.strictObject(onContribution);

/** The partner takes the offer back, before it is decided. What was examined stays on file, marked. §6.3 */
export const withdrawContribution = deed({
  name: "contributions.withdraw-contribution",
  who: whoMay("withdraw"),
  isolation: "serializable",
  ask,
  async perform(desk, asked): Promise<Result<{ version: number }, Refusal>> {
    const draft = await draftById(desk.tx, asked.contribution, true);
    if (draft) return draft.file === desk.actor.partnerId ? close(desk, { ...draft, ...asked }, draft.version) : no(hidden);
    const begun = await begin(desk, asked, "withdraw");
    if (!begun.ok) return begun;
    return close(desk, { ...begun.value.before, expectedVersion: asked.expectedVersion }, begun.value.before.version);
  },
});

async function close(
  desk: Desk, of: { id: string; file: string; expectedVersion: number }, current: number,
): Promise<Result<{ version: number }, Refusal>> {
  if (current !== of.expectedVersion) return no(movedOn("contributions/moved-on", { version: current }));
  const version = current + 1;
  await saveState(desk.tx, { id: of.id, version, state: "withdrawn", at: desk.now() });
  await desk.record({ type: "contribution.withdrawn", subject: of.id, file: of.file, version, body: {} });
  return ok({ version });
}
