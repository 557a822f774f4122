import {
  bundlePath, newTiles, noteKey, openCheckpoint, readBundle, rootAt, rootOf, signCheckpoint, tilePath,
  tileWidth, widthAt, writeBundle, type Checkpoint, type NoteKey,
} from "../../engines/merkle/index.ts";
import { assert } from "../../kernel/result.ts";
import type { Tx } from "../../ports/database/database.ts";
import type { LogStore } from "../../ports/log-store.ts";
import type { World } from "../../ports/world.ts";
import { insertTileRoot, tilesIn, type Head } from "./store-head.ts";
import { leavesFrom } from "./store-leaves.ts";

/** The published log contradicts the database: nothing is signed until people have looked. */
export class LogStopped extends Error {
  override readonly name = "LogStopped";
  constructor(readonly reason: "behind" | "forked" | "foreign", message: string) {
    super(message);
  }
}

export function logKey(world: Pick<World, "keys">): NoteKey {
  const { origin, privateKey } = world.keys.logSigningKey();
  return noteKey(origin, privateKey);
}

export function signHead(world: Pick<World, "keys">, size: bigint, root: Buffer): Head {
  const { origin, privateKey } = world.keys.logSigningKey();
  return { size, root, note: signCheckpoint({ origin, size, root }, privateKey) };
}

/** What the world has seen; null when nothing was published. Throws `LogStopped` when it is not ours. */
export async function publishedCheckpoint(
  world: Pick<World, "keys">, store: LogStore,
): Promise<Published | null> {
  const bytes = await store.read("checkpoint");
  if (bytes === null) return null;
  const note = bytes.toString("utf8");
  const checkpoint = openCheckpoint(note, logKey(world));
  if (checkpoint !== null) return { ...checkpoint, note };
  throw new LogStopped("foreign", "the published checkpoint was not signed by this installation's log key");
}

export interface Published extends Checkpoint {
  readonly note: string;
}

/**
 * Refuses to go on behind or beside what was published: a database restored from a backup would otherwise
 * sign a second history. Cheap, so it runs before every batch and not only at the start.
 */
export async function standBehind(tx: Tx, head: Head, published: Published | null): Promise<void> {
  if (published === null || published.size === 0n) return;
  if (published.size > head.size) {
    throw new LogStopped("behind",
      `published are ${published.size} leaves, the database has signed ${head.size}: it was restored to an ` +
      "earlier state. Two people can take the published leaves back with `entente log recover`");
  }
  const root = await rootAt(published.size, tilesIn(tx));
  if (root.equals(published.root)) return;
  throw new LogStopped(
    "forked", `the database holds other leaves than the ${published.size} that were published`,
  );
}

/** Remembers the roots of tiles that became full, level by level. */
export async function closeTiles(tx: Tx, oldSize: bigint, newSize: bigint): Promise<void> {
  const read = tilesIn(tx);
  for (let level = 0; widthAt(level + 1, newSize) > 0n; level++) {
    for (let tile = widthAt(level + 1, oldSize); tile < widthAt(level + 1, newSize); tile++) {
      await insertTileRoot(tx, level, tile, rootOf(await read(level, tile, tileWidth)));
    }
  }
}

/** Writes every tile and bundle that a tree of `to` leaves has and one of `from` had not. */
export async function writeTiles(
  tx: Tx, store: LogStore, { from, to }: { from: bigint; to: bigint }, written: () => void = () => {},
): Promise<void> {
  const read = tilesIn(tx);
  for (const tile of newTiles(from, to)) {
    await writeOnce(store, tilePath(tile), Buffer.concat(await read(tile.level, tile.index, tile.width)));
    written();
    if (tile.level > 0) continue;
    const leaves = await leavesFrom(tx, tile.index * 256n, tile.width);
    await writeOnce(store, bundlePath(tile.index, tile.width), writeBundle(leaves.map((l) => l.leaf)));
  }
}

/** A tile never changes: the same bytes again are fine, other bytes mean that something is very wrong. */
async function writeOnce(store: LogStore, path: string, bytes: Buffer): Promise<void> {
  const there = await store.read(path);
  if (there === null) return store.write(path, bytes);
  if (!there.equals(bytes)) throw new LogStopped("forked", `${path} is published with other bytes`);
}

/** Published leaves from an index to the published size, checked against the tiles' root by the caller. */
export async function publishedLeaves(
  store: LogStore, from: bigint, size: bigint,
): Promise<readonly Buffer[]> {
  const leaves: Buffer[] = [];
  for (let tile = from / 256n; tile * 256n < size; tile++) {
    const width = size - tile * 256n < 256n ? Number(size - tile * 256n) : tileWidth;
    const bytes = await store.read(bundlePath(tile, width));
    const entries = bytes === null ? null : readBundle(bytes);
    assert(
      entries !== null && entries.length === width, `${bundlePath(tile, width)} is there and whole`,
    );
    leaves.push(...entries);
  }
  return leaves.slice(Number(from % 256n));
}

