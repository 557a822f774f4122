import { namesOfAccounts } from "../../../modules/access/index.ts";
import type { PastEvent } from "../../../modules/log/index.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { Happening, SealParams } from "../../../ui/components/index.ts";
import type { Say } from "../../../ui/say.ts";

/** The names of the accounts that acted. */
export function namesOf(tx: Tx, events: readonly PastEvent[]): Promise<ReadonlyMap<string, string>> {
  return namesOfAccounts(tx, [...new Set(events.map((event) => event.actor))]);
}

/**
 * Events as lines of a timeline. What one person did several times in a row (thirty answers of a questionnaire) is one
 * line that says how often, so that the turn of a file is not lost among its details.
 */
export function happenings(
  say: Say, events: readonly PastEvent[], names: ReadonlyMap<string, string>,
): readonly Happening[] {
  return runsOf(events).map((run) => {
    const [newest] = run;
    const oldest = run.at(-1) ?? newest;
    const key = `event.${newest.type}`;
    const what = say(say.has(key) ? key : "event.other");
    const who = newest.actor === "system" ? say("files.by-system") : names.get(newest.actor);
    return {
      id: newest.id, at: newest.at, seal: sealOf(newest),
      what: run.length === 1 ? what : say("files.times", { what, count: run.length }),
      ...(who ? { who: <bdi dir="auto">{who}</bdi> } : {}),
      ...(run.length > 1 && newest.leafIndex !== null && oldest.leafIndex !== null
        ? { why: say("files.entries", { from: String(oldest.leafIndex), to: String(newest.leafIndex) }) }
        : {}),
    };
  });
}

export function sealOf(event: PastEvent): SealParams {
  const isPlaced = event.leafIndex !== null;
  return { commitment: event.commitment, state: isPlaced ? "sealed" : "recording", number: event.leafIndex };
}

type Run = readonly [PastEvent, ...PastEvent[]];

/** Neighbours of one type by one account, newest first. */
function runsOf(events: readonly PastEvent[]): readonly Run[] {
  const runs: [PastEvent, ...PastEvent[]][] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last && last[0].type === event.type && last[0].actor === event.actor) last.push(event);
    else runs.push([event]);
  }
  return runs;
}
