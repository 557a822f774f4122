import { sql } from "kysely";
import type { Score } from "../../../engines/scoring/index.ts";
import type { CaseId } from "../../../kernel/ids.ts";
import { iso, type CivilDate, type Instant } from "../../../kernel/instants.ts";
import type { StoredBlob } from "../../../ports/blobs.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { Answer, AnswerValue, Evidence, EvidenceId, FactAnswers } from "../case.ts";
import type { Grade } from "../spec/schema.ts";

interface AnswerRow {
  question: string; version: number; value: AnswerValue; score: Score | null; reason: string; facts: FactAnswers;
  evidence: EvidenceId[]; answered_by: string; answered_person: string; answered_at: Instant;
  worst_before: Score | null; agreed: boolean;
}

/** The newest version of each answer, with the worst score any version of it ever had. */
export async function answersOf(tx: Tx, caseId: string): Promise<Answer[]> {
  const { rows } = await sql<AnswerRow>`
    select distinct on (a.question) a.question, a.version, a.value, a.score, a.reason, a.facts, a.evidence, a.answered_by,
      a.answered_person, a.answered_at,
      (select max(b.score) from diligence.answers b where b.case_id = a.case_id and b.question = a.question) as worst_before,
      exists (select 1 from diligence.exclusions x
        where x.case_id = a.case_id and x.question = a.question and x.version = a.version) as agreed
    from diligence.answers a where a.case_id = ${caseId} order by a.question, a.version desc`.execute(tx);
  return rows.map((row) => ({
    question: row.question, version: row.version, value: row.value, score: row.score, reason: row.reason,
    facts: row.facts, evidence: row.evidence, answeredBy: row.answered_by, answeredPerson: row.answered_person,
    answeredAt: row.answered_at, worstBefore: row.worst_before, exclusionAgreed: row.agreed,
  }));
}

export type NewAnswer = Omit<Answer, "worstBefore" | "exclusionAgreed"> & { readonly caseId: CaseId };

export async function insertAnswer(tx: Tx, row: NewAnswer): Promise<void> {
  await sql`insert into diligence.answers (case_id, question, version, value, score, reason, facts, evidence, answered_by,
      answered_person, answered_at)
    values (${row.caseId}, ${row.question}, ${row.version}, ${row.value}, ${row.score}, ${row.reason},
      ${JSON.stringify(row.facts)}::jsonb, ${[...row.evidence]}::text[], ${row.answeredBy}, ${row.answeredPerson},
      ${iso(row.answeredAt)}::timestamptz)`.execute(tx);
}

export async function insertExclusion(
  tx: Tx, row: { caseId: string; question: string; version: number; person: string; at: Instant },
): Promise<void> {
  await sql`insert into diligence.exclusions (case_id, question, version, agreed_person, agreed_at)
    values (${row.caseId}, ${row.question}, ${row.version}, ${row.person}, ${iso(row.at)}::timestamptz)`.execute(tx);
}

interface EvidenceRow {
  id: EvidenceId; case_id: CaseId; root: EvidenceId; version: number; grade: Grade; source: string; url: string | null;
  note: string; captured_on: CivilDate; captured_by: string; captured_person: string; added_at: Instant; sha256: string;
  file_name: string | null; media_type: string | null; size: number | null; address: string | null;
  sealed_key: Buffer | null;
}

const evidenceColumns = sql`id, case_id, root, version, grade, source, url, note, captured_on, captured_by,
  captured_person, added_at, sha256, file_name, media_type, size, address, sealed_key`;

function asEvidence(row: EvidenceRow): Evidence {
  const { file_name: name, media_type: mediaType, size } = row;
  return {
    id: row.id, caseId: row.case_id, root: row.root, version: row.version, grade: row.grade, source: row.source,
    url: row.url, note: row.note, capturedOn: row.captured_on, capturedBy: row.captured_by,
    capturedPerson: row.captured_person, addedAt: row.added_at, sha256: row.sha256,
    file: name !== null && mediaType !== null && size !== null ? { name, mediaType, size } : null,
  };
}

/** All evidence of a case, corrections included, oldest first. */
export async function evidenceOf(tx: Tx, caseId: string): Promise<Evidence[]> {
  const { rows } = await sql<EvidenceRow>`
    select ${evidenceColumns} from diligence.evidence where case_id = ${caseId} order by added_at, version, id`.execute(tx);
  return rows.map(asEvidence);
}

/** One piece with what opens its document; `stored` is null where there is only an address and a note. */
export async function evidenceById(
  tx: Tx, id: string,
): Promise<{ readonly evidence: Evidence; readonly stored: StoredBlob | null } | null> {
  const { rows } = await sql<EvidenceRow>`select ${evidenceColumns} from diligence.evidence where id = ${id}`.execute(tx);
  const row = rows[0];
  if (!row) return null;
  const stored = row.address !== null && row.sealed_key !== null && row.size !== null
    ? { address: row.address, sealedKey: row.sealed_key, sha256: row.sha256, size: row.size }
    : null;
  return { evidence: asEvidence(row), stored };
}

export async function insertEvidence(tx: Tx, row: Evidence, stored: StoredBlob | null): Promise<void> {
  await sql`insert into diligence.evidence (${evidenceColumns})
    values (${row.id}, ${row.caseId}, ${row.root}, ${row.version}, ${row.grade}, ${row.source}, ${row.url}, ${row.note},
      ${row.capturedOn}::date, ${row.capturedBy}, ${row.capturedPerson}, ${iso(row.addedAt)}::timestamptz, ${row.sha256},
      ${row.file?.name ?? null}, ${row.file?.mediaType ?? null}, ${row.file?.size ?? null}, ${stored?.address ?? null},
      ${stored === null ? null : Buffer.from(stored.sealedKey)})`.execute(tx);
}
