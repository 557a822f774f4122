import { z } from "zod";
import type { AccountId, PartnerId, PersonId } from "../../kernel/ids.ts";
import { parseInstant, type Instant } from "../../kernel/instants.ts";
import { langs } from "../../kernel/lang.ts";
import { isRole, type Role } from "../../kernel/roles.ts";
import { asks } from "../log/index.ts";

const { id } = asks;
export const { version, words } = asks;

/** The pieces of which this module's asks are made: each parses attacker-chosen input once, into a type. */
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

/** ISO 8601 with Z, as the API sends it; pages turn a civil day into it. */
export const moment: z.ZodType<Instant> = z.string().max(40).transform((raw, context) => {
  const at = parseInstant(raw);
  if (at !== null) return at;
  context.addIssue({ code: "custom", message: "instant-unreadable" });
  return z.NEVER;
});
