import { hasRole } from "../../kernel/actor.ts";
import type { Task } from "../../ui/task.ts";
import type { ReadDesk } from "../log/index.ts";
import { seesFile } from "../access/index.ts";
import { contributionOf, contributionsInCheck } from "../contributions/index.ts";
import { partnerOf } from "../partners/index.ts";
import type { Agreement } from "./agreement.ts";
import { drafters } from "./moves.ts";
import { agreementOfContribution, agreementsIn } from "./store.ts";

/** Whose turn an agreement is: the table behind the desk's lines. */
export async function tasks(desk: ReadDesk): Promise<Task[]> {
  const found: Task[] = await toDraft(desk);
  if (hasRole(desk.actor, "legal-officer")) {
    for (const a of await agreementsIn(desk.tx, ["draft"]))
      found.push(await task(desk, toAgreement(a), "agreements.task.clear"));
  }
  const signs = desk.actor.side === "partner" ? "legal-cleared" : "signed-partner";
  if (hasRole(desk.actor, "partner-signatory", "director", "secretary-general")) {
    for (const a of await agreementsIn(desk.tx, [signs])) {
      if (desk.actor.side === "partner" && a.file !== desk.actor.partnerId) continue;
      // A cleared text waits for the decision before anybody signs.
      const contribution = await contributionOf(desk.tx, a.contribution);
      if (contribution?.state === "accepted") found.push(await task(desk, toAgreement(a), "agreements.task.sign"));
    }
  }
  return found;
}

/** Nobody decides on an offer before its text is drafted: whoever drafts finds each one that still has none. */
async function toDraft(desk: ReadDesk): Promise<Task[]> {
  if (!hasRole(desk.actor, ...drafters)) return [];
  const found: Task[] = [];
  for (const { id, file } of await contributionsInCheck(desk.tx)) {
    if (!(await seesFile(desk, file)) || (await agreementOfContribution(desk.tx, id))) continue;
    const of = { file, subject: id, path: `/contributions/${id}/agreement/new` };
    found.push(await task(desk, of, "agreements.task.draft"));
  }
  return found;
}

function toAgreement({ id, file }: Agreement): Pick<Task, "subject" | "path"> & { readonly file: Agreement["file"] } {
  return { file, subject: id, path: `/agreements/${id}` };
}

type Place = ReturnType<typeof toAgreement>;

async function task(desk: ReadDesk, { file, subject, path }: Place, key: string): Promise<Task> {
  const partner = await partnerOf(desk.tx, file);
  return { key, file, fileName: partner?.name ?? null, subject, path, why: `${key}-why`, dueAt: null, waitingFor: "me" };
}
