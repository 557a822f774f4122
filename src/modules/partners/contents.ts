import type { DeedDefinition, QuestionDefinition } from "../log/index.ts";
import { attachDocument } from "./apply/attach-document.ts";
import { declareOwner } from "./apply/declare-owner.ts";
import { nameOfficer } from "./apply/name-officer.ts";
import { removeDocument } from "./apply/remove-document.ts";
import { removeOfficer } from "./apply/remove-officer.ts";
import { removeOwner } from "./apply/remove-owner.ts";
import { saveApplicationPart } from "./apply/save-application-part.ts";
import { startApplication } from "./apply/start-application.ts";
import { submitApplication } from "./apply/submit-application.ts";
import { withdrawApplication } from "./apply/withdraw-application.ts";
import { answerQuestion } from "./asking/answer-question.ts";
import { askQuestion } from "./asking/ask-question.ts";
import { closeQuestion } from "./asking/close-question.ts";
import { admitApplication } from "./intake/admit-application.ts";
import { declineApplication } from "./intake/decline-application.ts";
import { lapseApplication } from "./intake/lapse-application.ts";
import { recordUnsolicitedOffer } from "./intake/record-unsolicited-offer.ts";
import { returnApplication } from "./intake/return-application.ts";
import { takeOver } from "./intake/take-over.ts";
import { askToLift } from "./standing/ask-to-lift.ts";
import { liftSuspension } from "./standing/lift-suspension.ts";
import { ratifySuspension } from "./standing/ratify-suspension.ts";
import { suspendPartner } from "./standing/suspend-partner.ts";
import { draftQuestion } from "./views/draft.ts";
import { fileQuestion } from "./views/file.ts";
import { listQuestion } from "./views/list.ts";
import { myFileQuestion } from "./views/my-file.ts";
import { documentQuestion, queueQuestion, reviewQuestion } from "./views/review.ts";

export const deeds: readonly DeedDefinition[] = [
  startApplication,
  saveApplicationPart,
  nameOfficer,
  removeOfficer,
  declareOwner,
  removeOwner,
  attachDocument,
  removeDocument,
  submitApplication,
  withdrawApplication,
  admitApplication,
  returnApplication,
  declineApplication,
  takeOver,
  lapseApplication,
  recordUnsolicitedOffer,
  askQuestion,
  answerQuestion,
  closeQuestion,
  suspendPartner,
  ratifySuspension,
  askToLift,
  liftSuspension,
];

export const questions: readonly QuestionDefinition[] = [
  draftQuestion, myFileQuestion, fileQuestion, reviewQuestion, queueQuestion, documentQuestion,
  listQuestion,
];
