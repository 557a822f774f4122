import { hasRole } from "../../kernel/actor.ts";
import type { Task } from "../../ui/task.ts";
import { seesFile } from "../access/index.ts";
import type { ReadDesk } from "../log/index.ts";
import { waitingEntries } from "./store.ts";

/** Who is told when an entry is late (R40.1): those who answer for it, and those who watch. */
const watchers = ["director", "secretary-general", "legal-officer", "internal-auditor", "external-auditor"] as const;

/**
 * What waits for the register editor: every prepared entry, due thirty days after entry into force (article 40). One that
 * is late stands on the desk of everybody who answers for it or watches, until it is published.
 */
export async function tasks(desk: ReadDesk): Promise<readonly Task[]> {
  const isEditor = hasRole(desk.actor, "register-editor");
  if (!isEditor && !hasRole(desk.actor, ...watchers)) return [];
  const found: Task[] = [];
  for (const entry of await waitingEntries(desk.tx)) {
    if (!isEditor && (entry.dueAt > desk.now() || !(await seesFile(desk, entry.file)))) continue;
    found.push({
      key: !isEditor ? "register.task.late" : entry.version === 0 ? "register.task.publish" : "register.task.publish-change",
      file: entry.file, fileName: entry.draft?.partner.name ?? null, subject: entry.registerId,
      path: isEditor ? `/register-desk/${entry.registerId}` : `/partners/${entry.file}#register`,
      why: isEditor ? "register.task.why" : "register.task.why-late", dueAt: entry.dueAt, waitingFor: isEditor ? "me" : "others",
    });
  }
  return found;
}
