import { z } from "zod";
import { isId, type ApplicationId, type Id, type PartnerId } from "../../kernel/ids.ts";
import { parseCivilDate, type CivilDate } from "../../kernel/instants.ts";
import { readText } from "../../kernel/text.ts";
import { isCountry } from "./form/countries.ts";
import type { DocumentId, HoldingId, OfficerId, PartyId, QuestionId } from "./partner.ts";

/** The pieces of this module's asks: each reads attacker-chosen input once, into a type. */
function id<P extends string>(prefix: P): z.ZodType<Id<P>> {
  return z.custom<Id<P>>((value) => isId(prefix, value), "id-unreadable");
}

export const partnerId: z.ZodType<PartnerId> = id("prt");
export const applicationId: z.ZodType<ApplicationId> = id("app");
export const officerId: z.ZodType<OfficerId> = id("ofc");
export const partyId: z.ZodType<PartyId> = id("pty");
export const holdingId: z.ZodType<HoldingId> = id("hld");
export const documentId: z.ZodType<DocumentId> = id("doc");
export const questionId: z.ZodType<QuestionId> = id("qst");

export const version = z.int().min(1).max(1_000_000_000);

/** One typed text: refused when it deceives the eye, breaks the store, or is longer than `max` UTF-16 units. */
export function words(max: number, min = 1): z.ZodType<string> {
  return z.string().transform((raw, context) => {
    const text = readText(raw, max, min === 0 ? "may-be-empty" : "required");
    if (text.ok && text.value.length >= min) return text.value;
    context.addIssue({ code: "custom", message: text.ok ? "partners-words-too-short" : text.error });
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

export const country: z.ZodType<string> = z.string().refine(isCountry, "not-chosen");

export const day: z.ZodType<CivilDate> = z.string().transform((raw, context) => {
  const read = parseCivilDate(raw);
  if (read !== null) return read;
  context.addIssue({ code: "custom", message: "date-unreadable" });
  return z.NEVER;
});

/** "1965", "1965-04" or a whole day: registers often know only the year. */
export const birth: z.ZodType<string> = z.string().transform((raw, context) => {
  const whole = /^\d{4}$/.test(raw) ? `${raw}-01-01` : /^\d{4}-\d\d$/.test(raw) ? `${raw}-01` : raw;
  if (parseCivilDate(whole) !== null) return raw;
  context.addIssue({ code: "custom", message: "date-unreadable" });
  return z.NEVER;
});

/** Basis points of a whole: at least one, since a share of nothing is not a holding. */
export const share = z
  .int("partners-share-unreadable")
  .min(1, "partners-share-not-positive")
  .max(10_000, "partners-share-too-large");
