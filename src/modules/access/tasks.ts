import { hasRole } from "../../kernel/actor.ts";
import type { Role } from "../../kernel/roles.ts";
import { plusDays, plusHours } from "../../kernel/instants.ts";
import type { Task } from "../../ui/task.ts";
import type { ReadDesk } from "../log/index.ts";
import { objectionsOpen, type Objection } from "./bureau/store-objections.ts";
import { appliers, approvers, objectionMoves, recoverySecond, settingsOfficers, whoMay } from "./moves.ts";
import { settingsProposed } from "./organisation/store-settings.ts";
import { seesFile } from "./people/files.ts";
import { namesOf } from "./people/store-files.ts";
import { grantsWaiting, type Grant } from "./people/store-grants.ts";
import { recoveriesWaiting } from "./signing-in/store-recoveries.ts";

const answerDays = 15;

/** What waits for this reader in access: roles to approve or apply, recoveries, settings, bureaus to be answered. */
export async function tasks(desk: ReadDesk): Promise<Task[]> {
  const own = [...(await grantTasks(desk)), ...(await recoveryTasks(desk)), ...(await settingsTasks(desk))];
  return [...own, ...(await objectionTasks(desk))];
}

async function grantTasks(desk: ReadDesk): Promise<Task[]> {
  if (!hasRole(desk.actor, ...approvers, ...appliers)) return [];
  const me = desk.actor.personId;
  return (await grantsWaiting(desk.tx, 200))
    .filter((grant) => grant.personId !== me && grant.requestedBy !== me && grant.approvedBy !== me)
    .filter((grant) => hasRole(desk.actor, ...nextFor(grant)))
    .map((grant) => ({
      ...bare, key: grant.state === "requested" ? "access.task.approve-role" : "access.task.apply-role",
      subject: grant.id, path: "/people/requests", why: "access.task.why-three", dueAt: plusDays(grant.requestedAt, 5),
      facts: { name: grant.name },
    }));
}

function nextFor(grant: Grant): readonly Role[] {
  return grant.state === "requested" ? approvers : appliers;
}

async function recoveryTasks(desk: ReadDesk): Promise<Task[]> {
  if (!hasRole(desk.actor, ...recoverySecond)) return [];
  return (await recoveriesWaiting(desk.tx)).filter((one) => one.firstBy !== desk.actor.personId).map((one) => ({
    ...bare, key: "access.task.confirm-recovery", subject: one.id, path: "/people/requests",
    why: "access.task.why-second-officer", dueAt: plusHours(one.firstAt, 24), facts: { name: one.name },
  }));
}

async function settingsTasks(desk: ReadDesk): Promise<Task[]> {
  const proposed = hasRole(desk.actor, ...settingsOfficers) ? await settingsProposed(desk.tx) : null;
  if (!proposed || proposed.proposedBy === desk.actor.personId) return [];
  return [{
    ...bare, key: "access.task.confirm-settings", subject: `settings-${proposed.version}`, path: "/organisation",
    why: "access.task.why-second-person", dueAt: plusDays(proposed.proposedAt, 5), facts: { name: proposed.proposedName },
  }];
}

/** Officers see what they must answer; a bureau sees what it waits for. */
async function objectionTasks(desk: ReadDesk): Promise<Task[]> {
  const answers = hasRole(desk.actor, ...whoMay(objectionMoves, "objection.answered"));
  if (!answers && desk.actor.side !== "bureau") return [];
  const seen: Objection[] = [];
  for (const one of await objectionsOpen(desk.tx)) if (await seesFile(desk, one.file)) seen.push(one);
  const names = await namesOf(desk.tx, seen.map((one) => one.file));
  return seen.map((one) => ({ ...objectionTask(one, answers), fileName: names.get(one.file) ?? null }));
}

function objectionTask(one: Objection, answers: boolean): Task {
  return {
    ...bare, key: answers ? "access.task.answer-objection" : "access.task.await-answer", file: one.file, subject: one.id,
    path: `/objections/${one.id}`, why: answers ? "access.task.why-bureau" : "access.task.why-yours",
    dueAt: plusDays(one.raisedAt, answerDays), waitingFor: answers ? "me" : "others", facts: { name: one.country },
  };
}

const bare = { file: null, fileName: null, waitingFor: "me" } as const;
