import { z } from "zod";
import type { AccountId, CaseId, PartnerId } from "../../kernel/ids.ts";
import { asks } from "../log/index.ts";
import type { ConditionId, EvidenceId } from "./case.ts";
import { reasonMin } from "./moves.ts";

const { id } = asks;
export const { day, optionalWords, version, words } = asks;

/** The pieces of this module's asks: each reads attacker-chosen input once, into a type. */
export const partnerId: z.ZodType<PartnerId> = id("prt");
export const caseId: z.ZodType<CaseId> = id("cas");
export const accountId: z.ZodType<AccountId> = id("acc");
export const evidenceId: z.ZodType<EvidenceId> = id("evd");
export const conditionId: z.ZodType<ConditionId> = id("cnd");

/** What every deed on a case names: the case, and the version it was looked at. */
export const onCase = { caseId, expectedVersion: version };

/** A reason that somebody answers for (R15.2). */
export const reason = words(2_000, reasonMin);

/** Minor units as a decimal string: JSON numbers would lose digits. */
export const minor: z.ZodType<bigint> = z.string().regex(/^\d{1,15}$/, "amount-unreadable").transform((t) => BigInt(t));
