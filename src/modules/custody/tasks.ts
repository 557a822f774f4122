import { hasRole } from "../../kernel/actor.ts";
import { plusDays } from "../../kernel/instants.ts";
import type { Task } from "../../ui/task.ts";
import { seesFile } from "../access/index.ts";
import type { ReadDesk } from "../log/index.ts";
import { partnerOf } from "../partners/index.ts";
import type { CountryGrant } from "./grant.ts";
import { grantsIn } from "./store.ts";

/** Days until a waiting step is late; a rule of the house, not of the regulation. */
const stepDays = 10;

/** Payments that wait for finance; arrivals that wait for a bureau's word. */
export async function tasks(desk: ReadDesk): Promise<Task[]> {
  const found: Task[] = [];
  if (hasRole(desk.actor, "finance-officer")) {
    for (const grant of await grantsIn(desk.tx, "proposed", 200)) {
      if (await seesFile(desk, grant.file)) found.push(await task(desk, grant, { what: "pay", since: grant.proposedAt }));
    }
  }
  if (hasRole(desk.actor, "national-bureau")) {
    for (const grant of await grantsIn(desk.tx, "paid", 1000)) {
      if (grant.country !== desk.actor.country) continue;
      found.push(await task(desk, grant, { what: "confirm", since: grant.paidAt ?? grant.proposedAt }));
    }
  }
  return found;
}

async function task(
  desk: ReadDesk, grant: CountryGrant, of: { what: "pay" | "confirm"; since: CountryGrant["proposedAt"] },
): Promise<Task> {
  return {
    key: `custody.task.${of.what}`,
    // A bureau of another country than the partner's sees the grant, not the partner's file.
    file: of.what === "pay" ? grant.file : null,
    fileName: (await partnerOf(desk.tx, grant.file))?.name ?? null,
    subject: grant.id, path: `/given/${grant.id}`, why: `custody.task.why-${of.what}`,
    dueAt: plusDays(of.since, stepDays), waitingFor: "me",
  };
}
