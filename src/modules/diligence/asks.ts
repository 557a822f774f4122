import { z } from "zod";
import { isId, type AccountId, type CaseId, type Id, type PartnerId } from "../../kernel/ids.ts";
import { parseCivilDate, type CivilDate } from "../../kernel/instants.ts";
import { readText } from "../../kernel/text.ts";
import type { ConditionId, EvidenceId } from "./case.ts";
import { reasonMin } from "./moves.ts";

/** The pieces of this module's asks: each reads attacker-chosen input once, into a type. */
function id<P extends string>(prefix: P): z.ZodType<Id<P>> {
  return z.custom<Id<P>>((value) => isId(prefix, value), "id-unreadable");
}

export const partnerId: z.ZodType<PartnerId> = id("prt");
export const caseId: z.ZodType<CaseId> = id("cas");
export const accountId: z.ZodType<AccountId> = id("acc");
export const evidenceId: z.ZodType<EvidenceId> = id("evd");
export const conditionId: z.ZodType<ConditionId> = id("cnd");
export const version = z.int().min(1).max(1_000_000_000);

/** What every deed on a case names: the case, and the version it was looked at. */
export const onCase = { caseId, expectedVersion: version };

/** One typed text: refused when it deceives the eye, breaks the store, is too short or longer than `max`. */
export function words(max: number, min = 1): z.ZodType<string> {
  return z.string().transform((raw, context) => {
    const text = readText(raw, max, "required");
    if (text.ok && text.value.length >= min) return text.value;
    context.addIssue({ code: "custom", message: text.ok ? "diligence-words-too-short" : text.error });
    return z.NEVER;
  });
}

/** A reason that somebody answers for (R15.2). */
export const reason = words(2_000, reasonMin);

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

/** Minor units as a decimal string: JSON numbers would lose digits. */
export const minor: z.ZodType<bigint> = z.string().regex(/^\d{1,15}$/, "amount-unreadable").transform((t) => BigInt(t));
