import { z } from "zod";
import { seesFile } from "../access/index.ts";
import { question, type ReadDesk } from "../log/index.ts";
import type { Agreement } from "./agreement.ts";
import { readers } from "./readers.ts";
import { partnerOf } from "../partners/index.ts";
import { agreementById, agreementOfContribution, agreementsOfFile, newestAgreements } from "./store.ts";


export const agreementQuestion = question({
  name: "agreements.agreement",
  who: readers,
  ask: z.strictObject({ agreement: z.string().max(40) }),
  answer: (desk, ask) => agreementById(desk.tx, ask.agreement).then((found) => ifVisible(desk, found)),
});

export const ofContributionQuestion = question({
  name: "agreements.of-contribution",
  who: readers,
  ask: z.strictObject({ contribution: z.string().max(40) }),
  answer: (desk, ask) => agreementOfContribution(desk.tx, ask.contribution).then((found) => ifVisible(desk, found)),
});

/** The document itself. */
export const documentQuestion = question({
  name: "agreements.document",
  who: readers,
  ask: z.strictObject({ agreement: z.string().max(40) }),
  async answer(desk, ask): Promise<Uint8Array | null> {
    const agreement = await ifVisible(desk, await agreementById(desk.tx, ask.agreement));
    if (!agreement?.text) return null;
    return desk.world.blobs.get(agreement.text);
  },
  async sealed(_bytes, { ask, desk }) {
    const agreement = await agreementById(desk.tx, ask.agreement);
    return { file: agreement?.file ?? null, subject: ask.agreement };
  },
});

async function ifVisible(desk: ReadDesk, agreement: Agreement | null): Promise<Agreement | null> {
  return agreement && (await seesFile(desk, agreement.file)) ? agreement : null;
}

/** For pages of a file: its agreements, oldest first. */
export async function agreementsForFile(desk: ReadDesk, file: string): Promise<readonly Agreement[]> {
  const found = await agreementsOfFile(desk.tx, file);
  const first = found[0];
  return first && (await seesFile(desk, first.file)) ? found : [];
}

export interface ListedAgreement extends Agreement {
  readonly partnerName: string;
}

/** The newest agreements this reader may see, with their partners' names. */
export const listQuestion = question({
  name: "agreements.list",
  who: readers,
  ask: z.strictObject({}),
  async answer(desk): Promise<readonly ListedAgreement[]> {
    const listed: ListedAgreement[] = [];
    for (const agreement of await newestAgreements(desk.tx)) {
      if (!(await seesFile(desk, agreement.file))) continue;
      const partner = await partnerOf(desk.tx, agreement.file);
      listed.push({ ...agreement, partnerName: partner?.name ?? agreement.file });
    }
    return listed;
  },
});
