import { z } from "zod";
import type { Instant } from "../../../kernel/instants.ts";
import { seesFile } from "../../access/index.ts";
import { question } from "../../log/index.ts";
import { draftOf } from "../apply/draft.ts";
import * as asks from "../asks.ts";
import { today } from "../file.ts";
import { profileOf, readDraft, type Draft, type StepFault } from "../form/content.ts";
import { readPart } from "../form/read-part.ts";
import type { Application, Partner, PublicProfile } from "../partner.ts";
import { applicationById, partnerById } from "../stores/store.ts";
import { lapsesAt } from "../intake/idle.ts";
import { partnerSide } from "./readers.ts";

export interface DraftView {
  readonly partner: Partner;
  readonly application: Application;
  readonly draft: Draft;
  readonly faults: readonly StepFault[]; // empty: ready to be handed in
  readonly lapsesAt: Instant | null;
  readonly publicProfile: PublicProfile; // what the public will read, from what is typed so far
}

/** The partner's own draft, whole. Null for everybody else's. */
export const draftQuestion = question({
  name: "partners.draft",
  who: partnerSide,
  ask: z.strictObject({ application: asks.applicationId }),
  async answer(desk, ask): Promise<DraftView | null> {
    const application = await applicationById(desk.tx, ask.application);
    if (!application || !(await seesFile(desk, application.partnerId))) return null;
    const partner = await partnerById(desk.tx, application.partnerId);
    if (!partner) return null;
    const draft = await draftOf(desk.tx, application, partner.kind);
    const { faults } = readDraft(draft, today(desk));
    const publicProfile = profileOf((part) => readPart(part, draft.parts[part] ?? {}, today(desk)).values);
    return { partner, application, draft, faults, lapsesAt: lapsesAt(application), publicProfile };
  },
});
