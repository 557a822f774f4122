/** The door of access: who may act, on what, who did, and how each of them signs in. */
export { takeDuty, peekDuty, type DutyAsk } from "./duties/take-duty.ts";
export { duties, separation, type Duty, type SeparationRule } from "./duties/separation.ts";
export { dutiesOn, personsWithDuty, type PastDuty } from "./duties/store-duties.ts";
export { staffingNow } from "./duties/questions.ts";
export { neededDuties, type Staffing } from "./duties/staffing.ts";

export { assign, bindFileCountry, bureauFiles, linkPartner, peopleWith, seesFile, unassign } from "./people/files.ts";
export { membersOf, namesOf, type Member, type NamedFile } from "./people/store-files.ts";
export {
  accountById, accountsOfPartner, namesOfAccounts, personById, rolesOf, type Account, type Holder, type Person,
} from "./people/store-accounts.ts";
export { incompatible, rolesExclude, type RoleRule } from "./people/incompatible.ts";
export { lockPartnerAccounts, unlockPartnerAccounts } from "./people/partner-accounts.ts";
export { standsFor } from "./people/absences.ts";
export { emailKey } from "./people/email-key.ts";
export { join } from "./people/join.ts";
export { acceptByCode } from "./signing-in/accept-by-code.ts";

export { openObjections, objectionsOn, type Objection } from "./bureau/store-objections.ts";
export type { BureauView } from "./bureau/questions.ts";
export { BureauPartners } from "./pages/office/bureau.tsx";
export { notify, type Notice } from "./letters/notify.ts";
export { sendLetters } from "./letters/send-letters.ts";
export { recordRead, type ReadAsk } from "./records/record-read.ts";
export { loadOrganisation } from "./organisation/change-settings.ts";
export { parameterNow } from "./organisation/parameter-now.ts";

export {
  evaluationSession, idleLimitMs, openSession, sessionActor, signOut, type OpenSession,
} from "./signing-in/sessions.ts";
export { sweepOldTries } from "./signing-in/limits.ts";
export { renewSetup, setup, setupAsk, type SetupAsk, type SetupLink } from "./setup/set-up.ts";
export { isSetUp } from "./setup/store-setup.ts";

export { deeds, questions } from "./contents.ts";
export { pages } from "./pages/pages.ts";
export { tasks } from "./tasks.ts";
/** Nothing above is listened to: modules above call down. */
export const subscribers: readonly never[] = [];
