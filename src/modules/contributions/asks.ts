import { z } from "zod";
import { kinds } from "../../engines/regulation/index.ts";
import type { ContributionId, EntryId } from "../../kernel/ids.ts";
import { asks } from "../log/index.ts";
import { accountKinds, earmarks, type QuarantineId } from "./contribution.ts";

const { id, minorFrom } = asks;
export const { currency, day, optionalWords, positiveMinor, version, words } = asks;

/** The pieces of this module's asks: each reads attacker-chosen input once, into a type. */
export const contributionId: z.ZodType<ContributionId> = id("ctr");
export const entryId: z.ZodType<EntryId> = id("ent");
export const quarantineId: z.ZodType<QuarantineId> = id("qua");
/** What every deed on a contribution names: which, and the version it was looked at. */
export const onContribution = { contribution: contributionId, expectedVersion: version };

export const costMinor = minorFrom(0n);

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
