import { z } from "zod";
import { isId, type Id } from "../../kernel/ids.ts";
import { parseCivilDate, type CivilDate } from "../../kernel/instants.ts";
import { maxMinor, minorDigits } from "../../kernel/money.ts";
import { readText } from "../../kernel/text.ts";

/**
 * The pieces of which the asks of all modules are made: each reads attacker-chosen input once, into a type. A piece
 * that refuses names its fault in kebab case; `faultsOf` carries code and facts to the reader's language.
 */
export function id<P extends string>(prefix: P): z.ZodType<Id<P>> {
  return z.custom<Id<P>>((value) => isId(prefix, value), "id-unreadable");
}

export const version = z.int().min(1).max(1_000_000_000);

/**
 * One typed text: refused when it deceives the eye, breaks the store, is too short or longer than `max`.
 *
 * @param max UTF-16 units
 * @param min UTF-16 units after trimming; 0 lets it be empty
 */
export function words(max: number, min = 1): z.ZodType<string> {
  return z.string().transform((raw, context) => {
    const text = readText(raw, max, min === 0 ? "may-be-empty" : "required");
    if (text.ok && text.value.length >= min) return text.value;
    if (text.ok) context.addIssue({ code: "custom", message: "text-too-short", params: { min } });
    else context.addIssue({ code: "custom", message: text.error });
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
export function minorFrom(least: bigint): z.ZodType<bigint> {
  return z.string().max(40).transform((raw, context) => {
    const isWhole = /^-?\d{1,20}$/.test(raw);
    const value = isWhole ? BigInt(raw) : 0n;
    const fault = !isWhole ? "amount-unreadable"
      : value < least ? "amount-not-positive" : value > maxMinor ? "amount-too-large" : null;
    if (fault === null) return value;
    context.addIssue({ code: "custom", message: fault });
    return z.NEVER;
  });
}

export const positiveMinor = minorFrom(1n);
export const currency = z.string().refine((code) => Object.hasOwn(minorDigits, code), "currency-unknown");
