import { z } from "zod";
import type { CivilDate } from "../../../kernel/instants.ts";
import { civilDateIn, plusMonths } from "../../../kernel/instants.ts";
import { question, type ReadDesk, parameter } from "../../log/index.ts";
import { profileOf } from "../form/content.ts";
import { readPart } from "../form/read-part.ts";
import { lapsesAt } from "../intake/idle.ts";
import type { Application, Partner, PublicProfile, Question, Suspension } from "../partner.ts";
import { applicationsOf, lastContent, partnerById, typedParts } from "../stores/store.ts";
import { questionsOfPartner } from "../stores/store-questions.ts";
import { openSuspension } from "../stores/store-suspensions.ts";
import { suspensionPhase } from "../standing/suspension.ts";
import { today } from "../file.ts";
import { partnerSide } from "./readers.ts";

/** Whose turn it is, what for, and until when: the first thing a partner reads. */
export interface Turn {
  readonly whose: "partner" | "organisation" | "nobody";
  readonly what:
    | "start"
    | "finish-draft"
    | "mend-gaps"
    | "answer"
    | "check-application"
    | "diligence"
    | "decision"
    | "none"
    | "ended"
    | "answer-suspension"
    | "suspension";
  readonly until: CivilDate | null;
}

export interface MyFile {
  readonly partner: Partner | null; // null: nothing started yet
  readonly applications: readonly Application[];
  readonly turn: Turn;
  readonly questions: readonly Question[];
  readonly suspension: (Suspension & { readonly phase: "provisional" | "ratified" | "in-review" }) | null;
  readonly publicProfile: PublicProfile | null;
  readonly mayApplyAgainFrom: CivilDate | null; // after a refusal, without a new fact
}

const nothing: MyFile = {
  partner: null, applications: [], turn: { whose: "partner", what: "start", until: null }, questions: [], suspension: null,
  publicProfile: null, mayApplyAgainFrom: null,
};

/** The partner's home. */
export const myFileQuestion = question({
  name: "partners.my-file",
  who: partnerSide,
  ask: z.strictObject({}),
  async answer(desk): Promise<MyFile> {
    const id = desk.actor.partnerId;
    const partner = id ? await partnerById(desk.tx, id) : null;
    if (!partner) return nothing;
    const applications = await applicationsOf(desk.tx, partner.id);
    const questions = await questionsOfPartner(desk.tx, partner.id);
    const open = await openSuspension(desk.tx, partner.id);
    const current = applications.find((a) => a.id === partner.applicationId);
    const declinedAt = current?.declineGround && current.declineGround !== "inadmissible" ? current.declinedAt : null;
    return {
      partner, applications, questions, turn: turnOf(desk, current ?? null, { questions, isSuspended: open !== null }),
      suspension: open ? { ...open, phase: suspensionPhase(open, desk.now()) } : null,
      publicProfile: await profileOfFile(desk, partner, current ?? null),
      mayApplyAgainFrom: declinedAt ? civil(desk, plusMonths(declinedAt, parameter(desk, "application.refusalMonths"))) : null,
    };
  },
});

/** What was submitted, or what the draft would make public. */
async function profileOfFile(
  desk: ReadDesk,
  partner: Partner,
  current: Application | null,
): Promise<PublicProfile | null> {
  if (!current || !["draft", "returned"].includes(current.state))
    return (await lastContent(desk.tx, partner.id))?.profile ?? null;
  const parts = await typedParts(desk.tx, current.id);
  return profileOf((part) => readPart(part, parts[part] ?? {}, today(desk)).values);
}

export interface TurnFacts {
  readonly questions: readonly Pick<Question, "askedOf" | "state" | "dueOn">[];
  readonly isSuspended: boolean;
}

/** An open question to the partner comes first: nothing else moves while it waits. */
export function turnOf(desk: Pick<ReadDesk, "organisation">, current: Application | null, facts: TurnFacts): Turn {
  const mine = facts.questions.filter((q) => q.askedOf === "partner" && q.state === "open").map((q) => q.dueOn).sort()[0];
  if (facts.isSuspended) {
    return mine ? turn("partner", "answer-suspension", mine) : turn("organisation", "suspension", null);
  }
  const lapse = current ? lapsesAt(current) : null;
  const until = lapse === null ? null : civilDateIn(lapse, desk.organisation.timeZone);
  if (current?.state === "returned") return turn("partner", "mend-gaps", until);
  if (mine) return turn("partner", "answer", mine);
  switch (current?.state) {
    case "draft": return turn("partner", "finish-draft", until);
    case "submitted": return turn("organisation", "check-application", null);
    case "in-diligence": return turn("organisation", "diligence", null);
    case "decision-ready": return turn("organisation", "decision", null);
    case "active": return turn("nobody", "none", null);
    default: return turn("nobody", "ended", null);
  }
}

function turn(whose: Turn["whose"], what: Turn["what"], until: CivilDate | null): Turn {
  return { whose, what, until };
}

function civil(desk: ReadDesk, at: Parameters<typeof civilDateIn>[0]): CivilDate {
  return civilDateIn(at, desk.organisation.timeZone);
}
