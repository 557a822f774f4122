import { hasRole } from "../../kernel/actor.ts";
import type { Task } from "../../ui/task.ts";
import type { ReadDesk } from "../log/index.ts";
import { contributionOf } from "../contributions/index.ts";
import { partnerOf } from "../partners/index.ts";
import type { Agreement } from "./agreement.ts";
import { agreementsIn } from "./store.ts";

/** Whose turn an agreement is: the table behind the desk's lines. */
export async function tasks(desk: ReadDesk): Promise<Task[]> {
  const found: Task[] = [];
  if (hasRole(desk.actor, "legal-officer")) {
    for (const a of await agreementsIn(desk.tx, ["draft"]))
      found.push(await task(desk, a, "agreements.task.clear"));
  }
  const signs = desk.actor.side === "partner" ? "legal-cleared" : "signed-partner";
  if (hasRole(desk.actor, "partner-signatory", "director", "secretary-general")) {
    for (const a of await agreementsIn(desk.tx, [signs])) {
      if (desk.actor.side === "partner" && a.file !== desk.actor.partnerId) continue;
      // A cleared text waits for the decision before anybody signs.
      const contribution = await contributionOf(desk.tx, a.contribution);
      if (contribution?.state === "accepted") found.push(await task(desk, a, "agreements.task.sign"));
    }
  }
  return found;
}

async function task(desk: ReadDesk, agreement: Agreement, key: string): Promise<Task> {
  const partner = await partnerOf(desk.tx, agreement.file);
  return {
    key,
    file: agreement.file,
    fileName: partner?.name ?? null,
    subject: agreement.id,
    path: `/agreements/${agreement.id}`,
    why: `${key}-why`,
    dueAt: null,
    waitingFor: "me",
  };
}
