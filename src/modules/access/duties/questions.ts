import { z } from "zod";
import type { PartnerId } from "../../../kernel/ids.ts";
import { roles, type Role } from "../../../kernel/roles.ts";
import { question, type ReadDesk, parameter } from "../../log/index.ts";
import { rolesExclude, type RoleRule } from "../people/incompatible.ts";
import { accountsOfPerson, peopleWithRoles } from "../people/store-accounts.ts";
import { seesFile } from "../people/files.ts";
import { namesOf, type NamedFile } from "../people/store-files.ts";
import { grantsOf, type Grant } from "../people/store-grants.ts";
import { excludes, duties, type Duty } from "./separation.ts";
import { neededDuties, staffing, type FileHistory, type Staffing } from "./staffing.ts";
import { dutiesOf, recentHistories, type PastDuty } from "./store-duties.ts";

const filesMax = 500;
const everyone = roles.filter((role) => role !== "public");

/** Which duties have too few people, and which files that stops. For those who may ask for roles or lead. */
export const staffingQuestion = question({
  name: "access.staffing",
  who: [
    "human-resources", "security-officer", "director", "secretary-general", "system-administrator", "partnership-officer",
    "compliance-officer", "internal-auditor", "external-auditor",
  ],
  ask: z.strictObject({}),
  async answer(desk): Promise<StaffingView> {
    const rows = await staffingNow(desk);
    const stopped: Record<string, NamedFile[]> = {};
    const names = await namesOf(desk.tx, rows.flatMap((row) => row.stopped));
    for (const row of rows) {
      const seen: NamedFile[] = [];
      // A reader who may not know a file sees that one is stopped, not which: the count stays honest.
      for (const file of row.stopped) if (await seesFile(desk, file)) seen.push({ file, name: names.get(file) ?? null });
      stopped[row.key] = seen;
    }
    return { rows, stopped };
  },
});

export interface StaffingView {
  readonly rows: readonly Staffing[];
  readonly stopped: Readonly<Record<string, readonly NamedFile[]>>; // by the row's key, only files this reader sees
}

export async function staffingNow(desk: ReadDesk): Promise<Staffing[]> {
  const rows = await recentHistories(desk.tx, filesMax);
  const files = new Map<PartnerId, FileHistory["taken"][number][]>();
  for (const { file, personId, duty, subject } of rows) {
    files.set(file, [...(files.get(file) ?? []), { personId, duty, subject }]);
  }
  const histories = [...files].map(([file, taken]) => ({ file, taken }));
  return staffing(await peopleWithRoles(desk.tx, desk.now()), histories, (quorum) => parameter(desk, quorum));
}

export interface WhatMayIDo {
  readonly grants: readonly Grant[];
  readonly excludedRoles: readonly { readonly role: Role; readonly rule: RoleRule; readonly held: Role }[];
  readonly files: readonly FileDuties[];
}

export interface FileDuties {
  readonly file: PartnerId;
  readonly name: string | null;
  readonly taken: readonly PastDuty[];
  readonly excluded: readonly { readonly duty: Duty; readonly rule: string; readonly because: Duty }[];
}

/** What one human may do and why not: roles with their end, what they exclude, and per file what the past excludes. */
export const whatMayIDo = question({
  name: "access.what-may-i-do",
  who: everyone,
  ask: z.strictObject({}),
  async answer(desk): Promise<WhatMayIDo | null> {
    const { personId } = desk.actor;
    const accounts = await accountsOfPerson(desk.tx, personId);
    const grants: Grant[] = [];
    for (const account of accounts) grants.push(...(await grantsOf(desk.tx, account.id)));
    const held = grants.filter((one) => one.state === "applied" && one.validUntil > desk.now()).map((one) => one.role);
    return { grants, excludedRoles: excludedBy(held), files: await filesOf(desk, personId, held) };
  },
});

function excludedBy(held: readonly Role[]): WhatMayIDo["excludedRoles"] {
  return everyone.flatMap((role) => {
    const clash = held.includes(role) ? null : rolesExclude(held, role);
    return clash ? [{ role, rule: clash.rule, held: clash.held }] : [];
  });
}

/** Only duties that the person's roles would otherwise allow are worth a reason. */
async function filesOf(desk: ReadDesk, person: string, held: readonly Role[]): Promise<FileDuties[]> {
  const files = new Map<PartnerId, PastDuty[]>();
  for (const past of await dutiesOf(desk.tx, person, 2000)) files.set(past.file, [...(files.get(past.file) ?? []), past]);
  const possible = duties.filter((duty) =>
    neededDuties.some((needed) => needed.duty === duty && needed.roles.some((role) => held.includes(role))));
  const names = await namesOf(desk.tx, [...files.keys()]);
  return [...files].map(([file, taken]) => ({
    file, name: names.get(file) ?? null, taken,
    excluded: possible.flatMap((duty) => {
      const because = taken.find((past) => excludes(past, duty, past.subject));
      const rule = because && excludes(because, duty, because.subject);
      return because && rule ? [{ duty, rule: rule.rule, because: because.duty }] : [];
    }),
  }));
}
