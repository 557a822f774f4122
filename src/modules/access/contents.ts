/** What the faces mount of this module: deeds and questions by name. Order is the order of the API's page. */
import type { DeedDefinition, QuestionDefinition } from "../log/index.ts";
import { answerObjection } from "./bureau/answer-objection.ts";
import { bureauView, objectionsWaiting, objectionView } from "./bureau/questions.ts";
import { raiseObjection } from "./bureau/raise-objection.ts";
import { staffingQuestion, whatMayIDo } from "./duties/questions.ts";
import { confirmSettings, declineSettings, proposeSettings } from "./organisation/change-settings.ts";
import { settingsQuestion } from "./organisation/questions.ts";
import { declareAbsence, endAbsence } from "./people/absences.ts";
import { applyRole } from "./people/apply-role.ts";
import { approveRole } from "./people/approve-role.ts";
import { declineRole } from "./people/decline-role.ts";
import { inviteColleague } from "./people/invite-colleague.ts";
import { invitePerson } from "./people/invite-person.ts";
import { lockAccount, unlockAccount } from "./people/lock-account.ts";
import { absencesQuestion, accountView, peopleList, waitingQuestion } from "./people/questions.ts";
import { renewInvitation } from "./people/renew-invitation.ts";
import { requestRole } from "./people/request-role.ts";
import { revokeRole } from "./people/revoke-role.ts";
import { verifyPerson } from "./people/verify-person.ts";
import { letters, readRecords } from "./records/questions.ts";
import { addPasskey, removePasskey } from "./signing-in/own-passkeys.ts";
import { confirmRecovery, requestRecovery, withdrawRecovery } from "./signing-in/recover-account.ts";

const allDeeds: readonly unknown[] = [
  invitePerson, renewInvitation, verifyPerson, requestRole, approveRole, applyRole, declineRole, revokeRole, lockAccount,
  unlockAccount, requestRecovery, confirmRecovery, withdrawRecovery, declareAbsence, endAbsence, inviteColleague,
  addPasskey, removePasskey, proposeSettings, confirmSettings, declineSettings, raiseObjection, answerObjection,
];

const allQuestions: readonly unknown[] = [
  whatMayIDo, staffingQuestion, peopleList, accountView, waitingQuestion, absencesQuestion, bureauView, objectionView,
  objectionsWaiting, readRecords, letters, settingsQuestion,
];

/** Each is typed by its own schema; behind the door faces see them all alike. */
export const deeds = allDeeds as readonly DeedDefinition[];
export const questions = allQuestions as readonly QuestionDefinition[];
