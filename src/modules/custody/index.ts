/** What is done with what was given: money of a contribution goes to a country, whose bureau says that it arrived. */
import type { Page } from "../../ui/page.ts";
import type { DeedDefinition, QuestionDefinition, Subscriber } from "../log/index.ts";
import { confirmArrival, withdrawGrant } from "./end-grant.ts";
import { pages as allPages } from "./pages/pages.ts";
import { payGrant } from "./pay-grant.ts";
import { proposeGrant } from "./propose-grant.ts";
import { givenFromQuestion, givenToMeQuestion, grantQuestion, listQuestion } from "./questions.ts";

export { GivenTable } from "./pages/given-table.tsx";
export { tasks } from "./tasks.ts";
export type { NamedGrant } from "./questions.ts";

export const deeds: readonly DeedDefinition[] = [proposeGrant, payGrant, withdrawGrant, confirmArrival];
export const questions: readonly QuestionDefinition[] = [grantQuestion, givenToMeQuestion, givenFromQuestion, listQuestion];
export const pages: readonly Page[] = allPages;
/** What lies below is read when it is needed, never copied: nothing is listened to. */
export const subscribers: readonly Subscriber[] = [];
