import { sql } from "kysely";
import type { Body, Kind } from "../../engines/regulation/index.ts";
import type { ContributionId, PartnerId } from "../../kernel/ids.ts";
import { iso, type CivilDate, type Instant } from "../../kernel/instants.ts";
import { assert } from "../../kernel/result.ts";
import type { Tx } from "../../ports/database/database.ts";
import { isConditionType, type ConditionType } from "./conditions.ts";
import {
  costLines,
  type AccountKind,
  type Condition,
  type Contribution,
  type ContributionState,
  type Conversion,
  type CostLine,
  type Draft,
  type DraftContent,
  type Earmark,
  type OfferContent,
  type Valuation,
} from "./contribution.ts";
import { lastDecision } from "./store-decisions.ts";

interface Row {
  id: ContributionId;
  file: PartnerId;
  state: ContributionState;
  version: number;
  draft: DraftContent | null;
  drafted_at: Instant;
  saved_at: Instant;
  kind: Kind | null;
  purpose: string | null;
  purpose_words: string | null;
  programme: string | null;
  value_minor: bigint | null;
  currency: string | null;
  account_kind: AccountKind | null;
  earmark: Earmark | null;
  starts_on: CivilDate | null;
  ends_on: CivilDate | null;
  part_of: ContributionId | null;
  proposed_by_person: string | null;
  proposed_by_account: string | null;
  offered_at: Instant | null;
  offered_on: CivilDate | null;
  house_minor: bigint | null;
  rate_micro: bigint | null;
  rate_on: CivilDate | null;
  rate_source: string | null;
  valued_by_person: string | null;
  valued_at: Instant | null;
  hidden_costs: Record<string, string> | null;
  hidden_cost_minor: bigint | null;
  budget_line: string | null;
  is_liability_open_ended: boolean | null;
  valuation_words: string | null;
  text_cleared_by_person: string | null;
  text_sha256: string | null;
  agreement_months: number | null;
  agreement: string | null;
}

const columns = sql`c.id, c.file, c.state, c.version, c.draft, c.drafted_at, c.saved_at, c.kind, c.purpose, c.purpose_words,
  c.programme, c.value_minor, c.currency, c.account_kind, c.earmark, c.starts_on, c.ends_on, c.part_of,
  c.proposed_by_person, c.proposed_by_account, c.offered_at, c.offered_on, c.house_minor, c.rate_micro, c.rate_on,
  c.rate_source, c.valued_by_person, c.valued_at, c.hidden_costs, c.hidden_cost_minor, c.budget_line,
  c.is_liability_open_ended, c.valuation_words, c.text_cleared_by_person, c.text_sha256, c.agreement_months, c.agreement`;

export async function insertDraft(tx: Tx, draft: Draft, account: string): Promise<void> {
  await sql`insert into contributions.contributions (id, file, state, version, draft, drafted_at, saved_at, drafted_by_account)
    values (${draft.id}, ${draft.file}, 'drafted', ${draft.version}, ${JSON.stringify(draft.content)}::jsonb,
      ${iso(draft.savedAt)}::timestamptz, ${iso(draft.savedAt)}::timestamptz, ${account})`.execute(tx);
}

export async function saveDraft(tx: Tx, draft: Draft): Promise<void> {
  await sql`update contributions.contributions set draft = ${JSON.stringify(draft.content)}::jsonb, version = ${draft.version},
    saved_at = ${iso(draft.savedAt)}::timestamptz where id = ${draft.id}`.execute(tx);
}

export interface OfferRow {
  readonly id: ContributionId;
  readonly version: number;
  readonly content: OfferContent;
  readonly bundle: ContributionId;
  readonly person: string;
  readonly account: string;
  readonly at: Instant;
  readonly on: CivilDate;
  readonly conversion: Conversion | null;
}

export async function saveOffer(tx: Tx, offer: OfferRow): Promise<void> {
  const { content: c, conversion: v } = offer;
  await sql`update contributions.contributions set state = 'offered', version = ${offer.version}, draft = null,
      saved_at = ${iso(offer.at)}::timestamptz, kind = ${c.kind}, purpose = ${c.purpose}, purpose_words = ${c.purposeWords},
      programme = ${c.programme}, value_minor = ${c.valueMinor.toString()}::bigint, currency = ${c.currency},
      account_kind = ${c.accountKind}, earmark = ${c.earmark}, starts_on = ${c.startsOn}::date, ends_on = ${c.endsOn}::date,
      part_of = ${offer.bundle}, proposed_by_person = ${offer.person}, proposed_by_account = ${offer.account},
      offered_at = ${iso(offer.at)}::timestamptz, offered_on = ${offer.on}::date,
      house_minor = ${v?.houseMinor.toString() ?? null}::bigint, rate_micro = ${v?.rateMicro.toString() ?? null}::bigint,
      rate_on = ${v?.rateOn ?? null}::date, rate_source = ${v?.rateSource ?? null}
    where id = ${offer.id}`.execute(tx);
  for (const [index, words] of c.conditions.entries()) {
    await sql`insert into contributions.conditions (contribution_id, position, words)
      values (${offer.id}, ${index + 1}, ${words})`.execute(tx);
  }
}

export async function saveValuation(
  tx: Tx,
  ask: { id: string; version: number; conversion: Conversion; valuation: Valuation },
): Promise<void> {
  const { conversion: c, valuation: v } = ask;
  const costs = Object.fromEntries(costLines.map((line) => [line, v.costs[line].toString()]));
  // A new valuation is a new text: the legal officer looks again.
  await sql`update contributions.contributions set state = 'valued', version = ${ask.version},
      saved_at = ${iso(v.valuedAt)}::timestamptz, house_minor = ${c.houseMinor.toString()}::bigint,
      rate_micro = ${c.rateMicro.toString()}::bigint, rate_on = ${c.rateOn}::date, rate_source = ${c.rateSource},
      valued_by_person = ${v.valuedByPerson}, valued_at = ${iso(v.valuedAt)}::timestamptz,
      hidden_costs = ${JSON.stringify(costs)}::jsonb, hidden_cost_minor = ${v.hiddenCostMinor.toString()}::bigint,
      budget_line = ${v.budgetLine}, is_liability_open_ended = ${v.isLiabilityOpenEnded}, valuation_words = ${v.words},
      text_cleared_by_person = null, text_cleared_at = null
    where id = ${ask.id}`.execute(tx);
}

export async function saveTextCleared(
  tx: Tx,
  ask: {
    id: string;
    version: number;
    state: ContributionState;
    person: string;
    at: Instant;
    types: readonly ConditionType[];
  },
): Promise<void> {
  for (const [index, type] of ask.types.entries()) {
    await sql`update contributions.conditions set type = ${type}
      where contribution_id = ${ask.id} and position = ${index + 1}`.execute(tx);
  }
  await sql`update contributions.contributions set state = ${ask.state}, version = ${ask.version},
      saved_at = ${iso(ask.at)}::timestamptz, text_cleared_by_person = ${ask.person},
      text_cleared_at = ${iso(ask.at)}::timestamptz
    where id = ${ask.id}`.execute(tx);
}

export async function saveTextFixed(
  tx: Tx,
  ask: { id: string; version: number; state: ContributionState; sha256: string; months: number; at: Instant },
): Promise<void> {
  await sql`update contributions.contributions set state = ${ask.state}, version = ${ask.version},
      saved_at = ${iso(ask.at)}::timestamptz, text_sha256 = ${ask.sha256}, agreement_months = ${ask.months}
    where id = ${ask.id}`.execute(tx);
}

/** `decided`: the authority that accepted or refused. "ask-more" sends the text back to the legal officer. */
export async function saveState(
  tx: Tx,
  ask: { id: string; version: number; state: ContributionState; at: Instant; decidedBy?: Body },
): Promise<void> {
  await sql`update contributions.contributions set state = ${ask.state}, version = ${ask.version},
      saved_at = ${iso(ask.at)}::timestamptz,
      decided_at = coalesce(decided_at, case when ${ask.decidedBy ?? null}::text is null then null
        else ${iso(ask.at)}::timestamptz end),
      decided_by_body = coalesce(decided_by_body, ${ask.decidedBy ?? null}),
      text_cleared_by_person = case when ${ask.state}::text = 'valued' then null else text_cleared_by_person end
    where id = ${ask.id}`.execute(tx);
}

export async function saveAgreed(
  tx: Tx,
  ask: { id: string; version: number; agreement: string; at: Instant },
): Promise<void> {
  await sql`update contributions.contributions set state = 'agreed', version = ${ask.version}, agreement = ${ask.agreement},
      agreed_at = ${iso(ask.at)}::timestamptz, saved_at = ${iso(ask.at)}::timestamptz where id = ${ask.id}`.execute(tx);
}

export async function draftById(tx: Tx, id: string, lock = false): Promise<Draft | null> {
  const held = lock ? sql`for update` : sql``;
  const { rows } = await sql<Row>`select ${columns} from contributions.contributions c
    where c.id = ${id} and c.state = 'drafted' ${held}`.execute(tx);
  return rows[0] ? asDraft(rows[0]) : null;
}

export async function draftsOf(tx: Tx, file: string): Promise<Draft[]> {
  const { rows } = await sql<Row>`select ${columns} from contributions.contributions c
    where c.file = ${file} and c.state = 'drafted' order by c.saved_at desc limit 50`.execute(tx);
  return rows.map(asDraft);
}

function asDraft(row: Row): Draft {
  return { id: row.id, file: row.file, version: row.version, content: row.draft ?? {}, savedAt: row.saved_at };
}

/** Locks the row: deeds on one contribution wait for each other. Null for a draft: it is not offered yet. */
export async function lockContributionRow(tx: Tx, id: string): Promise<Contribution | null> {
  const { rows } = await sql<Row>`select ${columns} from contributions.contributions c
    where c.id = ${id} and c.offered_at is not null for update`.execute(tx);
  return rows[0] ? whole(tx, rows[0]) : null;
}

export async function contributionById(tx: Tx, id: string): Promise<Contribution | null> {
  const { rows } = await sql<Row>`select ${columns} from contributions.contributions c
    where c.id = ${id} and c.offered_at is not null`.execute(tx);
  return rows[0] ? whole(tx, rows[0]) : null;
}

export async function contributionsOfFile(tx: Tx, file: string): Promise<Contribution[]> {
  const { rows } = await sql<Row>`select ${columns} from contributions.contributions c
    where c.file = ${file} and c.offered_at is not null order by c.offered_at desc, c.id desc limit 200`.execute(tx);
  return Promise.all(rows.map((row) => whole(tx, row)));
}

export interface PageAskOf {
  readonly state: ContributionState | null;
  readonly kind: Kind | null;
  readonly before: { readonly at: string; readonly id: string } | null;
  readonly limit: number;
}

/** Newest offer first, below the keyset position. Serves the officers' list and the tasks. */
export async function contributionsPage(tx: Tx, ask: PageAskOf): Promise<Contribution[]> {
  const { rows } = await sql<Row>`select ${columns} from contributions.contributions c
    where c.offered_at is not null
      and (${ask.state}::text is null or c.state = ${ask.state}) and (${ask.kind}::text is null or c.kind = ${ask.kind})
      and (${ask.before?.at ?? null}::timestamptz is null
        or (c.offered_at, c.id) < (${ask.before?.at ?? null}::timestamptz, ${ask.before?.id ?? ""}))
    order by c.offered_at desc, c.id desc limit ${ask.limit}`.execute(tx);
  return Promise.all(rows.map((row) => whole(tx, row)));
}

/** Offers whose value and text are being checked: an agreement can be drafted for them. Oldest first. */
export async function contributionsInCheck(tx: Tx): Promise<Contribution[]> {
  const { rows } = await sql<Row>`select ${columns} from contributions.contributions c
    where c.state in ('valued', 'pending-decision') order by c.offered_at, c.id limit 500`.execute(tx);
  return Promise.all(rows.map((row) => whole(tx, row)));
}

async function whole(tx: Tx, row: Row): Promise<Contribution> {
  const { rows } = await sql<{ position: number; words: string; type: string | null }>`
    select position, words, type from contributions.conditions where contribution_id = ${row.id} order by position`.execute(
    tx,
  );
  const conditions = rows.map((c): Condition => ({
    position: c.position,
    words: c.words,
    type: isConditionType(c.type) ? c.type : null,
  }));
  return asContribution(row, conditions, await lastDecision(tx, row.id));
}

function asContribution(row: Row, conditions: readonly Condition[], decision: Contribution["decision"]): Contribution {
  assert(
    row.kind &&
      row.purpose &&
      row.programme &&
      row.value_minor !== null &&
      row.currency &&
      row.account_kind &&
      row.earmark &&
      row.starts_on &&
      row.ends_on &&
      row.proposed_by_person &&
      row.proposed_by_account &&
      row.offered_at !== null &&
      row.offered_on &&
      row.state !== "drafted",
    "an offer is whole",
  );
  return {
    id: row.id,
    file: row.file,
    state: row.state,
    version: row.version,
    kind: row.kind,
    purpose: row.purpose,
    purposeWords: row.purpose_words ?? "",
    programme: row.programme,
    valueMinor: row.value_minor,
    currency: row.currency,
    accountKind: row.account_kind,
    earmark: row.earmark,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    partOf: row.part_of === row.id ? null : row.part_of,
    bundle: row.part_of ?? row.id,
    conditions,
    conditionWords: conditions.map((c) => c.words),
    proposedByPerson: row.proposed_by_person,
    proposedByAccount: row.proposed_by_account,
    offeredAt: row.offered_at,
    offeredOn: row.offered_on,
    savedAt: row.saved_at,
    conversion: conversionOf(row),
    valuation: valuationOf(row),
    textClearedByPerson: row.text_cleared_by_person,
    decidedTextSha256: row.text_sha256,
    agreementMonths: row.agreement_months,
    agreement: row.agreement,
    decision,
  };
}

function conversionOf(row: Row): Conversion | null {
  if (row.house_minor === null || row.rate_micro === null || row.rate_on === null) return null;
  return { houseMinor: row.house_minor, rateMicro: row.rate_micro, rateOn: row.rate_on, rateSource: row.rate_source ?? "" };
}

function valuationOf(row: Row): Valuation | null {
  if (row.valued_by_person === null || row.valued_at === null) return null;
  const cost = (line: CostLine): bigint => BigInt(row.hidden_costs?.[line] ?? "0");
  return {
    valuedByPerson: row.valued_by_person,
    valuedAt: row.valued_at,
    costs: {
      staff: cost("staff"),
      storage: cost("storage"),
      integration: cost("integration"),
      maintenance: cost("maintenance"),
      insurance: cost("insurance"),
      exit: cost("exit"),
    },
    hiddenCostMinor: row.hidden_cost_minor ?? 0n,
    budgetLine: row.budget_line,
    isLiabilityOpenEnded: row.is_liability_open_ended ?? true,
    words: row.valuation_words ?? "",
  };
}
