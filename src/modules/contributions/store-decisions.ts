import { sql } from "kysely";
import type { Body, ClauseState, Fact } from "../../engines/regulation/index.ts";
import { iso, type Instant } from "../../kernel/instants.ts";
import type { Tx } from "../../ports/database/database.ts";
import type { Decision, DecisionKind } from "./contribution.ts";

interface Row {
  number: number; kind: DecisionKind; body: Body; deciders: string[]; recorded_by_person: string; decided_at: Instant;
  words: string; ballot: string | null; resolution: string | null; facts: Record<string, Fact>; facts_hash: string;
  clauses: Record<string, ClauseState>; regulation_version: string; regulation_hash: string; schema_hash: string;
  cedar_version: string; text_sha256: string | null; event_id: string;
}

const columns = sql`number, kind, body, deciders, recorded_by_person, decided_at, words, ballot, resolution, facts, facts_hash,
  clauses, regulation_version, regulation_hash, schema_hash, cedar_version, text_sha256, event_id`;

export async function insertDecision(tx: Tx, contribution: string, d: Omit<Decision, "articles">): Promise<void> {
  await sql`insert into contributions.decisions (contribution_id, number, kind, body, deciders, recorded_by_person, decided_at,
      words, ballot, resolution, facts, facts_hash, clauses, regulation_version, regulation_hash, schema_hash, cedar_version,
      text_sha256, event_id)
    values (${contribution}, ${d.number}, ${d.kind}, ${d.body}, ${[...d.deciders]}::text[], ${d.recordedByPerson},
      ${iso(d.decidedAt)}::timestamptz, ${d.words}, ${d.ballot}, ${d.resolution}, ${JSON.stringify(d.facts)}::jsonb,
      ${d.factsHash}, ${JSON.stringify(d.clauses)}::jsonb, ${d.regulation}, ${d.regulationHash}, ${d.schemaHash},
      ${d.cedarVersion}, ${d.textSha256}, ${d.eventId})`.execute(tx);
}

/** Oldest first. */
export async function decisionsOf(tx: Tx, contribution: string): Promise<Decision[]> {
  const { rows } = await sql<Row>`select ${columns} from contributions.decisions
    where contribution_id = ${contribution} order by number`.execute(tx);
  return rows.map(asDecision);
}

/** The one that accepted or refused; null while nothing was decided. */
export async function lastDecision(tx: Tx, contribution: string): Promise<Decision | null> {
  const { rows } = await sql<Row>`select ${columns} from contributions.decisions
    where contribution_id = ${contribution} and kind <> 'ask-more' order by number desc limit 1`.execute(tx);
  return rows[0] ? asDecision(rows[0]) : null;
}

function asDecision(row: Row): Decision {
  return {
    number: row.number, kind: row.kind, body: row.body, deciders: row.deciders, recordedByPerson: row.recorded_by_person,
    decidedAt: row.decided_at, words: row.words, ballot: row.ballot, resolution: row.resolution, facts: row.facts,
    factsHash: row.facts_hash, clauses: row.clauses, articles: articlesIn(row.clauses), regulation: row.regulation_version,
    regulationHash: row.regulation_hash, schemaHash: row.schema_hash, cedarVersion: row.cedar_version,
    textSha256: row.text_sha256, eventId: row.event_id,
  };
}

/** "R20.1" → "20": the articles under which it was decided, in order, each once. */
function articlesIn(clauses: Readonly<Record<string, ClauseState>>): string[] {
  const numbers = Object.entries(clauses).filter(([, state]) => state === "satisfied")
    .map(([id]) => Number(/^R(\d+)\./.exec(id)?.[1] ?? 0)).filter((n) => n > 0);
  return [...new Set(numbers)].sort((a, b) => a - b).map(String);
}
