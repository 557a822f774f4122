import type { Subscriber } from "./subscribers.ts";
import { commitReads } from "./reads/commit-reads.ts";
import { eraseBodies } from "./erasure/erase-bodies.ts";
import { logPage } from "./pages/log-page.tsx";
import { recoveryPages } from "./pages/recovery-page.tsx";
import {
  checkpointsQuestion, entriesQuestion, publicQuestion, recoveryQuestion, stateQuestion,
} from "./questions.ts";
import { askRecovery } from "./recovery/ask-recovery.ts";
import { grantRecovery } from "./recovery/grant-recovery.ts";

export * as asks from "./asks.ts";
export { deed, question, takenAway } from "./deed.ts";
export type { DeedDefinition, Desk, NewEvent, Opened, Opening, QuestionDefinition, ReadDesk } from "./deed.ts";
export { ask, perform, type PerformOptions } from "./perform.ts";
export { eventsOf, type PastEvent } from "./past.ts";
export { runSubscribers, type Subscriber } from "./subscribers.ts";
export { settle } from "./settle.ts";
export { sequence, type Horizon, type Sequenced, type Sequencing } from "./sequencer.ts";
export { LogStopped } from "./published.ts";
export {
  checkpoint, foldedRegister, leafBytes, proofFile, provenance, publicLeaves,
  type PlacedLeaf, type Provenance, type SignedCheckpoint,
} from "./proofs.ts";
export type { CheckpointLine, LogLine, LogState, PublicLog, SubscriberLine } from "./questions.ts";
export { logStanding, tasks, type LogStanding } from "./recovery/standing.ts";
export { faultsOf } from "./faults.ts";
export { stateOfLog } from "./questions.ts";
export { recordRead, type ReadAsk } from "./reads/record-read.ts";
export type { ReadRecord } from "./reads/chain.ts";
export { readsPage } from "./reads/store-reads.ts";
export { verifyReads, type ReadsFault, type ReadsState } from "./reads/verify-reads.ts";
export { due } from "./reads/commit-reads.ts";
export { forgetOldAnswers } from "./forget-answers.ts";
export { publicLeafFits } from "./leaf.ts";
export { judged, parameter, parametersOf, regulationOf, type RulePlace } from "./regulation.ts";

export const deeds = [askRecovery, grantRecovery, eraseBodies, commitReads];
export const questions = [publicQuestion, stateQuestion, entriesQuestion, checkpointsQuestion, recoveryQuestion];
export const pages = [logPage, ...recoveryPages];
export const subscribers: readonly Subscriber[] = [];
