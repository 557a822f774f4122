import { z } from "zod";
import type { Tx } from "../../../ports/database/database.ts";
import { question } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { bureauFiles, seesFile } from "../people/files.ts";
import { namesOf, type NamedFile } from "../people/store-files.ts";
import { objectionById, objectionsOfCountry, objectionsOpen, type Objection } from "./store-objections.ts";

const officers = [
  "partnership-officer", "compliance-officer", "diligence-analyst", "diligence-reviewer", "legal-officer", "director",
  "secretary-general", "executive-member", "executive-secretary", "assembly-secretary", "internal-auditor",
  "external-auditor",
] as const;

export interface NamedObjection extends Objection {
  readonly name: string | null; // of the partner
}

async function named(tx: Tx, objections: readonly Objection[]): Promise<NamedObjection[]> {
  const names = await namesOf(tx, objections.map((one) => one.file));
  return objections.map((one) => ({ ...one, name: names.get(one.file) ?? null }));
}

export interface BureauView {
  readonly country: string;
  readonly files: readonly NamedFile[];
  readonly objections: readonly NamedObjection[];
}

/** A bureau's own desk: the partners established in its country, and what it wrote about them. */
export const bureauView = question({
  name: "access.bureau",
  who: ["national-bureau"],
  ask: z.strictObject({}),
  async answer(desk): Promise<BureauView | null> {
    const { country } = desk.actor;
    if (country === undefined) return null;
    return {
      country, files: await bureauFiles(desk.tx, country),
      objections: await named(desk.tx, await objectionsOfCountry(desk.tx, country)),
    };
  },
});

export const objectionView = question({
  name: "access.objection",
  who: ["national-bureau", ...officers],
  ask: z.strictObject({ objection: asks.objectionId }),
  async answer(desk, ask): Promise<NamedObjection | null> {
    const objection = await objectionById(desk.tx, ask.objection);
    if (!objection || !(await seesFile(desk, objection.file))) return null;
    return (await named(desk.tx, [objection]))[0] ?? null;
  },
  sealed: ({ file, id }) => ({ file, subject: id }),
});

/** What bureaus wrote and nobody has answered, on files that this reader sees. */
export const objectionsWaiting = question({
  name: "access.objections",
  who: officers,
  ask: z.strictObject({}),
  async answer(desk): Promise<readonly NamedObjection[]> {
    const seen: Objection[] = [];
    for (const one of await objectionsOpen(desk.tx)) if (await seesFile(desk, one.file)) seen.push(one);
    return named(desk.tx, seen);
  },
  sealed: (open) => open.length === 0 ? null : { file: null },
});
