import { hasRole } from "../../kernel/actor.ts";
import { plusDays } from "../../kernel/instants.ts";
import { parametersAt, requiredAuthority } from "../../engines/regulation/index.ts";
import type { Task } from "../../ui/task.ts";
import { entryOf, unreconciledEntries } from "../ledger/index.ts";
import { regulationOf, type ReadDesk } from "../log/index.ts";
import { partnerOf } from "../partners/index.ts";
import { isId } from "../../kernel/ids.ts";
import type { Contribution, ContributionState } from "./contribution.ts";
import { gatherFacts } from "./judging/facts.ts";
import { bodyOf } from "./judging/who-decides.ts";
import { rowsOf, type ListRow } from "./questions.ts";
import { contributionsPage, draftsOf } from "./store.ts";
import { openQuarantines } from "./store-quarantines.ts";

/** Days until a waiting step is late; a rule of the house, not of the regulation. */
const stepDays = 10;

/** What waits for this reader among contributions: valuing, reading the text, deciding, receiving, reconciling. */
export async function tasks(desk: ReadDesk): Promise<Task[]> {
  if (desk.actor.side === "partner") return partnerTasks(desk);
  if (desk.actor.side !== "organisation") return [];
  return [
    ...(await waiting(desk, "offered", "finance-officer", "value")),
    ...(await waiting(desk, "valued", "legal-officer", "clear-text")),
    ...(await decisions(desk)),
    ...(await waiting(desk, "agreed", "finance-officer", "receive")),
    ...(await apart(desk)),
    ...(await unreconciled(desk)),
  ];
}

const pathOf = { value: "valuation", "clear-text": "text", receive: "receipt", decide: "decision" } as const;

async function rowsIn(desk: ReadDesk, state: ContributionState): Promise<ListRow[]> {
  return rowsOf(desk, await contributionsPage(desk.tx, { state, kind: null, before: null, limit: 200 }));
}

async function waiting(
  desk: ReadDesk,
  state: ContributionState,
  role: "finance-officer" | "legal-officer",
  what: "value" | "clear-text" | "receive",
): Promise<Task[]> {
  if (!hasRole(desk.actor, role)) return [];
  // Conditions are read once; what then waits is the agreement's text, a task of agreements.
  const rows = (await rowsIn(desk, state)).filter(
    (row) => what !== "clear-text" || row.contribution.textClearedByPerson === null,
  );
  return rows.map((row) => task(row, what, "me"));
}

/** Mine when the authority I act for is competent; otherwise it waits for others. */
async function decisions(desk: ReadDesk): Promise<Task[]> {
  const body = bodyOf(desk.actor);
  if (body === null) return [];
  const found: Task[] = [];
  for (const row of await rowsIn(desk, "pending-decision")) {
    const required = await requiredFor(desk, row.contribution);
    found.push(task(row, "decide", required === body ? "me" : "others"));
  }
  return found;
}

async function requiredFor(desk: ReadDesk, contribution: Contribution): Promise<string | null> {
  const at = desk.now();
  const parameters = parametersAt(regulationOf(desk), at);
  const { facts } = await gatherFacts(desk, {
    contribution,
    at,
    deciding: {
      body: "director",
      deciders: [],
      recused: null,
      isQuorumMet: null,
      isMajorityFor: null,
      isGestureFresh: false,
      isSeparationKept: false,
      isOverruleReasoned: false,
      isOverrulePublished: false,
    },
  });
  return parameters === null ? null : requiredAuthority(facts, parameters).body;
}

function task(row: ListRow, what: keyof typeof pathOf, waitingFor: Task["waitingFor"]): Task {
  const { contribution, partnerName } = row;
  return {
    key: `contributions.task.${what}`,
    file: contribution.file,
    fileName: partnerName,
    subject: contribution.id,
    path: `/contributions/${contribution.id}/${pathOf[what]}`,
    why: `contributions.task.why-${what}`,
    dueAt: what === "receive" ? null : plusDays(contribution.savedAt, stepDays),
    waitingFor,
  };
}

/** Money set apart waits until finance sends it back; the controller and compliance see it too. */
async function apart(desk: ReadDesk): Promise<Task[]> {
  if (!hasRole(desk.actor, "finance-officer", "finance-controller", "compliance-officer")) return [];
  const mine = hasRole(desk.actor, "finance-officer");
  return Promise.all(
    (await openQuarantines(desk.tx, 200)).map(async (held): Promise<Task> => ({
      key: "contributions.task.set-apart",
      file: held.file,
      fileName: (await partnerOf(desk.tx, held.file))?.name ?? null,
      subject: held.id,
      path: `/contributions/${held.contribution}`,
      why: "contributions.task.why-set-apart",
      dueAt: plusDays(held.setApartAt, stepDays),
      waitingFor: mine ? "me" : "others",
    })),
  );
}

async function unreconciled(desk: ReadDesk): Promise<Task[]> {
  if (!hasRole(desk.actor, "finance-controller")) return [];
  const found: Task[] = [];
  for (const { id } of await unreconciledEntries(desk.tx, 200)) {
    const entry = await entryOf(desk.tx, id);
    if (!entry || !entry.contribution || !isId("prt", entry.file)) continue;
    const isOwn = entry.postedByPerson === desk.actor.personId;
    found.push({
      key: "contributions.task.reconcile",
      file: entry.file,
      fileName: (await partnerOf(desk.tx, entry.file))?.name ?? null,
      subject: entry.id,
      path: `/contributions/${entry.contribution}`,
      why: "contributions.task.why-reconcile",
      dueAt: plusDays(entry.postedAt, stepDays),
      waitingFor: isOwn ? "others" : "me",
    });
  }
  return found;
}

/** A draft of one's own. */
async function partnerTasks(desk: ReadDesk): Promise<Task[]> {
  const file = desk.actor.partnerId;
  if (file === undefined) return [];
  return (await draftsOf(desk.tx, file)).map((draft): Task => ({
    key: "contributions.task.finish-offer",
    file,
    fileName: null,
    subject: draft.id,
    path: `/offers/${draft.id}/check`,
    why: "contributions.task.why-finish-offer",
    dueAt: null,
    waitingFor: "me",
  }));
}
