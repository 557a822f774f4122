import { sql } from "kysely";
import type { ApplicationId, PartnerId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { Content } from "../form/content.ts";
import type { PartName } from "../form/fields.ts";
import type { Typed } from "../form/read-part.ts";
import type { PartnerKind } from "../form/tables.ts";
import type { Application, ApplicationState, Partner, PartnerName } from "../partner.ts";
import { nameKey } from "../reading/names.ts";

type PartnerRow = Omit<Partner, "names" | "state"> & {
  readonly applicationState: ApplicationState;
  readonly isSuspended: boolean;
};

const partnerColumns = sql`p.id, p.name, p.kind, p.country, p.legal_form as "legalForm",
  p.register_name as "registerName", p.register_number as "registerNumber", p.lei, p.group_id as "groupId",
  p.group_name as "groupName", p.application_id as "applicationId", a.version, a.state as "applicationState",
  exists (select 1 from partners.suspensions s where s.partner_id = p.id and s.lifted_at is null) as "isSuspended"`;

/** Null when there is no such file. The caller has checked who may see it. */
export async function partnerById(tx: Tx, id: PartnerId): Promise<Partner | null> {
  const { rows } = await sql<PartnerRow>`select ${partnerColumns} from partners.partners p
    join partners.applications a on a.id = p.application_id where p.id = ${id}`.execute(tx);
  const row = rows[0];
  if (!row) return null;
  const { applicationState, isSuspended, ...rest } = row;
  return { ...rest, names: await namesOfPartner(tx, row), state: isSuspended ? "suspended" : applicationState };
}

async function namesOfPartner(tx: Tx, partner: Pick<Partner, "id" | "name">): Promise<readonly PartnerName[]> {
  const { rows } = await sql<PartnerName>`select text, script, lang, kind from partners.names
    where partner_id = ${partner.id} order by position`.execute(tx);
  return rows;
}

export interface NewPartner {
  readonly id: PartnerId;
  readonly name: string;
  readonly kind: PartnerKind;
  readonly country: string;
  readonly applicationId: ApplicationId;
  readonly at: Instant;
}

/** Until a group is declared the partner is a group of its own. */
export async function insertPartner(tx: Tx, row: NewPartner): Promise<void> {
  await sql`insert into partners.partners (id, name, kind, country, group_id, application_id, created_at)
    values (${row.id}, ${row.name}, ${row.kind}, ${row.country}, ${row.id}, ${row.applicationId},
      ${iso(row.at)}::timestamptz)`.execute(tx);
}

export async function pointToApplication(tx: Tx, partner: PartnerId, application: ApplicationId): Promise<void> {
  await sql`update partners.partners set application_id = ${application} where id = ${partner}`.execute(tx);
}

export async function setActivated(tx: Tx, partner: PartnerId, at: Instant): Promise<void> {
  await sql`update partners.partners set activated_at = ${iso(at)}::timestamptz where id = ${partner}`.execute(tx);
}

/** What was submitted becomes what everybody else reads: names, register, group. */
export async function project(
  tx: Tx, partner: PartnerId, content: Content, keys: { register: string; group: string | null; groupId: string },
): Promise<void> {
  const { registration } = content;
  await sql`update partners.partners set name = ${content.names[0]?.text ?? ""}, country = ${registration.country},
    group_name = ${content.groupName}, group_key = ${keys.group}, group_id = ${keys.groupId},
    legal_form = ${registration.legalForm}, register_name = ${registration.registerName},
    register_number = ${registration.registerNumber}, register_key = ${keys.register},
    lei = ${registration.lei === "" ? null : registration.lei} where id = ${partner}`.execute(tx);
  await replaceNames(tx, partner, content.names);
}

export async function replaceNames(tx: Tx, partner: PartnerId, names: readonly PartnerName[]): Promise<void> {
  await sql`delete from partners.names where partner_id = ${partner}`.execute(tx);
  for (const [position, name] of names.entries()) {
    await sql`insert into partners.names (partner_id, position, text, script, lang, kind, key) values (${partner},
      ${position}, ${name.text}, ${name.script}, ${name.lang}, ${name.kind}, ${nameKey(name.text)})`.execute(tx);
  }
}

/** Another partner of the same group: one with the same parent, one that is the parent, or one whose parent this is. */
export async function groupIdFor(
  tx: Tx, partner: PartnerId, keys: { parents: readonly string[]; own: readonly string[] },
): Promise<string | null> {
  const parents = [...keys.parents];
  const { rows } = await sql<{ groupId: string }>`select p.group_id as "groupId" from partners.partners p
    where p.id <> ${partner} and (p.group_key = any(${[...parents, ...keys.own]}::text[])
      or exists (select 1 from partners.names n where n.partner_id = p.id and n.key = any(${parents}::text[])))
    order by p.created_at, p.id limit 1`.execute(tx);
  return rows[0]?.groupId ?? null;
}

const applicationColumns = sql`a.id, a.partner_id as "partnerId", a.state, a.version, a.origin,
  a.started_at as "startedAt", a.saved_at as "savedAt", a.state_since as "stateSince", a.submissions,
  a.submitted_at as "submittedAt", a.officer, a.gaps, a.decline_ground as "declineGround",
  a.decline_words as "declineWords", a.declined_at as "declinedAt"`;

export async function applicationById(tx: Tx, id: ApplicationId): Promise<Application | null> {
  const { rows } = await sql<Application>`select ${applicationColumns} from partners.applications a
    where a.id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** The same row, locked until the transaction ends: two clicks cannot both find the version they expect. */
export async function lockApplication(tx: Tx, id: ApplicationId): Promise<Application | null> {
  const { rows } = await sql<Application>`select ${applicationColumns} from partners.applications a
    where a.id = ${id} for update`.execute(tx);
  return rows[0] ?? null;
}

export async function applicationsOf(tx: Tx, partner: PartnerId): Promise<readonly Application[]> {
  const { rows } = await sql<Application>`select ${applicationColumns} from partners.applications a
    where a.partner_id = ${partner} order by a.started_at desc, a.id`.execute(tx);
  return rows;
}

export interface NewApplication {
  readonly id: ApplicationId;
  readonly partnerId: PartnerId;
  readonly origin: Application["origin"];
  readonly startedBy: string;
  readonly officer: string | null;
  readonly at: Instant;
}

export async function insertApplication(tx: Tx, row: NewApplication): Promise<void> {
  const at = sql`${iso(row.at)}::timestamptz`;
  await sql`insert into partners.applications (id, partner_id, state, version, origin, started_by, started_at,
    saved_at, state_since, officer) values (${row.id}, ${row.partnerId}, 'draft', 1, ${row.origin}, ${row.startedBy},
    ${at}, ${at}, ${at}, ${row.officer})`.execute(tx);
}

/** Writes the next version. The caller holds the lock and has compared versions. */
export async function moveApplication(
  tx: Tx,
  before: Application,
  after: Partial<Application> & { readonly at: Instant },
): Promise<number> {
  const next = { ...before, ...after };
  const since = next.state === before.state ? before.stateSince : after.at;
  await sql`update partners.applications set state = ${next.state}, version = version + 1,
    saved_at = ${iso(next.savedAt)}::timestamptz, state_since = ${iso(since)}::timestamptz,
    submissions = ${next.submissions}, officer = ${next.officer}, gaps = ${next.gaps},
    submitted_at = ${next.submittedAt === null ? null : iso(next.submittedAt)}::timestamptz,
    decline_ground = ${next.declineGround}, decline_words = ${next.declineWords},
    declined_at = ${next.declinedAt === null ? null : iso(next.declinedAt)}::timestamptz
    where id = ${before.id}`.execute(tx);
  return before.version + 1;
}

export async function typedParts(tx: Tx, application: ApplicationId): Promise<Partial<Record<PartName, Typed>>> {
  const { rows } = await sql<{ part: PartName; typed: Typed }>`select part, typed from partners.application_parts
    where application_id = ${application}`.execute(tx);
  return Object.fromEntries(rows.map((row) => [row.part, row.typed]));
}

export interface SavedPart {
  readonly application: ApplicationId;
  readonly part: PartName;
  readonly typed: Typed;
  readonly by: string;
  readonly at: Instant;
}

export async function savePart(tx: Tx, row: SavedPart): Promise<void> {
  await sql`insert into partners.application_parts (application_id, part, typed, saved_at, saved_by)
    values (${row.application}, ${row.part}, ${JSON.stringify(row.typed)}::jsonb, ${iso(row.at)}::timestamptz, ${row.by})
    on conflict (application_id, part) do update set typed = excluded.typed, saved_at = excluded.saved_at,
      saved_by = excluded.saved_by`.execute(tx);
}

/** A further application starts from what was typed for the last one; the declaration is made anew. */
export async function copyParts(
  tx: Tx,
  of: { from: ApplicationId; to: ApplicationId; at: Instant; by: string },
): Promise<void> {
  await sql`insert into partners.application_parts (application_id, part, typed, saved_at, saved_by)
    select ${of.to}, part, typed, ${iso(of.at)}::timestamptz, ${of.by} from partners.application_parts
    where application_id = ${of.from} and part <> 'declaration'`.execute(tx);
}

export interface Version {
  readonly number: number;
  readonly content: Content;
  readonly contentSha256: string;
  readonly submittedBy: string;
  readonly submittedAt: Instant;
}

export async function insertVersion(tx: Tx, application: ApplicationId, version: Version): Promise<void> {
  await sql`insert into partners.application_versions (application_id, number, content, content_sha256, submitted_by,
    submitted_at) values (${application}, ${version.number}, ${JSON.stringify(version.content)}::jsonb,
    ${version.contentSha256}, ${version.submittedBy}, ${iso(version.submittedAt)}::timestamptz)`.execute(tx);
}

/** Newest first; empty until the first submission. */
export async function versionsOf(tx: Tx, application: ApplicationId, limit = 20): Promise<readonly Version[]> {
  const { rows } = await sql<Version>`select number, content, content_sha256 as "contentSha256",
    submitted_by as "submittedBy", submitted_at as "submittedAt" from partners.application_versions
    where application_id = ${application} order by number desc limit ${limit}`.execute(tx);
  return rows;
}

/** The newest submission of the file, whichever application it belongs to: what the world may rely on. */
export async function lastContent(tx: Tx, partner: PartnerId): Promise<Content | null> {
  const { rows } = await sql<{ content: Content }>`select v.content from partners.application_versions v
    join partners.applications a on a.id = v.application_id where a.partner_id = ${partner}
    order by v.submitted_at desc, v.number desc limit 1`.execute(tx);
  return rows[0]?.content ?? null;
}

/** Everything this file ever submitted, the first first: who was named once stays a natural person. */
export async function everyContent(tx: Tx, partner: PartnerId): Promise<readonly Content[]> {
  const { rows } = await sql<{ content: Content }>`select v.content from partners.application_versions v
    join partners.applications a on a.id = v.application_id where a.partner_id = ${partner}
    order by v.submitted_at, v.number`.execute(tx);
  return rows.map((row) => row.content);
}
