import { sql } from "kysely";
import type { Level, Outcome } from "../../../engines/scoring/index.ts";
import type { CaseId, EventId, PartnerId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { Computed, Condition, Verdict } from "../case.ts";

interface VerdictRow {
  case_id: CaseId; number: number; file: PartnerId; outcome: Outcome; level: Level; computed: Computed; reason: string;
  purposes: string[]; conditions: Condition[]; issued_at: Instant; expires_at: Instant; issued_by: string;
  issued_person: string; analyst_person: string; reviewer_person: string; event_id: EventId;
  end_kind: "suspended" | "expired" | "superseded" | null; ended_at: Instant | null;
}

const columns = sql`v.case_id, v.number, v.file, v.outcome, v.level, v.computed, v.reason, v.purposes, v.conditions,
  v.issued_at, v.expires_at, v.issued_by, v.issued_person, v.analyst_person, v.reviewer_person, v.event_id,
  e.kind as end_kind, e.ended_at`;
const tables = sql`diligence.verdicts v left join diligence.verdict_ends e on e.case_id = v.case_id and e.number = v.number`;

function asVerdict(row: VerdictRow): Verdict {
  return {
    caseId: row.case_id, number: row.number, file: row.file, outcome: row.outcome, level: row.level,
    computed: row.computed, reason: row.reason, purposes: row.purposes, conditions: row.conditions,
    issuedAt: row.issued_at, expiresAt: row.expires_at, issuedBy: row.issued_by, issuedByPerson: row.issued_person,
    analystPerson: row.analyst_person, reviewerPerson: row.reviewer_person, eventId: row.event_id,
    end: row.end_kind !== null && row.ended_at !== null ? { kind: row.end_kind, at: row.ended_at } : null,
  };
}

export async function insertVerdict(tx: Tx, row: Omit<Verdict, "end">): Promise<void> {
  await sql`insert into diligence.verdicts (case_id, number, file, outcome, level, computed, reason, purposes, conditions,
      issued_at, expires_at, issued_by, issued_person, analyst_person, reviewer_person, event_id)
    values (${row.caseId}, ${row.number}, ${row.file}, ${row.outcome}, ${row.level},
      ${JSON.stringify(row.computed)}::jsonb, ${row.reason}, ${[...row.purposes]}::text[],
      ${JSON.stringify(row.conditions)}::jsonb, ${iso(row.issuedAt)}::timestamptz, ${iso(row.expiresAt)}::timestamptz,
      ${row.issuedBy}, ${row.issuedByPerson}, ${row.analystPerson}, ${row.reviewerPerson}, ${row.eventId})`.execute(tx);
}

/** Newest first, ended ones included. */
export async function verdictsOfFile(tx: Tx, file: string): Promise<Verdict[]> {
  const { rows } = await sql<VerdictRow>`select ${columns} from ${tables}
    where v.file = ${file} order by v.issued_at desc, v.number desc`.execute(tx);
  return rows.map(asVerdict);
}

export async function verdictsOfCase(tx: Tx, caseId: string): Promise<Verdict[]> {
  const { rows } = await sql<VerdictRow>`select ${columns} from ${tables}
    where v.case_id = ${caseId} order by v.number desc`.execute(tx);
  return rows.map(asVerdict);
}

/** Issued, not ended, and at or past its end: what the timer must write down. */
export async function verdictsDue(tx: Tx, at: Instant, limit: number): Promise<Verdict[]> {
  const { rows } = await sql<VerdictRow>`select ${columns} from ${tables}
    where e.kind is null and v.expires_at <= ${iso(at)}::timestamptz order by v.expires_at limit ${limit}`.execute(tx);
  return rows.map(asVerdict);
}

/** In force and ending before `until`: those whose renewal should start. */
export async function verdictsEnding(tx: Tx, at: Instant, until: Instant): Promise<Verdict[]> {
  const { rows } = await sql<VerdictRow>`select ${columns} from ${tables}
    where e.kind is null and v.outcome <> 'refused' and v.expires_at > ${iso(at)}::timestamptz
      and v.expires_at <= ${iso(until)}::timestamptz
    order by v.expires_at`.execute(tx);
  return rows.map(asVerdict);
}

export async function endVerdict(
  tx: Tx, row: { caseId: string; number: number; kind: "suspended" | "expired" | "superseded"; at: Instant; reason: string },
): Promise<void> {
  await sql`insert into diligence.verdict_ends (case_id, number, kind, ended_at, reason)
    values (${row.caseId}, ${row.number}, ${row.kind}, ${iso(row.at)}::timestamptz, ${row.reason})`.execute(tx);
}
