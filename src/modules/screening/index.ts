/** The door of screening: lists in, hits out, two people decide each. */
import type { PartnerId } from "../../kernel/ids.ts";
import type { Tx } from "../../ports/database/database.ts";
import type { DeedDefinition, QuestionDefinition, Subscriber } from "../log/index.ts";
import { openStates, type Hit } from "./hit.ts";
import { confirmHit } from "./hits/confirm-hit.ts";
import { dismissHit } from "./hits/dismiss-hit.ts";
import { escalateHit } from "./hits/escalate-hit.ts";
import { returnHit } from "./hits/return-hit.ts";
import { triageHit } from "./hits/triage-hit.ts";
import { importList } from "./lists/import-list.ts";
import { refuseList } from "./lists/refuse-list.ts";
import { hitQuestion, hitsQuestion, listQuestion, listsQuestion } from "./questions.ts";
import { onListImported } from "./on-list-imported.ts";
import { hitsOfFile } from "./stores/store-hits.ts";

export { watch, type WatchedSubject } from "./watch.ts";
export { screenFile, type Screened } from "./screen-file.ts";
export { freshness, type Freshness } from "./lists/freshness.ts";
export { importListFiles, type ListProgress } from "./lists/import-list-files.ts";
export type { Imported } from "./lists/import-list.ts";
export { sources, sourceOf } from "./sources/registry.ts";
export type { Source } from "./sources/source.ts";
export type { Hit, HitState } from "./hit.ts";
export { due } from "./hits/escalate-hit.ts";
export { pages } from "./pages/pages.ts";
export { tasks } from "./tasks.ts";

/** Hits nobody has decided yet: any of them freezes the file (R19.2). */
export function openHits(tx: Tx, file: PartnerId): Promise<readonly Hit[]> {
  return hitsOfFile(tx, file, openStates);
}

/** Hits two persons confirmed to be the listed party. */
export function confirmedHits(tx: Tx, file: PartnerId): Promise<readonly Hit[]> {
  return hitsOfFile(tx, file, ["confirmed"]);
}

export const deeds: readonly DeedDefinition[] = [
  importList, refuseList, triageHit, dismissHit, confirmHit, returnHit, escalateHit,
] as readonly DeedDefinition[];
export const questions: readonly QuestionDefinition[] = [
  listsQuestion, listQuestion, hitsQuestion, hitQuestion,
] as readonly QuestionDefinition[];
export const subscribers: readonly Subscriber[] = [onListImported];
