import { hasRole } from "../../kernel/actor.ts";
import type { Task } from "../../ui/task.ts";
import type { ReadDesk } from "../log/index.ts";
import { waitingEntries } from "./store.ts";

/** What waits for the register editor: every prepared entry, due thirty days after entry into force (article 40). */
export async function tasks(desk: ReadDesk): Promise<readonly Task[]> {
  if (!hasRole(desk.actor, "register-editor")) return [];
  const waiting = await waitingEntries(desk.tx);
  return waiting.map((entry) => ({
    key: entry.version === 0 ? "register.task.publish" : "register.task.publish-change",
    file: entry.file, fileName: entry.draft?.partner.name ?? null, subject: entry.registerId,
    path: `/register-desk/${entry.registerId}`, why: "register.task.why", dueAt: entry.dueAt, waitingFor: "me",
  }));
}
