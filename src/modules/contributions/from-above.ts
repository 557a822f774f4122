import type { AgreementId, ContributionId } from "../../kernel/ids.ts";
import { movedOn, type Refusal } from "../../kernel/refusal.ts";
import { assert } from "../../kernel/result.ts";
import type { Desk } from "../log/index.ts";
import { checksDone, moved } from "./moves.ts";
import { lockContributionRow, saveAgreed, saveTextFixed } from "./store.ts";
import { tellAuthorities } from "./tell.ts";

/**
 * Called by agreements when the legal officer froze the text, before the decision: the authority decides on exactly
 * these bytes and both sides sign them (R34.2). The calling deed has checked who acts and who sees the file.
 */
export async function bindText(
  desk: Desk, ask: { contribution: ContributionId; textSha256: string; agreementMonths: number },
): Promise<Refusal | null> {
  const before = await lockContributionRow(desk.tx, ask.contribution);
  assert(before, "a text is bound to an offer");
  const to = moved(before.state, "fix-text", desk.actor);
  if (!to.ok) return to.error;
  if (before.decidedTextSha256 !== null) return movedOn("contributions/text-fixed-already");
  const version = before.version + 1;
  const state = checksDone({ textCleared: before.textClearedByPerson !== null, textFixed: true });
  const { textSha256: sha256, agreementMonths: months } = ask;
  await saveTextFixed(desk.tx, { id: before.id, version, state, sha256, months, at: desk.now() });
  await desk.record({
    type: "contribution.text-fixed", subject: before.id, file: before.file, version,
    body: { textSha256: sha256, agreementMonths: months, state },
  });
  if (state === "pending-decision") await tellAuthorities(desk, before);
  return null;
}

/** Called by agreements when the signed text enters into force: from now on what arrives may count (R4.2). */
export async function markAgreed(desk: Desk, ask: { contribution: ContributionId; agreement: AgreementId }): Promise<void> {
  const before = await lockContributionRow(desk.tx, ask.contribution);
  assert(before, "an agreement belongs to a contribution");
  const to = moved(before.state, "agree", desk.actor);
  assert(to.ok, "only an accepted contribution is agreed");
  const version = before.version + 1;
  await saveAgreed(desk.tx, { id: before.id, version, agreement: ask.agreement, at: desk.now() });
  await desk.record({
    type: "contribution.agreed", subject: before.id, file: before.file, version, body: { agreement: ask.agreement },
  });
}
