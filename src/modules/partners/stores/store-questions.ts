import { sql } from "kysely";
import type { PartnerId } from "../../../kernel/ids.ts";
import { iso, type CivilDate, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { Question, QuestionId, Reply } from "../partner.ts";

type Row = Omit<Question, "replies">;

const columns = sql`q.id, q.partner_id as "partnerId", q.position, q.asked_of as "askedOf", q.wanted, q.words,
  q.due_on as "dueOn", q.state, q.version, q.asked_by as "askedBy", q.asked_at as "askedAt"`;

export async function questionsOfPartner(tx: Tx, partner: PartnerId): Promise<readonly Question[]> {
  const { rows } = await sql<Row>`select ${columns} from partners.questions q
    where q.partner_id = ${partner} order by q.position`.execute(tx);
  return Promise.all(rows.map(async (row) => ({ ...row, replies: await repliesTo(tx, row.id) })));
}

export async function lockQuestion(tx: Tx, id: QuestionId): Promise<Question | null> {
  const { rows } = await sql<Row>`select ${columns} from partners.questions q where q.id = ${id} for update`.execute(tx);
  return rows[0] ? { ...rows[0], replies: await repliesTo(tx, id) } : null;
}

async function repliesTo(tx: Tx, id: QuestionId): Promise<readonly Reply[]> {
  const { rows } = await sql<Reply>`select r.words, r.document_id as "documentId", d.name as "documentName",
    r.given_by as "givenBy", r.given_at as "givenAt" from partners.replies r
    left join partners.documents d on d.id = r.document_id where r.question_id = ${id} order by r.position`.execute(tx);
  return rows;
}

export interface NewQuestion extends Pick<
  Question,
  "id" | "partnerId" | "askedOf" | "wanted" | "words" | "askedBy" | "askedAt"
> {
  readonly dueOn: CivilDate;
}

/** Numbers questions per file, from 1. The file's row is locked so that two are never numbered alike. */
export async function insertQuestion(tx: Tx, row: NewQuestion): Promise<void> {
  await sql`select id from partners.partners where id = ${row.partnerId} for update`.execute(tx);
  await sql`insert into partners.questions (id, partner_id, position, asked_of, wanted, words, due_on, state, version,
    asked_by, asked_at, state_since) values (${row.id}, ${row.partnerId}, (select coalesce(max(position), 0) + 1
      from partners.questions where partner_id = ${row.partnerId}), ${row.askedOf}, ${row.wanted}, ${row.words},
      ${row.dueOn}::date, 'open', 1, ${row.askedBy}, ${iso(row.askedAt)}::timestamptz,
      ${iso(row.askedAt)}::timestamptz)`.execute(tx);
}

export async function moveQuestion(tx: Tx, before: Question, state: Question["state"], at: Instant): Promise<number> {
  await sql`update partners.questions set state = ${state}, version = version + 1,
    state_since = ${iso(at)}::timestamptz where id = ${before.id}`.execute(tx);
  return before.version + 1;
}

export async function insertReply(tx: Tx, question: Question, reply: Omit<Reply, "documentName">): Promise<void> {
  await sql`insert into partners.replies (question_id, position, words, document_id, given_by, given_at)
    values (${question.id}, ${question.replies.length + 1}, ${reply.words}, ${reply.documentId}, ${reply.givenBy},
      ${iso(reply.givenAt)}::timestamptz)`.execute(tx);
}

export interface WaitingQuestion extends Row {
  readonly name: string; // of the partner
  readonly applicationOfficer: string | null;
}

/** Open and answered questions, for the desk; the caller keeps those whose file this reader may see. */
export async function waitingQuestions(tx: Tx, limit: number): Promise<readonly WaitingQuestion[]> {
  const { rows } = await sql<WaitingQuestion>`select ${columns}, p.name, a.officer as "applicationOfficer"
    from partners.questions q join partners.partners p on p.id = q.partner_id
    join partners.applications a on a.id = p.application_id
    where q.state <> 'closed' order by q.due_on, q.id limit ${limit}`.execute(tx);
  return rows;
}
