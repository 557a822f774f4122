import { z } from "zod";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import { assert, no, ok, type Result } from "../../../kernel/result.ts";
import { maxMinor } from "../../../kernel/money.ts";
import { notify, takeDuty } from "../../access/index.ts";
import { deed } from "../../log/index.ts";
import { costMinor, onContribution, optionalWords, words } from "../asks.ts";
import { costLines, type Valuation } from "../contribution.ts";
import { convert } from "../convert.ts";
import { accountsWith, begin } from "../desk.ts";
import { whoMay } from "../moves.ts";
import { saveValuation } from "../store.ts";

const ask = z.strictObject({
  ...onContribution,
  costs: z.strictObject({
    staff: costMinor, storage: costMinor, integration: costMinor, maintenance: costMinor, insurance: costMinor, exit: costMinor,
  }),
  budgetLine: optionalWords(120),
  isLiabilityOpenEnded: z.boolean(),
  words: words(2_000, 10),
});

/**
 * Finance says what the offer is worth to the books and what it will cost: every cost line by line, in the house
 * currency. Money is worth its face, at the rate of the day of the offer. Source: articles 20 (R20.4), 22, 27; S4.
 */
export const valueContribution = deed({
  name: "contributions.value-contribution",
  who: whoMay("value"),
  isolation: "serializable",
  ask,
  async perform(desk, asked): Promise<Result<{ version: number; houseMinor: bigint }, Refusal>> {
    const begun = await begin(desk, asked, "value");
    if (!begun.ok) return begun;
    const { before } = begun.value;
    const separated = await takeDuty(desk, { file: before.file, duty: "value", subject: before.id });
    if (separated) return no(separated);
    if (before.proposedByPerson === desk.actor.personId) return no(refused("contributions/proposer-values", {}, ["S4"]));
    const offered = { minor: before.valueMinor, currency: before.currency };
    const conversion = convert(offered, desk.organisation, before.offeredOn);
    if (!conversion) return no(refused("contributions/no-rate", { currency: before.currency, day: before.offeredOn }, ["R20.4"]));
    const hiddenCostMinor = costLines.reduce((sum, line) => sum + asked.costs[line], 0n);
    if (hiddenCostMinor > maxMinor) return no(refused("contributions/cost-too-large"));
    const valuation: Valuation = {
      valuedByPerson: desk.actor.personId, valuedAt: desk.now(), costs: asked.costs, hiddenCostMinor,
      budgetLine: asked.budgetLine, isLiabilityOpenEnded: asked.isLiabilityOpenEnded, words: asked.words,
    };
    assert(before.kind === "funding", "only money is offered: things are valued by estimates");
    const version = before.version + 1;
    await saveValuation(desk.tx, { id: before.id, version, conversion, valuation });
    await desk.record({
      type: "contribution.valued", subject: before.id, file: before.file, version,
      body: {
        houseMinor: conversion.houseMinor.toString(), rateMicro: conversion.rateMicro.toString(), rateOn: conversion.rateOn,
        rateSource: conversion.rateSource, hiddenCostMinor: hiddenCostMinor.toString(), budgetLine: asked.budgetLine,
        costs: Object.fromEntries(costLines.map((line) => [line, asked.costs[line].toString()])),
        isLiabilityOpenEnded: asked.isLiabilityOpenEnded, words: asked.words,
      },
    });
    const to = await accountsWith(desk, "legal-officer");
    await notify(desk, { to, about: "contributions.letter.valued", file: before.file, path: `/contributions/${before.id}/text` });
    return ok({ version, houseMinor: conversion.houseMinor });
  },
});
