import { hidden, movedOn, type Refusal } from "../../kernel/refusal.ts";
import { no, ok, type Result } from "../../kernel/result.ts";
import { seesFile } from "../access/index.ts";
import type { Desk } from "../log/index.ts";
import type { BallotRecord } from "./ballot.ts";
import { moved, type Event } from "./moves.ts";
import { lockBallot, recordOf } from "./store.ts";

/**
 * The open ballot, locked, when this actor may cause `event` on it; with everything cast on it so far. Votes do not
 * move its version: two members who vote at the same moment are both heard.
 */
export async function ballotFor(
  desk: Desk, ask: { ballot: string; expectedVersion: number }, event: Event,
): Promise<Result<BallotRecord, Refusal>> {
  const ballot = await lockBallot(desk.tx, ask.ballot);
  if (!ballot || !(await seesFile(desk, ballot.file))) return no(hidden);
  const next = moved(ballot.state, event, desk.actor);
  if (!next.ok) return next;
  if (ballot.version !== ask.expectedVersion) return no(movedOn("committees/moved-on", { version: ballot.version }));
  return ok(await recordOf(desk.tx, ballot));
}
