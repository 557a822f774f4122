import { z } from "zod";
import { kinds } from "../../engines/regulation/index.ts";
import { isId, type ContributionId, type EntryId, type Id } from "../../kernel/ids.ts";
import { parseCivilDate, type CivilDate } from "../../kernel/instants.ts";
import { maxMinor, minorDigits } from "../../kernel/money.ts";
import { readText } from "../../kernel/text.ts";
import { accountKinds, earmarks, type QuarantineId } from "./contribution.ts";

/** The pieces of this module's asks: each reads attacker-chosen input once, into a type. */
function id<P extends string>(prefix: P): z.ZodType<Id<P>> {
  return z.custom<Id<P>>((value) => isId(prefix, value), "id-unreadable");
}

export const contributionId: z.ZodType<ContributionId> = id("ctr");
export const entryId: z.ZodType<EntryId> = id("ent");
export const quarantineId: z.ZodType<QuarantineId> = id("qua");
export const version = z.int().min(1).max(1_000_000_000);
/** What every deed on a contribution names: which, and the version it was looked at. */
export const onContribution = { contribution: contributionId, expectedVersion: version };

/** One typed text: refused when it deceives the eye, breaks the store, is too short or longer than `max`. */
export function words(max: number, min = 1): z.ZodType<string> {
  return z.string().transform((raw, context) => {
    const text = readText(raw, max, min === 0 ? "may-be-empty" : "required");
    if (text.ok && text.value.length >= min) return text.value;
    context.addIssue({ code: "custom", message: text.ok ? "contributions-words-too-short" : text.error });
    return z.NEVER;
  });
}

/** Left out, null and empty are one: nothing was given. */
export function optionalWords(max: number): z.ZodType<string | null> {
  return z.string().nullish().transform((raw, context) => {
    const text = readText(raw ?? "", max, "may-be-empty");
    if (text.ok) return text.value === "" ? null : text.value;
    context.addIssue({ code: "custom", message: text.error });
    return z.NEVER;
  });
}

export const day: z.ZodType<CivilDate> = z.string().transform((raw, context) => {
  const read = parseCivilDate(raw);
  if (read !== null) return read;
  context.addIssue({ code: "custom", message: "date-unreadable" });
  return z.NEVER;
});

/** Minor units as decimal text: JSON numbers would lose digits, and -1, 1.5 or 1e400 are no amounts. */
function minorFrom(least: bigint, low: string): z.ZodType<bigint> {
  return z.string().max(40).transform((raw, context) => {
    const isWhole = /^-?\d{1,20}$/.test(raw);
    const value = isWhole ? BigInt(raw) : 0n;
    const fault = !isWhole ? "amount-unreadable" : value < least ? low : value > maxMinor ? "amount-too-large" : null;
    if (fault === null) return value;
    context.addIssue({ code: "custom", message: fault });
    return z.NEVER;
  });
}

export const positiveMinor = minorFrom(1n, "amount-not-positive");
export const costMinor = minorFrom(0n, "amount-not-positive");
export const currency = z.string().refine((code) => Object.hasOwn(minorDigits, code), "currency-unknown");

const conditionWords = z.array(words(500)).max(20);

/** A whole offer. */
export const offerContent = z.strictObject({
  kind: z.enum(kinds, "not-chosen"),
  purpose: z.string().regex(/^[a-z-]{1,40}$/, "not-chosen"),
  purposeWords: words(600, 10),
  programme: words(200),
  valueMinor: positiveMinor,
  currency,
  accountKind: z.enum(accountKinds, "not-chosen"),
  earmark: z.enum(earmarks, "not-chosen"),
  startsOn: day,
  endsOn: day,
  conditions: conditionWords,
  partOf: contributionId.nullable(),
});

/** Part of an offer, as it is saved on the way. Amounts stay text; only what is sent is changed. */
export const offerPart = z.strictObject({
  kind: z.enum(kinds, "not-chosen").exactOptional(),
  purpose: z.string().regex(/^[a-z-]{1,40}$/, "not-chosen").exactOptional(),
  purposeWords: words(600, 0).exactOptional(),
  programme: words(200, 0).exactOptional(),
  valueMinor: positiveMinor.exactOptional(),
  currency: currency.exactOptional(),
  accountKind: z.enum(accountKinds, "not-chosen").exactOptional(),
  earmark: z.enum(earmarks, "not-chosen").exactOptional(),
  startsOn: day.exactOptional(),
  endsOn: day.exactOptional(),
  conditions: conditionWords.exactOptional(),
  partOf: contributionId.nullable().exactOptional(),
});
