/** The door of access: who may act, on what, and who did. */
import type { DeedDefinition, QuestionDefinition, ReadDesk } from "../log/index.ts";
import type { Page } from "../../ui/page.ts";
import type { Task } from "../../ui/task.ts";

export { takeDuty, peekDuty, type DutyAsk } from "./duties/take-duty.ts";
export { duties, separation, type Duty, type SeparationRule } from "./duties/separation.ts";
export { dutiesOn, personsWithDuty, type PastDuty } from "./duties/store-duties.ts";
export { assign, bindFileCountry, bureauFiles, linkPartner, peopleWith, seesFile, unassign } from "./people/files.ts";
export { membersOf, type Member } from "./people/store-files.ts";
export { emailKey } from "./people/email-key.ts";
export { accountById, accountsOfPartner, rolesOf, type Account, type Holder } from "./people/store-accounts.ts";
export { notify, type Notice } from "./letters/notify.ts";
export { recordRead, type ReadAsk } from "./records/record-read.ts";

export const deeds: readonly DeedDefinition[] = [];
export const questions: readonly QuestionDefinition[] = [];
export const pages: readonly Page[] = [];
export const subscribers: readonly never[] = [];
export async function tasks(_desk: ReadDesk): Promise<Task[]> {
  return [];
}
