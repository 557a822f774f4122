import { z } from "zod";
import { isId, type AccountId, type Id, type PartnerId, type PersonId } from "../../kernel/ids.ts";
import { parseInstant, type Instant } from "../../kernel/instants.ts";
import { langs } from "../../kernel/lang.ts";
import { isRole, type Role } from "../../kernel/roles.ts";
import { readText } from "../../kernel/text.ts";

/** The pieces of which this module's asks are made: each parses attacker-chosen input once, into a type. */
export function words(max: number, min = 1): z.ZodType<string> {
  return z.string().transform((raw, context) => {
    const text = readText(raw, max);
    if (text.ok && text.value.length >= min) return text.value;
    context.addIssue({ code: "custom", message: text.ok ? "text-too-short" : text.error });
    return z.NEVER;
  });
}

function id<P extends string>(prefix: P): z.ZodType<Id<P>> {
  return z.custom<Id<P>>((value) => isId(prefix, value), "id-unreadable");
}

export const accountId: z.ZodType<AccountId> = id("acc");
export const personId: z.ZodType<PersonId> = id("per");
export const partnerId: z.ZodType<PartnerId> = id("prt");
export const grantId = id("grt");
export const absenceId = id("abs");
export const recoveryId = id("rcv");
export const objectionId = id("obj");
export const lang = z.enum(langs);
export const role: z.ZodType<Role> = z.custom<Role>((value) => isRole(value) && value !== "public", "role-unknown");
export const country = z.string().regex(/^[A-Z]{2}$/, "country-unknown");
export const email = z.string().min(3).max(254);
export const version = z.int().min(1).max(1_000_000_000);

/** ISO 8601 with Z, as the API sends it; pages turn a civil day into it. */
export const moment: z.ZodType<Instant> = z.string().max(40).transform((raw, context) => {
  const at = parseInstant(raw);
  if (at !== null) return at;
  context.addIssue({ code: "custom", message: "instant-unreadable" });
  return z.NEVER;
});
