import { sql } from "kysely";
import type { ApplicationId, PartnerId } from "../../../kernel/ids.ts";
import { iso, type Instant } from "../../../kernel/instants.ts";
import type { StoredBlob } from "../../../ports/blobs.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { DocumentId, HeldDocument, Holding, Officer, OfficerId, Owners, Party, PartyId } from "../partner.ts";

/** The lists of a draft: people, owners with their chain, documents. One row each, removed by those who wrote them. */
export async function officersOfApplication(tx: Tx, application: ApplicationId): Promise<readonly Officer[]> {
  const { rows } = await sql<Officer>`select id, name, other_name as "otherName", role_words as "roleWords",
    birth_on as "birthOn", nationality, signs, public_function as "publicFunction" from partners.officers
    where application_id = ${application} order by position, id`.execute(tx);
  return rows;
}

export async function insertOfficer(tx: Tx, application: ApplicationId, row: Officer): Promise<void> {
  await sql`insert into partners.officers (id, application_id, position, name, other_name, role_words, birth_on,
    nationality, signs, public_function) values (${row.id}, ${application}, (select coalesce(max(position), 0) + 1
      from partners.officers where application_id = ${application}), ${row.name}, ${row.otherName}, ${row.roleWords},
      ${row.birthOn}, ${row.nationality}, ${row.signs}, ${row.publicFunction})`.execute(tx);
}

export async function removeOfficer(tx: Tx, application: ApplicationId, id: OfficerId): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from partners.officers
    where application_id = ${application} and id = ${id}`.execute(tx);
  return numAffectedRows === 1n;
}

/** The remainder is not a row: it is read from what was typed (form/content.ts). */
export async function ownersOfApplication(tx: Tx, application: ApplicationId): Promise<Owners> {
  const parties = await sql<Party>`select id, kind, name, other_name as "otherName", country, birth_on as "birthOn",
    register_number as "registerNumber", chain_words as "chainWords" from partners.parties
    where application_id = ${application} order by position, id`.execute(tx);
  const holdings = await sql<Holding>`select id, holder_id as "holderId", held_id as "heldId", share_bps as "shareBps",
    form, control_words as "controlWords" from partners.holdings
    where application_id = ${application} order by position, id`.execute(tx);
  return { parties: parties.rows, holdings: holdings.rows, remainderBps: 0, remainderWords: null };
}

export async function insertParty(tx: Tx, application: ApplicationId, row: Party): Promise<void> {
  await sql`insert into partners.parties (id, application_id, position, kind, name, other_name, country, birth_on,
    register_number, chain_words) values (${row.id}, ${application}, (select coalesce(max(position), 0) + 1
      from partners.parties where application_id = ${application}), ${row.kind}, ${row.name}, ${row.otherName},
      ${row.country}, ${row.birthOn}, ${row.registerNumber}, ${row.chainWords})`.execute(tx);
}

export async function insertHolding(tx: Tx, application: ApplicationId, row: Holding): Promise<void> {
  await sql`insert into partners.holdings (id, application_id, position, holder_id, held_id, share_bps, form,
    control_words) values (${row.id}, ${application}, (select coalesce(max(position), 0) + 1 from partners.holdings
      where application_id = ${application}), ${row.holderId}, ${row.heldId}, ${row.shareBps}, ${row.form},
      ${row.controlWords})`.execute(tx);
}

export async function removeHolding(tx: Tx, application: ApplicationId, id: string): Promise<void> {
  await sql`delete from partners.holdings where application_id = ${application} and id = ${id}`.execute(tx);
}

export async function removeParty(tx: Tx, application: ApplicationId, id: PartyId): Promise<void> {
  await sql`delete from partners.parties where application_id = ${application} and id = ${id}`.execute(tx);
}

const documentColumns = sql`d.id, d.kind, d.name, d.media_type as "mediaType", d.size, d.sha256, d.added_at as "addedAt"`;

export async function documentsOfApplication(tx: Tx, application: ApplicationId): Promise<readonly HeldDocument[]> {
  const { rows } = await sql<HeldDocument>`select ${documentColumns} from partners.documents d
    where d.application_id = ${application} and d.removed_at is null order by d.added_at, d.id`.execute(tx);
  return rows;
}

/** The documents a submission names, also those taken off the draft since. */
export async function documentsNamed(tx: Tx, ids: readonly string[]): Promise<readonly HeldDocument[]> {
  const { rows } = await sql<HeldDocument>`select ${documentColumns} from partners.documents d
    where d.id = any(${[...ids]}::text[]) order by d.added_at, d.id`.execute(tx);
  return rows;
}

export interface DocumentRow {
  readonly partnerId: PartnerId;
  readonly applicationId: ApplicationId;
  readonly document: HeldDocument;
  readonly blob: StoredBlob;
  readonly by: string;
}

export async function insertDocument(tx: Tx, row: DocumentRow): Promise<void> {
  const d = row.document;
  await sql`insert into partners.documents (id, partner_id, application_id, kind, name, media_type, size, sha256,
    address, sealed_key, added_at, added_by) values (${d.id}, ${row.partnerId}, ${row.applicationId}, ${d.kind},
    ${d.name}, ${d.mediaType}, ${d.size}, ${d.sha256}, ${row.blob.address}, ${Buffer.from(row.blob.sealedKey)},
    ${iso(d.addedAt)}::timestamptz, ${row.by})`.execute(tx);
}

/** Taken out of the draft; the bytes stay while a submitted version names them. */
export async function removeDocument(
  tx: Tx,
  application: ApplicationId,
  ask: { id: DocumentId; at: Instant },
): Promise<boolean> {
  const { numAffectedRows } = await sql`update partners.documents set removed_at = ${iso(ask.at)}::timestamptz
    where application_id = ${application} and id = ${ask.id} and removed_at is null`.execute(tx);
  return numAffectedRows === 1n;
}

export interface FoundDocument extends HeldDocument {
  readonly partnerId: PartnerId;
  readonly blob: StoredBlob;
}

export async function documentById(tx: Tx, id: DocumentId): Promise<FoundDocument | null> {
  type Row = HeldDocument & { partnerId: PartnerId; address: string; sealedKey: Buffer };
  const { rows } = await sql<Row>`select ${documentColumns}, d.partner_id as "partnerId", d.address,
    d.sealed_key as "sealedKey" from partners.documents d where d.id = ${id}`.execute(tx);
  if (!rows[0]) return null;
  const { address, sealedKey, ...document } = rows[0];
  return { ...document, blob: { address, sealedKey, sha256: document.sha256, size: document.size } };
}
