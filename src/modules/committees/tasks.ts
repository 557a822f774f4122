import { hasRole } from "../../kernel/actor.ts";
import type { Task } from "../../ui/task.ts";
import type { ReadDesk } from "../log/index.ts";
import { tallyOf, type Ballot, type BallotRecord } from "./ballot.ts";
import { members, secretaries } from "./moves.ts";
import { visible } from "./reads.ts";
import { ballotsPage, recordOf } from "./store.ts";

/** A member votes or stands aside; the secretary closes once quorum is present. */
export async function tasks(desk: ReadDesk): Promise<Task[]> {
  const isMember = hasRole(desk.actor, ...members);
  const isSecretary = hasRole(desk.actor, ...secretaries);
  if (!isMember && !isSecretary) return [];
  const found: Task[] = [];
  for (const ballot of await visible(desk, await ballotsPage(desk.tx, 200))) {
    if (ballot.state !== "open") continue;
    const record = await recordOf(desk.tx, ballot);
    if (isMember && !hasSpoken(record, desk.actor.personId)) found.push(task(ballot, "vote", "me"));
    if (isSecretary) found.push(task(ballot, "close", isQuorate(record) ? "me" : "others"));
  }
  return found;
}

function hasSpoken(record: BallotRecord, person: string): boolean {
  return [...record.votes, ...record.recusals].some((one) => one.person === person);
}

function isQuorate(record: BallotRecord): boolean {
  return tallyOf(record, record.ballot.quorum).outcome !== "below-quorum";
}

function task(ballot: Ballot, what: "vote" | "close", waitingFor: Task["waitingFor"]): Task {
  return {
    key: `committees.task.${what}`, file: ballot.file, fileName: null, subject: ballot.id, path: `/ballots/${ballot.id}`,
    why: `committees.task.why-${what}`, dueAt: null, waitingFor,
  };
}
