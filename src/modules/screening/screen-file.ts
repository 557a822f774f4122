import { defaultThreshold, engineVersion, search, type Candidate } from "../../engines/matching/index.ts";
import { leafHash, rootOf } from "../../engines/merkle/index.ts";
import { canonical } from "../../kernel/canonical.ts";
import type { HitId, PartnerId } from "../../kernel/ids.ts";
import { plusHours } from "../../kernel/instants.ts";
import { newId } from "../../ports/random.ts";
import { notify, peopleWith } from "../access/index.ts";
import type { Desk } from "../log/index.ts";
import { isOpen, type Hit } from "./hit.ts";
import { loadedIndex, readEntryKey, type LoadedIndex } from "./lists/loaded-index.ts";
import { decideWithinHours } from "./moves.ts";
import { hitsOfFile, insertHit, insertRun, moveHit, watchedSubjects, type Run,
  type Subject } from "./stores/store-hits.ts";
import { setAdopted } from "./stores/store-lists.ts";

/**
 * Candidates looked at per subject. A subject with more is a word too common to be a name; the best are kept.
 */
const mostPerSubject = 40;

export interface Screened {
  readonly runId: string;
  readonly raised: readonly HitId[];
  readonly lapsed: readonly HitId[];
  readonly found: number; // candidates above the threshold, decided ones too
}

/**
 * Screens everybody watched in a file against the adopted lists, raises a hit for every pair not decided yet,
 * and leaves a result row even when nothing is found. Records `screening.done` and one `hit.raised` per hit.
 */
export async function screenFile(desk: Desk, file: PartnerId): Promise<Screened> {
  await setAdopted(desk.tx, desk.organisation.adoptedLists);
  const loaded = await loadedIndex(desk.tx, desk.world.database, desk.organisation.adoptedLists);
  const looked = await lookAt(desk, file, loaded);
  const eventId = await desk.record({
    type: "screening.done", subject: looked.runId, file,
    body: {
      engine: engineVersion, thresholdBps: defaultThreshold, lists: loaded.lists, results: looked.results,
      raised: looked.fresh.map((f) => f.id), lapsed: looked.gone.map((h) => h.id),
    },
  });
  return keep(desk, looked, { loaded, cause: "watched", eventId });
}

/**
 * Screens many files against one index: one event for all, with the Merkle root and the count of the runs that stay
 * in the database. Files with hits have their own events beside it.
 */
export async function rescreenFiles(
  desk: Desk, files: readonly PartnerId[], loaded: LoadedIndex,
): Promise<readonly Screened[]> {
  const looked: Looked[] = [];
  for (const file of files) looked.push(await lookAt(desk, file, loaded));
  const sum = (of: (one: Looked) => number): number => looked.reduce((total, one) => total + of(one), 0);
  const eventId = await desk.record({
    type: "subjects.rescreened", subject: "screening",
    body: {
      engine: engineVersion, thresholdBps: defaultThreshold, lists: loaded.lists, runs: looked.length,
      root: rootOfRuns(looked.map((one) => ({ id: one.runId, file: one.file, results: one.results, raised: one.fresh.length }))),
      raised: sum((one) => one.fresh.length), lapsed: sum((one) => one.gone.length),
    },
  });
  const kept: Screened[] = [];
  for (const one of looked) kept.push(await keep(desk, one, { loaded, cause: "imported", eventId }));
  return kept;
}

/** RFC 6962 root over the canonical form of each run in the order of the files; hexadecimal. */
export function rootOfRuns(runs: readonly Pick<Run, "id" | "file" | "results" | "raised">[]): string {
  const leaves = [...runs].sort((a, b) => (a.file < b.file ? -1 : 1)).map(({ id, file, results, raised }) =>
    leafHash(Buffer.from(canonical({ id, file, results: results.map((r) => ({ ...r })), raised }))));
  return Buffer.from(rootOf(leaves)).toString("hex");
}

interface Looked {
  readonly file: PartnerId;
  readonly runId: string;
  readonly results: Run["results"];
  readonly fresh: readonly Fresh[];
  readonly gone: readonly Hit[];
}

/** Looks and writes nothing. */
async function lookAt(desk: Desk, file: PartnerId, loaded: LoadedIndex): Promise<Looked> {
  const subjects = await watchedSubjects(desk.tx, file);
  const found = subjects.map((subject) => ({
    subject, candidates: search(loaded.index, subject.party, { thresholdBps: defaultThreshold, limit: mostPerSubject }),
  }));
  const known = await hitsOfFile(desk.tx, file, null);
  return {
    file, runId: newId(desk.world.random, "run"),
    fresh: found.flatMap(({ subject, candidates }) =>
      candidates.filter((c) => !isKnown(known, subject, c)).map((candidate) => ({
        subject, candidate, id: newId(desk.world.random, "hit"),
      }))),
    gone: known.filter((hit) => isOpen(hit.state) && !isStillFound(found, hit)),
    results: found.map(({ subject, candidates }) => ({
      subject: subject.id, sha256: subject.sha256, found: candidates.length, bestBps: candidates[0]?.scoreBps ?? 0,
    })),
  };
}

async function keep(
  desk: Desk, looked: Looked, of: { loaded: LoadedIndex; cause: Run["cause"]; eventId: string },
): Promise<Screened> {
  const { file, runId, results, fresh, gone } = looked;
  await insertRun(desk.tx, {
    id: runId, file, at: desk.now(), cause: of.cause, engine: engineVersion, thresholdBps: defaultThreshold,
    lists: of.loaded.lists, results, raised: fresh.length, eventId: of.eventId,
  });
  for (const hit of fresh) await raise(desk, hit, { loaded: of.loaded, runId });
  for (const hit of gone) await lapse(desk, hit);
  if (fresh.length > 0) await tellAnalysts(desk, file);
  const found = results.reduce((sum, r) => sum + r.found, 0);
  return { runId, raised: fresh.map((f) => f.id), lapsed: gone.map((h) => h.id), found };
}

/**
 * A pair already raised: same subject as it was asked, same entry as published; a confirmed one is not asked
 * again.
 */
function isKnown(known: readonly Hit[], subject: Subject, candidate: Candidate): boolean {
  const { source, ref, sha256 } = readEntryKey(candidate.party.key);
  return known.some((h) => h.subjectId === subject.id && h.source === source && h.ref === ref &&
    (h.state === "confirmed" || (h.subjectSha256 === subject.sha256 && h.entrySha256 === sha256 &&
      h.state !== "lapsed")));
}

function isStillFound(found: readonly { subject: Subject; candidates: readonly Candidate[] }[],
  hit: Hit): boolean {
  return found.some(({ subject, candidates }) => subject.id === hit.subjectId &&
    subject.sha256 === hit.subjectSha256 &&
    candidates.some((c) => {
      const key = readEntryKey(c.party.key);
      return key.source === hit.source && key.sha256 === hit.entrySha256;
    }));
}

interface Fresh {
  readonly subject: Subject;
  readonly candidate: Candidate;
  readonly id: HitId;
}

async function raise(desk: Desk, { subject, candidate, id }: Fresh,
  ask: { loaded: LoadedIndex; runId: string }): Promise<void> {
  const { source, ref, sha256 } = readEntryKey(candidate.party.key);
  const listVersion = ask.loaded.lists.find((l) => l.source === source)?.version ?? 0;
  await insertHit(desk.tx, {
    id, file: subject.file, subjectId: subject.id, subjectSha256: subject.sha256, asked: subject.party,
      source, ref,
    listVersion, entrySha256: sha256, scoreBps: candidate.scoreBps, explanation: candidate.explanation,
      runId: ask.runId,
    raisedAt: desk.now(), dueAt: plusHours(desk.now(), decideWithinHours),
  });
  await desk.record({
    type: "hit.raised", subject: id, file: subject.file, version: 1,
    body: { run: ask.runId, subject: subject.id, source, listVersion, entrySha256: sha256,
      scoreBps: candidate.scoreBps },
  });
}

async function lapse(desk: Desk, hit: Hit): Promise<void> {
  const version = await moveHit(desk.tx, hit, "lapsed");
  await desk.record({ type: "hit.lapsed", subject: hit.id, file: hit.file, version,
    body: { from: hit.state } });
}

async function tellAnalysts(desk: Desk, file: PartnerId): Promise<void> {
  const analysts = await peopleWith(desk, "diligence-analyst");
  const officers = await peopleWith(desk, "compliance-officer");
  const to = [...analysts, ...officers].map((p) => p.accountId);
  await notify(desk, { to, about: "screening.letter.hit-raised", file, path: "/hits" });
}
