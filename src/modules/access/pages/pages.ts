import type { Page } from "../../../ui/page.ts";
import { objectDeed, objectPage } from "./office/bureau.tsx";
import { answerDeed, objectionPage, objectionsPage } from "./office/objections.tsx";
import { closeDeeds, organisationPage, proposeDeed } from "./office/organisation.tsx";
import { lettersPage, readsPage } from "./office/records.tsx";
import { absencesPage, declareAbsenceDeed, endAbsenceDeed } from "./own/absences.tsx";
import { colleaguesPage, inviteColleagueDeed } from "./own/colleagues.tsx";
import { mePage } from "./own/me.tsx";
import { addPasskeyDeed, endSessionsDeed, removePasskeyDeed, sessionsPage } from "./own/sessions.tsx";
import { accountDeeds } from "./people/account-deeds.ts";
import { accountPage } from "./people/account.tsx";
import { inviteDeed, invitePage } from "./people/invite.tsx";
import { peoplePage } from "./people/list.tsx";
import { requestDeeds, requestsPage } from "./people/requests.tsx";
import { staffingPage } from "./people/staffing.tsx";
import { confirmDeed, confirmPage } from "./signing-in/confirm.tsx";
import { evaluationDeed, evaluationPage } from "./signing-in/evaluation.tsx";
import { joinDeed, joinPage } from "./signing-in/join.tsx";
import { linkDeed, linkPage } from "./signing-in/link.tsx";
import { signInDeed, signInPage, signOutDeed } from "./signing-in/sign-in.tsx";

export const pages: readonly Page[] = [
  signInPage, signInDeed, signOutDeed, confirmPage, confirmDeed, linkPage, linkDeed, joinPage, joinDeed, evaluationPage,
  evaluationDeed, mePage, sessionsPage, endSessionsDeed, addPasskeyDeed, removePasskeyDeed, absencesPage,
  declareAbsenceDeed, endAbsenceDeed, colleaguesPage, inviteColleagueDeed, peoplePage, invitePage, inviteDeed,
  accountPage, ...accountDeeds, requestsPage, ...requestDeeds, staffingPage, organisationPage, proposeDeed,
  ...closeDeeds, objectPage, objectDeed, objectionsPage, objectionPage, answerDeed, readsPage, lettersPage,
];
