import { sql } from "kysely";
import type { ApplicationId, PartnerId } from "../../../kernel/ids.ts";
import { iso, type CivilDate, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { Application, ApplicationState } from "../partner.ts";

/** What the gate asks of all other files. Only officers' pages and deeds may come here: it crosses files. */
export interface OtherFile {
  readonly id: PartnerId;
  readonly name: string;
  readonly state: ApplicationState;
  readonly via: "register" | "lei" | "name";
}

export async function sameIdentity(
  tx: Tx,
  ask: { partner: PartnerId; country: string; register: string; lei: string },
): Promise<readonly OtherFile[]> {
  const { rows } = await sql<OtherFile>`select p.id, p.name, a.state,
    case when p.lei is not null and p.lei = ${ask.lei} then 'lei' else 'register' end as via
    from partners.partners p join partners.applications a on a.id = p.application_id
    where p.id <> ${ask.partner} and ((p.country = ${ask.country} and p.register_key = ${ask.register})
      or (p.lei is not null and p.lei = ${ask.lei}))
    order by p.created_at, p.id limit 20`.execute(tx);
  return rows;
}

/** Every other name and its key: compared in memory (names.ts); partners are counted in thousands. */
export async function otherNameKeys(
  tx: Tx,
  partner: PartnerId,
): Promise<readonly (OtherFile & { readonly key: string })[]> {
  const { rows } = await sql<OtherFile & { key: string }>`select p.id, n.text as name, a.state, 'name' as via, n.key
    from partners.names n join partners.partners p on p.id = n.partner_id
    join partners.applications a on a.id = p.application_id
    where n.partner_id <> ${partner} order by p.created_at, p.id, n.position`.execute(tx);
  return rows;
}

/** The latest refusal (by verdict or decision) of this legal person, under this file or another with its identity. */
export async function lastRefusal(tx: Tx, ask: { files: readonly PartnerId[]; since: Instant }): Promise<Instant | null> {
  const { rows } = await sql<{ at: Instant | null }>`select max(declined_at) as at from partners.applications
    where partner_id = any(${[...ask.files]}::text[]) and decline_ground in ('verdict', 'decision')
      and declined_at > ${iso(ask.since)}::timestamptz`.execute(tx);
  return rows[0]?.at ?? null;
}

export interface QueueRow extends Pick<
  Application,
  "id" | "partnerId" | "state" | "origin" | "stateSince" | "officer" | "submissions"
> {
  readonly name: string;
  readonly country: string;
  readonly kind: string;
}

export interface QueueAsk {
  readonly states: readonly ApplicationState[];
  readonly search: string; // part of a name, empty for all
  readonly after: string; // cursor: "" or the key of the last row shown
  readonly limit: number;
}

/** Oldest first: who waited longest is answered first. `cursor` continues after a row. */
export async function queue(tx: Tx, ask: QueueAsk): Promise<readonly (QueueRow & { readonly cursor: string })[]> {
  const like = `%${ask.search.toLowerCase().replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const key = sql`to_char(a.state_since at time zone 'UTC', 'YYYYMMDDHH24MISSMS') || a.id`;
  const { rows } = await sql<QueueRow & { cursor: string }>`select a.id, a.partner_id as "partnerId", a.state, a.origin,
    a.state_since as "stateSince", a.officer, a.submissions, p.name, p.country, p.kind, ${key} as cursor
    from partners.applications a join partners.partners p on p.id = a.partner_id
    where a.state = any(${[...ask.states]}::text[]) and ${key} > ${ask.after}
      and (lower(p.name) like ${like} or exists (select 1 from partners.names n
        where n.partner_id = p.id and lower(n.text) like ${like}))
    order by ${key} limit ${ask.limit}`.execute(tx);
  return rows;
}

/** Drafts and returned applications that nobody touched since `before`. */
export async function idleApplications(tx: Tx, before: Instant, limit: number): Promise<readonly ApplicationId[]> {
  const { rows } = await sql<{ id: ApplicationId }>`select id from partners.applications
    where (state = 'draft' and saved_at <= ${iso(before)}::timestamptz)
      or (state = 'returned' and state_since <= ${iso(before)}::timestamptz)
    order by saved_at, id limit ${limit}`.execute(tx);
  return rows.map((row) => row.id);
}

export interface Offer {
  readonly applicationId: ApplicationId;
  readonly contactKey: string; // canonical e-mail address of who wrote
  readonly receivedOn: CivilDate;
  readonly channel: string;
  readonly words: string;
  readonly recordedAt: Instant;
  readonly claimedAt: Instant | null;
}

const offerColumns = sql`application_id as "applicationId", contact_key as "contactKey", received_on as "receivedOn",
  channel, words, recorded_at as "recordedAt", claimed_at as "claimedAt"`;

export async function insertOffer(tx: Tx, row: Omit<Offer, "claimedAt"> & { readonly by: string }): Promise<void> {
  await sql`insert into partners.offers (application_id, contact_key, received_on, channel, words, recorded_by,
    recorded_at) values (${row.applicationId}, ${row.contactKey}, ${row.receivedOn}::date, ${row.channel},
    ${row.words}, ${row.by}, ${iso(row.recordedAt)}::timestamptz)`.execute(tx);
}

export async function unclaimedOffer(tx: Tx, contactKey: string): Promise<Offer | null> {
  const { rows } = await sql<Offer>`select ${offerColumns} from partners.offers
    where contact_key = ${contactKey} and claimed_by is null order by recorded_at limit 1 for update`.execute(tx);
  return rows[0] ?? null;
}

export async function offerOf(tx: Tx, application: ApplicationId): Promise<Offer | null> {
  const { rows } = await sql<Offer>`select ${offerColumns} from partners.offers
    where application_id = ${application}`.execute(tx);
  return rows[0] ?? null;
}

export async function claimOffer(tx: Tx, application: ApplicationId, ask: { by: string; at: Instant }): Promise<void> {
  await sql`update partners.offers set claimed_by = ${ask.by}, claimed_at = ${iso(ask.at)}::timestamptz
    where application_id = ${application}`.execute(tx);
}
