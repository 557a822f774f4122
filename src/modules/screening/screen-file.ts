import { defaultThreshold, engineVersion, search, type Candidate } from "../../engines/matching/index.ts";
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
  return screenAgainst(desk, { file, loaded, cause: "watched" });
}

interface Screening {
  readonly file: PartnerId;
  readonly loaded: LoadedIndex;
  readonly cause: Run["cause"];
}

/** The same with an index at hand: rescreening loads it once for all files. */
export async function screenAgainst(desk: Desk, { file, loaded, cause }: Screening): Promise<Screened> {
  const subjects = await watchedSubjects(desk.tx, file);
  const found = subjects.map((subject) => ({
    subject, candidates: search(loaded.index, subject.party, { thresholdBps: defaultThreshold,
      limit: mostPerSubject }),
  }));
  const known = await hitsOfFile(desk.tx, file, null);
  const runId = newId(desk.world.random, "run");
  const fresh = found.flatMap(({ subject, candidates }) =>
    candidates.filter((c) => !isKnown(known, subject, c)).map((candidate) => ({
      subject, candidate, id: newId(desk.world.random, "hit"),
    })));
  const gone = known.filter((hit) => isOpen(hit.state) && !isStillFound(found, hit));
  const results = found.map(({ subject, candidates }) => ({
    subject: subject.id, sha256: subject.sha256, found: candidates.length,
      bestBps: candidates[0]?.scoreBps ?? 0,
  }));
  const count = results.reduce((sum, r) => sum + r.found, 0);
  const eventId = await desk.record({
    type: "screening.done", subject: runId, file,
    body: {
      cause, engine: engineVersion, thresholdBps: defaultThreshold, lists: loaded.lists, results,
      raised: fresh.map((f) => f.id), lapsed: gone.map((h) => h.id),
    },
  });
  await insertRun(desk.tx, {
    id: runId, file, at: desk.now(), cause, engine: engineVersion, thresholdBps: defaultThreshold,
      lists: loaded.lists,
    results, raised: fresh.length, eventId,
  });
  for (const hit of fresh) await raise(desk, hit, { loaded, runId });
  for (const hit of gone) await lapse(desk, hit);
  if (fresh.length > 0) await tellAnalysts(desk, file);
  return { runId, raised: fresh.map((f) => f.id), lapsed: gone.map((h) => h.id), found: count };
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
