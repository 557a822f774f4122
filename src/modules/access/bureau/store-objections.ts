import { sql } from "kysely";
import type { AccountId, PartnerId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";

export interface Objection {
  readonly id: string;
  readonly file: PartnerId;
  readonly country: string;
  readonly kind: "warning" | "objection";
  readonly state: "open" | "answered";
  readonly words: string;
  readonly raisedAccount: AccountId;
  readonly raisedAt: Instant;
  readonly answer: string | null;
  readonly answeredAt: Instant | null;
  readonly version: number;
}

interface ObjectionRow {
  id: string; file: PartnerId; country: string; kind: Objection["kind"]; state: Objection["state"]; words: string;
  raised_account: AccountId; raised_at: Instant; answer: string | null; answered_at: Instant | null; version: number;
}

function objection(row: ObjectionRow): Objection {
  return {
    id: row.id, file: row.file, country: row.country, kind: row.kind, state: row.state, words: row.words,
    raisedAccount: row.raised_account, raisedAt: row.raised_at, answer: row.answer, answeredAt: row.answered_at,
    version: row.version,
  };
}

/** Warnings and objections of a bureau that nobody has answered: while there is one, the file is not decided. */
export async function openObjections(tx: Tx, file: PartnerId): Promise<Objection[]> {
  return (await objectionsOn(tx, file)).filter((one) => one.state === "open");
}

export async function objectionsOn(tx: Tx, file: string): Promise<Objection[]> {
  const { rows } = await sql<ObjectionRow>`
    select * from access.objections where file = ${file} order by raised_at, id`.execute(tx);
  return rows.map(objection);
}

export async function objectionsOfCountry(tx: Tx, country: string): Promise<Objection[]> {
  const { rows } = await sql<ObjectionRow>`select * from access.objections
    where country = ${country} order by raised_at desc, id limit 500`.execute(tx);
  return rows.map(objection);
}

export async function objectionsOpen(tx: Tx): Promise<Objection[]> {
  const { rows } = await sql<ObjectionRow>`select * from access.objections
    where state = 'open' order by raised_at, id limit 500`.execute(tx);
  return rows.map(objection);
}

export async function objectionById(tx: Tx, id: string): Promise<Objection | null> {
  const { rows } = await sql<ObjectionRow>`select * from access.objections where id = ${id}`.execute(tx);
  return rows[0] ? objection(rows[0]) : null;
}

export type NewObjection = Pick<Objection, "id" | "file" | "country" | "kind" | "words" | "raisedAccount" | "raisedAt">;

export async function insertObjection(tx: Tx, row: NewObjection & { raisedBy: string }): Promise<void> {
  await sql`insert into access.objections (id, file, country, kind, state, words, raised_by, raised_account, raised_at)
    values (${row.id}, ${row.file}, ${row.country}, ${row.kind}, 'open', ${row.words}, ${row.raisedBy},
      ${row.raisedAccount}, ${iso(row.raisedAt)}::timestamptz)`.execute(tx);
}

export interface Answer {
  readonly id: string;
  readonly expectedVersion: number;
  readonly answer: string;
  readonly by: string;
  readonly at: Instant;
}

export async function answerRow(tx: Tx, ask: Answer): Promise<boolean> {
  const { numAffectedRows } = await sql`update access.objections set state = 'answered', answer = ${ask.answer},
      answered_by = ${ask.by}, answered_at = ${iso(ask.at)}::timestamptz, version = version + 1
    where id = ${ask.id} and version = ${ask.expectedVersion} and state = 'open'`.execute(tx);
  return numAffectedRows === 1n;
}
