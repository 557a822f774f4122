import { z } from "zod";
import type { Refusal } from "../../../kernel/refusal.ts";
import { accountById, peekDuty, seesFile } from "../../access/index.ts";
import { question, parameter } from "../../log/index.ts";
import * as asks from "../asks.ts";
import type { Content } from "../form/content.ts";
import { gateOf, type GateResult } from "../intake/gate.ts";
import type { Application, HeldDocument, Partner, Question } from "../partner.ts";
import { applicationById, partnerById, versionsOf, type Version } from "../stores/store.ts";
import { offerOf, queue, type Offer, type QueueRow } from "../stores/store-gate.ts";
import { documentById, documentsNamed } from "../stores/store-lists.ts";
import { questionsOfPartner } from "../stores/store-questions.ts";
import { officerSide, partnerSide } from "./readers.ts";

export interface Review {
  readonly partner: Partner;
  readonly application: Application;
  readonly officerName: string | null;
  readonly content: Content | null; // null until first handed in
  readonly versions: readonly Pick<Version, "number" | "contentSha256" | "submittedAt">[];
  readonly gate: readonly GateResult[];
  readonly documents: readonly HeldDocument[];
  readonly offer: Offer | null;
  readonly questions: readonly Question[];
  readonly intakeRefusal: Refusal | null; // why this reader may not take intake's duty on this file
}

/** One application as officers review it: what was handed in, and what the gate says of it now. */
export const reviewQuestion = question({
  name: "partners.review",
  who: officerSide,
  ask: z.strictObject({ application: asks.applicationId }),
  async answer(desk, ask): Promise<Review | null> {
    const application = await applicationById(desk.tx, ask.application);
    if (!application || !(await seesFile(desk, application.partnerId))) return null;
    const partner = await partnerById(desk.tx, application.partnerId);
    if (!partner) return null;
    const versions = await versionsOf(desk.tx, application.id);
    const content = versions[0]?.content ?? null;
    return {
      partner, application, content, versions,
      officerName: application.officer ? ((await accountById(desk.tx, application.officer))?.name ?? null) : null,
      gate: content ? await gateOf(desk.tx, {
        partner: partner.id, content, at: desk.now(), refusalMonths: parameter(desk, "application.refusalMonths"),
      }) : [],
      documents: content ? await documentsNamed(desk.tx, content.documents.map((d) => d.id)) : [],
      offer: await offerOf(desk.tx, application.id),
      questions: await questionsOfPartner(desk.tx, partner.id),
      intakeRefusal: await peekDuty(desk, { file: partner.id, duty: "intake" }),
    };
  },
  sealed: ({ partner, application }) => ({ file: partner.id, subject: application.id }),
});

const states = [
  "draft",
  "submitted",
  "returned",
  "in-diligence",
  "decision-ready",
  "active",
  "declined",
  "withdrawn",
  "lapsed",
] as const;
const pageSize = 50;

export interface Queue {
  readonly rows: readonly QueueRow[];
  readonly after: string | null; // cursor of the next page
}

/** Applications in one state or in all, longest waiting first. */
export const queueQuestion = question({
  name: "partners.queue",
  who: officerSide,
  ask: z.strictObject({
    state: z.enum([...states, ""]).optional(), search: z.string().max(200).optional(), after: z.string().max(80).optional(),
  }),
  async answer(desk, ask): Promise<Queue> {
    const found = await queue(desk.tx, {
      states: ask.state ? [ask.state] : states, search: ask.search ?? "", after: ask.after ?? "", limit: pageSize + 1,
    });
    const seen = await Promise.all(
      found.slice(0, pageSize).map(async (row) => ((await seesFile(desk, row.partnerId)) ? [row] : [])),
    );
    return { rows: seen.flat(), after: found.length > pageSize ? (found[pageSize - 1]?.cursor ?? null) : null };
  },
});

/** What is said about one document; its bytes are the page's. Who asks for one opens it. */
export const documentQuestion = question({
  name: "partners.document",
  who: [...partnerSide, ...officerSide],
  ask: z.strictObject({ document: asks.documentId }),
  async answer(desk, ask): Promise<(HeldDocument & { readonly partnerId: string }) | null> {
    const found = await documentById(desk.tx, ask.document);
    if (!found || !(await seesFile(desk, found.partnerId))) return null;
    const { blob: _sealed, ...document } = found;
    return document;
  },
  sealed: ({ id, partnerId }) => ({ file: partnerId, subject: id }),
});
