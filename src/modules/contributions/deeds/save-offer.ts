import { z } from "zod";
import type { ContributionId, PartnerId } from "../../../kernel/ids.ts";
import { hidden, movedOn, refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { deed, type Desk } from "../../log/index.ts";
import { partnerOf } from "../../partners/index.ts";
import { contributionId, offerPart } from "../asks.ts";
import type { Draft, DraftContent } from "../contribution.ts";
import { kindTable } from "../kinds.ts";
import { partnerSide } from "../moves.ts";
import { draftById, insertDraft, saveDraft } from "../store.ts";

const ask = z.strictObject({
  contribution: contributionId.nullable(), // null: begin one
  expectedVersion: z.int().min(0).max(1_000_000_000), // 0 when it begins
  part: offerPart,
});
type Ask = z.infer<typeof ask>;

/** The partner writes an offer page by page and comes back later. A draft promises nothing and nobody decides on it. */
export const saveOffer = deed({
  name: "contributions.save-offer",
  who: partnerSide,
  isolation: "serializable",
  ask,
  async perform(desk, asked): Promise<Result<{ contribution: ContributionId; version: number }, Refusal>> {
    if (asked.part.kind !== undefined && !kindTable[asked.part.kind].isOpen) {
      return no(refused("contributions/kind-not-open", { kind: asked.part.kind }));
    }
    const file = await activeFile(desk);
    if (!file.ok) return file;
    return asked.contribution === null ? start(desk, file.value, asked) : goOn(desk, file.value, asked);
  },
});

/** The file this account stands for, once it is a partner and not suspended. */
export async function activeFile(desk: Desk): Promise<Result<PartnerId, Refusal>> {
  const file = desk.actor.partnerId;
  const partner = file === undefined ? null : await partnerOf(desk.tx, file);
  if (!partner) return no(refused("contributions/no-partner-file", {}, ["R1.1"]));
  if (partner.state === "suspended") return no(refused("contributions/partner-suspended", {}, ["R38.1"]));
  return partner.state === "active" ? ok(partner.id) : no(refused("contributions/partner-not-active", { state: partner.state }));
}

async function start(desk: Desk, file: PartnerId, asked: Ask) {
  const at = desk.now();
  const draft: Draft = { id: newId(desk.world.random, "ctr"), file, version: 1, content: merged({}, asked), savedAt: at };
  await insertDraft(desk.tx, draft, desk.actor.accountId);
  await desk.record({ type: "contribution.drafted", subject: draft.id, file, version: 1, body: {} });
  return ok({ contribution: draft.id, version: 1 });
}

async function goOn(desk: Desk, file: PartnerId, asked: Ask) {
  const before = await draftById(desk.tx, asked.contribution ?? "", true);
  if (!before || before.file !== file) return no(hidden);
  if (before.version !== asked.expectedVersion) return no(movedOn("contributions/moved-on", { version: before.version }));
  const draft = { ...before, version: before.version + 1, content: merged(before.content, asked), savedAt: desk.now() };
  await saveDraft(desk.tx, draft);
  await desk.record({
    type: "contribution.saved", subject: draft.id, file, version: draft.version, body: { fields: Object.keys(asked.part).sort() },
  });
  return ok({ contribution: draft.id, version: draft.version });
}

function merged(before: DraftContent, { part }: Ask): DraftContent {
  const { valueMinor, ...rest } = part;
  return { ...before, ...rest, ...(valueMinor === undefined ? {} : { valueMinor: valueMinor.toString() }) };
}
