import { z } from "zod";
import type { ApplicationId, PartnerId } from "../../kernel/ids.ts";
import { parseCivilDate } from "../../kernel/instants.ts";
import { asks } from "../log/index.ts";
import { isCountry } from "./form/countries.ts";
import type { DocumentId, HoldingId, OfficerId, PartyId, QuestionId } from "./partner.ts";

const { id } = asks;
export const { day, optionalWords, version, words } = asks;

/** The pieces of this module's asks: each reads attacker-chosen input once, into a type. */
export const partnerId: z.ZodType<PartnerId> = id("prt");
export const applicationId: z.ZodType<ApplicationId> = id("app");
export const officerId: z.ZodType<OfficerId> = id("ofc");
export const partyId: z.ZodType<PartyId> = id("pty");
export const holdingId: z.ZodType<HoldingId> = id("hld");
export const documentId: z.ZodType<DocumentId> = id("doc");
export const questionId: z.ZodType<QuestionId> = id("qst");

export const country: z.ZodType<string> = z.string().refine(isCountry, "not-chosen");

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
