import { hasRole } from "../../kernel/actor.ts";
import type { Task } from "../../ui/task.ts";
import { seesFile } from "../access/index.ts";
import type { ReadDesk } from "../log/index.ts";
import { partnerOf } from "../partners/index.ts";
import { openStates, type Hit } from "./hit.ts";
import { movesFor } from "./moves.ts";
import { hitsPage } from "./stores/store-hits.ts";

const mostTasks = 200;

/**
 * Open hits of the files this person may see: those they can move, and for their two roles those that wait
 * for others.
 */
export async function tasks(desk: ReadDesk): Promise<Task[]> {
  if (!hasRole(desk.actor, "diligence-analyst", "compliance-officer")) return [];
  const hits = await hitsPage(desk.tx, { states: openStates, words: "", order: "oldest", after: null,
    limit: mostTasks });
  const found: Task[] = [];
  for (const hit of hits) if (await seesFile(desk, hit.file)) found.push(await taskOf(desk, hit));
  return found;
}

async function taskOf(desk: ReadDesk, hit: Hit): Promise<Task> {
  const canMove = movesFor(hit.state, desk.actor).length > 0;
  const verb = hit.state === "raised" ? "look" : hit.state === "triaged" ? "propose" : "decide";
  return {
    key: `screening.task.${verb}`, file: hit.file,
      fileName: (await partnerOf(desk.tx, hit.file))?.name ?? null,
    subject: hit.id, path: `/hits/${hit.id}`, why: `screening.task.why-${verb}`, dueAt: hit.dueAt,
    waitingFor: canMove ? "me" : "others",
  };
}
