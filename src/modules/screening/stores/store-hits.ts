import { sql } from "kysely";
import type { Party } from "../../../engines/matching/index.ts";
import type { HitId, PartnerId, SubjectId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import { openStates, type Hit, type HitState, type HitStep } from "../hit.ts";

export interface Subject {
  readonly id: SubjectId;
  readonly file: PartnerId;
  readonly key: string;
  readonly role: string;
  readonly party: Party;
  readonly sha256: string;
}

const subjectColumns = sql`id, file, key, role, party, subject_sha256 as sha256`;

export async function watchedSubjects(tx: Tx, file: PartnerId): Promise<readonly Subject[]> {
  const { rows } = await sql<Subject>`select ${subjectColumns} from screening.subjects
    where file = ${file} and ended_at is null order by key`.execute(tx);
  return rows;
}

export async function watchedFiles(tx: Tx): Promise<readonly PartnerId[]> {
  const { rows } = await sql<{ file: PartnerId }>`select distinct file from screening.subjects
    where ended_at is null order by file`.execute(tx);
  return rows.map((r) => r.file);
}

/** Somebody who was named before keeps their id, so that decisions on unchanged pairs keep holding. */
export async function putSubject(tx: Tx, s: Subject & { readonly at: Instant }): Promise<void> {
  await sql`insert into screening.subjects (id, file, key, role, party, subject_sha256, watched_at)
    values (${s.id}, ${s.file}, ${s.key}, ${s.role}, ${JSON.stringify(s.party)}::jsonb, ${s.sha256},
      ${iso(s.at)}::timestamptz)
    on conflict (file, key) do update set role = excluded.role, party = excluded.party,
      subject_sha256 = excluded.subject_sha256, ended_at = null`.execute(tx);
}

export async function endSubjects(tx: Tx, file: PartnerId,
  ask: { keep: readonly string[]; at: Instant }): Promise<void> {
  await sql`update screening.subjects set ended_at = ${iso(ask.at)}::timestamptz where file = ${file}
    and ended_at is null and key <> all(${[...ask.keep]}::text[])`.execute(tx);
}

export interface Run {
  readonly id: string;
  readonly file: PartnerId;
  readonly at: Instant;
  readonly cause: "watched" | "imported";
  readonly engine: string;
  readonly thresholdBps: number;
  readonly lists: readonly { readonly source: string; readonly version: number }[];
  readonly results: readonly {
    readonly subject: string; readonly sha256: string; readonly found: number; readonly bestBps: number }[];
  readonly raised: number;
  readonly eventId: string;
}

export async function insertRun(tx: Tx, r: Run): Promise<void> {
  await sql`insert into screening.runs (id, file, at, cause, engine, threshold_bps, lists, results, raised_count, event_id)
    values (${r.id}, ${r.file}, ${iso(r.at)}::timestamptz, ${r.cause}, ${r.engine}, ${r.thresholdBps},
      ${JSON.stringify(r.lists)}::jsonb, ${JSON.stringify(r.results)}::jsonb, ${r.raised},
        ${r.eventId})`.execute(tx);
}

export async function runsOf(tx: Tx, file: PartnerId, limit: number): Promise<readonly Run[]> {
  const { rows } =
    await sql<Run>`select id, file, at, cause, engine, threshold_bps as "thresholdBps", lists, results,
      raised_count as raised, event_id as "eventId"
    from screening.runs where file = ${file} order by at desc, id desc limit ${limit}`.execute(tx);
  return rows;
}

const hitColumns =
  sql`h.id, h.file, h.subject_id as "subjectId", h.subject_sha256 as "subjectSha256", s.role, h.asked,
  h.source_id as source, h.list_version as "listVersion", h.ref, h.entry_sha256 as "entrySha256",
  h.score_bps as "scoreBps", h.explanation, h.state, h.version, h.raised_at as "raisedAt",
    h.due_at as "dueAt",
  h.escalated_at as "escalatedAt"`;
const fromHits = sql`from screening.hits h join screening.subjects s on s.id = h.subject_id`;

export async function hitById(tx: Tx, id: HitId, ask: { lock: boolean }): Promise<Hit | null> {
  const { rows } = await sql<Hit>`select ${hitColumns} ${fromHits} where h.id = ${id}
    ${ask.lock ? sql`for update of h` : sql``}`.execute(tx);
  return rows[0] ?? null;
}

export async function hitsOfFile(tx: Tx, file: PartnerId,
  states: readonly HitState[] | null): Promise<readonly Hit[]> {
  const { rows } = await sql<Hit>`select ${hitColumns} ${fromHits} where h.file = ${file}
    ${states ? sql`and h.state = any(${[...states]}::text[])` : sql``} order by h.score_bps desc,
      h.id`.execute(tx);
  return rows;
}

export interface HitsAsk {
  readonly states: readonly HitState[];
  readonly words: string; // part of a name asked or listed, any case; "" for all
  readonly order: "oldest" | "strongest";
  readonly after: { readonly key: number; readonly id: string } | null; // keyset of the last row shown
  readonly limit: number;
}

/** Every name asked, and the listed name that answered. */
const namesSearched = sql`coalesce((select string_agg(n->>'text', ' ') from jsonb_array_elements(h.asked->'names') n), '')
  || ' ' || coalesce(h.explanation->'name'->>'listed', '')`;

/** A page of hits over all files. The caller leaves out what the reader may not see. */
export async function hitsPage(tx: Tx, ask: HitsAsk): Promise<readonly Hit[]> {
  const words = `%${ask.words.replace(/[%_\\]/g, (c) => `\\${c}`)}%`;
  const key = ask.order === "oldest" ? sql`(extract(epoch from h.raised_at) * 1000)::bigint`
    : sql`(10000 - h.score_bps)::bigint`;
  const { rows } =
    await sql<Hit>`select ${hitColumns} ${fromHits} where h.state = any(${[...ask.states]}::text[])
    ${ask.words === "" ? sql`` : sql`and (${namesSearched}) ilike ${words}`}
    ${ask.after === null ? sql`` : sql`and (${key}, h.id) > (${ask.after.key}::bigint, ${ask.after.id})`}
    order by ${key}, h.id limit ${ask.limit}`.execute(tx);
  return rows;
}

export type NewHit = Omit<Hit, "role" | "state" | "version" | "escalatedAt"> & { readonly runId: string };

export async function insertHit(tx: Tx, h: NewHit): Promise<void> {
  await sql`insert into screening.hits (id, file, subject_id, subject_sha256, asked, source_id, list_version, ref,
      entry_sha256, score_bps, explanation, state, version, run_id, raised_at, due_at)
    values (${h.id}, ${h.file}, ${h.subjectId}, ${h.subjectSha256}, ${JSON.stringify(h.asked)}::jsonb,
      ${h.source},
      ${h.listVersion}, ${h.ref}, ${h.entrySha256}, ${h.scoreBps}, ${JSON.stringify(h.explanation)}::jsonb,
        'raised', 1,
      ${h.runId}, ${iso(h.raisedAt)}::timestamptz, ${iso(h.dueAt)}::timestamptz)`.execute(tx);
}

export async function moveHit(tx: Tx, hit: Hit, state: HitState): Promise<number> {
  await sql`update screening.hits set state = ${state}, version = ${hit.version + 1} where id = ${hit.id}`.execute(tx);
  return hit.version + 1;
}

export async function setEscalated(tx: Tx, hit: Hit, at: Instant): Promise<number> {
  await sql`update screening.hits set escalated_at = ${iso(at)}::timestamptz, version = ${hit.version + 1}
    where id = ${hit.id}`.execute(tx);
  return hit.version + 1;
}

export async function overdueHits(tx: Tx, at: Instant, limit: number): Promise<readonly HitId[]> {
  const { rows } =
    await sql<{ id: HitId }>`select id from screening.hits where state = any(${[...openStates]}::text[])
    and escalated_at is null and due_at <= ${iso(at)}::timestamptz order by due_at limit ${
      limit}`.execute(tx);
  return rows.map((r) => r.id);
}

export async function insertStep(tx: Tx,
  s: HitStep & { readonly id: string; readonly hitId: HitId; readonly eventId: string }): Promise<void> {
  await sql`insert into screening.hit_steps (id, hit_id, event, account_id, person_id, person_name, reason, at, event_id)
    values (${s.id}, ${s.hitId}, ${s.event}, ${s.accountId}, ${s.personId}, ${s.personName}, ${s.reason},
      ${iso(s.at)}::timestamptz, ${s.eventId})`.execute(tx);
}

export async function stepsOf(tx: Tx, hit: HitId): Promise<readonly HitStep[]> {
  const { rows } = await sql<HitStep>`select event, account_id as "accountId", person_id as "personId",
      person_name as "personName", reason, at from screening.hit_steps where hit_id = ${hit} order by at,
        id`.execute(tx);
  return rows;
}

/**
 * Other hits on the same subject and listed party: what was decided about the pair before either side
 * changed.
 */
export async function earlierOnPair(tx: Tx, hit: Hit): Promise<readonly Hit[]> {
  const { rows } = await sql<Hit>`select ${hitColumns} ${fromHits} where h.subject_id = ${hit.subjectId}
    and h.source_id = ${hit.source} and h.ref =
      ${hit.ref} and h.id <> ${hit.id} order by h.raised_at desc`.execute(tx);
  return rows;
}
