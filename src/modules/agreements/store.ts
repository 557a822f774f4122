import { sql } from "kysely";
import type { AgreementId, ContributionId, PartnerId } from "../../kernel/ids.ts";
import { iso, type CivilDate, type Instant } from "../../kernel/instants.ts";
import type { StoredBlob } from "../../ports/blobs.ts";
import type { Tx } from "../../ports/database/database.ts";
import type { Agreement, AgreementState, Signature } from "./agreement.ts";

interface Row {
  id: AgreementId;
  file: PartnerId;
  contribution: ContributionId;
  state: AgreementState;
  version: number;
  starts_on: CivilDate;
  ends_on: CivilDate;
  drafted_by_person: string;
  drafted_at: Instant;
  cleared_by_person: string | null;
  cleared_at: Instant | null;
  text_sha256: string | null;
  blob_address: string | null;
  blob_key: Buffer | null;
  blob_size: number | null;
  in_force_at: Instant | null;
  signatures: { side: Signature["side"]; person: string; text_sha256: string; signed_ms: string }[] | null;
}

const columns = sql`
  a.id, a.file, a.contribution, a.state, a.version, a.starts_on, a.ends_on, a.drafted_by_person, a.drafted_at,
  a.cleared_by_person, a.cleared_at, a.text_sha256, a.blob_address, a.blob_key, a.blob_size, a.in_force_at,
  (select json_agg(json_build_object('side', s.side, 'person', s.person, 'text_sha256', s.text_sha256,
      'signed_ms', (extract(epoch from s.signed_at) * 1000)::bigint::text) order by s.signed_at)
     from agreements.signatures s where s.agreement_id = a.id) as signatures`;

export async function insertAgreement(tx: Tx, agreement: Agreement): Promise<void> {
  await sql`
    insert into agreements.agreements (id, file, contribution, state, version, starts_on, ends_on, drafted_by_person, drafted_at)
    values (${agreement.id}, ${agreement.file}, ${agreement.contribution}, ${agreement.state}, ${agreement.version},
      ${agreement.startsOn}::date, ${agreement.endsOn}::date, ${agreement.draftedByPerson},
      ${iso(agreement.draftedAt)}::timestamptz)
  `.execute(tx);
}

export async function saveDates(
  tx: Tx,
  ask: { id: AgreementId; startsOn: CivilDate; endsOn: CivilDate },
): Promise<void> {
  await sql`
    update agreements.agreements set starts_on = ${ask.startsOn}::date, ends_on = ${ask.endsOn}::date, version = version + 1
    where id = ${ask.id}
  `.execute(tx);
}

export async function saveCleared(
  tx: Tx,
  ask: { id: AgreementId; person: string; at: Instant; text: StoredBlob },
): Promise<void> {
  const { text } = ask;
  await sql`
    update agreements.agreements set state = 'legal-cleared', version = version + 1, cleared_by_person = ${ask.person},
      cleared_at = ${iso(ask.at)}::timestamptz, text_sha256 = ${text.sha256}, blob_address = ${text.address},
      blob_key = ${Buffer.from(text.sealedKey)}, blob_size = ${text.size}
    where id = ${ask.id}
  `.execute(tx);
}

export async function saveSignature(
  tx: Tx,
  ask: {
    id: AgreementId;
    side: Signature["side"];
    state: AgreementState;
    person: string;
    account: string;
    textSha256: string;
    at: Instant;
    eventId: string;
  },
): Promise<void> {
  await sql`
    insert into agreements.signatures (agreement_id, side, person, account, text_sha256, signed_at, event_id)
    values (${ask.id}, ${ask.side}, ${ask.person}, ${ask.account}, ${ask.textSha256}, ${iso(ask.at)}::timestamptz, ${ask.eventId})
  `.execute(tx);
  await sql`update agreements.agreements set state = ${ask.state}, version = version + 1 where id = ${ask.id}`.execute(
    tx,
  );
}

export async function saveInForce(tx: Tx, id: AgreementId, at: Instant): Promise<void> {
  await sql`
    update agreements.agreements set state = 'in-force', version = version + 1, in_force_at = ${iso(at)}::timestamptz
    where id = ${id}
  `.execute(tx);
}

export async function agreementById(tx: Tx, id: string): Promise<Agreement | null> {
  return one(await sql<Row>`select ${columns} from agreements.agreements a where a.id = ${id}`.execute(tx));
}

/** With a row lock: two signatures, or a signature and a redraft, must not pass each other. */
export async function lockAgreement(tx: Tx, id: string): Promise<Agreement | null> {
  return one(
    await sql<Row>`select ${columns} from agreements.agreements a where a.id = ${id} for update of a`.execute(
      tx,
    ),
  );
}

export async function agreementOfContribution(tx: Tx, contribution: string): Promise<Agreement | null> {
  return one(
    await sql<Row>`select ${columns} from agreements.agreements a where a.contribution = ${contribution}`.execute(
      tx,
    ),
  );
}

export async function agreementsOfFile(tx: Tx, file: string): Promise<Agreement[]> {
  const found = await sql<Row>`
    select ${columns} from agreements.agreements a where a.file = ${file} order by a.drafted_at
  `.execute(tx);
  return found.rows.map(asAgreement);
}

export async function agreementsIn(tx: Tx, states: readonly AgreementState[]): Promise<Agreement[]> {
  const found = await sql<Row>`
    select ${columns} from agreements.agreements a where a.state = any(${states as string[]}::text[])
    order by a.drafted_at limit 500
  `.execute(tx);
  return found.rows.map(asAgreement);
}

/** Newest first; a list a person reads, not an export. */
export async function newestAgreements(tx: Tx): Promise<Agreement[]> {
  const found = await sql<Row>`
    select ${columns} from agreements.agreements a order by a.drafted_at desc, a.id limit 200
  `.execute(tx);
  return found.rows.map(asAgreement);
}

function one(found: { rows: Row[] }): Agreement | null {
  return found.rows[0] ? asAgreement(found.rows[0]) : null;
}

function asAgreement(row: Row): Agreement {
  const text =
    row.text_sha256 && row.blob_address && row.blob_key && row.blob_size !== null
      ? { address: row.blob_address, sealedKey: row.blob_key, sha256: row.text_sha256, size: row.blob_size }
      : null;
  return {
    id: row.id,
    file: row.file,
    contribution: row.contribution,
    state: row.state,
    version: row.version,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    draftedByPerson: row.drafted_by_person,
    draftedAt: row.drafted_at,
    clearedByPerson: row.cleared_by_person,
    clearedAt: row.cleared_at,
    text,
    inForceAt: row.in_force_at,
    signatures: (row.signatures ?? []).map((s) => ({
      side: s.side,
      person: s.person,
      textSha256: s.text_sha256,
      signedAt: Number(s.signed_ms) as Instant,
    })),
  };
}
