import { z } from "zod";
import { seesFile } from "../../access/index.ts";
import { question } from "../../log/index.ts";
import type { Partner } from "../partner.ts";
import { partnersAfter } from "../stores/store-search.ts";
import { nameKey } from "../reading/names.ts";
import { officerSide } from "./readers.ts";

export interface PartnerList {
  readonly partners: readonly Partner[];
  readonly next: string | null; // id after which the next page begins
}

export const partnersPageSize = 50;

/** Files by name, only those this reader may see: counts and pages are made after that, never before. */
export const listQuestion = question({
  name: "partners.list",
  who: officerSide,
  ask: z.strictObject({
    q: z.string().max(200).optional(), state: z.string().max(20).optional(), country: z.string().max(2).optional(),
    after: z.string().max(40).optional(),
  }),
  async answer(desk, ask): Promise<PartnerList> {
    const found: Partner[] = [];
    let after = ask.after ?? null;
    for (;;) {
      const batch = await partnersAfter(desk.tx, { after, key: nameKey(ask.q ?? ""), limit: partnersPageSize });
      for (const partner of batch) {
        after = partner.id;
        if (ask.state && partner.state !== ask.state) continue;
        if (ask.country && partner.country !== ask.country) continue;
        if (!(await seesFile(desk, partner.id))) continue;
        if (found.length === partnersPageSize) return { partners: found, next: found.at(-1)?.id ?? null };
        found.push(partner);
      }
      if (batch.length < partnersPageSize) return { partners: found, next: null };
    }
  },
});
