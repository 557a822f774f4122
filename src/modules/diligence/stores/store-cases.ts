import { sql } from "kysely";
import type { Depth, Level } from "../../../engines/scoring/index.ts";
import type { CaseId, PartnerId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import { atWork, type Case, type CaseState } from "../case.ts";
import type { Kind } from "../spec/schema.ts";

interface CaseRow {
  id: CaseId; file: PartnerId; number: number; state: CaseState; version: number; edition: number;
  opened_at: Instant; state_since: Instant;
  analyst_account: string | null; reviewer_account: string | null; compliance_account: string | null;
  kinds: Kind[]; value_up_to_minor: bigint; purposes: string[];
  software_touches_data: boolean; threat_exchange: boolean; scope_at: Instant | null;
  depth_raised: Depth | null; level_raised: Level | null;
  analyst_person: string | null; assessed_at: Instant | null;
  reviewer_person: string | null; reviewed_at: Instant | null; return_words: string | null;
}

function asCase(row: CaseRow): Case {
  return {
    id: row.id, file: row.file, number: row.number, state: row.state, version: row.version, edition: row.edition,
    openedAt: row.opened_at, stateSince: row.state_since,
    analyst: row.analyst_account, reviewer: row.reviewer_account, complianceOfficer: row.compliance_account,
    scope: {
      kinds: row.kinds, valueUpToMinor: row.value_up_to_minor, purposes: row.purposes,
      softwareTouchesData: row.software_touches_data, threatExchange: row.threat_exchange, at: row.scope_at,
    },
    depthRaised: row.depth_raised, levelRaised: row.level_raised,
    analystPerson: row.analyst_person, assessedAt: row.assessed_at,
    reviewerPerson: row.reviewer_person, reviewedAt: row.reviewed_at, returnWords: row.return_words,
  };
}

const columns = sql`id, file, number, state, version, edition, opened_at, state_since, analyst_account, reviewer_account,
  compliance_account, kinds, value_up_to_minor, purposes, software_touches_data, threat_exchange, scope_at, depth_raised,
  level_raised, analyst_person, assessed_at, reviewer_person, reviewed_at, return_words`;

export async function insertCase(
  tx: Tx, row: { id: CaseId; file: PartnerId; number: number; edition: number; at: Instant },
): Promise<void> {
  await sql`insert into diligence.cases (id, file, number, state, version, edition, opened_at, state_since)
    values (${row.id}, ${row.file}, ${row.number}, 'opened', 1, ${row.edition},
      ${iso(row.at)}::timestamptz, ${iso(row.at)}::timestamptz)`.execute(tx);
}

/** Locked until the transaction ends: two deeds on one case wait for each other. */
export async function lockedCase(tx: Tx, id: string): Promise<Case | null> {
  const { rows } = await sql<CaseRow>`select ${columns} from diligence.cases where id = ${id} for update`.execute(tx);
  return rows[0] ? asCase(rows[0]) : null;
}

export async function caseById(tx: Tx, id: string): Promise<Case | null> {
  const { rows } = await sql<CaseRow>`select ${columns} from diligence.cases where id = ${id}`.execute(tx);
  return rows[0] ? asCase(rows[0]) : null;
}

/** Every case of a partner's file, newest first. */
export async function casesOf(tx: Tx, file: string): Promise<Case[]> {
  const { rows } = await sql<CaseRow>`
    select ${columns} from diligence.cases where file = ${file} order by number desc`.execute(tx);
  return rows.map(asCase);
}

/** The case somebody works on, if any. */
export async function caseAtWork(tx: Tx, file: string): Promise<Case | null> {
  return (await casesOf(tx, file)).find((c) => atWork.includes(c.state)) ?? null;
}

export interface CasesAsk {
  readonly states: readonly CaseState[];
  readonly before: { readonly at: string; readonly id: string } | null; // keyset: state_since, id of the last row seen
  readonly limit: number;
}

/** A page of cases, the longest waiting first. */
export async function casesPage(tx: Tx, ask: CasesAsk): Promise<Case[]> {
  const at = ask.before?.at ?? null;
  const { rows } = await sql<CaseRow>`select ${columns} from diligence.cases
    where state = any(${[...ask.states]}::text[])
      and (${at}::timestamptz is null or (state_since, id) > (${at}::timestamptz, ${ask.before?.id ?? ""}))
    order by state_since, id limit ${ask.limit}`.execute(tx);
  return rows.map(asCase);
}

/** Writes `after` over the version before it. False: somebody was faster. */
export async function saveCase(tx: Tx, after: Case): Promise<boolean> {
  const time = (at: Instant | null): string | null => (at === null ? null : iso(at));
  const { scope } = after;
  const { numAffectedRows } = await sql`update diligence.cases set
      state = ${after.state}, version = ${after.version}, state_since = ${iso(after.stateSince)}::timestamptz,
      analyst_account = ${after.analyst}, reviewer_account = ${after.reviewer},
      compliance_account = ${after.complianceOfficer}, kinds = ${[...scope.kinds]}::text[],
      value_up_to_minor = ${scope.valueUpToMinor.toString()}::bigint, purposes = ${[...scope.purposes]}::text[],
      software_touches_data = ${scope.softwareTouchesData}, threat_exchange = ${scope.threatExchange},
      scope_at = ${time(scope.at)}::timestamptz, depth_raised = ${after.depthRaised}, level_raised = ${after.levelRaised},
      analyst_person = ${after.analystPerson}, assessed_at = ${time(after.assessedAt)}::timestamptz,
      reviewer_person = ${after.reviewerPerson}, reviewed_at = ${time(after.reviewedAt)}::timestamptz,
      return_words = ${after.returnWords}
    where id = ${after.id} and version = ${after.version - 1}`.execute(tx);
  return numAffectedRows === 1n;
}
