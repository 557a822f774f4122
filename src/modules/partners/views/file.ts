import { z } from "zod";
import { peekDuty } from "../../access/index.ts";
import { question } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { visiblePartner } from "../file.ts";
import { shapeOf, type OwnershipShape } from "../form/ownership.ts";
import type { Content } from "../form/content.ts";
import type { Application, HeldDocument, Partner, Question, Suspension } from "../partner.ts";
import { suspensionPhase } from "../standing/suspension.ts";
import { applicationsOf, lastContent } from "../stores/store.ts";
import { documentsNamed } from "../stores/store-lists.ts";
import { questionsOfPartner } from "../stores/store-questions.ts";
import { openSuspension } from "../stores/store-suspensions.ts";
import { officerSide } from "./readers.ts";
import type { Refusal } from "../../../kernel/refusal.ts";

export interface FileView {
  readonly partner: Partner;
  readonly applications: readonly Application[];
  readonly content: Content | null;
  readonly shape: OwnershipShape | null;
  readonly documents: readonly HeldDocument[];
  readonly questions: readonly Question[];
  readonly suspension: (Suspension & { readonly phase: "provisional" | "ratified" | "in-review" }) | null;
  readonly intakeRefusal: Refusal | null;
}

/** The partner's file as far as this module owns it; the panels of the file page are drawn from it. */
export const fileQuestion = question({
  name: "partners.file",
  who: officerSide,
  ask: z.strictObject({ partner: asks.partnerId }),
  async answer(desk, ask): Promise<FileView | null> {
    const partner = await visiblePartner(desk, ask.partner);
    if (!partner) return null;
    const content = await lastContent(desk.tx, partner.id);
    const open = await openSuspension(desk.tx, partner.id);
    return {
      partner, content, applications: await applicationsOf(desk.tx, partner.id),
      shape: content ? shapeOf(content.owners) : null,
      documents: content ? await documentsNamed(desk.tx, content.documents.map((d) => d.id)) : [],
      questions: await questionsOfPartner(desk.tx, partner.id),
      suspension: open ? { ...open, phase: suspensionPhase(open, desk.now()) } : null,
      intakeRefusal: await peekDuty(desk, { file: partner.id, duty: "intake" }),
    };
  },
  sealed: ({ partner }) => ({ file: partner.id }),
});
