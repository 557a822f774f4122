import { z } from "zod";
import type { Json } from "../../kernel/canonical.ts";

/**
 * The allow-list: what the public reads of one contribution, and nothing else (article 40, R40.2). A field that is
 * not here cannot be published; a new one needs a row here, a vector, and the words of `spec/log`.
 * Legal persons only: no natural person is ever named.
 */
export const publicPartner = z.strictObject({
  name: z.string().min(1).max(300),
  legalStatus: z.string().max(200),
  country: z.string().regex(/^[A-Z]{2}$/),
  objective: z.string().max(1_000),
  governance: z.string().max(1_000),
  decisionBodies: z.string().max(1_000),
  assets: z.string().max(500),
  yearlyIncome: z.string().max(200),
  fundingSources: z.string().max(1_000),
  affiliations: z.string().max(1_000),
  website: z.string().max(300),
});

const minor = z.string().regex(/^(0|[1-9]\d{0,17})$/);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

export const publicEntry = z.strictObject({
  partner: publicPartner,
  kind: z.enum(["funding", "secondment", "software", "equipment", "premises", "other"]),
  purpose: z.string().min(1).max(600),
  programme: z.string().max(200),
  valueMinor: minor,
  currency: z.string().regex(/^[A-Z]{3}$/),
  receivedMinor: minor,
  decidedBy: z.enum(["director", "secretary-general", "executive-committee", "assembly"]),
  decidedOn: day,
  articles: z.array(z.string().max(20)).max(60),
  regulation: z.string().max(80),
  inForceOn: day,
  endsOn: day,
});
export type PublicEntry = z.infer<typeof publicEntry>;

/** What an event offers to the register: anything may be in it, only the allow-list comes out. */
export function toPublicEntry(offered: unknown): PublicEntry | null {
  const parsed = publicEntry.safeParse(pick(offered));
  return parsed.success ? parsed.data : null;
}

/** What waits for the editor, as the allow-list of today reads it. Throws when even its own fields do not fit. */
export function listedPart(stored: unknown): PublicEntry {
  return publicEntry.parse(pick(stored));
}

/** The names of what lies in a stored entry and is not on the allow-list: a list that was narrowed meanwhile finds some. */
export function outsideList(stored: unknown): readonly string[] {
  const names = (value: unknown, listed: object): string[] =>
    typeof value === "object" && value !== null ? Object.keys(value).filter((key) => !Object.hasOwn(listed, key)) : [];
  const { partner } = (stored ?? {}) as { readonly partner?: unknown };
  return [...names(stored, publicEntry.shape), ...names(partner, publicPartner.shape).map((key) => `partner.${key}`)];
}

/** Every text of an entry that somebody wrote or chose, for whoever asks what they say. */
export function textsOf({ partner, ...entry }: PublicEntry): readonly string[] {
  return [...Object.values(partner), ...Object.values(entry).flat()];
}

/** Drops every key the allow-list does not know, at both levels: an event may carry more than may be published. */
function pick(offered: unknown): unknown {
  if (typeof offered !== "object" || offered === null) return offered;
  const record = offered as Readonly<Record<string, unknown>>;
  const entry = only(record, Object.keys(publicEntry.shape));
  const partner = record["partner"];
  if (typeof partner !== "object" || partner === null) return entry;
  return { ...entry, partner: only(partner as Readonly<Record<string, unknown>>, Object.keys(publicPartner.shape)) };
}

function only(record: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.filter((k) => k in record).map((k) => [k, record[k]]));
}

/** The fields as they stand in the public leaf. */
export function asFields(entry: PublicEntry): Json {
  return { ...entry, partner: { ...entry.partner } };
}
