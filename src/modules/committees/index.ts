/** The door of committees: a question put to members, their own votes, who stood aside, the tally. */
import type { Page } from "../../ui/page.ts";
import type { DeedDefinition, QuestionDefinition, Subscriber } from "../log/index.ts";
import { castVote } from "./cast-vote.ts";
import { closeBallot } from "./close-ballot.ts";
import { openBallot } from "./open-ballot.ts";
import { ballotPages } from "./pages/ballots.tsx";
import { ballotQuestion, ballotsQuestion } from "./reads.ts";
import { recuse } from "./recuse.ts";

export { ballotsAbout, decisionOf, type CommitteeDecision } from "./reads.ts";
export type { Ballot, Matter } from "./ballot.ts";
export { tasks } from "./tasks.ts";

export const deeds: readonly DeedDefinition[] = [openBallot, castVote, recuse, closeBallot];
export const questions: readonly QuestionDefinition[] = [ballotQuestion, ballotsQuestion];
export const pages: readonly Page[] = ballotPages;
/** Nothing above is listened to: a decision reads its ballot downward. */
export const subscribers: readonly Subscriber[] = [];
