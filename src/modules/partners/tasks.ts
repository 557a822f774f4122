import { hasRole } from "../../kernel/actor.ts";
import { parseInstant, type CivilDate, type Instant } from "../../kernel/instants.ts";
import type { Task } from "../../ui/task.ts";
import { seesFile } from "../access/index.ts";
import type { ReadDesk } from "../log/index.ts";
import { askers } from "./asking/ask-question.ts";
import { lapsesAt } from "./intake/idle.ts";
import type { Application } from "./partner.ts";
import { lifters } from "./standing/ask-to-lift.ts";
import { applicationsOf, partnerById } from "./stores/store.ts";
import { queue } from "./stores/store-gate.ts";
import { waitingQuestions } from "./stores/store-questions.ts";
import { openSuspensions } from "./stores/store-suspensions.ts";

/** What waits for this reader here, computed from our own tables each time; the desk groups and sorts. */
export async function tasks(desk: ReadDesk): Promise<Task[]> {
  const own =
    desk.actor.side === "partner"
      ? [await applicationTasks(desk)]
      : [await intakeTasks(desk), await suspensionTasks(desk)];
  return [...own.flat(), ...(await questionTasks(desk))];
}

async function applicationTasks(desk: ReadDesk): Promise<Task[]> {
  const id = desk.actor.partnerId;
  const partner = id ? await partnerById(desk.tx, id) : null;
  if (!partner) return [];
  const applications = await applicationsOf(desk.tx, partner.id);
  return applications.flatMap((application) => {
    const task = applicationTask(application);
    return task
      ? [{ ...task, file: partner.id, fileName: partner.name, subject: application.id, dueAt: lapsesAt(application) }]
      : [];
  });
}

function applicationTask(application: Application): Pick<Task, "key" | "why" | "path" | "waitingFor"> | null {
  const mine = { path: `/apply/${application.id}/check`, waitingFor: "me" as const };
  const theirs = { path: "/my-file", waitingFor: "others" as const };
  switch (application.state) {
    case "draft": return { key: "partners.task.finish-draft", why: "partners.task.why-own", ...mine };
    case "returned": return { key: "partners.task.mend-gaps", why: "partners.task.why-returned", ...mine };
    case "submitted": return { key: "partners.task.application-checked", why: "partners.task.why-organisation", ...theirs };
    case "in-diligence":
    case "decision-ready":
      return { key: "partners.task.application-judged", why: "partners.task.why-organisation", ...theirs };
    default:
      return null;
  }
}

/** A submitted application waits for who looks after it, else for every partnership officer. */
async function intakeTasks(desk: ReadDesk): Promise<Task[]> {
  if (!hasRole(desk.actor, "partnership-officer")) return [];
  const rows = await queue(desk.tx, { states: ["submitted", "returned"], search: "", after: "", limit: 200 });
  return rows.map((row) => {
    const isSubmitted = row.state === "submitted";
    const isMine = row.officer === null || row.officer === desk.actor.accountId;
    return {
      key: isSubmitted ? "partners.task.review-application" : "partners.task.gaps-mended",
      why:
        row.officer === null
          ? "partners.task.why-role"
          : isMine
            ? "partners.task.why-officer"
            : "partners.task.why-colleague",
      file: row.partnerId,
      fileName: row.name,
      subject: row.id,
      path: `/intake/${row.id}`,
      dueAt: isSubmitted ? null : lapsesAt({ state: row.state, savedAt: row.stateSince, stateSince: row.stateSince }),
      waitingFor: isSubmitted && isMine ? "me" : "others",
    };
  });
}

async function questionTasks(desk: ReadDesk): Promise<Task[]> {
  const isPartner = desk.actor.side === "partner";
  if (!isPartner && !hasRole(desk.actor, ...askers)) return [];
  const found: Task[] = [];
  for (const question of await waitingQuestions(desk.tx, 500)) {
    const isMine = (question.askedOf === "partner") === isPartner && question.state === "open";
    const isToRead = question.askedBy === desk.actor.accountId && question.state === "answered";
    const isResponsible = isPartner || (question.applicationOfficer ?? desk.actor.accountId) === desk.actor.accountId;
    if (!(isMine && isResponsible) && !isToRead) continue;
    if (!(await seesFile(desk, question.partnerId))) continue;
    found.push({
      key: isToRead ? "partners.task.read-reply" : "partners.task.answer-question",
      why: isToRead ? "partners.task.why-asked" : "partners.task.why-asked-of",
      file: question.partnerId, fileName: question.name, subject: question.id,
      path: isPartner ? "/my-file/questions" : `/partners/${question.partnerId}/questions`,
      dueAt: isToRead ? null : endOfDay(question.dueOn), waitingFor: "me",
    });
  }
  return found;
}

async function suspensionTasks(desk: ReadDesk): Promise<Task[]> {
  const ratifies = hasRole(desk.actor, "executive-secretary");
  const lifts = hasRole(desk.actor, ...lifters);
  if (!ratifies && !lifts) return [];
  return (await openSuspensions(desk.tx)).flatMap((suspension) => {
    const task = {
      file: suspension.partnerId,
      fileName: suspension.name,
      subject: suspension.id,
      path: `/partners/${suspension.partnerId}/suspension`,
    };
    const asked = suspension.liftAskedBy !== null && suspension.liftAskedBy !== desk.actor.personId;
    const rows: Task[] = [];
    if (ratifies && suspension.ratifiedAt === null) {
      rows.push({
        ...task,
        key: "partners.task.ratify",
        why: "partners.task.why-ratify",
        dueAt: suspension.ratifyUntil,
        waitingFor: "me",
      });
    }
    if (lifts && asked)
      rows.push({ ...task, key: "partners.task.lift", why: "partners.task.why-lift", dueAt: null, waitingFor: "me" });
    return rows;
  });
}

/** A day is over when it is over everywhere the organisation counts it: the desk shows the day, not the hour. */
function endOfDay(day: CivilDate): Instant | null {
  return parseInstant(`${day}T23:59:59Z`);
}
