import pg from "pg";
import { instant, type Instant } from "../../kernel/instants.ts";

/**
 * How values of the database become values of ours: int8 → bigint, numeric → decimal string (there is no float on
 * any path of money), date → "YYYY-MM-DD", timestamptz → Instant. The session's time zone is UTC (see connect.ts).
 */
const { getTypeParser, arrayParser } = pg.types as unknown as PgTypes;

/** What pg.types really exports; its own declaration of arrayParser is out of date. */
interface PgTypes {
  getTypeParser(oid: number, format?: string): (text: string) => unknown;
  readonly arrayParser: { create(text: string, one: (text: string) => unknown): { parse(): unknown[] } };
}

const asText = (text: string): string => text;

const parsers = new Map<number, (text: string) => unknown>([
  [20, (text) => BigInt(text)], // int8
  [1700, asText], // numeric
  [1082, asText], // date
  [1114, asText], // timestamp without zone: not used; text shows the mistake
  [1184, readInstant], // timestamptz
  [1016, (text) => readArray(text, (one) => BigInt(one))], // int8[]
  [1231, (text) => readArray(text, asText)], // numeric[]
  [1182, (text) => readArray(text, asText)], // date[]
  [1185, (text) => readArray(text, readInstant)], // timestamptz[]
]);

export const typeParsers = {
  getTypeParser: (oid: number, format?: string): ((text: string) => unknown) =>
    (format === "binary" ? undefined : parsers.get(oid)) ?? getTypeParser(oid, format ?? "text"),
};

/** "2027-03-03 09:00:00.123+00"; microseconds are cut to the millisecond we keep. Throws on infinity and other zones. */
export function readInstant(text: string): Instant {
  const m = /^(\d{4,6})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?\+00(?::00)?$/.exec(text);
  if (!m) throw new RangeError(`not an instant in UTC: ${text.slice(0, 40)}`);
  const part = (index: number): number => Number(m[index]);
  const ms = Number((m[7] ?? "").padEnd(3, "0").slice(0, 3));
  return instant(Date.UTC(part(1), part(2) - 1, part(3), part(4), part(5), part(6), ms));
}

function readArray(text: string, one: (text: string) => unknown): unknown[] {
  return arrayParser.create(text, one).parse();
}
