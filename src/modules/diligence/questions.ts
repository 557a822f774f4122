import { z } from "zod";
import { hasRole } from "../../kernel/actor.ts";
import type { CaseId, PartnerId } from "../../kernel/ids.ts";
import { instant, iso, type Instant } from "../../kernel/instants.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import { accountById, personById, peekDuty, peopleWith, seesFile, type Duty } from "../access/index.ts";
import type { SealParams } from "../../ui/components/index.ts";
import { provenance, question, takenAway, type ReadDesk } from "../log/index.ts";
import { partnerOf, type PartnerState } from "../partners/index.ts";
import { confirmedHits, openHits } from "../screening/index.ts";
import * as asks from "./asks.ts";
import { isExpired, atWork, caseStates, type Case, type CaseState, type Evidence, type Verdict } from "./case.ts";
import { fileOf } from "./case-desk.ts";
import { keptFromDeciding, requiredBody } from "./deeds/approve-partner.ts";
import { seats } from "./deeds/assign-people.ts";
import { moved, type Event } from "./moves.ts";
import { caseReaders, outcomeReaders } from "./readers.ts";
import { questionnaireOf } from "./spec/in-force.ts";
import { standing, type Standing } from "./standing.ts";
import { evidenceById } from "./stores/store-answers.ts";
import { caseById, casesOf, casesPage } from "./stores/store-cases.ts";
import { raisesOf, type Raise } from "./stores/store-judgements.ts";
import { verdictsOfCase, verdictsOfFile } from "./stores/store-verdicts.ts";
import { weigh, type CaseFile, type Weighing } from "./weigh.ts";

export const pageSize = 50;

export interface CaseLine {
  readonly id: CaseId;
  readonly file: PartnerId;
  readonly version: number;
  readonly state: CaseState;
  readonly of: Case;
  readonly partnerName: string;
  readonly verdict: Verdict | null; // newest of the case
}

export interface CasesView {
  readonly cases: readonly CaseLine[];
  readonly next: string | null; // "milliseconds|case id" of the last row
}

/** Cases this reader may know of, the longest waiting first. */
export const casesQuestion = question({
  name: "diligence.cases",
  who: outcomeReaders,
  ask: z.strictObject({ state: z.enum([...caseStates, "at-work"]).optional(), after: z.string().max(60).optional() }),
  async answer(desk, ask): Promise<CasesView> {
    const states = ask.state === undefined ? caseStates : ask.state === "at-work" ? atWork : [ask.state];
    const [ms, id] = (ask.after ?? "").split("|");
    const before = ms !== undefined && /^\d{1,15}$/.test(ms) && id !== undefined
      ? { at: iso(instant(Number(ms))), id } : null;
    const found = await casesPage(desk.tx, { states: [...states], before, limit: pageSize + 1 });
    const cases: CaseLine[] = [];
    for (const of of found.slice(0, pageSize)) if (await seesFile(desk, of.file)) cases.push(await lineOf(desk, of));
    const last = found.slice(0, pageSize).at(-1);
    return { cases, next: found.length > pageSize && last ? `${last.stateSince}|${last.id}` : null };
  },
  sealed: (_rows, of) => takenAway(of),
});

export async function lineOf(desk: ReadDesk, of: Case): Promise<CaseLine> {
  const partner = await partnerOf(desk.tx, of.file);
  return {
    id: of.id, file: of.file, version: of.version, state: of.state, of, partnerName: partner?.name ?? of.file,
    verdict: (await verdictsOfCase(desk.tx, of.id))[0] ?? null,
  };
}

/** A case as its pages show it. `detail` is null for those who see the outcome alone. */
export interface CaseView extends CaseLine {
  readonly partnerState: PartnerState | null;
  readonly partnerVersion: number;
  readonly verdicts: readonly Verdict[];
  readonly names: Readonly<Record<string, string>>; // account and person ids that the case names
  readonly may: readonly Event[]; // what this reader may do now
  readonly seal: Pick<SealParams, "commitment" | "state" | "number" | "at"> | null; // of the newest conclusion
  readonly keptOut: Refusal | null; // an earlier duty of the same human that keeps them out (S2, S17)
  readonly detail: CaseDetail | null;
}

export interface CaseDetail {
  readonly file: CaseFile;
  readonly weighing: Weighing;
  readonly raises: readonly Raise[];
  readonly openHits: number;
  readonly confirmedHits: number;
}

export const caseQuestion = question({
  name: "diligence.case",
  who: outcomeReaders,
  ask: z.strictObject({ caseId: asks.caseId }),
  async answer(desk, ask): Promise<CaseView | null> {
    const of = await caseById(desk.tx, ask.caseId);
    if (!of || !(await seesFile(desk, of.file))) return null;
    const partner = await partnerOf(desk.tx, of.file);
    const detail = hasRole(desk.actor, ...caseReaders) ? await detailOf(desk, of) : null;
    const verdicts = await verdictsOfCase(desk.tx, of.id);
    const keptOut = await dutyRefusal(desk, of.file);
    return {
      ...(await lineOf(desk, of)), verdicts, detail, keptOut, seal: await sealOf(desk, verdicts[0] ?? null),
      partnerState: partner?.state ?? null, partnerVersion: partner?.version ?? 0,
      names: await namesIn(desk, of, { detail, verdicts }),
      may: keptOut === null ? events.filter((event) => moved(of.state, event, desk.actor).ok) : [],
    };
  },
  sealed: ({ file, id }) => ({ file, subject: id }),
});

const events: readonly Event[] = [
  "assign", "draw-scope", "answer", "add-evidence", "send", "agree-exclusion", "return", "approve", "give-opinion", "raise",
  "suspect", "view-red-line", "set-condition", "meet-condition", "issue", "reopen",
];

/** The ring is broken once the conclusion was suspended, gave way or expired. */
async function sealOf(desk: ReadDesk, verdict: Verdict | null): Promise<CaseView["seal"]> {
  const proof = verdict === null ? null : await provenance(desk.tx, verdict.eventId);
  if (verdict === null || proof === null) return null;
  return {
    commitment: Buffer.from(proof.commitment, "base64url").toString("hex"), number: proof.leafIndex, at: verdict.issuedAt,
    state: verdict.end !== null ? "broken" : proof.checkpointSize === null ? "recording" : "sealed",
  };
}

async function detailOf(desk: ReadDesk, of: Case): Promise<CaseDetail> {
  const file = await fileOf(desk, of);
  const matches = await confirmedHits(desk.tx, of.file);
  return {
    file, weighing: weigh(file, questionnaireOf(desk.world), matches.length),
    raises: await raisesOf(desk.tx, of.id),
    openHits: (await openHits(desk.tx, of.file)).length, confirmedHits: matches.length,
  };
}

/** The first duty of the actor's roles that an earlier duty on the file forbids; null when one of them is free. */
async function dutyRefusal(desk: ReadDesk, file: PartnerId): Promise<Refusal | null> {
  const own: Duty[] = seats.filter((s) => hasRole(desk.actor, s.role)).map((s) => s.duty);
  if (hasRole(desk.actor, "ethics-chair")) own.push("ethics");
  const refusals: Refusal[] = [];
  for (const duty of own) {
    const refusal = await peekDuty(desk, { file, duty });
    if (refusal === null) return null;
    refusals.push(refusal);
  }
  return refusals[0] ?? null;
}

async function namesIn(
  desk: ReadDesk, of: Case, found: { detail: CaseDetail | null; verdicts: readonly Verdict[] },
): Promise<Record<string, string>> {
  const { detail, verdicts } = found;
  const accounts = [
    of.analyst, of.reviewer, of.complianceOfficer, ...verdicts.map((v) => v.issuedBy),
    ...(detail?.file.evidence.map((e) => e.capturedBy) ?? []), ...(detail?.file.answers.map((a) => a.answeredBy) ?? []),
    ...(detail?.raises.map((r) => r.by) ?? []),
  ];
  const persons = [
    of.analystPerson, of.reviewerPerson, ...(detail?.file.opinions.map((o) => o.person) ?? []),
    ...(detail?.file.redLines.flatMap((r) => r.views.map((v) => v.person)) ?? []),
  ];
  const names: Record<string, string> = {};
  for (const id of new Set(accounts)) if (id !== null) names[id] = (await accountById(desk.tx, id))?.name ?? "";
  for (const id of new Set(persons)) if (id !== null) names[id] = (await personById(desk.tx, id))?.name ?? "";
  return names;
}

/** People who may be put in charge, by role; for the form that assigns them. */
export const seatsQuestion = question({
  name: "diligence.seats",
  who: ["compliance-officer"],
  ask: z.strictObject({}),
  async answer(desk) {
    const rows = await Promise.all(seats.map(async (seat) => ({
      field: seat.field, role: seat.role,
      people: (await peopleWith(desk, seat.role)).map((p) => ({ account: p.accountId, name: p.name })),
    })));
    return { seats: rows };
  },
});

/** One document of a case, decrypted. */
export const evidenceQuestion = question({
  name: "diligence.evidence-document",
  who: caseReaders,
  ask: z.strictObject({ evidence: asks.evidenceId }),
  async answer(desk, ask): Promise<{ evidence: Evidence; bytes: Uint8Array } | null> {
    const found = await evidenceById(desk.tx, ask.evidence);
    const of = found ? await caseById(desk.tx, found.evidence.caseId) : null;
    if (!found?.stored || !of || !(await seesFile(desk, of.file))) return null;
    const bytes = await desk.world.blobs.get(found.stored);
    return bytes === null ? null : { evidence: found.evidence, bytes };
  },
  async sealed({ evidence }, { desk }) {
    const of = await caseById(desk.tx, evidence.caseId);
    return { file: of?.file ?? null, subject: evidence.id };
  },
});

/** What the partner may see of its own file: whether somebody works on it, and what came out. */
export interface OutcomeView {
  readonly state: CaseState | null;
  readonly verdict: Pick<Verdict, "outcome" | "issuedAt" | "expiresAt"> | null; // in force; null while there is none
}

export const outcomeQuestion = question({
  name: "diligence.outcome",
  who: [...outcomeReaders, "partner-contact", "partner-signatory"],
  ask: z.strictObject({ partner: asks.partnerId }),
  async answer(desk, ask): Promise<OutcomeView | null> {
    if (!(await seesFile(desk, ask.partner))) return null;
    const newest = (await casesOf(desk.tx, ask.partner))[0] ?? null;
    const found = (await verdictsOfFile(desk.tx, ask.partner)).find((v) => v.end === null && !isExpired(v, desk.now()));
    return {
      state: newest?.state ?? null,
      verdict: found ? { outcome: found.outcome, issuedAt: found.issuedAt, expiresAt: found.expiresAt } : null,
    };
  },
});

/** What the deciding authority reads before it takes a partner on. */
export interface ApprovalView {
  readonly partnerName: string;
  readonly partnerState: PartnerState;
  readonly partnerVersion: number;
  readonly stands: Standing;
  readonly required: ReturnType<typeof requiredBody>;
  readonly keptOut: Refusal | null; // why this reader cannot decide, though of a deciding role
  readonly at: Instant;
}

export const approvalQuestion = question({
  name: "diligence.approval",
  who: caseReaders,
  ask: z.strictObject({ partner: asks.partnerId }),
  async answer(desk, ask): Promise<ApprovalView | null> {
    const partner = await partnerOf(desk.tx, ask.partner);
    if (!partner || !(await seesFile(desk, partner.id))) return null;
    const stands = await standing(desk.tx, partner.id, desk.now());
    return {
      partnerName: partner.name, partnerState: partner.state, partnerVersion: partner.version, stands,
      required: requiredBody(desk, stands), keptOut: await keptFromDeciding(desk, partner, stands), at: desk.now(),
    };
  },
  sealed: (_view, { ask }) => ({ file: ask.partner }),
});
