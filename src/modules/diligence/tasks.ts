import { hasRole } from "../../kernel/actor.ts";
import { plusDays, type Instant } from "../../kernel/instants.ts";
import type { Task } from "../../ui/task.ts";
import { peekDuty, seesFile, type Duty } from "../access/index.ts";
import { parameter, type ReadDesk } from "../log/index.ts";
import { partnerOf } from "../partners/index.ts";
import type { Role } from "../../kernel/roles.ts";
import { atWork, type Case, type CaseState } from "./case.ts";
import { deciders, requiredBody } from "./deeds/approve-partner.ts";
import { standing } from "./standing.ts";
import { casesPage } from "./stores/store-cases.ts";
import { verdictsEnding } from "./stores/store-verdicts.ts";

interface Waiting {
  readonly states: readonly CaseState[];
  readonly role: Role;
  readonly seat: "analyst" | "reviewer" | "complianceOfficer" | null;
  readonly duty: Duty | null;
  readonly key: string;
  readonly days: number; // how long this step may take before it is overdue
}

/** Whose turn a case is, by state. */
const turns: readonly Waiting[] = [
  { states: ["opened"], role: "compliance-officer", seat: null, duty: null, key: "assign", days: 5 },
  {
    states: ["opened", "collecting", "assessing"], role: "diligence-analyst", seat: "analyst", duty: "analyse",
    key: "analyse", days: 30,
  },
  { states: ["second-review"], role: "diligence-reviewer", seat: "reviewer", duty: "review", key: "review", days: 10 },
  { states: ["ethics-review"], role: "ethics-chair", seat: null, duty: "ethics", key: "opinion", days: 20 },
  {
    states: ["verdict-pending"], role: "compliance-officer", seat: "complianceOfficer", duty: "issue-verdict",
    key: "conclude", days: 5,
  },
];

/** What waits for this reader in diligence, computed from the cases themselves. */
export async function tasks(desk: ReadDesk): Promise<Task[]> {
  return [...(await caseTasks(desk)), ...(await decisionTasks(desk)), ...(await renewalTasks(desk))];
}

async function caseTasks(desk: ReadDesk): Promise<Task[]> {
  const mine = turns.filter((turn) => hasRole(desk.actor, turn.role));
  if (mine.length === 0) return [];
  const found: Task[] = [];
  for (const of of await casesPage(desk.tx, { states: atWork, before: null, limit: 500 })) {
    const turn = mine.find((t) => t.states.includes(of.state) && isSeated(of, t, desk.actor.accountId));
    if (!turn || !(await seesFile(desk, of.file))) continue;
    if (turn.duty !== null && (await peekDuty(desk, { file: of.file, duty: turn.duty }))) continue;
    found.push(await task(desk, of.file, {
      key: `diligence.task.${turn.key}`, subject: of.id, path: `/cases/${of.id}`,
      why: `diligence.task.why-${turn.key}`, dueAt: plusDays(of.stateSince, turn.days),
    }));
  }
  return found;
}

/** An unassigned case waits for somebody to be put in charge; an assigned one for that person alone. */
function isSeated(of: Case, turn: Waiting, account: string): boolean {
  if (turn.key === "assign") return of.analyst === null;
  if (turn.seat === null) return true;
  const seated = of[turn.seat];
  return turn.key === "analyse" ? seated === account : seated === null || seated === account;
}

/** Partners that wait for the authority which article 20 names. */
async function decisionTasks(desk: ReadDesk): Promise<Task[]> {
  if (!hasRole(desk.actor, ...deciders)) return [];
  const found: Task[] = [];
  for (const of of await casesPage(desk.tx, { states: ["issued"], before: null, limit: 500 })) {
    const partner = await partnerOf(desk.tx, of.file);
    if (partner?.state !== "decision-ready" || !(await seesFile(desk, of.file))) continue;
    if (await peekDuty(desk, { file: of.file, duty: "decide" })) continue;
    const required = requiredBody(desk, await standing(desk.tx, of.file, desk.now()));
    const role = required === "executive-committee" ? "executive-secretary" : required;
    if (role === null || role === "assembly" || !hasRole(desk.actor, role)) continue;
    found.push(await task(desk, of.file, {
      key: "diligence.task.decide", subject: of.file, path: `/partners/${of.file}/approval`,
      why: "diligence.task.why-decide", dueAt: plusDays(of.stateSince, 30),
    }));
  }
  return found;
}

async function renewalTasks(desk: ReadDesk): Promise<Task[]> {
  if (!hasRole(desk.actor, "partnership-officer")) return [];
  const until = plusDays(desk.now(), parameter(desk, "verdict.renewalDays"));
  const found: Task[] = [];
  for (const verdict of await verdictsEnding(desk.tx, desk.now(), until)) {
    const partner = await partnerOf(desk.tx, verdict.file);
    if (partner?.state !== "active") continue;
    found.push(await task(desk, verdict.file, {
      key: "diligence.task.renew", subject: verdict.caseId, path: `/cases/${verdict.caseId}`,
      why: "diligence.task.why-renew", dueAt: verdict.expiresAt,
    }));
  }
  return found;
}

type Rest = Pick<Task, "key" | "subject" | "path" | "why"> & { readonly dueAt: Instant };

async function task(desk: ReadDesk, file: Case["file"], rest: Rest): Promise<Task> {
  const partner = await partnerOf(desk.tx, file);
  return { ...rest, file, fileName: partner?.name ?? null, waitingFor: "me", facts: { name: partner?.name ?? "" } };
}
