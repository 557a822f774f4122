import type { Stage } from "./stage.ts";

interface Given {
  readonly country: string;
  readonly amountMinor: string;
  readonly words: string;
  readonly until: "proposed" | "paid" | "arrived";
}

const programme = "Digital Examiners 2027"; // as the contribution names it

const given: readonly Given[] = [
  { country: "EG", amountMinor: "6000000", words: "Training of twenty examiners in Cairo, in Arabic.", until: "arrived" },
  { country: "FR", amountMinor: "4500000", words: "A course for examiners of overseas departments.", until: "paid" },
  { country: "EG", amountMinor: "2500000", words: "Travel of the trainers of the second course.", until: "proposed" },
];

/** What the contribution is for: countries get parts of it, and their bureaus say what arrived. */
export async function giveToCountries(stage: Stage): Promise<void> {
  const list = await stage.ask<{ rows: readonly { contribution: { id: string; state: string } }[] }>(
    "officer", "contributions.list", {},
  );
  const contribution = list.rows.find((row) => row.contribution.state === "received")?.contribution.id;
  if (!contribution) throw new Error("no contribution of the story was received");
  for (const one of given) await give(stage, contribution, one);
  await stage.refused(
    "officer", "custody.propose-grant",
    {
      contribution, country: "EG", amountMinor: "11000001", currency: "EUR", programme,
      words: "More than what is left of the money.",
    },
    { code: "custody/more-than-left", what: "tried to promise one cent more than is left" },
  );
  await stage.settle();
}

async function give(stage: Stage, contribution: string, { country, amountMinor, words, until }: Given): Promise<void> {
  const proposed = await stage.do<{ grant: string; version: number }>(
    "officer", "custody.propose-grant", { contribution, country, amountMinor, currency: "EUR", programme, words },
    "proposed a grant to a country",
  );
  if (until === "proposed") return;
  const paid = await stage.do<{ version: number }>(
    "finance-2", "custody.pay-grant",
    { grant: proposed.grant, expectedVersion: proposed.version, bankReference: `EXBANK 2027/${country}` }, "paid it",
  );
  if (until === "paid") return;
  await stage.do(
    `bureau-${country.toLowerCase()}`, "custody.confirm-arrival", { grant: proposed.grant, expectedVersion: paid.version },
    "confirmed that it arrived",
  );
}
