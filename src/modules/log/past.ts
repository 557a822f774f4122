import type { Json } from "../../kernel/canonical.ts";
import type { EventId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instants.ts";
import type { Tx } from "../../ports/database/database.ts";
import type { World } from "../../ports/world.ts";
import { open } from "./envelope.ts";
import { eventsOfFile, eventsOfSubject, newestEvents, type StoredEvent } from "./store-events.ts";

/** A fact as it is read again. `body` is null after an erasure, `erased` says so. */
export interface PastEvent {
  readonly id: EventId;
  readonly type: string;
  readonly subject: string;
  readonly file: string | null;
  readonly version: number | null;
  readonly actor: string; // account id, "system" or "public"
  readonly person: string;
  readonly at: Instant;
  readonly rules: string | null;
  readonly body: Json;
  readonly erased: boolean;
  readonly leafIndex: number | null; // null until the sequencer placed it
  readonly commitment: string; // base64url of SHA-256: what the seal beside it is drawn from
  // register events: disclosures of the withheld fields, by name
  readonly withheld: Readonly<Record<string, string>>;
}

/** Opens and checks one stored event. Throws when somebody changed the row or the body. */
export function pastEvent(world: Pick<World, "keys">, row: StoredEvent): PastEvent {
  const opened = row.sealed === null ? null : open(world.keys, row, row.sealed);
  return {
    id: row.id, type: row.type, subject: row.subject, file: row.file, version: row.version,
    actor: row.account, person: row.person, at: row.at, rules: row.rules,
    body: opened?.body ?? null, erased: opened === null,
    leafIndex: row.leafIndex === null ? null : Number(row.leafIndex),
    commitment: row.commitment.toString("base64url"),
    withheld: Object.fromEntries((opened?.disclosures ?? []).map((d) => [d.name, d.disclosure])),
  };
}

/** Where a caller stands when it reads: a desk has both. */
export interface Reading {
  readonly tx: Tx;
  readonly world: Pick<World, "keys">;
}

/** The timeline of one file or one subject, newest first, opened. The caller has checked who may see it. */
export async function eventsOf(
  desk: Reading, of: { readonly file: string } | { readonly subject: string }, limit: number,
): Promise<readonly PastEvent[]> {
  const rows = "file" in of
    ? await eventsOfFile(desk.tx, of.file, limit)
    : await eventsOfSubject(desk.tx, of.subject, limit);
  return rows.map((row) => pastEvent(desk.world, row));
}

/** The newest sequenced events of the installation, for officers' log pages. */
export async function latestEvents(
  desk: Reading, limit: number, before: number | null,
): Promise<readonly PastEvent[]> {
  const rows = await newestEvents(desk.tx, limit, before === null ? null : BigInt(before));
  return rows.map((row) => pastEvent(desk.world, row));
}
