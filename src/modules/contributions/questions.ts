import { z } from "zod";
import { kinds, type Kind } from "../../engines/regulation/index.ts";
import type { PartnerId } from "../../kernel/ids.ts";
import { iso } from "../../kernel/instants.ts";
import { seesFile } from "../access/index.ts";
import { entriesOf, receivedMinor, type Entry } from "../ledger/index.ts";
import { provenance, question, takenAway, type ReadDesk } from "../log/index.ts";
import { partnerOf } from "../partners/index.ts";
import { contributionId } from "./asks.ts";
import { states, type Contribution, type ContributionState, type Draft, type Quarantine } from "./contribution.ts";
import { visible } from "./desk.ts";
import { decisionView } from "./judging/shown.ts";
import { partnerSide } from "./moves.ts";
import { officers } from "./readers.ts";
import { contributionById, contributionsOfFile, contributionsPage, draftById, draftsOf } from "./store.ts";
import { quarantinesOf } from "./store-quarantines.ts";

const one = z.strictObject({ contribution: contributionId });

/** What the partner sees of its own contribution: the offer, where it stands, the outcome in words; no fact of diligence. */
export interface Offer {
  readonly contribution: Contribution;
  readonly receivedMinor: bigint;
}

export const draftQuestion = question({
  name: "contributions.draft", who: partnerSide, ask: one,
  async answer(desk, ask): Promise<Draft | null> {
    const draft = await draftById(desk.tx, ask.contribution);
    return draft && draft.file === desk.actor.partnerId ? draft : null;
  },
});

export const offerQuestion = question({
  name: "contributions.offer", who: partnerSide, ask: one,
  async answer(desk, ask): Promise<Offer | null> {
    const found = await contributionById(desk.tx, ask.contribution);
    return found && found.file === desk.actor.partnerId ? offerOf(desk, found) : null;
  },
});

export interface Mine {
  readonly drafts: readonly Draft[];
  readonly offers: readonly Offer[];
  readonly mayOffer: boolean;
}

export const mineQuestion = question({
  name: "contributions.mine", who: partnerSide, ask: z.strictObject({}),
  async answer(desk): Promise<Mine> {
    const file = desk.actor.partnerId;
    if (file === undefined) return { drafts: [], offers: [], mayOffer: false };
    const partner = await partnerOf(desk.tx, file);
    const offers = await Promise.all((await contributionsOfFile(desk.tx, file)).map((c) => offerOf(desk, c)));
    return { drafts: await draftsOf(desk.tx, file), offers, mayOffer: partner?.state === "active" };
  },
});

/** The partner reads who decided and why in words; the facts judged, persons and clauses are not its own. */
async function offerOf(desk: ReadDesk, found: Contribution): Promise<Offer> {
  const { decision } = found;
  const outside = { deciders: [], recordedByPerson: "", facts: {}, clauses: {}, ballot: null };
  return {
    contribution: {
      ...found, decision: decision && { ...decision, ...outside },
      valuation: found.valuation && { ...found.valuation, valuedByPerson: "", words: "" }, textClearedByPerson: null,
    },
    receivedMinor: await receivedMinor(desk.tx, found.id, found.currency),
  };
}

export interface ListRow {
  readonly contribution: Contribution;
  readonly partnerName: string;
}
export interface List {
  readonly rows: readonly ListRow[];
  readonly next: string | null; // keyset cursor: "instant|id" of the last row
}

const listAsk = z.strictObject({
  state: z.enum(states).nullish(), kind: z.enum(kinds).nullish(), after: z.string().max(80).nullish(),
});
const pageSize = 50;

export const listQuestion = question({
  name: "contributions.list", who: officers, ask: listAsk,
  async answer(desk, ask): Promise<List> {
    const [at = "", id = ""] = (ask.after ?? "").split("|");
    const before = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) ? { at, id } : null;
    const found = await contributionsPage(desk.tx, { state: ask.state ?? null, kind: ask.kind ?? null, before, limit: pageSize });
    const last = found.length === pageSize ? found.at(-1) : undefined;
    return { rows: await rowsOf(desk, found), next: last ? `${iso(last.offeredAt)}|${last.id}` : null };
  },
  sealed: (_list, of) => takenAway(of),
});

/** Only files this reader sees; a page may therefore hold fewer rows than it read. */
export async function rowsOf(desk: ReadDesk, found: readonly Contribution[]): Promise<ListRow[]> {
  const names = new Map<PartnerId, string | null>();
  const rows: ListRow[] = [];
  for (const contribution of found) {
    const { file } = contribution;
    if (!names.has(file)) names.set(file, (await seesFile(desk, file)) ? ((await partnerOf(desk.tx, file))?.name ?? file) : null);
    const partnerName = names.get(file);
    if (partnerName) rows.push({ contribution, partnerName });
  }
  return rows;
}

export interface OfficerView {
  readonly contribution: Contribution;
  readonly partnerName: string;
  readonly entries: readonly Entry[];
  readonly receivedMinor: bigint;
  readonly quarantines: readonly Quarantine[];
  readonly decisionProof: { readonly commitment: string; readonly leafIndex: number | null } | null;
}

export const contributionQuestion = question({
  name: "contributions.contribution", who: officers, ask: one,
  async answer(desk, ask): Promise<OfficerView | null> {
    const found = await visible(desk, ask.contribution);
    if (!found) return null;
    const proof = found.decision ? await provenance(desk.tx, found.decision.eventId) : null;
    return {
      contribution: found, partnerName: (await partnerOf(desk.tx, found.file))?.name ?? found.file,
      entries: await entriesOf(desk.tx, found.id), receivedMinor: await receivedMinor(desk.tx, found.id, found.currency),
      quarantines: await quarantinesOf(desk.tx, found.id),
      decisionProof: proof && { commitment: proof.commitment, leafIndex: proof.leafIndex },
    };
  },
  sealed: ({ contribution }) => ({ file: contribution.file, subject: contribution.id }),
});

export const decisionQuestion = question({
  name: "contributions.decision", who: officers, ask: one,
  async answer(desk, ask) {
    const found = await visible(desk, ask.contribution);
    return found ? decisionView(desk, found) : null;
  },
  sealed: ({ contribution }) => ({ file: contribution.file, subject: contribution.id }),
});

/** Offers of one partner, newest first, for the partner's file; the caller has checked who may see it. */
export async function contributionsOf(desk: ReadDesk, file: PartnerId): Promise<readonly Contribution[]> {
  return contributionsOfFile(desk.tx, file);
}

export type { ContributionState, Kind };
